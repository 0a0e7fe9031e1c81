using System.Globalization;
using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Summaries;

/// <summary>The texts of Annex 3 in a language: the official form in Chinese, a translation of it in English.</summary>
public static class AnnexWords
{
    public static SummaryWords Of(Words words) => new()
    {
        SheetName = words["annex.sheet"],
        CasesName = words["annex.cases"],
        OthersName = words["annex.others"],
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
        Part = part => Part(part, words),
        Remark = official => Remark(official, words),
        Unreadable = number => words["annex.unreadable", number],
        PageFooter = (page, pages) => words["annex.page", page, pages],
        Exited = words["annex.exited"],
        OrderedExit = words["annex.ordered-exit"],
        Rank = Named<Rank>(rank => words[$"annex.rank.{rank}"]),
        PoliticalStatus = Named<PoliticalStatus>(status => words.Of(status)),
        Relative = (name, relation) => words["annex.relative", name, relation],
        Mode = Named<ParticipationMode>(mode => words.Of(mode)),
        Sector = Named<Sector>(sector => words.Of(sector)),
        Period = (from, to) => (from, to) switch
        {
            (null, null) => "",
            ({ } first, null) => words["annex.since", Month(first, words)],
            (null, { } last) => words["annex.until", Month(last, words)],
            ({ } first, { } last) => words["annex.from-to", Month(first, words), Month(last, words)],
        },
        Content = (enterprise, content) => enterprise is null ? content : words["annex.content", enterprise, content],
        Date = day => words.Day(day),
        Verification = differences => differences.Count == 0 ? words["annex.confirmed"]
            : string.Join(words["annex.and"], differences.Select(each => Difference(each, words))),
        Disposal = disposals => string.Join(words["annex.and"], disposals.Select(each => words[
            each.HasCasePage ? "annex.disposal-page" : "annex.disposal", words.Of(each.Kind), words.Of(each.Measure), each.Reason])),
    };

    /// <summary>The names of all codes, put together once: a sheet asks for them in every row.</summary>
    private static Func<TCode, string> Named<TCode>(Func<TCode, string> name) where TCode : struct, Enum =>
        Enum.GetValues<TCode>().ToDictionary(code => code, name).GetValueOrDefault!;

    private static string Part(SummaryPart part, Words words)
    {
        string[] said = [.. new Enum?[] { part.UnitAlone ? SummaryScope.Own : null, part.Sector, part.Exit }.OfType<Enum>().Select(words.Of)];
        return said.Length == 0 ? "" : words["annex.part", string.Join(words["annex.and"], said)];
    }

    private static string? Remark(SummaryOfficial official, Words words)
    {
        string[] said =
        [
            .. official.SupplementedOn is { } day ? [words["annex.supplemented", day]] : Array.Empty<string>(),
            .. official.IsOnPaper ? [words["annex.on-paper"]] : Array.Empty<string>(),
            .. official.Reading == ReadingState.Signed ? Array.Empty<string>() : [words.Of(official.Reading)],
        ];
        return said.Length == 0 ? null : words["annex.remark", official.Sequence, official.Name, string.Join(words["annex.and"], said)];
    }

    private static string Month(DateOnly day, Words words) => day.ToString(words.IsChinese ? "yyyy.M" : "MMM yyyy", CultureInfo.InvariantCulture);

    private static string Difference(Difference difference, Words words)
    {
        var (said, found) = difference.Item is DifferenceItem.Amount or DifferenceItem.Profit
            ? (Amount(difference.Declared, words), Amount(difference.Verified, words))
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

    private static string? Amount(Money? money, Words words) =>
        money is { } known ? words["annex.wan", known.Wan.ToString("0.######", CultureInfo.InvariantCulture)] : null;
}
