using System.CommandLine;
using System.Globalization;
using Declarations.Verification;

namespace Declarations.Web.Commands;

/// <summary>draw: repeats the draw of a spot check from its list and seed. Needs no database, so that anybody can.</summary>
public static class DrawCommand
{
    public static Command Create()
    {
        var list = new Option<FileInfo>("--list") { Description = "The list: a line of unit code, comma and staff number for each.", Required = true };
        var seed = new Option<string>("--seed") { Description = "The announced seed.", Required = true };
        var share = new Option<decimal?>("--share") { Description = "Percent of each unit." };
        var count = new Option<int?>("--count") { Description = "People of each unit." };
        var command = new Command("draw", "Repeat the draw of a spot check from its list and its seed.");
        foreach (var option in new Option[] { list, seed, share, count })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (percent, people) = (parsed.GetValue(share), parsed.GetValue(count));
            if (percent is null == people is null || percent is <= 0 or > 100 || people < 1)
                throw new InvalidOperationException("Give either --share, above 0 up to 100, or --count, 1 or more.");
            var drawables = (await File.ReadAllLinesAsync(parsed.GetValue(list)!.FullName, cancellation)).Where(line => line.Length > 0).Select(Read).ToList();
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"list {Draw.DigestOf(drawables)}, {drawables.Count} people"));
            foreach (var drawn in Draw.Of(drawables, parsed.GetValue(seed)!, percent, people))
                await Console.Out.WriteLineAsync($"{drawn.Unit},{drawn.StaffNumber}");
            return 0;
        });
        return command;
    }

    private static Drawable Read(string line) => line.Split(',') is [var unit, var number] ? new(unit.Trim('\uFEFF'), number)
        : throw new InvalidOperationException($"'{line}' is not unit code, comma, staff number.");
}
