using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Declarations.Access;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Data.Seeding;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Verification;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Identity;
using Declarations.Web.Pages.Questions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Seeding;

/// <summary>The demo city of 300, and the smallest there is, in SQLite files, seeded once for all tests here.</summary>
public sealed class SeededCity : IAsyncLifetime
{
    public const int People = 300, Fewest = 100;
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 2, 30, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("demo-city").FullName;
    private readonly Vault vault = new(RandomNumberGenerator.GetBytes(32));

    public IReadOnlyList<Declarations.Data.Seeding.SignIn> SignIns { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        SignIns = await SeedAsync("one.db");
        await SeedAsync("small.db", Fewest);
    }

    public async Task<IReadOnlyList<Declarations.Data.Seeding.SignIn>> SeedAsync(string file, int people = People)
    {
        await using var db = Open(file);
        await db.MigrateAsync();
        return await City(db, people).SeedAsync(_ => { }, CancellationToken.None);
    }

    public static DemoCity City(DeclarationsDb db, int people = People) => new(db, new PasswordHasher<Account>(), Now, people, seed: 7);

    public DeclarationsDb Open(string file = "one.db") => new SqliteDeclarationsDb(
        new DbContextOptionsBuilder<SqliteDeclarationsDb>().UseSqlite($"Data Source={Path.Combine(folder, file)};Pooling=False").Options, vault);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class DemoCityTests(SeededCity city) : IClassFixture<SeededCity>
{
    [Theory, InlineData("one.db"), InlineData("small.db")]
    public async Task A_register_shows_a_lead_of_every_kind_and_what_is_declared_can_be_joined(string file)
    {
        await using var db = city.Open(file);
        Assert.Equal(Enum.GetValues<LeadKind>(), (await db.Leads.Select(lead => lead.Kind).Distinct().ToListAsync()).Order());
        var (concerned, evidence) = (await db.Leads.SingleAsync(lead => lead.Outcome == LeadOutcome.Confirmed), await db.Leads.ToListAsync());
        var named = await db.Users.SingleAsync(user => user.OfficialId == concerned.OfficialId);
        Assert.Equal((LeadState.Proposed, "returned"), (concerned.State, named.UserName));
        Assert.True(evidence.SelectMany(lead => lead.Content!.Evidence).Select(each => each.Code).Distinct().Count() > 5);
        foreach (var campaign in await db.Campaigns.ToListAsync())
            await foreach (var (_, _, differences) in db.CheckAsync(campaign))
                Assert.DoesNotContain(differences, difference => difference.StartsWith("key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_interest_rows_follow_from_the_filed_versions()
    {
        await using var db = city.Open();
        var rows = 0;
        foreach (var campaign in await db.Campaigns.AsNoTracking().ToListAsync())
        {
            Assert.Empty((await db.CheckCountsAsync(campaign)).Differences);
            await foreach (var found in db.CheckAsync(campaign))
            {
                Assert.Empty(found.Differences);
                rows += found.Rows;
            }
        }
        Assert.InRange(rows, 80, 300);
    }

    [Fact]
    public async Task The_city_is_needed_once()
    {
        await using var empty = city.Open("empty.db");
        await empty.MigrateAsync(cancellation: TestContext.Current.CancellationToken);
        await using var seeded = city.Open();

        Assert.True(await SeededCity.City(empty).IsNeededAsync(TestContext.Current.CancellationToken));
        Assert.False(await SeededCity.City(seeded).IsNeededAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_finished_campaign_has_the_published_proportions()
    {
        await using var db = city.Open();
        var reports = await ReportsAsync(db, "demo-2017");

        Assert.Equal(SeededCity.People, reports.Count);
        Assert.Equal([NotSubmittedReason.UnderInvestigation, NotSubmittedReason.TransferredToJudiciary],
            reports.Where(r => r.Status == ReportStatus.Excused).Select(r => r.Excuse!.Value).Order());
        Assert.Equal(298, reports.Count(r => r.Status is ReportStatus.Kept or ReportStatus.HandedUp));
        Assert.All(reports, r => Assert.Equal(r.Official.CityManaged == true, r.Status == ReportStatus.HandedUp));
        // 838 of 3,173, one of them not out.
        Assert.Equal(79, reports.Count(r => r.InterestCount > 0));
        var interests = reports.SelectMany(r => r.Draft.Interests).ToList();
        Assert.All(interests, i => Assert.Equal(Sector.SmallHydro, i.Sector));
        var waiting = Assert.Single(interests, i => i.Exit!.State != ExitState.Exited);
        Assert.Contains("政策界定", waiting.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_exit_of_the_finished_campaign_counts_as_made_in_the_self_report_stage()
    {
        await using var db = city.Open();
        var stored = await db.Determinations.Where(d => d.InterestId != null).ToListAsync(TestContext.Current.CancellationToken);
        var reports = await ReportsAsync(db, "demo-2017");
        var exited = reports.SelectMany(r => r.Draft.Interests).Where(i => i.Exit!.State == ExitState.Exited).Select(i => (Guid?)i.Id).ToHashSet();

        var results = stored.Where(d => exited.Contains(d.InterestId)).Select(d => JsonNode.Parse(d.Result)!).ToList();
        Assert.Equal(exited.Count, results.Count);
        Assert.All(results, result => Assert.Equal(nameof(ExitCell.Exited), result["row"]!["exitSelfReport"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_practice_campaign_has_reports_at_every_stage_and_in_every_sector()
    {
        await using var db = city.Open();
        var reports = await ReportsAsync(db, "practice-2017");
        var campaign = reports[0].Campaign;

        Assert.Equal(StageKind.SelfCheck, campaign.StageOn(campaign.Today(DateTimeOffset.UnixEpoch))!.Kind);
        Assert.All(Enum.GetValues<ReportStatus>(), status => Assert.Contains(reports, r => r.Status == status));
        Assert.Contains(reports, r => r is { Status: ReportStatus.Draft, DraftNumber: 0 });
        Assert.Contains(reports, r => r is { Status: ReportStatus.Draft, DraftNumber: > 0 });
        Assert.InRange(reports.Count(r => r.SubmissionCount > 0) / (double)SeededCity.People, 0.5, 0.75);
        var interests = reports.Where(r => r.SubmissionCount > 0).SelectMany(r => r.Draft.Interests).ToList();
        Assert.All(Enum.GetValues<Sector>(), sector => Assert.Contains(interests, i => i.Sector == sector));
        Assert.All([ParticipationMode.Nominee, ParticipationMode.DryShare, ParticipationMode.ListedShares],
            mode => Assert.Contains(interests, i => i.Mode == mode));
        Assert.All(Enum.GetValues<ExitState>(), state => Assert.Contains(interests, i => i.Exit!.State == state));
        Assert.Contains(interests, i => i is { Holder: Relation.Spouse, Mode: ParticipationMode.VehicleVessel, Sector: Sector.Sand });
    }

    [Theory]
    [InlineData("one.db", "head")]
    [InlineData("one.db", "leader")]
    [InlineData("one.db", "secretary")]
    [InlineData("small.db", "head")]
    [InlineData("small.db", "leader")]
    [InlineData("small.db", "secretary")]
    public async Task A_reader_finds_positive_nil_overdue_and_corrected_reports(string file, string userName)
    {
        await using var db = city.Open(file);
        var queue = await QueueAsync(db, userName);
        // Three working days before the practice Monday are over for what came by Tuesday.
        var overdue = new DateOnly(2017, 9, 12);

        Assert.Contains(queue, r => r.InterestCount > 0);
        Assert.Contains(queue, r => r.InterestCount == 0);
        Assert.Contains(queue, r => r.LastSubmittedOn <= overdue);
        Assert.Contains(queue, r => r.LastSubmittedOn > overdue);
        Assert.Contains(queue, r => r.SubmissionCount == 2);
    }

    [Fact]
    public async Task The_secretarys_own_report_waits_for_the_city()
    {
        await using var db = city.Open();

        var report = Assert.Single(await QueueAsync(db, "city"));

        Assert.Equal((await OfficialOfAsync(db, "secretary")).Id, report.OfficialId);
        Assert.Equal((SigningRoute.HigherLevel, 2), (report.Route, report.SubmissionCount));
    }

    [Fact]
    public async Task The_smallest_city_has_as_many_officials_as_were_asked_for()
    {
        await using var db = city.Open("small.db");
        var reports = await ReportsAsync(db, "demo-2017");

        Assert.Equal(SeededCity.Fewest, reports.Count);
        Assert.Equal(26, reports.Count(r => r.InterestCount > 0));
        Assert.Equal(2, reports.Count(r => r.Status == ReportStatus.Excused));
    }

    [Fact]
    public async Task Custody_waits_for_city_managed_and_other_reports()
    {
        await using var db = city.Open();
        var signed = (await ReportsAsync(db, "practice-2017")).Where(r => r.Status == ReportStatus.Signed).ToList();

        Assert.Contains(signed, r => r.Official.CityManaged == true);
        Assert.Contains(signed, r => r.Official.CityManaged == false);
    }

    [Theory]
    [InlineData("filer", ReportStatus.Draft, 0)]
    [InlineData("cadre", ReportStatus.Draft, 0)]
    [InlineData("returned", ReportStatus.Returned, 1)]
    public async Task Sign_ins_stand_where_they_say(string userName, ReportStatus status, int submissions)
    {
        await using var db = city.Open();
        var official = await OfficialOfAsync(db, userName);
        var report = await db.Reports.SingleAsync(
            r => r.OfficialId == official.Id && r.Campaign.Code == "practice-2017", TestContext.Current.CancellationToken);

        Assert.Equal((status, submissions), (report.Status, report.SubmissionCount));
        Assert.Equal(userName == "cadre", official.Rank <= Rank.TownshipDeputy);
        Assert.Equal(submissions > 0, await db.ReturnNotes.AnyAsync(n => n.ReportId == report.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_question_waits_and_one_is_answered_and_explained_with_its_clause()
    {
        await using var db = city.Open();
        var questions = await db.Questions.Include(question => question.Explanations).OrderBy(question => question.AskedOn)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([true, false], questions.Select(question => question.Answer is not null));
        Assert.Equal([1, 0], questions.Select(question => question.Explanations.Count));
        Assert.All(questions, question => Assert.NotNull(QuestionScope.NameOf(question.Clause, Hosting.Visitor.Words)));
    }

    [Fact]
    public async Task Comments_point_at_lines_of_the_version_they_return()
    {
        await using var db = city.Open();
        var notes = await db.ReturnNotes.ToListAsync(TestContext.Current.CancellationToken);
        var submissions = await db.Submissions.ToDictionaryAsync(s => s.Id, TestContext.Current.CancellationToken);

        Assert.NotEmpty(notes);
        Assert.All(notes, note => Assert.Contains(note.Line,
            ReportLines.Of(submissions[note.SubmissionId].Content, new Words()).SelectMany(section => section.Lines).Select(line => line.Key)));
    }

    [Fact]
    public async Task Printed_passwords_open_the_accounts()
    {
        await using var db = city.Open();
        var hasher = new PasswordHasher<Account>();

        Assert.Equal(["filer", "cadre", "returned", "head", "leader", "secretary", "city", "office", "discipline", "system", "security", "audit", "tips",
            "tips-second", "supervisor", "contractor"],
            city.SignIns.Select(s => s.UserName));
        foreach (var signIn in city.SignIns)
        {
            var normalized = signIn.UserName.ToUpperInvariant();
            var account = await db.Users.SingleAsync(a => a.NormalizedUserName == normalized, TestContext.Current.CancellationToken);
            Assert.NotEqual(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(account, account.PasswordHash!, signIn.Password));
            Assert.Matches("^([a-z0-9]{5}-){3}[a-z0-9]{5}$", signIn.Password);
        }
        var grants = await db.Grants.Include(g => g.Unit).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enum.GetValues<Role>().Order(), grants.Select(g => g.Role).Distinct().Order());
        Assert.Equal("demo-bureau", grants.Single(g => g.Role == Role.CampaignOfficer).Unit.Code);
    }

    [Fact]
    public async Task Two_seedings_tell_the_same_story()
    {
        await city.SeedAsync("two.db");
        await using var one = city.Open();
        await using var two = city.Open("two.db");

        Assert.Equal(await StoryAsync(one), await StoryAsync(two));
    }

    [Fact]
    public async Task Every_submitted_version_is_complete_and_its_digest_recomputes()
    {
        await using var db = city.Open();
        var submissions = await db.Submissions.ToListAsync(TestContext.Current.CancellationToken);
        var people = (await db.Determinations.Where(d => d.InterestId == null).ToListAsync(TestContext.Current.CancellationToken))
            .ToDictionary(d => d.SubmissionId, d => d.ReadResult());

        Assert.All(submissions, s => Assert.Equal(s.Digest, Submission.DigestOf(s.Salt, s.Canonical)));
        Assert.All(submissions, s => Assert.Empty(Completeness.Gaps(s.Content, people[s.Id], _ => false)));
        var pledges = await db.Signatures.Where(s => s.Kind == SignatureKind.Pledge).Select(s => s.SubmissionId)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(submissions.Select(s => s.Id).Order(), pledges.Order());
    }

    [Fact]
    public async Task Every_act_is_in_the_audit_ledger_in_the_order_of_its_days()
    {
        await using var db = city.Open();
        var entries = await db.AuditEntries.ToListAsync(TestContext.Current.CancellationToken);
        var subjects = entries.ToLookup(e => e.SubjectId);
        List<Guid> aggregates =
        [
            .. await db.Units.Select(u => u.Id).ToListAsync(TestContext.Current.CancellationToken),
            .. await db.Officials.Select(o => o.Id).ToListAsync(TestContext.Current.CancellationToken),
            .. await db.Campaigns.Select(c => c.Id).ToListAsync(TestContext.Current.CancellationToken),
            .. await db.Reports.Select(r => r.Id).ToListAsync(TestContext.Current.CancellationToken),
            .. await db.Users.Select(a => a.Id).ToListAsync(TestContext.Current.CancellationToken),
        ];

        Assert.All(aggregates, id => Assert.NotEmpty(subjects[id]));
        Assert.All(subjects, acts => Assert.Equal(acts.OrderBy(e => e.LegalDay).Select(e => e.LegalDay), acts.OrderBy(e => e.At).Select(e => e.LegalDay)));
        var practice = (await ReportsAsync(db, "practice-2017")).Select(r => r.Id).ToHashSet();
        Assert.All(entries.Where(e => e.SubjectKind == nameof(PersonalSituationReport) && !practice.Contains(e.SubjectId)),
            e => Assert.Equal(e.LegalDay, BeijingTime.DayOf(e.At)));
    }

    [Fact]
    public async Task Resident_numbers_and_credit_codes_check()
    {
        await using var db = city.Open();
        var officials = await db.Officials.ToListAsync(TestContext.Current.CancellationToken);
        var interests = (await db.Reports.ToListAsync(TestContext.Current.CancellationToken)).SelectMany(r => r.Draft.Interests).ToList();

        Assert.All(officials, o => Assert.Equal((o.BornOn, o.Sex), (ResidentId.Parse(o.ResidentNumber!).BornOn, ResidentId.Parse(o.ResidentNumber!).Sex)));
        Assert.Equal(officials.Count, officials.Select(o => o.ResidentNumber).Distinct().Count());
        Assert.All(interests.Select(i => new UnifiedSocialCreditCode(i.CreditCode)), code =>
            Assert.True(code is { HasValidCheck: true, HasValidOrganisationCheck: true }, code.Value));
        Assert.All(interests.SelectMany(i => (Money?[])[i.Amount, i.Profit, i.Exit?.Price, i.Exit?.Valuation]).OfType<Money>(), money =>
            Assert.Equal(0, money.Fen % 10_000));
    }

    private static Task<List<PersonalSituationReport>> ReportsAsync(DeclarationsDb db, string campaign) => db.Reports
        .Include(r => r.Official).Include(r => r.Campaign).Include(r => r.Unit)
        .Where(r => r.Campaign.Code == campaign).OrderBy(r => r.Official.StaffNumber).ToListAsync(TestContext.Current.CancellationToken);

    private static async Task<Official> OfficialOfAsync(DeclarationsDb db, string userName)
    {
        var account = await db.Users.SingleAsync(a => a.UserName == userName, TestContext.Current.CancellationToken);
        return await db.Officials.SingleAsync(o => o.Id == account.OfficialId, TestContext.Current.CancellationToken);
    }

    private static async Task<List<PersonalSituationReport>> QueueAsync(DeclarationsDb db, string userName)
    {
        var reader = await OfficialOfAsync(db, userName);
        List<UnitPost> posts = await db.UnitPosts.Where(p => p.OfficialId == reader.Id).ToListAsync(TestContext.Current.CancellationToken);
        return [.. (await ReportsAsync(db, "practice-2017")).Where(r => r.Status == ReportStatus.Submitted && r.MaySign(reader.Id, posts))];
    }

    /// <summary>All that follows from the seed, without ids.</summary>
    private static async Task<List<string>> StoryAsync(DeclarationsDb db)
    {
        List<string> story = [];
        foreach (var campaign in (string[])["demo-2017", "practice-2017"])
            story.AddRange((await ReportsAsync(db, campaign)).Select(r => string.Join('|',
                r.Official.Name, r.Official.ResidentNumber, r.Official.Post, r.Unit.Code, r.Status, r.SubmissionCount, r.LastSubmittedOn, r.SignedOn,
                string.Join(';', r.Draft.Relatives?.Select(m => m.Name) ?? []),
                string.Join(';', r.Draft.Interests
                    .Select(i => $"{i.Enterprise},{i.CreditCode},{i.Holder},{i.Amount},{i.Exit?.CompletedOn},{i.Exit?.TransfereeName}")))));
        return story;
    }
}
