using System.Globalization;
using System.Text.Json;
using Declarations.Registers;

namespace Declarations.Reporting.Boards;

/// <summary>What was last said of a measure when it was checked, claimed or reported on.</summary>
public sealed record LastSaid(Guid MeasureId, EntryKind Kind, string Text);

/// <summary>
/// 整改情况通报: drafted in the order in which such notices are written (decision 0107). A paragraph that begins with "# " is a heading. Everything in it
/// may be edited, but not the figures, which are frozen beside it.
/// </summary>
public static class NoticeText
{
    private static readonly string[] Tens = ["", "十", "二十", "三十", "四十", "五十", "六十", "七十", "八十", "九十"];
    private static readonly string[] Ones = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    /// <summary>What a notice is frozen with.</summary>
    public static string Frozen(BoardFigures figures) => JsonSerializer.Serialize(figures.Named);

    public static string Title(Register register) => $"{register.Unit.Name}关于{register.Title}整改情况的通报";

    /// <param name="problems">Taken in by the day, without those withheld, in the order of their numbers.</param>
    /// <param name="rows">Of all measures that count then.</param>
    public static IReadOnlyList<string> Paragraphs(Register register, BoardFigures figures, BoardResults results, IReadOnlyList<Problem> problems,
        IReadOnlyList<BoardRow> rows, IReadOnlyDictionary<Guid, LastSaid> said)
    {
        List<string> text = [Opening(register), "# 一、整改工作组织情况", Lead(figures)];
        if (!string.IsNullOrWhiteSpace(register.Members))
            text.Add($"（一）明确责任分工。整改工作领导小组成员：{OneLine(register.Members)}。主要负责人是整改第一责任人。");
        text.Add("（二）建立问题、任务、责任三个清单，逐条明确责任领导、牵头单位、责任人和期限，按登记、对账、销号管理。");
        if (results.Rules > 0)
            text.Add($"（三）健全制度机制。整改期间新建、修订、废止制度 {results.Rules:0.##} 项。");
        text.AddRange(results.Tallies.Where(tally => !tally.Category.Contains('/', StringComparison.Ordinal)).Select(Tally));
        text.Add("# 二、反馈问题整改情况");
        var measures = rows.ToLookup(row => row.Line.ProblemId);
        foreach (var aspect in problems.GroupBy(problem => problem.AspectNumber).OrderBy(group => group.Key))
        {
            if (aspect.Key is { } number)
                text.Add($"# （{Chinese(number)}）{aspect.First().AspectTitle}");
            foreach (var problem in aspect)
                text.AddRange(Of(problem, measures[problem.Id], figures.Day, said));
        }
        if (figures.Withheld > 0)
            text.Add($"另有 {figures.Withheld} 个问题按规定报经批准，不在此公开。");
        text.AddRange(Next(rows));
        text.Add("欢迎广大干部群众对整改落实情况进行监督。如有意见建议，请及时反映。");
        if (!string.IsNullOrWhiteSpace(register.Contact))
            text.Add($"联系方式：{OneLine(register.Contact)}。");
        return text;
    }

    private static string Opening(Register register)
    {
        var (source, from, to) = (register.Source ?? "巡视巡察组", register.InspectedFrom, register.InspectedTo);
        var inspected = from is null || to is null ? $"{source}对{register.Unit.Name}开展了检查"
            : $"{Day(from.Value)}至{Day(to.Value)}，{source}对{register.Unit.Name}开展了检查";
        return $"{inspected}{(register.FeedbackOn is { } on ? $"，{Day(on)}反馈了意见" : "")}。按照有关规定，现将整改情况予以公布。";
    }

    private static string Lead(BoardFigures figures) =>
        $"针对反馈的 {figures.Aspects} 个方面 {figures.Problems} 个问题，共制定整改措施 {figures.Measures} 条。截至{Day(figures.Day)}，已完成 {figures.Completed} 条，"
        + $"基本完成 {figures.Basically} 条，有序推进 {figures.InProgress} 条{(figures.Overdue > 0 ? $"，逾期 {figures.Overdue} 条" : "")}；已完成占 "
        + $"{figures.CompletedRate.ToString("0.0", CultureInfo.InvariantCulture)}%，连同基本完成占 "
        + $"{figures.CompletedOrBasicallyRate.ToString("0.0", CultureInfo.InvariantCulture)}%。已销号问题 {figures.Solved} 个。";

    /// <summary>Two rates, each by its name; with a day of its own where that is another.</summary>
    private static string Tally(Tally tally) =>
        $"截至{Day(tally.CountedOn)}，{tally.Category}共 {Number(tally.Total)}，办结 {Number(tally.Done)}（办结率 "
        + $"{tally.DoneRate.ToString("0.0", CultureInfo.InvariantCulture)}%），阶段性办结 {Number(tally.Staged)}（办结和阶段性办结率 "
        + $"{tally.DoneOrStagedRate.ToString("0.0", CultureInfo.InvariantCulture)}%）。";

    private static IEnumerable<string> Of(Problem problem, IEnumerable<BoardRow> rows, DateOnly day, IReadOnlyDictionary<Guid, LastSaid> said)
    {
        yield return $"# {problem.Number}．关于“{OneLine(problem.Text)}”问题";
        foreach (var (line, measure) in rows)
        {
            var done = said.TryGetValue(measure.Id, out var last) ? OneLine(last.Text) : "";
            var rest = line.Reported switch
            {
                ReportedClass.Completed => "已完成。",
                ReportedClass.Basically => $"基本完成，其余事项于{Day(line.RunsTo)}前完成。",
                ReportedClass.Overdue => $"未按期完成，期限为{Day(line.RunsTo)}。",
                _ => $"正在推进，于{Day(line.RunsTo)}前完成。",
            };
            yield return $"（{line.Number}）{OneLine(measure.Text)}{(done.Length > 0 ? Ended(done) : "")}{rest}";
        }
    }

    private static IEnumerable<string> Next(IReadOnlyList<BoardRow> rows)
    {
        var (open, basic) = (rows.Count(row => row.Line.Reported is ReportedClass.InProgress or ReportedClass.Overdue),
            rows.Count(row => row.Line.Reported == ReportedClass.Basically));
        yield return "# 三、下一步工作安排";
        yield return "（一）持续用力抓整改。" + (open + basic == 0 ? "巩固已有成果，防止反弹。" : $"对有序推进和逾期的 {open} 条、基本完成的 {basic} 条措施，逐条盯办，按期完成。");
        yield return "（二）严格验收销号。由牵头单位以外的人员验收，问题经判断确已解决后销号，定期开展“回头看”，防止问题反弹。";
        yield return "（三）健全长效机制。把整改中行之有效的做法形成制度。";
        yield return "（四）用好整改成果。把整改情况作为改进工作、考核干部的依据。";
    }

    private static string Ended(string text) => text[^1] is '。' or '！' or '；' ? text : text + "。";

    private static string OneLine(string text) => string.Join('；', text.Split('\n',
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).TrimEnd('。');

    private static string Number(long hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static string Chinese(int number) => number is <= 0 or > 99 ? number.ToString(CultureInfo.InvariantCulture)
        : (number is >= 10 and < 20 ? "十" : Tens[number / 10]) + Ones[number % 10];
}
