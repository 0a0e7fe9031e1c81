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
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public DeskForm Form { get; set; } = new();

    public bool IsOn => room.IsOn;
    public bool IsOfficer => room.IsOfficer;
    public bool IsEnrolled { get; private set; }
    public OpenDesk? Open => room.Open;
    public DateOnly Today => room.Day.On;
    public IReadOnlyList<TipLine> Lines { get; private set; } = [];
    public IReadOnlyList<TipLine> Below { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, 0);

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
        var (_, count) = await room.ListAsync(List, 0, 0);
        Paging = new(Asked, count);
        (Lines, _) = await room.ListAsync(List, Paging.Skip, Paging.Size);
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
