namespace Declarations.Web.SignIn;

/// <summary>What a browser says of itself, in two words that its owner recognises: "Chrome, Windows".</summary>
public static class Device
{
    // A browser names those that it descends from as well, so the particular ones come first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("QQBrowser", "QQ Browser"), ("360SE", "360"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
            ("Linux", "Linux"),
    ];

    /// <summary>Null: neither is known.</summary>
    public static string? Describe(string? userAgent) =>
        (Named(Browsers, userAgent), Named(Systems, userAgent)) switch
        {
            (null, var system) => system,
            (var browser, null) => browser,
            var (browser, system) => $"{browser}, {system}",
        };

    private static string? Named((string Mark, string Name)[] known, string? userAgent) =>
        known.Where(each => userAgent?.Contains(each.Mark, StringComparison.Ordinal) == true).Select(each => each.Name).FirstOrDefault();
}
