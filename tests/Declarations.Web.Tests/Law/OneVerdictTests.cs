using System.Net;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Pages.SelfCheck;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Seeding;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Law;

/// <summary>
/// What the determination says of a case, every other text says: my work, the exit page, receipt, printed form, report, self-check and the
/// row of Annex 3. Held against all that the books of cases, and the people of the demo, put into a report; an ordinary run draws a quarter.
/// </summary>
public sealed class OneVerdictTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    private static readonly DateOnly Day = new(2017, 9, 18);

    private City City => office.City;

    [Fact]
    public async Task Every_text_about_a_case_says_what_the_verdict_says() =>
        await CompareAsync(CaseFiles.All.Where(one => one.Facts.Count == 1).Select(one => (one.Id, one.Facts[0])), least: Settings.Number(20, 120));

    [Fact]
    public async Task Every_text_about_a_report_of_the_demo_says_what_the_verdict_says()
    {
        await using var demo = new SeededCity();
        await demo.SeedAsync("demo.db", SeededCity.Fewest);
        await using var db = demo.Open("demo.db");
        var cases = new List<(string, CaseFacts)>();
        foreach (var id in await db.Submissions.Where(version => version.InterestCount > 0).Select(version => version.ReportId).Distinct().ToListAsync())
        {
            var file = (await new Declarations.Data.CaseFiles(db).FindAsync(db.Reports.Where(report => report.Id == id), withVersions: true))!;
            cases.AddRange(file.Report.Draft.Interests.Select(interest => ($"demo {interest.Sector} {interest.Mode}", file.Facts(interest, Day))));
        }
        await CompareAsync(cases, least: Settings.Number(3, 12));
    }

    private async Task CompareAsync(IEnumerable<(string Id, CaseFacts Facts)> given, int least)
    {
        var cases = given.Where(one => one.Facts.Interest?.Mode is not null && IsReportable(one.Facts))
            .Select(one => (one.Id, one.Facts, Interest: Stated(one.Facts)))
            .DistinctBy(one => one.Facts.Subject.ToString() + (one.Interest with { Id = default })).ToList();
        var (wrong, compared) = (new List<string>(), 0);
        foreach (var ((id, facts, interest), _) in cases.Select((one, n) => (one, n)).Where(each => Settings.IsTurn(each.one.Id + each.n, 0, 4)))
            if (await DisagreementsAsync(facts.Subject, interest) is { } found)
            {
                compared++;
                wrong.AddRange(found.Select(what => $"{id}: {what}"));
            }
        output.WriteLine($"{compared} cases compared, of {cases.Count}, seed {Settings.Seed}");
        Assert.Empty(wrong);
        Assert.True(compared >= least, $"Only {compared} cases could be put into a report.");
    }

    /// <returns>Null: the person does not file, or the report cannot be signed like this.</returns>
    private async Task<List<string>?> DisagreementsAsync(SubjectFacts subject, Interest interest)
    {
        var person = await Enter(subject);
        var file = await File(person);
        if (file.Assess(Day) is not { InScope: true, SignOff: not null } who)
            return null;
        var stated = Content(person, who, interest);
        interest = stated.Interests[0];
        if (interest.Exit is null && file.AsksForExit(interest, Day))
            stated = stated with { Interests = [interest = interest with { Exit = new Exit(ExitState.NotYet) }] };
        if (file.Gaps(stated, Day).Any())
            return null;

        var version = await City.HandIn(person, stated);
        file = await File(person);
        var facts = file.Facts(file.Report.Draft.Interests[0], Day);
        var said = file.Assess(facts);
        var view = new DeterminationView(facts, file.Person.Policy, said, ForReader: false);
        var asks = said.Action is RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit;
        var inQuestion = asks && said.ExitEffective is null;
        var (visitor, wrong) = (await office.Visit(person), new List<string>());
        void Agree<T>(string where, T expected, T actual) { if (!Equals(expected, actual)) wrong.Add($"{where}: {expected} / {actual}"); }

        foreach (var page in new[] { Links.Check(City.Practice), Links.ReportView(file.Report.Id) })
        {
            await visitor.Open(page);
            Agree(page, Visitor.Words[view.Heading], visitor.Page.QuerySelector(".det h2")?.TextContent);
            Agree(page + " tag", Visitor.Words["verdict.tag." + view.Tag], visitor.Page.QuerySelector(".det .stag")?.TextContent.Trim());
            Agree(page + " period", interest.LastDay is null, visitor.Text.Contains("至今", StringComparison.Ordinal));
        }
        Agree("form", interest.LastDay is null, (await visitor.Open(Links.ReportForm(file.Report.Id))).Text.Contains("至今", StringComparison.Ordinal));
        await visitor.Open(Links.Receipt(version.ReceiptNumber));
        Agree("receipt", asks && said.ExitEffective == false, visitor.Text.Contains(
            Visitor.Words["receipt.next-exit", file.Person.Policy.ReportAndExitBy], StringComparison.Ordinal));
        Agree("receipt, proof", inQuestion, visitor.Text.Contains(Visitor.Words["receipt.next-proof"], StringComparison.Ordinal));
        await visitor.Open(Links.MyWork);
        foreach (var (task, waits) in new[] { ("exit", asks && said.ExitEffective == false), ("exit-examined", inQuestion) })
            Agree("my work, " + task, waits, visitor.Page.QuerySelectorAll(".task")
                .Any(each => each.TextContent.Contains(Visitor.Words[$"work.{task}.text"], StringComparison.Ordinal)));
        Agree("exit page", asks || said.Verdict == Verdict.Review
            || interest.Exit is not null, (await visitor.Open(Links.Exit(City.Practice, interest.Id))).Status == HttpStatusCode.OK);

        var row = await office.InDb(db => db.InterestRows.SingleAsync(r => r.ReportId == file.Report.Id));
        Agree("annex verdict", (said.Verdict, said.Basis, said.Action), (row.Verdict, row.Basis, row.Action));
        Agree("annex sector", said.Row.Sector, row.Sector);
        Agree("annex exit", said.Row.HasExited, row.ExitedOn is not null);

        var asked = Assessor.Assess(Question(interest).Facts(Day, file.Person.Subject, Day, file.Person.MayClaimInnovation), file.Person.Policy);
        Agree("self-check", (said.Verdict, said.Basis, said.Action, said.ExitEffective, said.ExitBy),
            (asked.Verdict, asked.Basis, asked.Action, asked.ExitEffective, asked.ExitBy));
        return wrong;
    }

    /// <summary>What a person may put into a report on the day: of one of the persons it asks about, begun and ended by then.</summary>
    private static bool IsReportable(CaseFacts facts) =>
        facts.Interest!.Holder is Relation.Self or Relation.Spouse or Relation.Child or Relation.ChildSpouse && facts.Interest.BeneficialOwner is null
            && !(facts.Interest.StartedOn > Day || facts.Interest.EndedOn > Day);

    private static Interest Stated(CaseFacts facts)
    {
        var (i, exit) = (facts.Interest!, facts.Exit);
        var done = facts.Timeline.ExitCompletedOn <= Day ? facts.Timeline.ExitCompletedOn : null;
        return new Interest
        {
            Id = Guid.CreateVersion7(),
            Sector = i.Sector ?? Sector.Other,
            Holder = i.Holder!.Value,
            Enterprise = "清溪砂石有限公司",
            EntityType = i.EntityType,
            SubActivity = i.SubActivity,
            CapacityKw = i.CapacityKw,
            Mode = i.Mode,
            StartedOn = i.StartedOn ?? new(2015, 3, 8),
            EndedOn = done is null ? i.EndedOn : null,
            Content = "经营",
            Amount = Money.FromWan(35),
            Profit = Money.FromWan(6),
            DutyLink = i.DirectlyRelatedToFormerWork switch { true => DutyLink.Related, false => DutyLink.Unrelated, _ => DutyLink.Unsure },
            Innovation = facts.Subject.Innovation is { } claim ? new InnovationClaim
            {
                Mode = claim.Mode,
                UnitApproved = claim.UnitApproved,
                AgreementSigned = claim.AgreementSigned,
                ProfessionRelated = claim.ProfessionRelated,
                From = claim.From,
                To = claim.To,
            } : null,
            Exit = (done ?? i.EndedOn) is { } day ? new Exit(ExitState.Exited)
            {
                CompletedOn = day,
                Way = exit.Way ?? ExitWay.Transfer,
                TransfereeRelation = exit.Transferee,
                Price = exit.PriceRatio is { } ratio ? Money.FromWan(Math.Round(10 * ratio, 6)) : null,
                Valuation = Money.FromWan(10),
                RegistryUpdated = exit.RegistryUpdated,
                PaymentProven = exit.PaymentProven,
                RetainsBenefit = exit.RetainsBenefit,
            } : null,
        };
    }

    private static ReportContent Content(Person person, Determination who, Interest interest)
    {
        var family = who.MustReportRelatives == true;
        var relative = family && interest.Holder != Relation.Self ? new Relative(Guid.CreateVersion7(), interest.Holder, "苏婉宁") : null;
        var own = relative is null ? interest with { Holder = Relation.Self } : interest with { RelativeId = relative.Id, Innovation = null };
        return new ReportContent
        {
            Details = Details.Of(person.Official!, "单位", who.LeadingCadre),
            Relatives = family ? relative is null ? [] : [relative] : null,
            Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, sector == own.Sector && relative is null,
                !family ? null : sector == own.Sector && relative is not null ? FamilyAnswer.Yes : FamilyAnswer.No))],
            Interests = [own],
        };
    }

    private static SelfCheckForm Question(Interest i) => new()
    {
        Holder = i.Holder,
        Sector = i.Sector,
        SubActivity = i.SubActivity,
        CapacityKw = i.CapacityKw,
        Mode = i.Mode,
        EntityType = i.EntityType,
        FormerWork = i.DutyLink switch { DutyLink.Related => true, DutyLink.Unrelated => false, _ => null },
        StartedOn = i.StartedOn,
        EndedOn = i.EndedOn,
        Exited = i.Exit is { State: ExitState.Exited },
        CompletedOn = i.Exit?.CompletedOn,
        Way = i.Exit?.Way,
        TransfereeRelation = i.Exit?.TransfereeRelation,
        Price = i.Exit?.Price?.Wan,
        Valuation = i.Exit?.Valuation?.Wan,
        PaymentProven = i.Exit?.PaymentProven,
        RegistryUpdated = i.Exit?.RegistryUpdated,
        RetainsBenefit = i.Exit?.RetainsBenefit,
        Innovation = InnovationForm.Of(i.Innovation),
    };

    private async Task<Person> Enter(SubjectFacts subject)
    {
        var person = await City.Clerk(City.Station);
        await office.InDb(db => db.Officials.Where(o => o.Id == person.Official!.Id).ExecuteUpdateAsync(set => set
            .SetProperty(o => o.Category, subject.Category).SetProperty(o => o.Rank, subject.Rank).SetProperty(o => o.Tier, subject.Tier)
            .SetProperty(o => o.LeadingMember, subject.LeadingMember).SetProperty(o => o.HoldsLeadingPost, subject.HoldsLeadingPost)
            .SetProperty(o => o.PostType, subject.PostType).SetProperty(o => o.Status, subject.Status).SetProperty(o => o.LeftOn, subject.LeftOn)
            .SetProperty(o => o.FilesByOfficeDecision, subject.FilesByOfficeDecision)));
        return person;
    }

    private Task<CaseFile> File(Person person) => office.InDb(async db =>
        (await new Declarations.Data.CaseFiles(db)
            .FindAsync(db.Reports.Where(r => r.OfficialId == person.Official!.Id && r.Campaign.Code == City.Practice), withVersions: true))!);
}
