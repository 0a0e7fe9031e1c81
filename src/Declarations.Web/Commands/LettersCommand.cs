using System.CommandLine;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Pages.Registers;

namespace Declarations.Web.Commands;

/// <summary>letters: sends the letters of urging that are due, as the application does each morning. Prints numbers and colours, names nobody.</summary>
public static class LettersCommand
{
    public static Command Create()
    {
        var day = WrittenDayOption.Create("--on", "The day to count from, as 2023-11-16. Without it, today; in a register for practice, its own day.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be sent, and send nothing." };
        var command = new Command("letters", "Send the letters of urging that are due, each once.") { TreatUnmatchedTokensAsErrors = false };
        command.Options.Add(day);
        command.Options.Add(dryRun);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var (db, desk, clock) = (services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<LetterDesk>(),
                services.GetRequiredService<OfficeClock>());
            var due = await desk.DueAsync(parsed.GetValue(day), practice: true, cancellation);
            foreach (var (measure, on, letter) in due)
                await Console.Out.WriteLineAsync($"{measure.Problem.Register.Code ?? measure.Problem.Register.Id.ToString("N")} {measure.Problem.Number}."
                    + $"{measure.Number} {letter.Colour.ToString().ToUpperInvariant()} {on:yyyy-MM-dd}"
                    + (letter.CheckerId is null ? "" : " CHECKER"));
            if (!parsed.GetValue(dryRun))
            {
                LetterDesk.Send(due, clock.Now);
                await db.SaveChangesAsync(cancellation);
            }
            int Of(Lamp colour) => due.Count(each => each.Letter.Colour == colour);
            await Console.Out.WriteLineAsync($"{due.Count} letters: {Of(Lamp.Green)} green, {Of(Lamp.Yellow)} yellow, {Of(Lamp.Red)} red"
                + (parsed.GetValue(dryRun) ? "; nothing was sent." : "."));
            return 0;
        });
        return command;
    }
}
