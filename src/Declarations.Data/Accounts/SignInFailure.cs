namespace Declarations.Data.Accounts;

/// <summary>How often signing in under one name, or from one known browser, has failed of late.</summary>
public sealed class SignInFailure
{
    /// <summary>SHA-256 of the name, whether there is such an account or not.</summary>
    public required string Key { get; init; }
    public required int Count { get; init; }
    public required DateTimeOffset LastAt { get; init; }
}
