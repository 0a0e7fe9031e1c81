using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Commands;

/// <summary>
/// register: what a register holds as of a day, by its code; or the counts of a campaign's registers of a kind. Problems and people are named in the
/// workbook alone.
/// </summary>
public static class RegisterCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Asked(string? Code, string? Campaign, RegisterKind? Kind, string? Unit, bool Below, DateOnly? AsOf, BoardView View, string Format,
        string Language, FileInfo? Out, string? Purpose);

    public static Command Create()
    {
        var code = new Option<string>("--code") { Description = "Code of a register that an office has set up." };
        var campaign = new Option<string>("--campaign") { Description = "Code of a campaign, for its registers of a kind." };
        var kind = new Option<RegisterKind?>("--kind") { Description = "clue or supervision, of that campaign." };
        var unit = new Option<string>("--unit") { Description = "Code of a unit: measures that it leads." };
        var below = new Option<bool>("--subordinates")
        { Description = "With the units below it; without --unit, with the registers of the same kind of bodies below." };
        var asOf = WrittenDayOption.Create("--as-of", "What was entered by the end of this day, as 2017-11-20. Without it, now.");
        var view = new Option<BoardView>("--view") { Description = "problems, tasks, responsibilities, units or results: order of the workbook's lines." };
        var format = new Option<string>("--format") { Description = "json, text or xlsx.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("json", "text", "xlsx");
        var language = new Option<string>("--language") { Description = "Language of the text.", DefaultValueFactory = _ => Words.Chinese };
        language.AcceptOnlyFromAmong(Words.Cultures);
        var output = new Option<FileInfo>("--out") { Description = "The file to write, instead of what is printed." };
        var purpose = new Option<string>("--purpose") { Description = "What the workbook is for; stays in the audit log." };
        var command = new Command("register", "Print what a register holds.") { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { code, campaign, kind, unit, below, asOf, view, format, language, output, purpose })
            command.Options.Add(option);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(code) is null == (parsed.GetValue(campaign) is null || parsed.GetValue(kind) is null))
                parsed.AddError("Name a register by --code, or a campaign by --campaign with --kind.");
            if (parsed.GetValue(format) == "xlsx" && (parsed.GetValue(output) is null || parsed.GetValue(code) is null
                || string.IsNullOrWhiteSpace(parsed.GetValue(purpose))))
                parsed.AddError("--format xlsx needs --code, --out and --purpose.");
        });
        command.OnDatabase((parsed, services, cancellation) => RunAsync(services, new(parsed.GetValue(code), parsed.GetValue(campaign), parsed.GetValue(kind),
            parsed.GetValue(unit), parsed.GetValue(below), parsed.GetValue(asOf), parsed.GetValue(view), parsed.GetValue(format)!, parsed.GetValue(language)!,
            parsed.GetValue(output), parsed.GetValue(purpose)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, Asked asked, CancellationToken cancellation)
    {
        var (db, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<OfficeClock>());
        var register = asked.Code is null ? null : await db.Registers.Include(each => each.Unit).Include(each => each.Campaign)
            .SingleOrDefaultAsync(each => each.Code == asked.Code, cancellation) ?? throw new InvalidOperationException(
                $"There is no register '{asked.Code}'.");
        var campaign = register is not null ? register.Campaign : await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(each =>
            each.Code == asked.Campaign, cancellation)
            ?? throw new InvalidOperationException($"There is no campaign '{asked.Campaign}'.");
        var unit = asked.Unit is null ? null : await db.Units.AsNoTracking().SingleOrDefaultAsync(each => each.Code == asked.Unit, cancellation)
            ?? throw new InvalidOperationException($"There is no unit '{asked.Unit}'.");
        var today = register?.Today(clock.Now) ?? campaign!.Today(clock.Now);
        // What a day held is folded from the entries, today as well as any other.
        var (on, filter) = (new BoardDay(asked.AsOf ?? today, IsToday: false), new BoardFilter(UnitPath: unit?.Path, WithBelow: asked.Below));
        if (asked.Format == "xlsx")
            return await WriteAsync(services, db, register!, asked, cancellation);
        var path = register?.Unit.Path;
        var registers = register is null ? db.Registers.Where(each => each.CampaignId == campaign!.Id && each.Kind == asked.Kind)
            : asked.Below && unit is null ? db.Registers.Where(each => each.Kind == register.Kind && each.Status != RegisterStatus.Drafting
                && each.Unit.Path.StartsWith(path!))
            : db.Registers.Where(each => each.Id == register.Id);
        var query = services.GetRequiredService<BoardQuery>();
        var figures = await query.FiguresAsync(registers, on, filter, cancellation);
        var results = await query.ResultsAsync(registers, on, filter, cancellation);
        var words = new Words(asked.Language);
        var name = register?.Name ?? campaign!.Name;
        var text = asked.Format == "json" ? JsonSerializer.Serialize(Keys(asked, register, figures, results), Json)
            : words["registers.counts", register?.Kind ?? asked.Kind, name, on.Day, figures.Problems, figures.Measures, figures.Completed, figures.Basically,
                figures.InProgress, figures.Overdue, figures.Withdrawn];
        if (asked.Out is { } file)
            await File.WriteAllTextAsync(file.FullName, text, cancellation);
        else
            await Console.Out.WriteLineAsync(text);
        return 0;
    }

    private static async Task<int> WriteAsync(IServiceProvider services, DeclarationsDb db, Register register, Asked asked, CancellationToken cancellation)
    {
        var desk = ActivatorUtilities.CreateInstance<BoardDesk>(services, new Words(asked.Language));
        var board = await desk.OpenAsync(register, new(asked.View, null, null, asked.Unit, asked.AsOf));
        using var file = new MemoryStream();
        await desk.WriteAsync(board, file);
        register.Note(services.GetRequiredService<OfficeClock>().ActOf(null, register), Auditing.AuditAction.SummaryDownloaded, asked.Purpose, register.Code);
        await db.SaveChangesAsync(cancellation);
        await File.WriteAllBytesAsync(asked.Out!.FullName, file.ToArray(), cancellation);
        return 0;
    }

    private static Dictionary<string, object?> Keys(Asked asked, Register? register, BoardFigures figures, BoardResults results)
    {
        var keys = new Dictionary<string, object?>
        {
            [register is null ? "campaign" : "code"] = register?.Code ?? asked.Campaign,
            ["kind"] = Snake(register?.Kind ?? asked.Kind!.Value),
            ["asOf"] = $"{figures.Day:yyyy-MM-dd}",
            ["inspectedFrom"] = register?.InspectedFrom,
            ["inspectedTo"] = register?.InspectedTo,
            ["feedbackOn"] = register?.FeedbackOn,
        };
        foreach (var (name, number) in figures.Named)
            keys[name] = number;
        keys["solvedRate"] = Percent.Of(figures.Solved, figures.Problems);
        keys["completedRate"] = figures.CompletedRate;
        keys["completedOrBasicallyRate"] = figures.CompletedOrBasicallyRate;
        keys["rules"] = results.Rules;
        keys["results"] = results.Results.ToDictionary(result => Snake(result.Code), result => new { quantity = result.Quantity, bound = Snake(result.Bound) });
        keys["tallies"] = results.Tallies.Select(tally => new
        {
            category = tally.Category,
            total = tally.Total / 100m,
            done = tally.Done / 100m,
            staged = tally.Staged / 100m,
            open = tally.Open / 100m,
            doneRate = tally.DoneRate,
            doneOrStagedRate = tally.DoneOrStagedRate,
            asOf = tally.CountedOn,
        });
        keys["activities"] = results.Activities.OrderBy(each => each.Key).ToDictionary(each => Snake(each.Key), each => each.Value);
        keys["letters"] = results.Letters.OrderBy(each => each.Key).ToDictionary(each => Snake(each.Key), each => each.Value);
        keys["indicators"] = results.Indicators.Select(each => new
        {
            name = each.Name,
            value = each.Value / 100m,
            former = each.Former / 100m,
            asOf = each.CountedOn
        });
        keys["raised"] = results.Raised.OrderBy(each => each.Key).ToDictionary(each => Snake(each.Key), each => each.Value);
        keys["parties"] = results.Parties;
        keys["pledges"] = results.Pledges;
        keys["disposals"] = results.Disposals.Select(each => new
        {
            month = $"{each.Year:0000}-{each.Month:00}",
            cases = each.Cases,
            sanctioned = each.Sanctioned
        });
        keys["integrity"] = results.Integrity.OrderBy(each => each.Key).ToDictionary(each => Snake(each.Key), each => each.Value);
        keys["units"] = figures.Units.Select(each => new
        {
            unit = each.Unit.Code,
            measures = each.Measures,
            completed = each.Completed,
            basically = each.Basically,
            inProgress = each.InProgress,
            overdue = each.Overdue,
            withdrawn = each.Withdrawn,
        });
        return keys;
    }

    private static string Snake(Enum code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}
