using System.Data.Common;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Declarations.Data;

/// <summary>A row of a registry that has the name of somebody of a campaign.</summary>
/// <param name="SubjectId">The relative; null: the official in person.</param>
/// <param name="Key">Mark of the name.</param>
/// <param name="NumberKey">Mark of the resident number of the relative, where it was declared.</param>
public sealed record NameHit(Guid ReportId, Guid OfficialId, Guid? SubjectId, byte[] Key, byte[]? NumberKey, Guid RowId, byte[] FirmKey);

/// <summary>
/// Joins the people of a campaign and their declared relatives with the rows of imports by the marks of their names, in one pass of the database. The marks
/// of officials, whose names stand in clear, are made for the join and never kept.
/// </summary>
public static class NameHits
{
    /// <summary>Marks the people. Within a transaction; the table goes with it.</summary>
    /// <returns>How many officials and how many relatives.</returns>
    public static async Task<(int People, int Relatives)> MarkPeopleAsync(this DeclarationsDb db, Guid campaignId, CancellationToken cancellation = default)
    {
        var people = await db.Reports.Where(report => report.CampaignId == campaignId && report.ErasedOn == null && report.Official.DiedOn == null)
            .Select(report => new { report.Id, report.OfficialId, report.Official.Name }).ToListAsync(cancellation);
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite()
            ? """
              DROP TABLE IF EXISTS "Marked";
              CREATE TEMP TABLE "Marked" ("ReportId" TEXT NOT NULL, "OfficialId" TEXT NOT NULL, "SubjectId" TEXT, "Key" BLOB NOT NULL, "NumberKey" BLOB)
              """
            : """
              CREATE TEMP TABLE "Marked" ("ReportId" uuid NOT NULL, "OfficialId" uuid NOT NULL, "SubjectId" uuid, "Key" bytea NOT NULL, "NumberKey" bytea)
              ON COMMIT DROP
              """, cancellation);
        var marked = people.Select(each => (each.Id, each.OfficialId, Key: db.PersonKey(each.Name)));
        if (transaction.Connection is NpgsqlConnection postgres)
            await CopyAsync(postgres, marked, cancellation);
        else
            await InsertAsync(transaction, marked, cancellation);
        var relatives = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Marked" SELECT "ReportId", "OfficialId", "SubjectId", "Key", "NumberKey" FROM "DeclaredKeys"
            WHERE "CampaignId" = {campaignId} AND "Kind" = {nameof(DeclaredKind.Relative)}
            """, cancellation);
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("""ANALYZE "Marked" """, cancellation);
        else
            await db.Database.ExecuteSqlRawAsync("""CREATE INDEX temp."MarkedKeys" ON "Marked" ("Key")""", cancellation);
        return (people.Count, relatives);
    }

    /// <summary>Every row of these imports with a marked name.</summary>
    public static Task<List<NameHit>> HitsAsync(this DeclarationsDb db, IReadOnlyCollection<Guid> imports, CancellationToken cancellation = default)
    {
        var places = string.Join(", ", Enumerable.Range(0, imports.Count).Select(place => $"{{{place}}}"));
#pragma warning disable EF1002 // only places of parameters
        return imports.Count == 0 ? Task.FromResult<List<NameHit>>([]) : db.Database.SqlQueryRaw<NameHit>($"""
            SELECT m."ReportId", m."OfficialId", m."SubjectId", m."Key", m."NumberKey", r."Id" AS "RowId", r."FirmKey"
            FROM "RegistryRows" r JOIN "Marked" m ON m."Key" = r."PersonKey" WHERE r."ImportId" IN ({places})
            """, [.. imports.Cast<object>()]).ToListAsync(cancellation);
#pragma warning restore EF1002
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEnumerable<(Guid Report, Guid Official, byte[] Key)> rows, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """COPY "Marked" ("ReportId", "OfficialId", "Key") FROM STDIN (FORMAT BINARY)""", cancellation);
        foreach (var (report, official, key) in rows)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(report, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(official, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(key, NpgsqlDbType.Bytea, cancellation);
        }
        await copy.CompleteAsync(cancellation);
    }

    private static async Task InsertAsync(DbTransaction transaction, IEnumerable<(Guid Report, Guid Official, byte[] Key)> rows, CancellationToken cancellation)
    {
        await using var insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """INSERT INTO "Marked" ("ReportId", "OfficialId", "Key") VALUES (@report, @official, @key)""";
        foreach (var name in new[] { "@report", "@official", "@key" })
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = name;
            insert.Parameters.Add(parameter);
        }
        foreach (var (report, official, key) in rows)
        {
            (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value) = (report, official, key);
            await insert.ExecuteNonQueryAsync(cancellation);
        }
    }
}
