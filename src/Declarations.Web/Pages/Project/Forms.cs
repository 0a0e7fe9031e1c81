using Declarations.Registers;
using Declarations.Web.Forms;
using FluentValidation;

namespace Declarations.Web.Pages.Project;

/// <summary>苗头: an early sign.</summary>
public sealed record RaiseForm
{
    public string? Text { get; set; }
}

public sealed class RaiseFormValidator : AbstractValidator<RaiseForm>
{
    public RaiseFormValidator() => RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
}

public sealed record CallForm
{
    public Guid? Problem { get; set; }
    public string? Matters { get; set; }
    public DateOnly? PlannedOn { get; set; }
}

public sealed class CallFormValidator : AbstractValidator<CallForm>
{
    public CallFormValidator()
    {
        RuleFor(form => form.Problem).NotNull();
        RuleFor(form => form.Matters).NotEmpty().MaximumLength(200);
        RuleFor(form => form.PlannedOn).NotNull().Plausible();
    }
}

public sealed record EscalateForm
{
    public Guid? Problem { get; set; }
    public string? Text { get; set; }
}

public sealed class EscalateFormValidator : AbstractValidator<EscalateForm>
{
    public EscalateFormValidator()
    {
        RuleFor(form => form.Problem).NotNull();
        RuleFor(form => form.Text).NotEmpty().MaximumLength(4000);
    }
}

public sealed record PartyForm
{
    public PartyRole? Role { get; set; }
    public string? Name { get; set; }
    public string? Code { get; set; }
    public string? Contact { get; set; }
}

public sealed class PartyFormValidator : AbstractValidator<PartyForm>
{
    public PartyFormValidator()
    {
        RuleFor(form => form.Role).NotNull().IsInEnum();
        RuleFor(form => form.Name).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Code).MaximumLength(18);
        RuleFor(form => form.Contact).MaximumLength(120);
    }
}

/// <summary>Who speaks for a party.</summary>
public sealed record RepresentForm
{
    public Guid? Party { get; set; }
    /// <summary>Of an account with the role for this project; null: nobody from now on.</summary>
    [Key] public string? UserName { get; set; }
}

public sealed class RepresentFormValidator : AbstractValidator<RepresentForm>
{
    public RepresentFormValidator()
    {
        RuleFor(form => form.Party).NotNull();
        RuleFor(form => form.UserName).MaximumLength(100);
    }
}

public sealed record PartyPledgeForm
{
    public Guid? Party { get; set; }
    public DateOnly? On { get; set; }
    public IFormFile? File { get; set; }
}

public sealed class PartyPledgeFormValidator : AbstractValidator<PartyPledgeForm>
{
    public PartyPledgeFormValidator()
    {
        RuleFor(form => form.Party).NotNull();
        RuleFor(form => form.On).NotNull().Plausible();
        RuleFor(form => form.File).NotNull();
    }
}

/// <summary>Who came, and what was agreed.</summary>
public sealed record ConsultForm
{
    public DateOnly? HeldOn { get; set; }
    /// <summary>Ids of the parties that came.</summary>
    public List<Guid> Came { get; set; } = [];
    public string? Attendance { get; set; }
    public string? Conclusion { get; set; }
    public int Version { get; set; }
}

public sealed class ConsultFormValidator : AbstractValidator<ConsultForm>
{
    public ConsultFormValidator()
    {
        RuleFor(form => form.HeldOn).NotNull().Plausible();
        RuleFor(form => form.Came).NotEmpty().WithErrorCode("consultation-came");
        RuleFor(form => form.Attendance).NotEmpty().MaximumLength(500);
        RuleFor(form => form.Conclusion).NotEmpty().MaximumLength(4000);
    }
}

/// <summary>What a party says of the minutes, on paper.</summary>
public sealed record PartyAnswerForm
{
    public Guid? Party { get; set; }
    public bool? Confirms { get; set; }
    public string? Dissent { get; set; }
    public int Version { get; set; }
}

public sealed class PartyAnswerFormValidator : AbstractValidator<PartyAnswerForm>
{
    public PartyAnswerFormValidator()
    {
        RuleFor(form => form.Party).NotNull();
        RuleFor(form => form.Confirms).NotNull();
        RuleFor(form => form.Dissent).NotEmpty().When(form => form.Confirms == false);
        RuleFor(form => form.Dissent).MaximumLength(2000);
    }
}

/// <summary>A decision, with owner and day.</summary>
public sealed record DecisionForm
{
    public Guid? Problem { get; set; }
    public string? Task { get; set; }
    /// <summary>Code of the unit in the lead.</summary>
    public string? Unit { get; set; }
    public string? Person { get; set; }
    public DeadlineClass? Class { get; set; }
    public DateOnly? DueOn { get; set; }
}

public sealed class DecisionFormValidator : AbstractValidator<DecisionForm>
{
    public DecisionFormValidator()
    {
        RuleFor(form => form.Problem).NotNull();
        RuleFor(form => form.Task).NotEmpty().MaximumLength(2000);
        RuleFor(form => form.Unit).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Person).NotEmpty().MaximumLength(60);
        RuleFor(form => form.Class).NotNull().IsInEnum();
        RuleFor(form => form.DueOn).NotNull().Plausible();
    }
}
