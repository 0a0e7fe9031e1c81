using System.Net;
using Declarations.Web.Tests.Hosting;
using Npgsql;
using Xunit;

namespace Declarations.Web.Tests.Starting;

/// <summary>A database that goes away is no fault of the page, and nobody is told that what they sent was not stored.</summary>
public sealed class LostDatabaseTests : IAsyncLifetime
{
    private readonly Office office = new();

    public ValueTask InitializeAsync() => office.InitializeAsync();
    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task A_lost_database_answers_503_and_says_how_to_see_what_was_stored()
    {
        var clerk = await office.City.Clerk(office.City.Station);
        var visitor = await (await office.Visit(clerk)).Open(Links.Details(City.Practice));
        var form = visitor.Form("filing.save").Fill("DetailsForm.Correct", "details.correct");

        var connection = office.OwnerConnection;
        await Move(connection, there: false);
        try
        {
            await form.Submit();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "30"), (visitor.Status, visitor.Response.Headers.RetryAfter?.ToString()));
            Assert.Contains(Visitor.Words["problem.lost.sent"], visitor.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.Open(Links.MyWork)).Status);
            Assert.Contains(Visitor.Words["problem.lost.text"], visitor.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await office.Visit().Open("/health/ready")).Status);
        }
        finally
        {
            await Move(connection, there: true);
        }
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open(Links.MyWork)).Status);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_page_after_a_failure_says_how_to_see_what_was_stored(bool sent)
    {
        var visitor = await office.Visit().Open(Links.SignIn);
        var form = visitor.Form("sign-in.button").Fill("SignInForm.UserName", "x").Fill("SignInForm.Password", "y");
        office.Trouble = context => context.Request.Path == Links.SignIn ? new InvalidOperationException("on purpose") : null;
        await (sent ? form.Submit() : visitor.Open(Links.SignIn));
        office.Trouble = _ => null;
        Assert.Equal(HttpStatusCode.InternalServerError, visitor.Status);
        Assert.Contains(Visitor.Words[sent ? "problem.500.sent" : "problem.500.text"], visitor.Text, StringComparison.Ordinal);
    }

    private static async Task Move(string connection, bool there)
    {
        const string Away = "_away";
        if (!TestDatabase.IsPostgres)
        {
            var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connection).DataSource;
            foreach (var part in new[] { "", "-wal", "-shm" })
                if (File.Exists(there ? file + part + Away : file + part))
                    File.Move(there ? file + part + Away : file + part, there ? file + part : file + part + Away);
            // What is open still reads the file that was moved.
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return;
        }
        var address = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        var name = address.Database!;
        address.Database = "postgres";
        await using var server = new NpgsqlConnection(address.ConnectionString);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(there ? $"ALTER DATABASE {name}{Away} RENAME TO {name}"
            : $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'; ALTER DATABASE {name} RENAME TO {name}{Away}", server);
        await command.ExecuteNonQueryAsync();
    }
}
