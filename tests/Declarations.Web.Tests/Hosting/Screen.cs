using System.Collections.Concurrent;
using System.Text;

namespace Declarations.Web.Tests.Hosting;

/// <summary>The console as each test sees it: what it has run writes to it alone, whatever others print meanwhile.</summary>
public static class Screen
{
    private static readonly AsyncLocal<TextWriter?> Output = new(), Errors = new();

    private static readonly ConcurrentDictionary<TextWriter, bool> Watching = [];

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

    /// <summary>All that is written meanwhile by what no test has run for itself, the servers of other tests among it.</summary>
    public static IDisposable Watch(TextWriter into) => new Watched(into);

    private sealed class Watched : IDisposable
    {
        private readonly TextWriter into;
        public Watched(TextWriter into) => Watching[this.into = TextWriter.Synchronized(into)] = true;
        public void Dispose() => Watching.TryRemove(into, out _);
    }

    private sealed class Divided(TextWriter common, AsyncLocal<TextWriter?> own) : TextWriter
    {
        public override Encoding Encoding => common.Encoding;
        public override void Write(char value) => Write($"{value}");
        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            (own.Value ?? common).Write(value);
            if (own.Value is null)
                foreach (var watching in Watching.Keys)
                    watching.Write(value);
        }

        public override void Flush() => (own.Value ?? common).Flush();
    }
}
