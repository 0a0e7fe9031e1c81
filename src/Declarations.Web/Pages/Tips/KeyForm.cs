using FluentValidation;

namespace Declarations.Web.Pages.Tips;

/// <summary>What happens to keys of the desk, as the ledger keeps it.</summary>
public enum KeyAct { Enrolled, PasswordChanged, Handed, Confirmed, Made, Taken, TakenOver, TakenBack }

/// <summary>Somebody with a password of the desk.</summary>
/// <param name="Holds">How many keys they can open.</param>
/// <param name="MayHold">A tip officer, or the head of a unit that owns services: anybody else's keys are to be taken back.</param>
/// <param name="WaitsFor">Who handed keys on that a second officer has yet to agree to; null: none wait.</param>
public sealed record KeyHolder(Guid Account, string Name, int Holds, bool MayHold, Guid? WaitsFor);

public sealed record KeyForm
{
    public const int Shortest = 12, Longest = 200;

    public string? Current { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }
}

public sealed class KeyFormValidator : AbstractValidator<KeyForm>
{
    public KeyFormValidator()
    {
        RuleFor(form => form.Current).MaximumLength(KeyForm.Longest);
        RuleFor(form => form.Password).NotEmpty().MaximumLength(KeyForm.Longest);
        RuleFor(form => form.Password).Must(password => password!.Length >= KeyForm.Shortest).WithErrorCode("tips-short")
            .When(form => !string.IsNullOrEmpty(form.Password));
        RuleFor(form => form.Again).Equal(form => form.Password).WithErrorCode("password-again").When(form => form.Password is not null);
    }
}
