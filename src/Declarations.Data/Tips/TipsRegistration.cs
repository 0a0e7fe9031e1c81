using System.Data.Common;
using Declarations.Data.Guards;
using Declarations.Tips;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Declarations.Data.Tips;

public static class TipsRegistration
{
    /// <summary>
    /// Adds the database of the tips. Settings: <c>Tips:Provider</c> = sqlite (default) or postgresql, <c>ConnectionStrings:Tips</c>,
    /// <c>Tips:Password</c> (PostgreSQL, apart from the connection string).
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing or unknown.</exception>
    public static IServiceCollection AddTipsData(this IServiceCollection services, IConfiguration settings)
    {
        switch (ConnectionOf(settings))
        {
            case SqliteConnectionStringBuilder sqlite:
                services.AddDbContextPool<TipsDb, SqliteTipsDb>(options => options.UseSqlite(sqlite.ConnectionString)
                    .AddInterceptors(SqliteSafety.Instance));
                break;
            case var postgres:
                services.AddDbContextPool<TipsDb, PostgresTipsDb>(options => options.UseNpgsql(postgres.ConnectionString));
                break;
        }
        return services.AddScoped<TipIntake>().AddScoped<TipFiles>().AddScoped<TipDesk>().AddScoped<DeskKeys>().AddScoped<TipKeeping>();
    }

    /// <exception cref="InvalidOperationException">A setting is missing or unknown.</exception>
    public static DbConnectionStringBuilder ConnectionOf(IConfiguration settings)
    {
        var connection = settings.GetConnectionString("Tips");
        switch (settings["Tips:Provider"] ?? "sqlite")
        {
            case "sqlite":
                return new SqliteConnectionStringBuilder(connection ?? "Data Source=data/tips.db") { ForeignKeys = true, Mode = SqliteOpenMode.ReadWrite };
            case "postgresql":
                var postgres = new NpgsqlConnectionStringBuilder(
                    connection ?? throw new InvalidOperationException("Set ConnectionStrings:Tips for postgresql."));
                if (settings["Tips:Password"] is { } password)
                    postgres.Password = password;
                return postgres;
            case var other:
                throw new InvalidOperationException($"Tips:Provider is '{other}'; it must be sqlite or postgresql.");
        }
    }

    /// <summary>Setting <c>Tips:RetentionDays</c>, required, at least 30.</summary>
    /// <exception cref="InvalidOperationException">It is not set, or too small.</exception>
    public static TipRetention RetentionOf(IConfiguration settings) =>
        settings.GetValue<int?>("Tips:RetentionDays") is { } days and >= TipRetention.Least ? new(days)
        : throw new InvalidOperationException($"Set Tips:RetentionDays, at least {TipRetention.Least}: after so many days without an act, "
            + "what has ended is erased.");
}
