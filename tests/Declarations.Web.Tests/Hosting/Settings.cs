using System.Globalization;

namespace Declarations.Web.Tests.Hosting;

/// <summary>
/// Every environment variable that the tests read. DEEP=1: everything in full, as `bash tests/run.sh deep` does; else samples,
/// drawn by SEED. TEST_DATABASE (sqlite, postgresql with TEST_POSTGRES) and CHROMIUM say with what; UPDATE_ACCESS_MATRIX=1 and
/// UPDATE_POLICY_MAP=1 write those files anew, SCREENSHOTS is a folder for photographs of the pages.
/// </summary>
public static class Settings
{
    public static bool Deep => Read("DEEP") == "1";
    public static int Seed => int.Parse(Read("SEED") ?? "20170904", CultureInfo.InvariantCulture);
    public static string Database => Read("TEST_DATABASE") ?? "sqlite";
    public static string? Postgres => Read("TEST_POSTGRES");
    public static string Chromium =>
        Read("CHROMIUM") ?? new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists) ?? "chromium";
    public static bool IsToWrite(string file) => Read("UPDATE_" + file) == "1";
    public static string? Screenshots => Read("SCREENSHOTS");

    /// <summary>How many, in an ordinary run and in a deep one.</summary>
    public static int Number(int ordinary, int deep) => Deep ? deep : ordinary;

    /// <summary>
    /// Whether it is the turn of this one of so many to take something. In an ordinary run it is that of one, by the seed; in a deep run everybody's.
    /// </summary>
    public static bool IsTurn(string something, int one, int of) => Deep || Draw(something, of) == one % of;

    /// <summary>A number below this, the same for the same seed.</summary>
    public static int Draw(string something, int below) =>
        new Random(something.Aggregate(Seed, (sum, character) => unchecked((sum * 31) + character))).Next(below);

    /// <summary>Where the source lies.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Declarations.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Declarations.sln is not above the tests.");
        return folder;
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;
}
