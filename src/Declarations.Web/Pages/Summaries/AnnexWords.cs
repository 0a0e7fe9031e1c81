using System.Globalization;
using Declarations.Reporting.Workbooks;
using Declarations.Rules;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Summaries;

/// <summary>The texts of Annex 3 in a language: the official form in Chinese, a translation of it in English.</summary>
public static class AnnexWords
{
    public static SummaryWords Of(Words words) => words.IsChinese ? SummaryWords.Chinese : Translation(words);

    private static SummaryWords Translation(Words words) => new()
    {
        SheetName = words["annex.sheet"],
        AnnexLabel = words["annex.label"],
        Title = city => words["annex.title", city],
        TitleSecondLine = words["annex.title-second"],
        UnitLabel = words["annex.unit"],
        ResponsiblePersonLabel = words["annex.responsible"],
        FilledOnLabel = words["annex.filled-on"],
        FilledByLabel = words["annex.filled-by"],
        TelephoneLabel = words["annex.telephone"],
        OfficialGroup = words["annex.group.official"],
        ParticipationGroup = words["annex.group.participation"],
        ParticipantGroup = words["annex.group.participant"],
        CorrectionGroup = words["annex.group.correction"],
        Headings = [.. Enumerable.Range(1, SummaryColumn.All.Count).Select(number => words[$"annex.heading.{number}"])],
        Notes = [.. Enumerable.Range(1, 6).Select(number => words[$"annex.note.{number}"])],
        Remark = official => (official.SupplementedOn, official.IsOnPaper) switch
        {
            (null, false) => null,
            ({ } day, _) => words["annex.supplemented", official.Sequence, official.Name, day] + (official.IsOnPaper ? words["annex.also-paper"] : ""),
            _ => words["annex.on-paper", official.Sequence, official.Name],
        },
        Unreadable = number => words["annex.unreadable", number],
        PageFooter = (page, pages) => words["annex.page", page, pages],
        Exited = words["annex.exited"],
        OrderedExit = words["annex.ordered-exit"],
        Rank = rank => words.Of(rank),
        PoliticalStatus = status => words.Of(status),
        Relative = (name, relation) => words["annex.relative", name, relation],
        Mode = mode => words.Of(mode),
        Sector = sector => words.Of(sector),
        Period = (from, to) => (from, to) switch
        {
            (null, null) => "",
            ({ } first, null) => words["annex.since", Month(first)],
            (null, { } last) => words["annex.until", Month(last)],
            ({ } first, { } last) => words["annex.from-to", Month(first), Month(last)],
        },
        Date = day => words.Day(day),
        Verification = differences => differences.Count == 0 ? words["annex.confirmed"]
            : string.Join("; ", differences.Select(each => Difference(each, words))),
    };

    private static string Month(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    private static string Difference(Difference difference, Words words)
    {
        var (said, found) = difference.Item is DifferenceItem.Amount or DifferenceItem.Profit
            ? (Amount(difference.Declared), Amount(difference.Verified))
            : (Value(difference.Said, words), Value(difference.Found, words));
        return (said, found) switch
        {
            (null, null) => words["annex.not-reported", difference.Item],
            (null, _) => words["annex.not-reported-found", difference.Item, found],
            _ => words["annex.difference", difference.Item, said, found],
        };
    }

    private static string? Value(DifferenceValue? value, Words words) => value switch
    {
        { Holder: { } holder } => words.Of(holder),
        { Mode: { } mode } => words.Of(mode),
        _ => value?.Content,
    };

    private static string? Amount(Money? money) => money?.Wan.ToString("0.######", CultureInfo.InvariantCulture);
}
