using Declarations.Registers;
using Declarations.Rules;
using Declarations.Web.Language;
using Declarations.Web.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Declarations.Web.Pages.Registers;

/// <summary>A page with the form of one act.</summary>
public interface IActPage
{
    ActForm Form { get; }
    RegisterAct Act { get; }
    /// <summary>Units to choose from, where the act asks for one.</summary>
    IReadOnlyList<SelectListItem> Units => [];
    /// <summary>Where the act is signed: whether that needs no password now.</summary>
    bool WindowOpen => false;
}

public static class ActPages
{
    /// <summary>The act that a page is about: the one asked for, otherwise the first that is open. A form says which.</summary>
    /// <returns>Null: none is open.</returns>
    /// <exception cref="RefusedException">The one asked for is not.</exception>
    public static RegisterAct? Choose(this PageModel page, RegisterAct? asked, IReadOnlyList<RegisterAct> open, Words words)
    {
        if (asked is { } act)
            return open.Contains(act) ? act : throw new RefusedException(Refusal.ActNotNow(act));
        if (HttpMethods.IsPost(page.Request.Method))
            page.ModelState.AddModelError("Do", words["error.act"]);
        return open.Count == 0 ? null : open[0];
    }
}

/// <summary>The form of one act: of its fields, those that the act asks for.</summary>
public sealed record ActForm
{
    public string? Task { get; set; }
    /// <summary>Code of the unit in the lead.</summary>
    public string? Unit { get; set; }
    /// <summary>Who answers for it; empty: the head of the unit.</summary>
    public string? Leader { get; set; }
    /// <summary>Staff number or whole name.</summary>
    public string? Person { get; set; }
    public DeadlineClass? Class { get; set; }
    public DateOnly? DueOn { get; set; }
    public ResultCode? Code { get; set; }
    public decimal? Quantity { get; set; }
    public Bound? Bound { get; set; }
    public string? Category { get; set; }
    public decimal? Total { get; set; }
    public decimal? Done { get; set; }
    public decimal? Staged { get; set; }
    public DateOnly? CountedOn { get; set; }
    /// <summary>Of an indicator: its name, with the unit.</summary>
    public string? Name { get; set; }
    public decimal? Value { get; set; }
    public decimal? Former { get; set; }
    public DateOnly? ValueOn { get; set; }
    public string? Result { get; set; }
    public string? Proof { get; set; }
    public string? How { get; set; }
    public ClueDisposition? Disposition { get; set; }
    public WithheldReason? Withheld { get; set; }
    public RiskLevel? Level { get; set; }
    public DisposalKind? Disposed { get; set; }
    public CleanGrade? Awarded { get; set; }
    public string? Judgement { get; set; }
    public Receiver? To { get; set; }
    public DateOnly? HeldOn { get; set; }
    public string? Attendance { get; set; }
    public string? Conclusion { get; set; }
    public string? Text { get; set; }
    public string? Reason { get; set; }
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public IFormFile? File { get; set; }
    public string? Password { get; set; }
    public int Version { get; set; }

    internal Ask Asks { get; private set; }
    internal DateOnly Today { get; private set; }

    /// <param name="today">The legal day of what the act is on.</param>
    internal void For(Ask asks, DateOnly today) => (Asks, Today) = (asks, today);

    public Achieved Achieved() => new(Code!.Value, Hundredths(Quantity), Bound ?? Declarations.Registers.Bound.Exact);
    public Tally Tally() => new(Category!, Hundredths(Total), Hundredths(Done), Hundredths(Staged), CountedOn!.Value);
    public Indicator Indicator() => new(Name!, Hundredths(Value), Hundredths(Former), ValueOn!.Value);
    public LegalBasis Basis() => new(Document!, Number!, DocumentOn!.Value);

    private static long Hundredths(decimal? number) => (long)(number.GetValueOrDefault() * 100);
}

public sealed class ActFormValidator : AbstractValidator<ActForm>
{
    private const decimal Most = 999_999_999_999m;
    public ActFormValidator()
    {
        RuleFor(form => form.Task).MaximumLength(2000);
        RuleFor(form => form.Task).NotEmpty().When(Asks(Ask.Task));
        RuleFor(form => form.Unit).MaximumLength(40);
        RuleFor(form => form.Unit).NotEmpty().When(Asks(Ask.Unit));
        RuleFor(form => form.Leader).MaximumLength(60);
        RuleFor(form => form.Person).MaximumLength(60);
        RuleFor(form => form.Person).NotEmpty().When(Asks(Ask.Person));
        RuleFor(form => form.Class).IsInEnum();
        RuleFor(form => form.Class).NotNull().When(Asks(Ask.Class));
        RuleFor(form => form.DueOn).NotNull().When(Asks(Ask.DueOn));
        RuleFor(form => form.DueOn).Plausible();
        RuleFor(form => form.DueOn).Must((form, day) => !(day < form.Today)).When(Asks(Ask.DueOn)).WithErrorCode("day-past");
        RuleFor(form => form.Code).IsInEnum();
        RuleFor(form => form.Code).NotNull().When(Asks(Ask.Achieved));
        RuleFor(form => form.Quantity).NotNull().When(Asks(Ask.Achieved));
        RuleFor(form => form.Quantity).InclusiveBetween(0m, Most).PrecisionScale(14, 2, true);
        RuleFor(form => form.Bound).IsInEnum();
        RuleFor(form => form.Category).MaximumLength(60);
        RuleFor(form => form.Category).NotEmpty().When(Asks(Ask.Tally));
        RuleFor(form => form.Total).NotNull().When(Asks(Ask.Tally));
        RuleFor(form => form.Total).InclusiveBetween(0m, Most).PrecisionScale(14, 2, true);
        RuleFor(form => form.Done).NotNull().When(Asks(Ask.Tally));
        RuleFor(form => form.Done).InclusiveBetween(0m, Most).PrecisionScale(14, 2, true);
        RuleFor(form => form.Done).Must((form, done) => !(done + form.Staged > form.Total)).When(Asks(Ask.Tally)).WithErrorCode("more-done");
        RuleFor(form => form.Staged).NotNull().When(Asks(Ask.Tally));
        RuleFor(form => form.Staged).InclusiveBetween(0m, Most).PrecisionScale(14, 2, true);
        RuleFor(form => form.CountedOn).NotNull().When(Asks(Ask.Tally));
        RuleFor(form => form.CountedOn).Plausible();
        RuleFor(form => form.CountedOn).Must((form, day) => !(day > form.Today)).When(Asks(Ask.Tally)).WithErrorCode("day-ahead");
        RuleFor(form => form.Name).MaximumLength(60);
        RuleFor(form => form.Name).NotEmpty().When(Asks(Ask.Indicator));
        RuleFor(form => form.Value).NotNull().When(Asks(Ask.Indicator));
        RuleFor(form => form.Value).InclusiveBetween(-Most, Most).PrecisionScale(14, 2, true);
        RuleFor(form => form.Former).NotNull().When(Asks(Ask.Indicator));
        RuleFor(form => form.Former).InclusiveBetween(-Most, Most).PrecisionScale(14, 2, true);
        RuleFor(form => form.ValueOn).NotNull().When(Asks(Ask.Indicator));
        RuleFor(form => form.ValueOn).Plausible();
        RuleFor(form => form.ValueOn).Must((form, day) => !(day > form.Today)).When(Asks(Ask.Indicator)).WithErrorCode("day-ahead");
        RuleFor(form => form.Result).MaximumLength(4000);
        RuleFor(form => form.Result).NotEmpty().When(Asks(Ask.Result));
        RuleFor(form => form.Proof).MaximumLength(200);
        RuleFor(form => form.Proof).NotEmpty().When(Asks(Ask.Proof));
        RuleFor(form => form.How).MaximumLength(2000);
        RuleFor(form => form.How).NotEmpty().When(Asks(Ask.How));
        RuleFor(form => form.Disposition).IsInEnum();
        RuleFor(form => form.Disposition).NotNull().When(Asks(Ask.Disposition));
        RuleFor(form => form.Withheld).IsInEnum();
        RuleFor(form => form.Withheld).NotNull().When(Asks(Ask.Withheld));
        RuleFor(form => form.Level).IsInEnum();
        RuleFor(form => form.Level).NotNull().When(Asks(Ask.Level));
        RuleFor(form => form.Disposed).IsInEnum();
        RuleFor(form => form.Disposed).NotNull().When(Asks(Ask.Disposal));
        RuleFor(form => form.Awarded).IsInEnum();
        RuleFor(form => form.Awarded).NotNull().When(Asks(Ask.Awarded));
        RuleFor(form => form.Judgement).MaximumLength(2000);
        RuleFor(form => form.Judgement).NotEmpty().When(Asks(Ask.Judgement));
        RuleFor(form => form.To).IsInEnum();
        RuleFor(form => form.To).NotNull().When(Asks(Ask.To));
        RuleFor(form => form.HeldOn).NotNull().When(Asks(Ask.HeldOn));
        RuleFor(form => form.HeldOn).Plausible();
        RuleFor(form => form.HeldOn).Must((form, day) => !(day > form.Today)).When(Asks(Ask.HeldOn)).WithErrorCode("day-ahead");
        RuleFor(form => form.Attendance).MaximumLength(500);
        RuleFor(form => form.Attendance).NotEmpty().When(Asks(Ask.Attendance));
        RuleFor(form => form.Conclusion).MaximumLength(4000);
        RuleFor(form => form.Conclusion).NotEmpty().When(Asks(Ask.Conclusion));
        RuleFor(form => form.Text).MaximumLength(4000);
        RuleFor(form => form.Text).NotEmpty().When(Asks(Ask.Text));
        RuleFor(form => form.Reason).MaximumLength(2000);
        RuleFor(form => form.Reason).NotEmpty().When(Asks(Ask.Reason));
        RuleFor(form => form.Document).MaximumLength(120);
        RuleFor(form => form.Document).NotEmpty().When(Asks(Ask.Basis));
        RuleFor(form => form.Number).MaximumLength(60);
        RuleFor(form => form.Number).NotEmpty().When(Asks(Ask.Basis));
        RuleFor(form => form.DocumentOn).NotNull().When(Asks(Ask.Basis));
        RuleFor(form => form.DocumentOn).Plausible();
        RuleFor(form => form.DocumentOn).Must((form, day) => !(day > form.Today)).When(Asks(Ask.Basis)).WithErrorCode("day-ahead");
        RuleFor(form => form.Password).MaximumLength(200);

        static Func<ActForm, bool> Asks(Ask what) => form => form.Asks.HasFlag(what);
    }
}
