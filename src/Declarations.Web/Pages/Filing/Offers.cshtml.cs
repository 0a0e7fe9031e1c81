using Declarations.Data;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.Filing;

/// <summary>
/// What registers and the last report say of the filer and the family, one after the other: taken over into the draft and completed there, or refused
/// with a reason. Nothing here has to be answered to sign.
/// </summary>
public sealed class OffersModel(FilingDesk desk, OfferFinder finder, Words words) : FilingStep<OfferForm>(desk, words), IShown
{
    private readonly Guid taken = Guid.CreateVersion7();

    /// <summary>Without an answer; the first one is asked about.</summary>
    public IReadOnlyList<Offer> Open { get; private set; } = [];
    public Offer? Asked => Open.FirstOrDefault(offer => offer.Key == Form.Key) ?? (Open.Count > 0 ? Open[0] : null);

    // Who keys in or assists does not answer for the person.
    protected override bool Exists => Filing.IsMine;
    protected override string Block => "offers";
    protected override OfferForm Read() => new() { Key = Asked?.Key, Sector = Asked?.Stated.Sector };

    public override async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        return await base.OnGetAsync();
    }

    public override async Task<IActionResult> OnPostAsync()
    {
        await ShowAsync();
        return await base.OnPostAsync();
    }

    public async Task ShowAsync()
    {
        if (Open.Count == 0)
            Open = await finder.FindAsync(Filing.File);
    }

    protected override IEnumerable<(string Field, string Key)> Check(OfferForm form)
    {
        if (Open.All(offer => offer.Key != form.Key))
            yield return (nameof(form.Key), "error.offer-answered");
    }

    /// <summary>A refusal was a slip: the record is asked about anew.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostAgainAsync(string? key)
    {
        if (Draft.Offers?.FirstOrDefault(answer => answer.Offer.Key == key && answer.TakenAs is null) is not { } refused)
            return NotFound();
        OfferAnswer[] left = [.. Draft.Offers.Where(answer => answer != refused)];
        return await SaveAsync(Draft with { Offers = left.Length > 0 ? left : null }, Routes.To<OffersModel>(Campaign));
    }

    protected override ReportContent Write(OfferForm form) => form.Mine == true
        ? Draft.TakeOver(Asked!, taken, form.Sector!.Value, Filing.Today) : Draft.Refuse(Asked!, form.Reason!, Filing.Today);

    protected override string Next(ReportContent saved) =>
        Form.Mine == true ? Links.Interest(Campaign, taken) : Open.Count > 1 ? Routes.To<OffersModel>(Campaign) : Steps.NextAfter(Filing, saved);
}

public sealed record OfferForm
{
    public string? Key { get; set; }
    public bool? Mine { get; set; }
    public Sector? Sector { get; set; }
    public string? Reason { get; set; }
}

public sealed class OfferFormValidator : AbstractValidator<OfferForm>
{
    public OfferFormValidator()
    {
        RuleFor(form => form.Key).MaximumLength(16);
        RuleFor(form => form.Mine).NotNull();
        RuleFor(form => form.Sector).IsInEnum();
        RuleFor(form => form.Sector).NotNull().When(form => form.Mine == true);
        RuleFor(form => form.Reason).NotEmpty().When(form => form.Mine == false);
        RuleFor(form => form.Reason).MaximumLength(300);
    }
}
