using System.Collections;
using System.Reflection;
using System.Text.Json;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Data.Trust;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Trust;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>An office whose encryption keys lie in a file, as an installation has them.</summary>
public sealed class KeyFileOffice : Office
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // Not in the folder of the office: what lies there is searched for secrets.
        KeyFile = Path.Combine(Directory.CreateTempSubdirectory("declarations-key-").FullName, "encryption.key");
        await File.WriteAllBytesAsync(KeyFile, Key);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(KeyFile)!, recursive: true);
    }
}

/// <summary>Something in every table that holds something sealed, and what it says.</summary>
internal static class SealedTables
{
    /// <summary>People in one table, so that there is time to be killed.</summary>
    private const int Many = 4000;

    /// <summary>Something in every table that holds something sealed, many rows in one, and the tree over it.</summary>
    public static async Task FillAsync(KeyFileOffice office)
    {
        await office.FillAsync();
        await Scene.SetAsync(office);
        var clerk = await office.City.Clerk(office.City.Station);
        await using (var scope = office.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            await accounts.ResetAuthenticatorKeyAsync((await accounts.FindByNameAsync(clerk.UserName))!);
        }
        for (var n = 0; n < 20; n++)
        {
            var content = City.Sand(clerk = await office.City.Clerk(office.City.Station));
            await office.City.HandIn(clerk, content with { Interests = [content.Interests[0] with { Enterprise = $"换钥砂石厂{n:00}" }] });
        }
        await office.InDb(async db =>
        {
            db.KeptForms.Add(new KeptForm
            { AccountId = clerk.AccountId, Address = Links.Details(City.Practice), Fields = "还没有保存的话", At = office.Time.GetUtcNow() });
            await db.SaveChangesAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertManyAsync(Enumerable.Range(0, Many).Select(n =>
            {
                var official = new Official
                { StaffNumber = $"R{n:00000}", Name = $"在册{n:0000}", UnitId = office.City.OtherDivision.Id, ResidentNumber = NumberOf(n) };
                official.Record(office.Act(), AuditAction.OfficialEntered, "登记时写下的原因");
                return official;
            }).ToList());
            await transaction.CommitAsync();
        });
        await office.SequenceAsync();
    }

    public static string NumberOf(int n) => ResidentId.Parse($"83{n:0000}750308{n % 1000:000}").Value;

    public static List<IProperty> SealedOf(IEntityType entity) => [.. entity.GetProperties()
        .Where(property => !entity.IsOwned() && property.IsShadowProperty() && property.Name.EndsWith("Sealed", StringComparison.Ordinal))];

    /// <summary>As versions before this one wrote them: without the name of the key. Where a column holds nothing yet, a row is made up first.</summary>
    public static async Task StripHalfOfTheNamesAsync(KeyFileOffice office)
    {
        var tables = await office.InDb(db => Task.FromResult(db.Model.GetEntityTypes().Where(entity => SealedOf(entity).Count > 0).ToList()));
        foreach (var entity in tables)
        {
            var (table, columns) = (entity.GetTableName()!, SealedOf(entity));
            if (!Protection.Tables.Any(one => one.Type == entity.ClrType))
                await MakeUpAsync(office, entity, table, columns);
            await office.ForgeAsync($"UPDATE \"{table}\" SET " + string.Join(", ", columns.Select(column =>
                $"\"{column.Name}\" = CASE WHEN length(\"{column.Name}\") % 2 = 0 THEN substr(\"{column.Name}\", 9) ELSE \"{column.Name}\" END")));
        }
        await office.AsOwner(db => db.MigrateAsync(
            TestDatabase.IsPostgres ? TestDatabase.ApplicationRole : null, cancellation: TestContext.Current.CancellationToken));
    }

    /// <summary>Something in every sealed column: in a row that is there, else in one that refers to nothing.</summary>
    private static async Task MakeUpAsync(KeyFileOffice office, IEntityType entity, string table, List<IProperty> seal)
    {
#pragma warning disable EF1002 // names of our own model
        var first = await office.InDb(db => db.Database.SqlQueryRaw<Guid>($"SELECT \"Id\" AS \"Value\" FROM \"{table}\" ORDER BY 1 LIMIT 1").ToListAsync());
        var id = first.Count > 0 ? first[0] : Guid.CreateVersion7();
        foreach (var column in first.Count > 0 ? seal : [])
            if (await office.InDb(db => db.Database.SqlQueryRaw<int>($"SELECT CAST(count(\"{column.Name}\") AS int) AS \"Value\" FROM \"{table}\"")
                .SingleAsync()) == 0)
                await office.ForgeAsync($"UPDATE \"{table}\" SET \"{column.Name}\" = {{0}} WHERE \"Id\" = {{1}}", ValueOf(column)!, id);
#pragma warning restore EF1002
        if (first.Count > 0)
            return;
        var columns = entity.GetProperties().ToList();
        var parameters = await office.InDb(db =>
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            return Task.FromResult(columns.Select((column, n) =>
            {
                var parameter = column.GetRelationalTypeMapping().CreateParameter(command, $"@p{n}", ValueOf(column), nullable: true);
                return (object)parameter;
            }).ToArray());
        });
        await office.ForgeAsync($"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, n) => $"@p{n}"))})", parameters);

        object? ValueOf(IProperty column)
        {
            if (column.IsPrimaryKey())
                return id;
            if (seal.Contains(column))
            {
                var plain = entity.ClrType.GetProperty(column.Name[..^"Sealed".Length])!;
                return office.Services.GetRequiredService<Vault>().Seal(
                    plain.PropertyType == typeof(ReportContent) ? "{}"u8 : "补上的内容"u8, $"{plain.DeclaringType!.Name}|{plain.Name}|{id}");
            }
            var type = column.ClrType;
            return column.IsNullable ? null : type == typeof(string) ? "" : type == typeof(byte[]) ? Array.Empty<byte>() : type == typeof(Guid) ? Guid.NewGuid()
                : type.IsEnum ? Enum.GetValues(type).GetValue(0) : type == typeof(DateTimeOffset) ? office.Time.GetUtcNow() : type.IsValueType
                ? Activator.CreateInstance(type) : JsonSerializer.Deserialize("[]", type);
        }
    }

    /// <summary>Every sealed value as the application opens it, by table, row and column.</summary>
    public static Task<Dictionary<string, string>> PlainAsync(Office office) => office.InDb(async db =>
    {
        var found = new Dictionary<string, string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            var columns = SealedOf(entity).Select(property => entity.ClrType.GetProperty(property.Name[..^"Sealed".Length])!).ToList();
            if (columns.Count == 0)
                continue;
            var rows = (IEnumerable)typeof(SealedTables).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;
            foreach (var row in rows)
            {
                Assert.False(row is ISealed { IsUnreadable: true }, $"{entity.GetTableName()} cannot be read.");
                foreach (var column in columns)
                    if (column.GetValue(row) is { } value)
                        found[$"{entity.GetTableName()} {entity.ClrType.GetProperty("Id")!.GetValue(row)} {column.Name}"] =
                            value as string ?? JsonSerializer.Serialize(value, value.GetType(), CanonicalReport.Json);
            }
        }
        await Task.CompletedTask;
        return found;
    });

    private static List<T> Rows<T>(DeclarationsDb db) where T : class => [.. db.Set<T>().AsNoTracking()];
}
