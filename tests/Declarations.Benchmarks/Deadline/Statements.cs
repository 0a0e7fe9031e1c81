using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Declarations.Trials;

namespace Declarations.Benchmarks.Deadline;

/// <summary>
/// The statements of one return as the server's log has them, made into a script of pgbench. What the returns of two people have in common stays as it was; the
/// keys of a person come from a table of people who have not filed, keys that were made anew are made anew, and random texts are random again. Times and sealed
/// bytes stay those of the first.
/// </summary>
internal static partial class Statements
{
    /// <summary>A statement, and its parameters as the server writes them; null: NULL.</summary>
    internal sealed record Statement(string Sql, IReadOnlyList<string?> Values);

    /// <summary>What the driver sends when it hands a connection on: pgbench keeps its own.</summary>
    private static readonly string[] Housekeeping = ["DISCARD", "CLOSE ALL", "UNLISTEN", "RESET", "SET SESSION AUTHORIZATION", "SELECT pg_advisory_unlock_all"];

    public static IReadOnlyList<Statement> Read(IEnumerable<string> log, string database)
    {
        List<Statement> found = [];
        foreach (var line in log)
        {
            using var entry = JsonDocument.Parse(line);
            if (Text("dbname") != database || Text("user") != "application" || Executed().Match(Text("message") ?? "") is not { Success: true } said)
                continue;
            var sql = said.Groups[1].Value.Trim().TrimEnd(';');
            if (!Housekeeping.Any(one => sql.StartsWith(one, StringComparison.OrdinalIgnoreCase)))
                found.Add(new(sql, Values(Text("detail") ?? "")));

            string? Text(string name) => entry.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        return found;
    }

    /// <returns>The script, and the table of people that it needs.</returns>
    /// <exception cref="InvalidOperationException">The two returns did not send the same statements.</exception>
    public static string Script(IReadOnlyList<Statement> one, SignedIn first, IReadOnlyList<Statement> other, SignedIn second)
    {
        if (first == second || !one.Select(each => each.Sql).SequenceEqual(other.Select(each => each.Sql)))
            throw new InvalidOperationException($"Two returns sent {one.Count} and {other.Count} statements, or others.");
        var made = new Dictionary<string, string>();
        var known = Known(first).Zip(Known(second), (a, b) => (a.Name, First: a.Value, Second: b.Value)).ToList();
        var body = new StringBuilder();
        foreach (var (mine, theirs) in one.Zip(other))
        {
            var sql = Place().Replace(mine.Sql, place =>
            {
                var at = int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture) - 1;
                return at < mine.Values.Count ? Expression(mine.Values[at], theirs.Values[at]) : place.Value;
            });
            body.Append(sql).Append(";\n");
        }
        var fresh = string.Concat(made.Values.Select(name => name[0] == 'r'
            ? $", substr(md5(random()::text) || md5(random()::text), 1, {name.Split('_')[1]}) AS {name}" : $", bench_id() AS {name}"));
        return $"SELECT report, official, account, session, stamp, staff{fresh} FROM bench_people WHERE n = (SELECT nextval('bench_next')) \\gset\n{body}";

        string Expression(string? a, string? b)
        {
            if (a is null || b is null || a == b)
                return Quote(a);
            foreach (var (name, mine, theirs) in known)
                if (a == mine && b == theirs)
                    return $":{name}";
            // keys of rows that the return makes
            foreach (var (mine, theirs) in Ids(a).Zip(Ids(b)))
                if (mine != theirs && !known.Exists(each => each.First == mine))
                    made.TryAdd(mine, $"n{made.Count}");
            var parts = known.Select(each => (each.First, each.Name)).Concat(made.Select(each => (First: each.Key, Name: each.Value)))
                .Where(part => a.Contains(part.First, StringComparison.Ordinal)).ToList();
            if (parts.Count == 0)
            {
                if (IsRandom(a, b))
                    made.TryAdd(a, $"r{made.Count}_{a.Length}");
                return made.TryGetValue(a, out var name) ? $":{name}" : Quote(a);
            }
            return parts is [var only] && only.First == a ? $":{only.Name}" : "(" + string.Join(" || ", Split(a, parts)) + ")";
        }
    }

    /// <summary>Fills the table of people, for a database on which the script is to run.</summary>
    public static string Table(IEnumerable<SignedIn> people) => "CREATE SEQUENCE bench_next; CREATE TABLE bench_people (n bigint PRIMARY KEY, report text, "
        + "official text, account text, session text, stamp text, staff text); GRANT ALL ON SEQUENCE bench_next TO application; GRANT SELECT ON bench_people "
        + "TO application; CREATE FUNCTION bench_id() RETURNS text LANGUAGE sql AS $$ "
        + "SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' "
        + "|| substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid::text $$; INSERT INTO bench_people VALUES "
        + string.Join(", ", people.Select((who, n) => $"({n + 1}, {string.Join(", ", Known(who).Select(each => $"'{each.Value}'"))})"))
        + "; ANALYZE bench_people";

    private static IEnumerable<(string Name, string Value)> Known(SignedIn who) =>
    [
        ("report", $"{who.ReportId}"), ("official", $"{who.OfficialId}"), ("account", $"{who.AccountId}"), ("session", $"{who.SessionId}"),
        ("stamp", who.Stamp), ("staff", who.StaffNumber),
    ];

    private static IEnumerable<string> Ids(string value) => Id().Matches(value).Select(id => id.Value);

    /// <summary>A number of a receipt and the like: a word of the same length that is another each time, neither a time nor bytes.</summary>
    private static bool IsRandom(string a, string b) => a.Length == b.Length && a.Length is > 4 and <= 64 && !a.StartsWith("\\x", StringComparison.Ordinal)
        && !Instant().IsMatch(a) && !a.Contains(' ', StringComparison.Ordinal) && a.Any(char.IsDigit);

    private static IEnumerable<string> Split(string text, List<(string First, string Name)> parts)
    {
        while (text.Length > 0)
        {
            var (at, part) = parts.Select(part => (At: text.IndexOf(part.First, StringComparison.Ordinal), part)).Where(each => each.At >= 0)
                .OrderBy(each => each.At).FirstOrDefault((text.Length, default));
            if (at > 0)
                yield return Quote(text[..at]);
            if (at == text.Length)
                yield break;
            yield return $":{part.Name}::text";
            text = text[(at + part.First.Length)..];
        }
    }

    /// <remarks>pgbench takes a colon and a letter for a variable even within a literal.</remarks>
    private static string Quote(string? value) => value is null ? "NULL"
        : $"E'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)
            .Replace(":", "\\072", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";

    private static List<string?> Values(string detail) =>
        [.. Parameter().Matches(detail).Select(one => one.Groups[2].Success ? null : one.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal))];

    [GeneratedRegex(@"^duration: [0-9.]+ ms  (?:execute [^:]*|statement): (.*)$", RegexOptions.Singleline)] private static partial Regex Executed();
    [GeneratedRegex(@"\$[0-9]+ = (?:'((?:[^']|'')*)'|(NULL))")] private static partial Regex Parameter();
    [GeneratedRegex(@"\$([0-9]+)\b")] private static partial Regex Place();
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")] private static partial Regex Id();
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}")] private static partial Regex Instant();
}
