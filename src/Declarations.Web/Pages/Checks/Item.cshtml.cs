using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Checks;

/// <summary>Writes down what was checked of one interest, or of the person: against which source, as of when, and what came out (说明4).</summary>
public sealed class CheckItemModel(CheckDesk desk, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    /// <summary>Id of an interest, or "person".</summary>
    [BindProperty(SupportsGet = true)] public string Item { get; set; } = "";
    [BindProperty] public CheckForm Form { get; set; } = new();

    public CheckedCase Case { get; private set; } = null!;
    public CheckedItem Checked { get; private set; } = null!;
    public bool IsPerson => Checked.Id is null;
    public IReadOnlyCollection<Guid> About => [Case.Filing.Official.Id];

    public Task OnGetAsync() => desk.ViewedAsync(Case);

    public async Task<IActionResult> OnPostAsync()
    {
        foreach (var (field, key) in Form.Faults(Checked.Interest))
            ModelState.AddModelError($"Form.{field}", words[key]);
        if (Form.SourceAsOf > Case.Filing.Today)
            ModelState.AddModelError("Form.SourceAsOf", words["error.not-yet"]);
        if (!ModelState.IsValid)
            return this.BadForm();
        await desk.AddAsync(Case, Checked.Id, Form.Source!.Value, Form.SourceAsOf!.Value, new CheckText(Form.Basis!, Form.Established(Checked.Interest)));
        TempData["Flash"] = words["checks.saved"];
        return Redirect($"{Routes.To<CheckedCaseModel>(Id)}#i-{Checked.Key}");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id) is not { } opened || opened.Find(Item) is not { } item)
            return false;
        (Case, Checked) = (opened, item);
        ViewData["Campaign"] = opened.Filing.Campaign;
        return true;
    }
}

public enum CheckAnswer { Agrees, Differs }

/// <summary>The five items of 说明4, and what else the plan asks of a check. Amount and gains in 万元. Null: not looked at.</summary>
public sealed record CheckForm
{
    public CheckSource? Source { get; set; }
    public DateOnly? SourceAsOf { get; set; }
    public string? Basis { get; set; }
    public CheckAnswer? Holder { get; set; }
    public Relation? HolderFound { get; set; }
    public CheckAnswer? Mode { get; set; }
    public ParticipationMode? ModeFound { get; set; }
    public CheckAnswer? Content { get; set; }
    public string? ContentFound { get; set; }
    public CheckAnswer? Amount { get; set; }
    public decimal? AmountFound { get; set; }
    public CheckAnswer? Profit { get; set; }
    public decimal? ProfitFound { get; set; }
    public bool? Truthful { get; set; }
    public bool? FoundByTip { get; set; }
    public bool? RefusedOrDelayed { get; set; }
    public bool? Obstructed { get; set; }
    public bool? Minor { get; set; }
    public bool? GainedByOffice { get; set; }
    public bool? GainForOthers { get; set; }
    public bool? SuspectedCrime { get; set; }
    /// <summary>Of what was found: it is none after all.</summary>
    public bool? NoInterest { get; set; }

    /// <summary>An item that is said to differ needs what was found; one that agrees, something that was stated.</summary>
    internal IEnumerable<(string Field, string Key)> Faults(Interest? stated)
    {
        (string Field, CheckAnswer? Answer, bool Found, bool Stated)[] items =
        [
            (nameof(Holder), Holder, HolderFound is not null, stated is not null),
            (nameof(Mode), Mode, ModeFound is not null, stated?.Mode is not null),
            (nameof(Content), Content, ContentFound is not null, stated?.Content is not null),
            (nameof(Amount), Amount, AmountFound is not null, stated?.Amount is not null),
            (nameof(Profit), Profit, ProfitFound is not null, stated?.Profit is not null),
        ];
        foreach (var (field, answer, found, isStated) in items)
            if (answer == CheckAnswer.Differs && !found)
                yield return (field + "Found", "error.check-what");
            else if (answer == CheckAnswer.Agrees && !isStated)
                yield return (field, "error.check-not-stated");
            else if (answer != CheckAnswer.Differs && found)
                yield return (field, "error.check-differs");
        if (Established(stated) == new Established())
            yield return ("Basis", "error.check-nothing");
    }

    internal Established Established(Interest? stated) => new()
    {
        Holder = Holder == CheckAnswer.Agrees ? stated?.Holder : HolderFound,
        Mode = Mode == CheckAnswer.Agrees ? stated?.Mode : ModeFound,
        Content = Content == CheckAnswer.Agrees ? stated?.Content : ContentFound,
        Amount = Amount == CheckAnswer.Agrees ? stated?.Amount : Wan(AmountFound),
        Profit = Profit == CheckAnswer.Agrees ? stated?.Profit : Wan(ProfitFound),
        Truthful = Truthful,
        FoundByTip = FoundByTip,
        RefusedOrDelayed = RefusedOrDelayed,
        Obstructed = Obstructed,
        Minor = Minor,
        GainedByOffice = GainedByOffice,
        GainForOthers = GainForOthers,
        SuspectedCrime = SuspectedCrime,
        NoInterest = NoInterest == true ? true : null,
    };

    private static Money? Wan(decimal? amount) => amount is { } wan ? Money.FromWan(wan) : null;
}

public sealed class CheckFormValidator : AbstractValidator<CheckForm>
{
    public CheckFormValidator()
    {
        RuleFor(form => form.Source).NotNull().IsInEnum();
        RuleFor(form => form.SourceAsOf).NotNull();
        RuleFor(form => form.Basis).NotEmpty().MaximumLength(1000);
        RuleFor(form => form.Holder).IsInEnum();
        RuleFor(form => form.HolderFound).IsInEnum();
        RuleFor(form => form.Mode).IsInEnum();
        RuleFor(form => form.ModeFound).IsInEnum();
        RuleFor(form => form.Content).IsInEnum();
        RuleFor(form => form.ContentFound).MaximumLength(500);
        RuleFor(form => form.Amount).IsInEnum();
        RuleFor(form => form.AmountFound).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Profit).IsInEnum();
        RuleFor(form => form.ProfitFound).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
    }
}
