using System.Globalization;

namespace Declarations.Benchmarks.Deadline;

/// <summary>Processor time of processes, which does not depend on who else is at work on the machine.</summary>
internal static class Processor
{
    private const double Tick = 0.01;

    /// <summary>Seconds of a process, with the children that it has waited for.</summary>
    public static double Of(int process) => Read(process) is { } fields
        ? fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) * Tick : 0;

    /// <summary>Seconds of a process and of all its children, those that have ended among them.</summary>
    public static double OfTree(int process) => Of(process) + Directory.GetDirectories("/proc").Select(folder =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Read(id) is { } fields && fields[1] == process.ToString(CultureInfo.InvariantCulture)).Sum(Of);

    /// <returns>From the state on, which is the third field; null: it has ended.</returns>
    private static string[]? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
