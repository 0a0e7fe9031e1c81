using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FluentValidation;

namespace Declarations.Web.Pages.Custody;

public sealed record CustodyForm
{
    /// <summary>The one whose own button was pressed.</summary>
    public Pick? Only { get; set; }
    public List<Pick> Several { get; set; } = [];
}

public sealed class CustodyFormValidator : AbstractValidator<CustodyForm>
{
    public CustodyFormValidator() => RuleFor(form => form.Several).NotEmpty().When(form => form.Only is null).WithErrorCode("custody-none");
}

/// <summary>A report as a form showed it: id and version, written "id:version".</summary>
public readonly record struct Pick(Guid Id, int Version)
{
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Pick pick)
    {
        pick = default;
        if (text?.Split(':') is not [var id, var version] || !Guid.TryParse(id, out var guid)
            || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        pick = new Pick(guid, number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}:{Version}");
}
