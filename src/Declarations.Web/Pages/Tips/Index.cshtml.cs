using Declarations.Data.Tips;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Tips;

/// <summary>举报受理: opens the desk with the officer's own password, then the queue by its clocks.</summary>
public sealed class TipsModel(TipRoom room, DeskKeys keys, Viewer viewer, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true)] public TipList List { get; set; }
    /// <summary>The last line of the page before.</summary>
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }
    [BindProperty] public DeskForm Form { get; set; } = new();

    public bool IsOn => room.IsOn;
    public bool IsOfficer => room.IsOfficer;
    public bool IsEnrolled { get; private set; }
    public OpenDesk? Open => room.Open;
    public DateOnly Today => room.Day.On;
    public IReadOnlyList<TipLine> Lines { get; private set; } = [];
    public IReadOnlyList<TipLine> Below { get; private set; } = [];
    public bool More { get; private set; }

    public async Task<IActionResult> OnPostOpenAsync()
    {
        OpenDesk? desk = null;
        if (!await room.TryAsync(async () => (desk = await keys.OpenAsync(viewer.AccountId, Form.Password!)) is not null))
            return this.BadForm("Form.Password", words["error.tips-password"]);
        room.Keep(desk!);
        return Redirect(Routes.To<TipsModel>());
    }

    [WithoutForm]
    public IActionResult OnPostClose()
    {
        room.Close();
        return Redirect(Routes.To<TipsModel>());
    }

    public async Task<bool> LoadAsync() => await room.LoadAsync() || !IsOn && IsOfficer;

    public async Task ShowAsync()
    {
        if (!IsOn)
            return;
        IsEnrolled = await keys.IsEnrolledAsync(viewer.AccountId);
        if (Open is null)
            return;
        (Lines, More) = await room.ListAsync(List, After);
        Below = List == TipList.Open ? await room.OverdueBelowAsync() : [];
    }
}

public sealed record DeskForm
{
    public string? Password { get; set; }
}

public sealed class DeskFormValidator : AbstractValidator<DeskForm>
{
    public DeskFormValidator() => RuleFor(form => form.Password).NotEmpty().MaximumLength(KeyForm.Longest);
}
