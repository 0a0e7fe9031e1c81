using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Reporting.Statistics;

/// <summary>
/// The figures of a bulletin in the sentences of an office, in Chinese, and the check that an edited text still says them: whatever number of
/// persons it states must be one of the figures, and the figures must add up.
/// </summary>
public static partial class BulletinText
{
    /// <summary>Persons, by a name that stays: what a bulletin is frozen with.</summary>
    public static IReadOnlyDictionary<string, int> Figures(CampaignFigures figures)
    {
        var named = Figures(figures.Filing, figures.Outcomes);
        foreach (var (sector, persons) in figures.BySector)
            named[$"sector.{sector}"] = persons;
        foreach (var (reason, persons) in figures.Excuses)
            named[$"excuse.{reason}"] = persons;
        foreach (var unit in figures.Units)
            foreach (var cell in new[] { FilingCell.Due, FilingCell.Filed, FilingCell.Missing })
                named[$"unit.{unit.Unit.Code}.{JsonNamingPolicy.CamelCase.ConvertName($"{cell}")}"] = unit.Filing.Of(cell);
        return named;
    }

    public static Dictionary<string, int> Figures(FilingFigures filing, OutcomeFigures outcomes)
    {
        var named = Enum.GetValues<FilingCell>().ToDictionary(cell => JsonNamingPolicy.CamelCase.ConvertName($"{cell}"), filing.Of);
        named["withInterests"] = outcomes.WithInterests;
        named["participants"] = outcomes.Participants;
        foreach (var outcome in Enum.GetValues<Outcome>())
            named[JsonNamingPolicy.CamelCase.ConvertName($"{outcome}")] = outcomes.Of(outcome);
        return named;
    }

    public static string Title(CampaignFigures figures) => $"{figures.Request.Unit.Name}关于{figures.Request.Campaign.Name}进展情况的通报";

    public static IReadOnlyList<string> Paragraphs(CampaignFigures figures, Func<Sector, string> sectorName, Func<NotSubmittedReason, string> reasonName)
    {
        var (filing, outcomes) = (figures.Filing, figures.Outcomes);
        List<string> paragraphs = [Filing(), Reading()];
        if (outcomes.WithInterests > 0)
            paragraphs.Add(Interests());
        var behind = figures.Units.Where(unit => unit.Filing.Missing > 0).OrderByDescending(unit => (double)unit.Filing.Missing / unit.Filing.Due).Take(5)
            .ToList();
        if (behind.Count > 0)
            paragraphs.Add($"填报进度较慢的单位：{string.Join("；", behind.Select(unit =>
                $"{unit.Unit.Name}应报 {unit.Filing.Due} 人，未报 {unit.Filing.Missing} 人"))}。请上述单位逐人督促，说明原因。");
        paragraphs.Add(filing.Missing > 0 ? "下一步，各单位要对照名单逐人落实，按期完成填报、阅签和报送；对有参与事项的，督促本人在规定期限内退出并提交凭证。"
            : outcomes.Participants > outcomes.Of(Outcome.Exited)
                ? "下一步，继续跟踪尚未办结的退出事项，对照登记信息复核已退出事项，对发现的问题线索按程序处理。"
                : "下一步，对照登记信息复核已退出事项，总结经验，健全制度。");
        return paragraphs;

        string Filing()
        {
            var text = new StringBuilder($"截至{Day(figures.AsOf)}，全{Scope()}应填报《个人情况报告表》{filing.Due} 人，已填报 {filing.Filed} 人");
            if (filing.Excused > 0)
                text.Append(CultureInfo.InvariantCulture, $"，免报 {filing.Excused} 人（{string.Join("，", figures.Excuses.OrderBy(each => each.Key)
                    .Select(each => $"{reasonName(each.Key)} {each.Value} 人"))}）");
            return text.Append(filing.Missing > 0 ? $"，未填报 {filing.Missing} 人。" : filing.Excused > 0 ? "，其余人员均已填报。" : "，应报尽报。").ToString();
        }

        string Reading() => filing.WaitingToBeRead > 0
            ? $"已填报的报告中，已阅签 {filing.Signed} 人，待阅签 {filing.WaitingToBeRead} 人；市管干部报告已报送 {filing.HandedUp} 人，其余已留存备查 {filing.Kept} 人。"
            : $"已填报的报告全部阅签；市管干部报告已报送 {filing.HandedUp} 人，其余已留存备查 {filing.Kept} 人。";

        string Interests()
        {
            var sectors = figures.BySector.OrderByDescending(each => each.Value).ToList();
            var text = new StringBuilder($"报告有经营性参与事项的 {outcomes.WithInterests} 人");
            if (outcomes.Of(Outcome.NoExitRequired) is > 0 and var none)
                text.Append(CultureInfo.InvariantCulture, $"，其中无须退出的 {none} 人");
            if (sectors is [var only])
                text.Append(CultureInfo.InvariantCulture, $"，均为{sectorName(only.Key)}");
            else if (sectors.Count > 1)
                text.Append(CultureInfo.InvariantCulture, $"，按行业分：{string.Join("，", sectors.Select(each => $"{sectorName(each.Key)} {each.Value} 人"))}");
            text.Append(CultureInfo.InvariantCulture, $"。已退出 {outcomes.Of(Outcome.Exited)} 人");
            foreach (var (outcome, words) in new[] { (Outcome.Agreed, "约定退出 {0} 人"), (Outcome.Open, "尚未退出 {0} 人"), (Outcome.AwaitingReview, "待组织研究 {0} 人"),
                (Outcome.AwaitingPolicy, "{0} 人的参股事项有待政策界定，尚未办理退出手续") })
                if (outcomes.Of(outcome) is > 0 and var persons)
                    text.Append('，').AppendFormat(CultureInfo.InvariantCulture, words, persons);
            return text.Append('。').ToString();
        }

        string Scope() => figures.Request.Own ? "单位" : figures.Request.Unit.Kind == Organisation.UnitKind.Bureau ? "局" : "单位";
    }

    /// <summary>Numbers of persons in a text that are none of the figures.</summary>
    public static IReadOnlyList<int> Strangers(string text, IReadOnlyDictionary<string, int> figures) =>
        [.. Persons().Matches(text).Select(match => int.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
            .Where(number => !figures.Values.Contains(number)).Distinct()];

    /// <summary>Due = filed + excused + missing; with interests = the outcomes together.</summary>
    public static bool AddsUp(IReadOnlyDictionary<string, int> figures) =>
        figures["due"] == figures["filed"] + figures["excused"] + figures["missing"]
        && figures["withInterests"] == Enum.GetValues<Outcome>().Sum(outcome => figures[JsonNamingPolicy.CamelCase.ConvertName($"{outcome}")]);

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    [GeneratedRegex(@"(\d[\d,]{0,8})\s*(?:人|名)")]
    private static partial Regex Persons();
}
