namespace Declarations.Data.Accounts;

/// <summary>A key that protects cookies, or the withdrawal of one. Here, so that every node of the application opens what another has sealed.</summary>
public sealed class CookieKey
{
    /// <summary>The framework's name for it.</summary>
    public required string Name { get; init; }
    /// <summary>XML of the framework, the key in it sealed with the encryption key.</summary>
    public required string Element { get; init; }
}
