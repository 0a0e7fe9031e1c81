using System.Xml.Linq;

namespace Declarations.Data.Accounts;

/// <summary>A key that protects cookies, or the withdrawal of one. Here, so that every node of the application opens what another has sealed.</summary>
public sealed class CookieKey
{
    /// <summary>The framework's name for it.</summary>
    public required string Name { get; init; }
    /// <summary>XML of the framework, the key in it sealed with the encryption key.</summary>
    public required string Element { get; init; }

    /// <summary>What the sealed part is bound to, and the name of its element.</summary>
    public const string Context = "cookie-keys", Part = "sealed";

    /// <summary>The sealed part; null: there is none.</summary>
    internal static string? BoxIn(string element) => XElement.Parse(element).DescendantsAndSelf(Part).FirstOrDefault()?.Value;

    internal static string With(string element, string box)
    {
        var changed = XElement.Parse(element);
        changed.DescendantsAndSelf(Part).First().Value = box;
        return changed.ToString(SaveOptions.DisableFormatting);
    }
}
