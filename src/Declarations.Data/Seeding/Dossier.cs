using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Handling;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Data.Seeding;

/// <summary>
/// When things of a campaign happened. A real campaign: on its days, in office hours. A practice campaign: just now, its
/// days a minute each, the present one the last.
/// </summary>
internal sealed record DemoTime(DateTimeOffset Now, DateOnly? PracticeToday = null)
{
    /// <param name="hour">Part of the office day, 0 to 1.</param>
    public Act Act(DateOnly day, double hour)
    {
        var at = PracticeToday is { } today
            ? Now.AddMinutes(day.DayNumber - today.DayNumber - 1 + hour)
            : new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 30)), TimeSpan.FromHours(8)).AddHours(9 * hour);
        // Whole milliseconds in UTC, which every database keeps.
        return new Act(null, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), day);
    }
}

/// <summary>One official's report in a campaign with everything that belongs to it, as it comes about day by day.</summary>
internal sealed class Dossier
{
    private readonly DemoTime time;
    private readonly Random random;
    private readonly OfficialFile person;
    private readonly Deadlines deadlines;
    private readonly IReadOnlyDictionary<Guid, Official> readers;
    private DateOnly today;
    private double hour;

    public Dossier(Member member, Campaign campaign, DateOnly openedOn, DemoTime time, Random random, IReadOnlyDictionary<Guid, Official> readers)
    {
        (Member, this.time, this.random, this.readers) = (member, time, random, readers);
        (person, deadlines) = (new(member.Official, member.Chain, CaseFiles.PolicyOf(campaign)), new(campaign, []));
        Person = person.Assess(openedOn);
        Report = PersonalSituationReport.Open(On(openedOn), campaign, member.Official, member.Chain[0]);
    }

    public Member Member { get; }
    public PersonalSituationReport Report { get; }
    /// <summary>What the rules said of the person when the campaign opened.</summary>
    public Determination Person { get; }
    public List<Submission> Submissions { get; } = [];
    public List<Signature> Signatures { get; } = [];
    public List<ReturnNote> Notes { get; } = [];
    public List<Withdrawal> Withdrawals { get; } = [];
    public IReadOnlyList<InterestRow> Rows { get; private set; } = [];
    public List<PolicyQuestion> Questions { get; } = [];
    public List<Check> Checks { get; } = [];
    public List<Disposal> Disposals { get; } = [];
    public CaseFile File => new(Report, person, deadlines, Checks, Submissions);

    private bool CityManaged => Member.Official.CityManaged == true;

    /// <summary>A complete report; nil without interests.</summary>
    public ReportContent Content(params IReadOnlyList<Interest> interests)
    {
        var stated = Stated(interests);
        return stated with
        {
            Answers = [.. stated.Answers
            .Select(answer => answer.Family == FamilyAnswer.No ? answer with { Family = stated.NobodyInTheFamily } : answer)]
        };
    }

    private ReportContent Stated(IReadOnlyList<Interest> interests) => new()
    {
        Details = Details.Of(Member.Official, Member.Chain[0].Name, Person.LeadingCadre),
        Relatives = Person.MustReportRelatives == true ? Member.Family : null,
        Answers =
        [
            .. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector,
                interests.Any(i => i.Sector == sector && i.RelativeId is null),
                Person.MustReportRelatives != true ? null : interests.Any(i => i.Sector == sector && i.RelativeId is not null) ? FamilyAnswer.Yes
                    : FamilyAnswer.No)),
        ],
        Interests = interests,
    };

    public void Save(DateOnly on, ReportContent content) => Report.SaveDraft(On(on), content);

    /// <summary>Saves the content and submits it with the pledge and what the rules say of the person and of each interest.</summary>
    public void Submit(DateOnly on, ReportContent content)
    {
        Save(on, content);
        var filed = File.Submit(On(on));
        Submissions.Add(filed.Version);
        Signatures.Add(filed.Signature);
        Rows = filed.Rows;
    }

    public void Return(DateOnly on, params IReadOnlyList<(string Line, string Comment)> comments)
    {
        var (reader, posts) = Reader();
        Report.NoteReading(On(on), Submissions[^1]);
        Notes.AddRange(Report.ReturnForCorrection(On(on), Submissions[^1], reader, posts, comments));
    }

    public void Sign(DateOnly on)
    {
        var (reader, posts) = Reader();
        if (Submissions[^1].MustBeOpened)
            Report.NoteReading(On(on), Submissions[^1]);
        Signatures.Add(Report.Sign(On(on), Submissions[^1], reader, posts, opened: true));
    }

    /// <summary>The office asks whether the first interest of the filed report falls under the plan.</summary>
    public void AskForPolicy(DateOnly on, string question, string askedOf) =>
        Questions.Add(PolicyQuestion.Ask(On(on), Report, Submissions[^1].Content.Interests[0].Id, question, askedOf));

    /// <summary>The office has compared every interest with the registry and found it as reported.</summary>
    public void Check(DateOnly on, string basis)
    {
        foreach (var interest in Submissions[^1].Content.Interests)
        {
            var said = new Established
            {
                Holder = interest.Holder,
                Mode = interest.Mode,
                Content = interest.Content,
                Amount = interest.Amount,
                Profit = interest.Profit,
                Truthful = true,
                Minor = true,
            };
            var (check, rows) = File.Check(On(on), interest.Id, CheckSource.Registry, on, new CheckText(basis, said));
            Checks.Add(check);
            Rows = rows;
        }
    }

    /// <summary>The exits were filed with the office when it took the report in, and a year later the registry still shows nobody.</summary>
    public void SeeOut(DateOnly filedOn, DateOnly on)
    {
        foreach (var interest in Submissions[^1].Content.Interests.Where(interest => interest.Exit is { State: ExitState.Exited }))
        {
            var (check, rows) = File.Check(On(on), interest.Id, CheckSource.Registry, on,
                new CheckText("退出情况已备案，复查企业登记资料未见反弹", new Established { ExitFiledOn = filedOn, RegistryUpdated = true }));
            Checks.Add(check);
            Rows = rows;
        }
    }

    /// <summary>The office has proposed to take no action; another person is yet to confirm it.</summary>
    public void ProposeNoAction(DateOnly on, string reason)
    {
        var disposal = Disposal.For(Report.CampaignId, Report.Id, DisposalGround.Interest);
        disposal.Propose(On(on), null, new(DisposalKind.NoAction, DisposalMeasure.MinorCircumstances, reason, "局党组", on), []);
        Disposals.Add(disposal);
    }

    public void Defer(DateOnly on, string reason, DateOnly until)
    {
        var disposal = Disposal.For(Report.CampaignId, Report.Id, DisposalGround.Interest);
        disposal.Defer(On(on), reason, until);
        Disposals.Add(disposal);
    }

    /// <summary>Hands the signed report up to the city or keeps it in the bureau.</summary>
    public void TakeIn(DateOnly on)
    {
        if (CityManaged)
            Report.HandUp(On(on), cityManaged: true);
        else
            Report.Keep(On(on), cityManaged: false);
    }

    public void Supplement(DateOnly on, string reason) => Report.Supplement(On(on), reason);

    public void Withdraw(DateOnly on, string reason)
    {
        var (withdrawals, rows) = File.Withdraw(On(on), reason);
        Withdrawals.AddRange(withdrawals);
        Rows = rows;
    }

    public void Excuse(DateOnly on) => Report.ExcuseFor(On(on), Member.Excuse!.Value);

    /// <summary>One of those whose post it is to read this report, with the posts held there; never the official in person.</summary>
    private (Official Reader, IReadOnlyList<Organisation.UnitPost> Posts) Reader()
    {
        var unit = Member.Chain.Single(unit => unit.Id == Report.SigningUnitId);
        var posts = unit.Posts.Where(post => SigningPosts.For(Report.Route!.Value).Contains(post.Kind) && post.OfficialId != Member.Official.Id).ToList();
        var post = random.Pick(posts);
        return (readers[post.OfficialId], [post]);
    }

    /// <summary>An act on a day, later than the one before.</summary>
    private Act On(DateOnly day)
    {
        if (day < today)
            throw new InvalidOperationException($"{day:O} is before {today:O}.");
        hour = day > today ? random.NextDouble() * 0.5 : hour + (1 - hour) * 0.2;
        today = day;
        return time.Act(day, hour);
    }
}
