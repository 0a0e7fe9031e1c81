using System.Globalization;
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
    private const string Uncounted = "'ReportRead', 'DraftRead', 'FileDownloaded', 'SummaryRead', 'SummaryDownloaded', 'ManyReportsRead', 'SignInDelayed'";

    public static Task<SortedDictionary<string, string>> SnapshotAsync(this Office office) => office.InDb(async db =>
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct()
            .Where(table => table is not ("SignInFailures" or "VersionOpenings" or "KeptForms")))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"" + (table == "AuditEntries" ? $" WHERE \"Action\" NOT IN ({Uncounted})" : "");
            var rows = new List<string>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "LastSeenAt")
                    .Select(i => Cell(reader.GetValue(i)))));
            var content = Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)));
            tables[table] = $"{rows.Count} rows {Convert.ToHexStringLower(SHA256.HashData(content))}";
        }
        return tables;
    });

    /// <summary>Does something and asserts that no table has changed.</summary>
    public static async Task LeavesAllUnchanged(this Office office, Func<Task> act)
    {
        var before = await office.SnapshotAsync();
        await act();
        Assert.Empty((await office.SnapshotAsync()).Except(before));
    }

    private static string Cell(object value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
