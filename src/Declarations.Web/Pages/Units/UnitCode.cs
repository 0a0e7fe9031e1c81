using FluentValidation;

namespace Declarations.Web.Pages.Units;

public static class UnitCode
{
    private const int Longest = 60;

    /// <summary>Small letters, digits and hyphens: paths of the tree are made of them.</summary>
    public static void IsUnitCode<T>(this IRuleBuilderInitial<T, string?> code)
    {
        code.Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(Longest).Matches("^[a-z0-9-]+$").WithErrorCode("unit-code");
    }
}
