using System.Globalization;

namespace Declarations.Web.Tests.Hosting;

/// <summary>How much the proofs do: a little by default, more when the environment says so.</summary>
public static class Settings
{
    public static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Where the source lies.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Declarations.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Declarations.sln is not above the tests.");
        return folder;
    }
}
