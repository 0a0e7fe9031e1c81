using Declarations.Integrity;
using Declarations.Registers;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.KeyPosts;

/// <summary>廉政风险点及防控措施一览表: every active key post that the viewer reads, a row for each measure against each of its risks.</summary>
public sealed class RiskSheet(Viewer viewer, OfficeClock clock, Words words)
{
    public async Task WriteAsync(Stream output)
    {
        await viewer.LoadAsync();
        var posts = await viewer.KeyPostsRead().AsNoTracking().Include(post => post.Unit).Include(post => post.Holder).Where(post => post.EndedOn == null)
            .OrderBy(post => post.Unit.Path).ThenBy(post => post.Title).ToListAsync();
        var risks = (await viewer.RisksRead().AsNoTracking().Include(risk => risk.Register).ThenInclude(register => register.Campaign)
            .Include(risk => risk.Measures).ThenInclude(measure => measure.LeadUnit).Include(risk => risk.Measures).ThenInclude(measure => measure.Person)
            .AsSplitQuery().OrderBy(risk => risk.Level).ThenBy(risk => risk.Number).ToListAsync()).ToLookup(risk => risk.KeyPostId!.Value);
        List<Found> shown = [.. posts.SelectMany(post => risks[post.Id])];
        BoardWorkbook.Write(words["nav.key-posts"], words["key-posts.sheet"], words["key-posts.sheet-lead", clock.Today, posts.Count, shown.Count,
            shown.Sum(risk => Preventing(risk).Count())],
            [
                new(words["people.unit"], 18), new(words["NewKeyPostForm.Title"], 18), new(words["NewKeyPostForm.Holder"], 10, Centered: true),
                new(words["NewKeyPostForm.Powers"], 30), new(words["ProblemForm.Level"], 10, Centered: true), new(words["key-posts.risks"], 40),
                new(words["registers.number"], 8, Centered: true), new(words["board.count"], 46), new(words["ActForm.Unit"], 18),
                new(words["ActForm.Person"], 10, Centered: true), new(words["timeline.by"], 13, Centered: true),
                new(words["sheets.status"], 11, Centered: true),
            ],
            posts.SelectMany(post => risks[post.Id].SelectMany(risk => Preventing(risk).DefaultIfEmpty().Select(measure => Row(post, risk, measure)))
                .DefaultIfEmpty(Row(post, null, null))), output);
    }

    private IReadOnlyList<string?> Row(KeyPost post, Found? risk, Measure? measure) =>
    [
        post.Unit.Name, post.Title, post.Holder?.Name ?? words["key-posts.vacant"], post.Powers, risk?.Level is { } level ? words.Of(level) : "",
        risk?.Text ?? words["key-posts.no-risk-yet"], risk is null ? "" : measure is null ? $"{risk.Number}" : $"{risk.Number}.{measure.Number}",
        measure?.Text ?? (risk is null ? "" : words["key-posts.no-measure"]), measure?.LeadUnit.Name, measure?.Person?.Name, words.Day(measure?.RunsTo),
        measure?.ClassOn(risk!.Register.Today(clock.Now)) is { } reported ? words.Of(reported) : "",
    ];

    private static IEnumerable<Measure> Preventing(Found risk) =>
        risk.Measures.Where(measure => measure.Status != MeasureStatus.Withdrawn).OrderBy(measure => measure.Number);
}
