namespace Declarations.Web.SignIn;

/// <summary>
/// What is asked of passwords beside length and that they are hard to guess. Setting: <c>Passwords:Profile</c>; without it,
/// nothing is.
/// </summary>
/// <param name="Lifetime">Who signs in with an older password must change it first; null: they do not grow old.</param>
public sealed record PasswordProfile(string Name, bool AsksForClasses = false, TimeSpan? Lifetime = null)
{
    private static readonly PasswordProfile[] All = [new("default"), new("gbt22239-l3", AsksForClasses: true, TimeSpan.FromDays(90))];

    /// <exception cref="InvalidOperationException">There is no profile of that name.</exception>
    public static PasswordProfile Of(IConfiguration settings)
    {
        var name = settings["Passwords:Profile"] is { Length: > 0 } set ? set : All[0].Name;
        return Array.Find(All, profile => profile.Name == name)
            ?? throw new InvalidOperationException(
                $"Passwords:Profile is '{name}'; it must be one of: {string.Join(", ", All.Select(profile => profile.Name))}.");
    }

    /// <param name="setAt">Null: not known, so it may be of any age.</param>
    public bool IsStale(DateTimeOffset? setAt, DateTimeOffset now) => Lifetime is { } longest && (setAt is null || now - setAt >= longest);
}
