using Declarations.Data;
using Declarations.Organisation;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Units;

/// <summary>One unit: its name, and who holds its posts.</summary>
public sealed class OneUnitModel(DeclarationsDb db, Viewer viewer, RouteCheck routes, OwnMatters own, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public UnitPostsForm Form { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public IReadOnlyList<(UnitPostKind Kind, string Name, string StaffNumber)> Holders { get; private set; } = [];
    /// <summary>Nothing stands above it.</summary>
    public bool IsTopmost => Unit.ParentId is null;
    /// <summary>The posts that a unit of this kind has.</summary>
    public IReadOnlyList<UnitPostKind> Kinds => Unit.Kind switch
    {
        UnitKind.AffiliatedUnit => [UnitPostKind.Head, UnitPostKind.Deputy],
        UnitKind.Division => [UnitPostKind.Head, UnitPostKind.SupervisingLeader],
        _ => [UnitPostKind.Head, UnitPostKind.PartyGroupSecretary],
    };

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new UnitPostsForm { Name = Unit.Name, Files = Unit.FilesByOfficeDecision, Version = Unit.Version };
        foreach (var kind in Kinds)
            Form.Set(kind, string.Join(' ', Holders.Where(holder => holder.Kind == kind).Select(holder => holder.StaffNumber)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        db.Expect(Unit, Form.Version);
        var act = clock.ActOf(viewer.AccountId);
        foreach (var kind in Kinds)
        {
            var numbers = UnitPostsForm.Numbers(Form.Of(kind));
            var found = await viewer.PeopleInCharge().Where(o => numbers.Contains(o.StaffNumber)).ToListAsync();
            if (numbers.Except(found.Where(official => !official.HasLeft).Select(official => official.StaffNumber)).FirstOrDefault() is { } unknown)
                ModelState.AddModelError($"Form.{kind}", words["error.unit-holder", unknown]);
            await own.EnsureNoneAsync([.. found.Select(official => official.Id)
                .Except(Unit.Posts.Where(post => post.Kind == kind).Select(post => post.OfficialId))]);
            if (ModelState.IsValid)
                Unit.Appoint(act, kind, [.. found.Select(official => official.Id)]);
        }
        if (!ModelState.IsValid)
            return this.BadForm();
        if (Unit.Name != Form.Name)
            Unit.Rename(act, Form.Name!, Form.Reason!);
        if (Unit.FilesByOfficeDecision != Form.Files)
            Unit.Decide(act, Form.Files, Form.Reason!);
        await db.SaveChangesAsync();
        await routes.FindReadersAsync(viewer.ReportsInCharge(), report => clock.ActOf(viewer.AccountId, report.Campaign));
        await db.SaveChangesAsync();
        TempData["Flash"] = words["units.changed", Unit.Name];
        return Redirect(Links.Units);
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.UnitsInCharge().Include(u => u.Posts).SingleOrDefaultAsync(u => u.Code == Code) is not { } unit)
            return false;
        Unit = unit;
        var ids = unit.Posts.Select(post => post.OfficialId).ToList();
        var people = await db.Officials.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Name, o.StaffNumber }).ToDictionaryAsync(o => o.Id);
        Holders = [.. unit.Posts.OrderBy(post => post.Kind).Select(post => (post.Kind, people[post.OfficialId].Name, people[post.OfficialId].StaffNumber))];
        return true;
    }
}

/// <summary>Holders of a post by their staff numbers.</summary>
public sealed record UnitPostsForm
{
    private static readonly char[] Between = [' ', '\u3000', ',', '，', '、', ';', '；', '\n', '\r', '\t'];

    public string? Name { get; set; }
    public string? Head { get; set; }
    public string? Deputy { get; set; }
    public string? PartyGroupSecretary { get; set; }
    public string? SupervisingLeader { get; set; }
    public bool? Files { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }

    public string? Of(UnitPostKind kind) => kind switch
    {
        UnitPostKind.Head => Head,
        UnitPostKind.Deputy => Deputy,
        UnitPostKind.PartyGroupSecretary => PartyGroupSecretary,
        _ => SupervisingLeader,
    };

    public void Set(UnitPostKind kind, string numbers) => _ = kind switch
    {
        UnitPostKind.Head => Head = numbers,
        UnitPostKind.Deputy => Deputy = numbers,
        UnitPostKind.PartyGroupSecretary => PartyGroupSecretary = numbers,
        _ => SupervisingLeader = numbers,
    };

    public static IReadOnlyList<string> Numbers(string? typed) => [.. (typed ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct()];
}

public sealed class UnitPostsFormValidator : AbstractValidator<UnitPostsForm>
{
    public UnitPostsFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().MaximumLength(120);
        RuleFor(form => form.Head).MaximumLength(200);
        RuleFor(form => form.Deputy).MaximumLength(200);
        RuleFor(form => form.PartyGroupSecretary).MaximumLength(200);
        RuleFor(form => form.SupervisingLeader).MaximumLength(200);
        RuleFor(form => form.Reason).NotEmpty().MaximumLength(200);
    }
}
