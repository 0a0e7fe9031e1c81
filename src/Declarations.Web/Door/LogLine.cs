using System.Data.Common;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Declarations.Web.Door;

/// <summary>
/// One JSON line an event, without what people typed: the sentence with its places left empty, numbers and codes, the route
/// instead of the address, and of an exception its types and frames but no message.
/// </summary>
public sealed class LogLine(IHttpContextAccessor http, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "declarations";

    /// <summary>Texts that come from the operator or the code itself.</summary>
    private static readonly HashSet<string> Allowed = ["address", "EnvName", "ContentRoot", "HandlerName", "ActionName", "EndpointName",
        "AuthenticationScheme", "PolicyName", "UnsafeSetting", "SealedColumn"];

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var arguments = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        using var buffer = new MemoryStream();
        using (var line = new Utf8JsonWriter(buffer, Json))
        {
            line.WriteStartObject();
            line.WriteString("at", time.GetUtcNow());
            line.WriteString("level", logEntry.LogLevel.ToString());
            line.WriteString("category", logEntry.Category);
            line.WriteNumber("event", logEntry.EventId.Id);
            if (arguments.FirstOrDefault(argument => argument.Key == "{OriginalFormat}").Value is string sentence)
                line.WriteString("message", sentence);
            foreach (var (name, value) in arguments.DistinctBy(argument => argument.Key))
                Write(line, logEntry.Category, name, value);
            Where(line);
            if (logEntry.Exception is { } exception)
                Write(line, exception);
            line.WriteEndObject();
        }
        textWriter.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter line, string category, string name, object? value)
    {
        switch (value)
        {
            case bool or int or short or byte or double or TimeSpan or Enum:
                line.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case Guid id when category.StartsWith("Declarations", StringComparison.Ordinal):
                line.WriteString(name, id);
                break;
            case string or Uri when Allowed.Contains(name):
                line.WriteString(name, value.ToString());
                break;
        }
    }

    private void Where(Utf8JsonWriter line)
    {
        if (http.HttpContext is not { } context)
            return;
        line.WriteString("trace", Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        if (context.GetEndpoint() is RouteEndpoint endpoint)
            line.WriteString("route", $"{context.Request.Method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}");
    }

    private static void Write(Utf8JsonWriter line, Exception exception)
    {
        line.WriteStartArray("exception");
        for (var each = exception; each is not null; each = each.InnerException)
        {
            line.WriteStringValue(each is DbException { SqlState: { Length: 5 } state } ? $"{each.GetType()} {state}" : each is RefusedException refused
                ? $"{each.GetType()} {refused.Code}" : each.GetType().ToString());
            foreach (var frame in new StackTrace(each, fNeedFileInfo: true).GetFrames().Take(20))
                line.WriteStringValue($"  {frame.GetMethod()?.DeclaringType}.{frame.GetMethod()?.Name}:{frame.GetFileLineNumber()}");
        }
        line.WriteEndArray();
    }
}
