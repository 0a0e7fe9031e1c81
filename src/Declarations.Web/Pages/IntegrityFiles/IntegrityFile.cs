using Declarations.Data;
using Declarations.Handling;
using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Verification;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.IntegrityFiles;

/// <summary>One line of an integrity file.</summary>
/// <param name="Own">Given by the person, not by the organisation.</param>
public sealed record FileLine(DateOnly? On, string Name, string? Text, bool Own = false);

/// <param name="Number">From 1 to 10.</param>
public sealed record FileSection(int Number, IReadOnlyList<FileLine> Lines);

/// <summary>
/// 廉政档案: a view over one person across all campaigns, drawn from what exists and stored nowhere. Ten sections; what is not known has no line. Of a clue it
/// holds the reference and how it was disposed of, not what somebody said.
/// </summary>
public sealed class IntegrityFile(DeclarationsDb db, CaseFiles files, OfficeClock clock)
{
    /// <summary>Lines of earlier lists that have one name.</summary>
    private const int MostEarlier = 100;

    /// <param name="open">Clues that are open, for whoever handles them; null: for the person.</param>
    public async Task<IReadOnlyList<FileSection>> OfAsync(Official person, Words words, IQueryable<Found>? open = null)
    {
        var entries = await db.IntegrityEntries.StandingOf(db.IntegrityEntries.Where(entry => entry.OfficialId == person.Id && entry.AnswersId == null))
            .AsNoTracking().OrderBy(entry => entry.On).ThenBy(entry => entry.Id).ToListAsync();
        var signers = await SignersAsync(entries);
        return
        [
            new(1, Basic(person, words)),
            new(2, [.. await ReportsAsync(person, words), .. await EarlierAsync(person, words, open is null)]),
            new(3, await PostsAsync(person, words)),
            new(4, Lines(IntegrityKind.Pledge)),
            new(5, Lines(IntegrityKind.PrePostTalk, IntegrityKind.Talk, IntegrityKind.Reminder, IntegrityKind.HomeVisit, IntegrityKind.Education)),
            new(6, [.. Of(IntegrityKind.Opinion).Select(entry => new FileLine(entry.On, words.Of(entry.Kind),
                words["integrity-file.opinion", entry.Text, entry.RestsOn, entry.AsOf, string.Join(words["list.separator"], signers[entry.Id])]))]),
            new(7, [.. await CasesAsync(person, words, open), .. Lines(IntegrityKind.Finding, IntegrityKind.Handling)]),
            new(8, await MeasuresAsync(person, words)),
            new(9, await LeavingAsync(person, words)),
            new(10, Lines(IntegrityKind.Appointment, IntegrityKind.Gift, IntegrityKind.Other)),
        ];

        IEnumerable<IntegrityEntry> Of(params IntegrityKind[] kinds) => entries.Where(entry => kinds.Contains(entry.Kind));

        IReadOnlyList<FileLine> Lines(params IntegrityKind[] kinds) => [.. Of(kinds).Select(entry => new FileLine(entry.On, words.Of(entry.Kind),
            string.Join(" ",
            new[] { entry.Text, entry.FromOn is null ? null : words["integrity.from-to", entry.FromOn, entry.ToOn],
                entry.Document is null ? null : $"{entry.Document} {entry.Number} {words.Day(entry.DocumentOn)}",
                entry.FileId is null ? null : words["pledges.on-paper"] }.OfType<string>()), entry.IsOwn))];
    }

    private static IReadOnlyList<FileLine> Basic(Official person, Words words) =>
    [
        .. new (string Column, string? Text)[]
        {
            ("StaffNumber", person.StaffNumber), ("Name", person.Name), ("Sex", words.Of(person.Sex)), ("BornOn", words.Day(person.BornOn)),
            ("PoliticalStatus", words.Of(person.PoliticalStatus)), ("Post", person.Post), ("Rank", words.Of(person.Rank)),
            ("Category", words.Of(person.Category)), ("JoinedWorkOn", words.Day(person.JoinedWorkOn)), ("Status", words.Of(person.Status)),
        }.Where(each => !string.IsNullOrEmpty(each.Text)).Select(each => new FileLine(null, words["roster.column." + each.Column], each.Text)),
        new(null, words["people.unit"], person.Unit.Name),
    ];

    /// <summary>Of every campaign: what the person filed, and what the rules say of what they stated.</summary>
    private async Task<IReadOnlyList<FileLine>> ReportsAsync(Official person, Words words)
    {
        var reports = await db.Reports.AsNoTracking().Include(report => report.Campaign).Where(report => report.OfficialId == person.Id
            && report.Campaign.ErasedOn == null).OrderBy(report => report.Campaign.Code).ToListAsync();
        var rows = (await db.InterestRows.AsNoTracking().Where(row => row.OfficialId == person.Id && row.ValidTo == null).OrderBy(row => row.ValidFrom)
            .ThenBy(row => row.InterestId).ToListAsync()).ToLookup(row => row.ReportId);
        return
        [
            .. reports.SelectMany(report => rows[report.Id].Select(row => new FileLine(row.ValidFrom, report.Campaign.Name,
                words["integrity-file.interest", row.Holder, row.Sector, row.Mode, row.Action] + (row.ExitedOn is { } exited
                    ? words["integrity-file.exited", exited] : "")))
                .Prepend(new FileLine(report.FirstSubmittedOn, report.Campaign.Name, words["integrity-file.report", report.Status, report.SubmissionCount],
                    true))),
        ];
    }

    /// <summary>
    /// What lists of earlier campaigns say (往次清单), each with its source and day. A number says that it is this person; a name alone does not, and the
    /// person does not read what may be another's (0133).
    /// </summary>
    private async Task<IReadOnlyList<FileLine>> EarlierAsync(Official person, Words words, bool isOwn)
    {
        var (key, number) = (db.PersonKey(person.Name), db.NumberKey(person.ResidentNumber));
        var found = await db.RegistryRows.AsNoTracking().Where(row => row.Kind == RegistryKind.EarlierExits && row.PersonKey == key)
            .Join(db.RegistryImports, row => row.ImportId, import => import.Id, (row, import) => new { Row = row, import.Source, import.AsOf })
            .OrderBy(each => each.AsOf).ThenBy(each => each.Row.Number).Take(MostEarlier).ToListAsync();
        return [.. from each in found
                   let same = each.Row.NumberKey is { } said && number is not null ? said.AsSpan().SequenceEqual(number) : (bool?)null
                   where !each.Row.IsUnreadable && same != false && (same == true || !isOwn)
                   select new FileLine(each.Row.Facts.ExitedOn, words["integrity-file.earlier", each.Source, each.AsOf],
                       words[same == true ? "integrity-file.earlier-exit" : "integrity-file.earlier-name", each.Row.Facts.Firm, each.Row.Facts.ExitedOn])];
    }

    private async Task<IReadOnlyList<FileLine>> PostsAsync(Official person, Words words)
    {
        var posts = await db.KeyPosts.AsNoTracking().Include(post => post.Unit).Where(post => post.HolderId == person.Id && post.EndedOn == null)
            .OrderBy(post => post.Id).ToListAsync();
        var ids = posts.ConvertAll(post => (Guid?)post.Id);
        var risks = (await db.Problems.AsNoTracking().Include(risk => risk.Measures).Where(risk => ids.Contains(risk.KeyPostId)
            && risk.Register.Kind == RegisterKind.Risk && risk.Register.Status != RegisterStatus.Drafting && risk.Status == ProblemStatus.Open)
            .OrderBy(risk => risk.Number).ToListAsync()).ToLookup(risk => risk.KeyPostId!.Value);
        return
        [
            .. posts.SelectMany(post => risks[post.Id].Select(risk => new FileLine(risk.OpenedOn, words.Of(risk.Level), words["integrity-file.risk", risk.Text,
                string.Join(words["list.separator"], risk.Measures.Where(measure => measure.Status != MeasureStatus.Withdrawn)
                    .OrderBy(measure => measure.Number)
                    .Select(measure => measure.Text))]))
                .Prepend(new FileLine(post.HolderSince, words["integrity-file.key-post"], $"{post.Unit.Name} {post.Title}"))),
            .. (await db.KeyPostHoldings.AsNoTracking().Include(each => each.KeyPost.Unit).Where(each => each.KeyPost.Holdings.Any(held =>
                held.HolderId == person.Id)).ToListAsync()).GroupBy(each => each.KeyPostId).SelectMany(KeyPostTerm.Of)
                .Where(term => term.Holding.HolderId == person.Id && term.To is not null).OrderBy(term => term.Holding.At)
                .Select(term => new FileLine(term.Holding.On, words["integrity-file.former-post"],
                    $"{term.Holding.KeyPost.Unit.Name} {term.Holding.KeyPost.Title} {words["key-posts.held", term.Holding.On, term.To]}")),
        ];
    }

    private async Task<IReadOnlyList<FileLine>> CasesAsync(Official person, Words words, IQueryable<Found>? open)
    {
        var lines = new List<FileLine>();
        foreach (var lead in await db.Leads.AsNoTracking().Where(lead => lead.OfficialId == person.Id && lead.State == LeadState.Confirmed)
            .OrderBy(lead => lead.DecidedOn).ToListAsync())
            lines.Add(new(lead.DecidedOn, words["integrity-file.finding"], words.Of(lead.Kind)));
        var reports = db.Reports.Where(report => report.OfficialId == person.Id && report.Campaign.ErasedOn == null).Select(report => report.Id);
        foreach (var disposal in await db.Disposals.AsNoTracking().Where(disposal => reports.Contains(disposal.ReportId)
            && disposal.State == DisposalState.Confirmed).OrderBy(disposal => disposal.DecidedOn).ToListAsync())
            lines.Add(new(disposal.DecidedOn, words["integrity-file.disposal"], $"{words.Of(disposal.Kind)} {words.Of(disposal.Measure)} {disposal.Reason}"));
        var cases = db.Problems.AsNoTracking().Include(problem => problem.Register.Campaign).Where(problem => problem.OfficialId == person.Id
            && (problem.Register.CampaignId == null || problem.Register.Campaign!.ErasedOn == null));
        foreach (var clue in await cases.Where(problem => problem.Register.Kind == RegisterKind.Clue && problem.Status == ProblemStatus.Cancelled)
            .OrderBy(problem => problem.SolvedOn).ToListAsync())
            lines.Add(new(clue.SolvedOn, words["integrity-file.clue", clue.Reference], words.Of(clue.Disposition)));
        var isOwn = open is null;
        // What is still looked into is not told to whom it is about, no more than a clue.
        foreach (var problem in await cases.Where(problem => problem.Register.Kind != RegisterKind.Clue && problem.Register.Status != RegisterStatus.Drafting
            && (!isOwn || problem.Status != ProblemStatus.Open))
            .OrderBy(problem => problem.OpenedOn).ToListAsync())
            lines.Add(new(problem.OpenedOn, problem.Register.Name, $"{problem.Text} {words.Of(problem.Status)}"));
        foreach (var clue in open is null ? [] : await open.AsNoTracking().Where(problem => problem.OfficialId == person.Id
            && problem.Status == ProblemStatus.Open).OrderBy(problem => problem.OpenedOn).ToListAsync())
            lines.Add(new(clue.OpenedOn, words["integrity-file.clue", clue.Reference], words["integrity-file.open-clue"]));
        return lines;
    }

    /// <summary>What the person does or answers for outside clues: how much of it is done, late, reopened, and each.</summary>
    private async Task<IReadOnlyList<FileLine>> MeasuresAsync(Official person, Words words)
    {
        var measures = await db.Measures.AsNoTracking().Include(measure => measure.Problem.Register.Campaign).Where(measure =>
            (measure.PersonId == person.Id || measure.LeaderId == person.Id) && measure.Status != MeasureStatus.Withdrawn
            && measure.Problem.Register.Kind != RegisterKind.Clue && measure.Problem.Register.Status != RegisterStatus.Drafting
            && (measure.Problem.Register.CampaignId == null || measure.Problem.Register.Campaign!.ErasedOn == null))
            .OrderBy(measure => measure.FirstDueOn).ThenBy(measure => measure.Id).ToListAsync();
        var classed = measures.ConvertAll(measure => (Measure: measure, Class: measure.ClassOn(measure.Problem.Register.Today(clock.Now))));
        return measures.Count == 0 ? [] :
        [
            new(null, words["integrity-file.measures"], words["integrity-file.measure-counts", measures.Count,
                classed.Count(each => each.Class == ReportedClass.Completed), classed.Count(each => each.Class == ReportedClass.Overdue),
                measures.Count(measure => measure.ReopenCount > 0)]),
            .. classed.Select(each => new FileLine(each.Measure.DueOn,
                $"{each.Measure.Problem.Register.Name} {each.Measure.Problem.Number}.{each.Measure.Number}",
                $"{each.Measure.Text} {words.Of(each.Class)}")),
        ];
    }

    private async Task<IReadOnlyList<FileLine>> LeavingAsync(Official person, Words words)
    {
        if (!person.HasLeft)
            return [];
        var subject = (await files.OfAsync(person, person.Unit.Path, Policy.Zhuzhou2017)).Subject;
        var verdict = Assessor.Assess(new CaseFacts(clock.Today, subject), Policy.Zhuzhou2017);
        return
        [
            new(person.DiedOn ?? person.LeftOn, words["integrity-file.left"], person.DiedOn is null ? words.Of(person.Status) : words["integrity-file.died"]),
            .. verdict.CooldownLastDay is { } last ? [new FileLine(last, words["integrity-file.cooling-off"], words["integrity-file.until", last])]
                : Array.Empty<FileLine>(),
        ];
    }

    private async Task<ILookup<Guid, string>> SignersAsync(IReadOnlyList<IntegrityEntry> entries)
    {
        var opinions = entries.Where(entry => entry.Kind == IntegrityKind.Opinion).ToList();
        var answers = await db.AnswersToAsync(opinions);
        var signed = opinions.SelectMany(entry => answers[entry.Id].Prepend(entry).Select(each => (entry.Id, each.ByAccountId, each.Body))).ToList();
        var accounts = signed.ConvertAll(each => each.ByAccountId);
        var names = await db.Users.Where(user => accounts.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        return signed.ToLookup(each => each.Id, each => each.ByAccountId is { } by ? names.GetValueOrDefault(by, "") : "");
    }
}
