using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// What every table holds, as one hash a table; that something was read or kept aside, somebody seen or a wrong password counted, does not count.
/// </summary>
public static class Snapshot
{
    /// <summary>What a view leaves behind, and a wrong password that makes the next one wait.</summary>
    private const string Views = "'ReportRead', 'DraftRead', 'FileDownloaded', 'SummaryRead', 'SummaryDownloaded', 'ManyReportsRead', 'SignInDelayed'";

    /// <summary>When a session was seen last.</summary>
    public const string Seen = "LastSeenAt";

    public static IReadOnlyCollection<string> Uncounted { get; } = ["SignInFailures", "VersionOpenings", "KeptForms", "WaitingLeaves"];

    /// <summary>Which rows of a table count; null: all. What a view leaves behind has its leaves, too.</summary>
    public static string? Counted(string table, string row = "") => table switch
    {
        "AuditEntries" => $"{row}\"Action\" NOT IN ({Views})",
        "Leaves" => $"{row}\"Table\" <> 'AuditEntries'",
        _ => null,
    };

    public static Task<SortedDictionary<string, string>> SnapshotAsync(this Office office) => office.InDb(async db =>
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().Where(table => !Uncounted.Contains(table)))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"" + (Counted(table) is { } counted ? $" WHERE {counted}" : "");
            var rows = new List<string>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != Seen)
                    .Select(i => Cell(reader.GetValue(i)))));
            var content = Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)));
            tables[table] = $"{rows.Count} rows {Convert.ToHexStringLower(SHA256.HashData(content))}";
        }
        return tables;
    });

    /// <summary>Does something and asserts that nobody writes to a table meanwhile.</summary>
    public static async Task LeavesAllUnchanged(this Office office, Func<Task> act)
    {
        var watch = Watches.GetOrCreateValue(office);
        watch.Touches ??= await Touches.WatchAsync(office);
        await watch.Touches.TablesAsync();
        await act();
        Assert.Empty(await watch.Touches.TablesAsync());
    }

    private sealed class Watch
    {
        public Touches? Touches { get; set; }
    }

    private static readonly ConditionalWeakTable<Office, Watch> Watches = [];

    private static string Cell(object value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
