using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

public enum RosterAct { Move, Change, Leave, Return, Die, Found, Decide }

/// <summary>
/// What the office decides of a person by a document: whether they file where the plan does not say (E5), or that the judiciary has the case.
/// </summary>
public enum OfficeDecision { Files, FilesNot, Transferred, TransferredNot }

/// <summary>One person of the officer's units: moves, changes, leaves, has died, each with its reason.</summary>
public sealed class PersonModel(DeclarationsDb db, Viewer viewer, RosterDesk desk, OfficeClock clock, Words words) : PageModel, ILoaded, IActOfOffice
{
    private const int MostHistory = 10;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public RosterActForm Form { get; set; } = new();

    public Official Official { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Id];
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Ways =>
        [.. new[] { ServiceStatus.Resigned, ServiceStatus.Retired }.Select(way => new SelectListItem(words.Of(way), way.ToString()))];
    public IReadOnlyList<SelectListItem> Decisions => [.. Enum.GetValues<OfficeDecision>()
        .Where(decision => decision >= OfficeDecision.Transferred || Official.Category is PersonCategory.NonEstablishment or PersonCategory.VillageCadre)
        .Select(decision => new SelectListItem(words.Of(decision), decision.ToString()))];
    public IReadOnlyList<(string Unit, UnitPostKind Kind)> Posts { get; private set; } = [];
    public IReadOnlyList<AuditEntry> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new RosterActForm { Version = Official.Version, Post = Official.Post, Rank = Official.Rank };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.ApprovedOn > clock.Today || Form.DiedOn > clock.Today)
            return this.BadForm(Form.Act == RosterAct.Die ? "Form.DiedOn" : "Form.ApprovedOn", words["error.in-future"]);
        db.Expect(Official, Form.Version);
        var act = clock.ActOf(viewer.AccountId);
        switch (Form.Act!.Value)
        {
            case RosterAct.Move:
                if (await viewer.UnitsInCharge().SingleOrDefaultAsync(unit => unit.Code == Form.Unit) is not { } to)
                    return NotFound();
                await desk.MoveAsync(act, Official, to, Form.Reason!);
                break;
            case RosterAct.Change:
                if (Official.Change(act, new RosterEntry { Post = Form.Post, Rank = Form.Rank }, Form.Reason!))
                    break;
                ModelState.AddModelError("Form.Post", words["error.nothing-changes"]);
                return this.BadForm();
            case RosterAct.Decide:
                if (Decisions.All(decision => decision.Value != Form.Decision.ToString()))
                    return this.BadForm("Form.Decision", words["error.EnumValidator"]);
                if (Form.DocumentOn > clock.Today)
                    return this.BadForm("Form.DocumentOn", words["error.in-future"]);
                if (Official.Change(act, Form.Decided, $"{Form.Document} {Form.Number} {Form.DocumentOn:yyyy-MM-dd}: {Form.Reason}"))
                    break;
                return this.BadForm("Form.Decision", words["error.nothing-changes"]);
            case RosterAct.Leave:
                Official.Leave(act, Form.Way!.Value, Form.ApprovedOn!.Value, Form.Reason!);
                break;
            case RosterAct.Return:
                Official.Return(act, Form.Reason!);
                break;
            case RosterAct.Die:
                Official.Die(act, Form.DiedOn!.Value, Form.Reason!);
                foreach (var report in await db.Reports.Where(r => r.OfficialId == Id && r.Status == ReportStatus.Draft).ToListAsync())
                    report.ExcuseFor(act, NotSubmittedReason.Deceased);
                break;
            case RosterAct.Found:
                Official.Find(act, Form.FoundReason!);
                break;
        }
        await db.SaveChangesAsync();
        TempData["Flash"] = words["roster.recorded", Official.Name, Form.Act];
        return Redirect(Links.RosterPerson(Id));
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.PeopleInCharge().Include(o => o.Unit).SingleOrDefaultAsync(o => o.Id == Id) is not { } official)
            return false;
        Official = official;
        Units = [.. (await viewer.UnitsInCharge().AsNoTracking().Where(unit => unit.Id != official.UnitId).OrderBy(unit => unit.Path).ToListAsync())
            .Select(unit => new SelectListItem(unit.Name, unit.Code))];
        Posts = [.. (await db.Units.AsNoTracking().Include(unit => unit.Posts).Where(unit => unit.Posts.Any(post => post.OfficialId == Id)).ToListAsync())
            .SelectMany(unit => unit.Posts.Where(post => post.OfficialId == Id).Select(post => (unit.Name, post.Kind)))];
        History = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectId == Id).OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id).Take(MostHistory).ToListAsync();
        return true;
    }
}

public sealed record RosterActForm
{
    public RosterAct? Act { get; set; }
    /// <summary>Code of the unit to move to.</summary>
    public string? Unit { get; set; }
    public string? Post { get; set; }
    public Rank? Rank { get; set; }
    public ServiceStatus? Way { get; set; }
    public DateOnly? ApprovedOn { get; set; }
    public DateOnly? DiedOn { get; set; }
    public OfficeDecision? Decision { get; set; }
    /// <summary>What the decision rests on.</summary>
    public string? Document { get; set; }
    public string? Number { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public string? Reason { get; set; }
    /// <summary>Why somebody who was missing from a file belongs where they are.</summary>
    public string? FoundReason { get; set; }
    public int Version { get; set; }

    internal RosterEntry Decided => Decision switch
    {
        OfficeDecision.Files or OfficeDecision.FilesNot => new() { FilesByOfficeDecision = Decision == OfficeDecision.Files },
        _ => new() { TransferredToJudiciary = Decision == OfficeDecision.Transferred },
    };
}

public sealed class RosterActFormValidator : AbstractValidator<RosterActForm>
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    public RosterActFormValidator()
    {
        RuleFor(form => form.Act).NotNull().IsInEnum();
        RuleFor(form => form.Unit).NotEmpty().When(form => form.Act == RosterAct.Move);
        RuleFor(form => form.Unit).MaximumLength(60);
        RuleFor(form => form.Post).MaximumLength(120);
        RuleFor(form => form.Rank).IsInEnum();
        RuleFor(form => form.Way).NotNull().When(form => form.Act == RosterAct.Leave);
        RuleFor(form => form.Way).Must(way => way is null or ServiceStatus.Resigned or ServiceStatus.Retired).WithErrorCode("EnumValidator");
        RuleFor(form => form.ApprovedOn).NotNull().When(form => form.Act == RosterAct.Leave);
        RuleFor(form => form.ApprovedOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.DiedOn).NotNull().When(form => form.Act == RosterAct.Die);
        RuleFor(form => form.DiedOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        When(form => form.Act == RosterAct.Decide, () =>
        {
            RuleFor(form => form.Decision).NotNull();
            RuleFor(form => form.Document).NotEmpty();
            RuleFor(form => form.Number).NotEmpty();
            RuleFor(form => form.DocumentOn).NotNull();
        });
        RuleFor(form => form.Decision).IsInEnum();
        RuleFor(form => form.Document).MaximumLength(100);
        RuleFor(form => form.Number).MaximumLength(60);
        RuleFor(form => form.DocumentOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.Reason).NotEmpty().When(form => form.Act != RosterAct.Found);
        RuleFor(form => form.Reason).MaximumLength(200);
        RuleFor(form => form.FoundReason).NotEmpty().When(form => form.Act == RosterAct.Found);
        RuleFor(form => form.FoundReason).MaximumLength(200);
    }
}
