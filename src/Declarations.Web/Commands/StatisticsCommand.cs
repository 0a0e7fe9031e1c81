using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Declarations.Data;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Web.Language;
using Declarations.Web.Pages.Progress;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>statistics: the figures of a campaign for a unit, as JSON or text. Counts persons; names nobody.</summary>
public static class StatisticsCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var campaign = new Option<string>("--campaign") { Description = "Code of the campaign.", Required = true };
        var unit = new Option<string>("--unit") { Description = "Code of the unit.", Required = true };
        var own = new Option<bool>("--own") { Description = "Only the unit itself, without the units below it." };
        var asOf = WrittenDayOption.Create("--as-of", "What was recorded by the end of this day, as 2017-11-20. Without it, now.");
        var format = new Option<string>("--format") { Description = "json or text.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("json", "text");
        var language = new Option<string>("--language") { Description = "Language of the text.", DefaultValueFactory = _ => Words.Chinese };
        language.AcceptOnlyFromAmong(Words.Cultures);
        var command = new Command("statistics", "Print the figures of a campaign for a unit.") { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { campaign, unit, own, asOf, format, language })
            command.Options.Add(option);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var request = await RequestAsync(services.GetRequiredService<DeclarationsDb>(), parsed.GetValue(campaign)!, parsed.GetValue(unit)!,
                parsed.GetValue(own), parsed.GetValue(asOf), cancellation);
            var figures = await services.GetRequiredService<StatisticsQuery>().OfAsync(request, cancellation);
            await Console.Out.WriteLineAsync(parsed.GetValue(format) == "json" ? JsonSerializer.Serialize(Keys(figures), Json)
                : Text(figures, new Words(parsed.GetValue(language))));
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOperationException">No such campaign, or no such unit in it.</exception>
    internal static async Task<FiguresRequest> RequestAsync(
        DeclarationsDb db, string campaignCode, string unitCode, bool own, DateOnly? asOf, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.Include(c => c.Unit).SingleOrDefaultAsync(c => c.Code == campaignCode, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{campaignCode}'.");
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == unitCode, cancellation);
        if (unit is null || !unit.IsUnder(campaign.Unit.Path))
            throw new InvalidOperationException($"There is no unit '{unitCode}' in campaign '{campaignCode}'.");
        return new FiguresRequest(campaign, unit, own, asOf);
    }

    private static Dictionary<string, object> Keys(CampaignFigures figures)
    {
        var keys = new Dictionary<string, object>
        {
            ["campaign"] = figures.Request.Campaign.Code,
            ["unit"] = figures.Request.Unit.Code,
            ["own"] = figures.Request.Own,
            ["asOf"] = $"{figures.AsOf:yyyy-MM-dd}",
        };
        Add(keys, figures.Filing, figures.Outcomes);
        keys["excuses"] = Codes(figures.Excuses);
        keys["bySector"] = Codes(figures.BySector);
        keys["byHolder"] = Codes(figures.ByHolder);
        keys["byCategory"] = Codes(figures.ByCategory);
        keys["byRank"] = Codes(figures.ByRank);
        keys["byDay"] = figures.ByDay.Select(day => new { day = $"{day.Day:yyyy-MM-dd}", filed = day.Filed });
        keys["units"] = figures.Units.Select(each =>
        {
            var unit = new Dictionary<string, object> { ["unit"] = each.Unit.Code, ["name"] = each.Unit.Name };
            Add(unit, each.Filing, each.Outcomes);
            return unit;
        });
        return keys;
    }

    private static void Add(Dictionary<string, object> keys, FilingFigures filing, OutcomeFigures outcomes)
    {
        foreach (var cell in Enum.GetValues<FilingCell>())
            keys[JsonNamingPolicy.CamelCase.ConvertName(cell.ToString())] = filing.Of(cell);
        keys["withInterests"] = outcomes.WithInterests;
        keys["participants"] = outcomes.Participants;
        foreach (var outcome in Enum.GetValues<Outcome>())
            keys[JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())] = outcomes.Of(outcome);
    }

    private static Dictionary<string, int> Codes<T>(IReadOnlyDictionary<T, int> counts) where T : struct, Enum =>
        counts.OrderBy(count => count.Key).ToDictionary(count => JsonNamingPolicy.SnakeCaseUpper.ConvertName(count.Key.ToString()), count => count.Value);

    private static string Text(CampaignFigures figures, Words words)
    {
        var lines = new List<string>
        {
            words["statistics.head", figures.Request.Campaign.Name, figures.Request.Unit.Name, figures.AsOf],
            string.Join(words["statistics.separator"], Enum.GetValues<FilingCell>().Select(cell =>
                $"{words.Of(Enum.Parse<ProgressList>($"{cell}"))} {figures.Filing.Of(cell)}")),
            string.Join(words["statistics.separator"], Enum.GetValues<Outcome>().Reverse().Select(outcome =>
                $"{words.Of(Enum.Parse<ProgressList>($"{outcome}"))} {figures.Outcomes.Of(outcome)}")
                .Prepend($"{words.Of(ProgressList.WithInterests)} {figures.Outcomes.WithInterests}")),
        };
        lines.AddRange(figures.BySector.OrderBy(each => each.Key).Select(each => $"{words.Of(each.Key)} {each.Value}"));
        lines.AddRange(figures.Units.Select(each => words["statistics.unit", each.Unit.Name, each.Filing.Due, each.Filing.Filed, each.Filing.Excused,
            each.Filing.Missing, each.Outcomes.WithInterests]));
        return string.Join('\n', lines);
    }
}
