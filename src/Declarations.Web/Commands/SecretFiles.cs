namespace Declarations.Web.Commands;

/// <summary>Settings that need not stand in a shell or an environment: <c>NAME:File</c> names a file that holds NAME.</summary>
public static class SecretFiles
{
    public static readonly IReadOnlyList<string> Settings =
        ["Encryption:Key", "Database:Password", "ConnectionStrings:Declarations", "SingleSignOn:ClientSecret", "Webhook:Secret",
            "ConnectionStrings:Tips", "Tips:Password"];

    /// <exception cref="InvalidOperationException">A file cannot be read, or the setting is there twice.</exception>
    public static void Read(IConfiguration settings)
    {
        foreach (var name in Settings)
            if (settings[name + ":File"] is { Length: > 0 } file)
                settings[name] = string.IsNullOrEmpty(settings[name]) ? Content(name, file)
                    : throw new InvalidOperationException($"Set {name} or {name}:File, not both.");
    }

    /// <summary>A text without the line end; a key file as SQLite has it beside it, 32 bytes, as base64.</summary>
    private static string Content(string name, string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return bytes.Length == 32 ? Convert.ToBase64String(bytes) : System.Text.Encoding.UTF8.GetString(bytes).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{name}:File names {file}, which cannot be read: {exception.Message}", exception);
        }
    }
}
