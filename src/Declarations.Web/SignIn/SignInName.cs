using Declarations.Written;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Web.SignIn;

/// <summary>Names of accounts are looked for as keys: blanks, full width and case do not matter.</summary>
public sealed class SignInName : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : WrittenKey.Upper(name);
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
