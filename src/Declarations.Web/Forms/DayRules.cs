using FluentValidation;

namespace Declarations.Web.Forms;

public static class DayRules
{
    /// <summary>A day that somebody can have meant: from 2000 to 2199, not a year of two digits nor a slip of the keyboard.</summary>
    public static IRuleBuilderOptions<T, DateOnly?> Plausible<T>(this IRuleBuilder<T, DateOnly?> day) =>
        day.InclusiveBetween(new DateOnly(2000, 1, 1), new DateOnly(2199, 12, 31));
}
