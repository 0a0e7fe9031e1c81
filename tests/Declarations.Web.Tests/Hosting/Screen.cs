using System.Text;

namespace Declarations.Web.Tests.Hosting;

/// <summary>The console as each test sees it: what it has run writes to it alone, whatever others print meanwhile.</summary>
public static class Screen
{
    private static readonly AsyncLocal<TextWriter?> Output = new(), Errors = new();

    static Screen()
    {
        Console.SetOut(new Divided(Console.Out, Output));
        Console.SetError(new Divided(Console.Error, Errors));
    }

    /// <summary>Exit code of what was run, and what it wrote.</summary>
    public static async Task<(int Code, string Output, string Errors)> OfAsync(Func<Task<int>> run)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        (Output.Value, Errors.Value) = (TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        return (await run(), output.ToString(), errors.ToString());
    }

    private sealed class Divided(TextWriter common, AsyncLocal<TextWriter?> own) : TextWriter
    {
        public override Encoding Encoding => common.Encoding;
        public override void Write(char value) => (own.Value ?? common).Write(value);
        public override void Write(char[] buffer, int index, int count) => (own.Value ?? common).Write(buffer, index, count);
        public override void Write(string? value) => (own.Value ?? common).Write(value);
        public override void Flush() => (own.Value ?? common).Flush();
    }
}
