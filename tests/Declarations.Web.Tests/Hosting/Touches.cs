using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Tells cheaply whether anybody has written to the database since it was asked last, so that whole snapshots stay few.</summary>
public sealed class Touches : IAsyncDisposable
{
    private readonly DbConnection connection;
    private string last = "";

    private Touches(DbConnection connection) => this.connection = connection;

    public static Task<Touches> WatchAsync(Office office) => office.InDb(async db =>
    {
        var address = db.Database.GetConnectionString();
        var touches = new Touches(TestDatabase.IsPostgres ? new NpgsqlConnection(address) : new SqliteConnection(address));
        await touches.connection.OpenAsync();
        if (TestDatabase.IsPostgres)
            await touches.AskAsync("CREATE SEQUENCE touches; CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('touches'); "
                + "RETURN NULL; END $$; "
                + string.Concat(db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct()
                    .Select(table => $"CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION touch(); ")));
        await touches.AnyAsync();
        return touches;
    });

    public async Task<bool> AnyAsync()
    {
        var now = await AskAsync(TestDatabase.IsPostgres ? "SELECT last_value || is_called::text FROM touches" : "PRAGMA data_version");
        var touched = now != last;
        last = now;
        return touched;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<string> AskAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }
}
