using Declarations.Auditing;
using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Declarations.Data.Migrations;

/// <summary>
/// Comments, reasons and stored determinations of early databases stand in clear. They are sealed between two migrations: a migration
/// itself has no key. The second one fails as long as a clear text is left.
/// </summary>
internal static class ClearTexts
{
    private static readonly (Type Entity, string Table, string Column)[] Columns =
    [
        (typeof(ReturnNote), "ReturnNotes", "Comment"),
        (typeof(StoredDetermination), "Determinations", "Facts"),
        (typeof(StoredDetermination), "Determinations", "Result"),
        (typeof(AuditEntry), "AuditEntries", "Reason"),
    ];

    public static async Task SealAsync(DeclarationsDb db, CancellationToken cancellation)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(cancellation)).Any(name => name.EndsWith("_SealedTexts", StringComparison.Ordinal)))
            return;
        await db.GetService<IMigrator>().MigrateAsync("Erasures", cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
#pragma warning disable EF1002 // names from the list above
        foreach (var (entity, table, column) in Columns)
            foreach (var row in await db.Database.SqlQueryRaw<ClearText>($"""SELECT "Id", "{column}" AS "Text" FROM "{table}" WHERE "{column}" IS NOT NULL""").ToListAsync(cancellation))
                await db.Database.ExecuteSqlRawAsync($$"""UPDATE "{{table}}" SET "{{column}}Sealed" = {0} WHERE "Id" = {1}""",
                    [db.Vault.Seal(System.Text.Encoding.UTF8.GetBytes(row.Text), SealedColumn.ContextOf(entity, column, row.Id)), row.Id], cancellation);
#pragma warning restore EF1002
        await transaction.CommitAsync(cancellation);
    }

    private sealed record ClearText(Guid Id, string Text);
}
