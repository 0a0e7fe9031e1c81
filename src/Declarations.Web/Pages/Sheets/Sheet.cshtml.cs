using Declarations.Auditing;
using Declarations.Reporting.Sheets;
using Declarations.Reporting.Summaries;
using Declarations.Reports;
using Declarations.Sheets;
using Declarations.Trust;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Summaries;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Sheets;

/// <summary>The sheet of one unit: as it stands, for its head to confirm or object to; or as it was frozen.</summary>
public sealed class SheetModel(SheetDesk desk, ISigner signer, Viewer viewer, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public string Campaign { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Unit { get; set; } = "";
    /// <summary>Number of a frozen one; null: as it stands.</summary>
    [BindProperty(SupportsGet = true)] public int? Version { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public SheetConfirmForm Confirm { get; set; } = new();
    [BindProperty] public SheetObjectionForm Objection { get; set; } = new();

    public OpenProgress Place { get; private set; } = null!;
    public SheetView View { get; private set; } = null!;
    public UnitSheet? Frozen { get; private set; }
    public UnitState? Now { get; private set; }
    public IReadOnlyList<LastSheet> Said { get; private set; } = [];
    public bool MaySay => Frozen is null && viewer.UnitsHeaded().Contains(Place.Unit.Id);
    public bool IsWhole => Frozen is { } sheet && Submission.DigestOf(sheet.Salt, sheet.Content) == sheet.Digest;
    private string NameOf(UnitSheet sheet, string ending) => $"{words["nav.sheets"]}-{Place.Unit.Name}-{sheet.AsOf:yyyyMMdd}-{sheet.Number}.{ending}";

    /// <summary>Whether it can be sent to an installation above.</summary>
    public bool IsSealable => IsWhole && Frozen is { Kind: SheetKind.Confirmed, Numbers: null, IsUnreadable: false };
    public string Fingerprint => SheetFile.FingerprintOf(Frozen?.SealKey ?? signer.PublicKey);
    /// <summary>Of a unit directly below, without its code; null: what is frozen leads nowhere.</summary>
    public string? Below => Frozen is null ? $"{Routes.To<SheetsModel>()}/{Place.Campaign.Code}/" : null;
    public string Address => Routes.To<SheetModel>(Place.Campaign.Code, Place.Unit.Code);

    public AnnexView Annex => new(
        new SummaryTable(new SummaryHead(Place.Campaign.CityName, View.Content.Total.Name, View.AsOf, null, null), View.Content.Officials),
        AnnexWords.Of(words), View.Paging, View.Paging.Total, View.Rows, Campaign: null);

    public async Task<IActionResult> OnGetJsonAsync()
    {
        if (Frozen is not { IsUnreadable: false } sheet)
            return NotFound();
        await desk.RecordAsync(Place, sheet, AuditAction.SummaryDownloaded);
        return File(sheet.Content, "application/json", NameOf(sheet, "json"));
    }

    /// <summary>The confirmed sheet for the installation above, sealed with the key of this one.</summary>
    public async Task<IActionResult> OnGetFileAsync()
    {
        if (!IsSealable)
            return NotFound();
        var sheet = Frozen!;
        await desk.RecordAsync(Place, sheet, AuditAction.SummaryDownloaded);
        return File(SheetFile.Write(sheet, signer), "application/json", NameOf(sheet, "sealed.json"));
    }

    [Takes(nameof(Confirm))]
    public Task<IActionResult> OnPostConfirmAsync() => SayAsync(Confirm.State, objection: null, Confirm.Other);

    [Takes(nameof(Objection))]
    public Task<IActionResult> OnPostObjectAsync() => SayAsync(shown: null, Objection.Text, other: null);

    private async Task<IActionResult> SayAsync(string? shown, string? objection, string? other)
    {
        if (!MaySay)
            return NotFound();
        if (await desk.SayAsync(Place, shown, objection, other) is not { } number)
            return this.BadForm("", words["error.sheet-stale"], StatusCodes.Status409Conflict);
        TempData["Flash"] = objection is null ? words["sheets.confirmed", number] : words["sheets.objected"];
        return Redirect(Address);
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Campaign, Unit) is not { } place)
            return false;
        Place = place;
        ViewData["Campaign"] = place.Campaign;
        Frozen = Version is null ? null : await desk.FindAsync(place, Version);
        return Version is null || Frozen is not null;
    }

    public async Task ShowAsync()
    {
        Said = await desk.SaidAsync(Place);
        if (Frozen is { } sheet)
        {
            View = await desk.ShowAsync(Place, sheet, Asked);
            return;
        }
        var states = await desk.StatesAsync(Place);
        (Now, View) = (states[0], await desk.ShowAsync(Place, states, Asked));
    }
}

public sealed record SheetConfirmForm
{
    public string? State { get; set; }
    public string? Other { get; set; }
}

public sealed record SheetObjectionForm
{
    public string? Text { get; set; }
}

public sealed class SheetConfirmFormValidator : AbstractValidator<SheetConfirmForm>
{
    public SheetConfirmFormValidator()
    {
        RuleFor(form => form.State).NotEmpty().Matches("^[0-9a-f]{64}$").WithErrorCode("sheet-state");
        RuleFor(form => form.Other).MaximumLength(2000);
    }
}

public sealed class SheetObjectionFormValidator : AbstractValidator<SheetObjectionForm>
{
    public SheetObjectionFormValidator() => RuleFor(form => form.Text).NotEmpty().MaximumLength(2000);
}
