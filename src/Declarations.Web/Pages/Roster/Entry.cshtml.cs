using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Roster;

/// <summary>Corrects what the roster says of a person, every fact of it, with the reason. Moves, leaving and death are acts of their own.</summary>
public sealed class EntryModel(DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IActOfOffice
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public EntryForm Form { get; set; } = new();

    public Official Official { get; private set; } = null!;
    public IReadOnlyCollection<Guid> About => [Id];
    public string Masked => RosterText.Of(words, nameof(RosterEntry.ResidentNumber), Official.ResidentNumber);
    public IReadOnlyList<SelectListItem> Serving =>
        [.. new[] { ServiceStatus.InService, ServiceStatus.OffPostNotRetired }.Select(status => new SelectListItem(words.Of(status), status.ToString()))];

    public void OnGet() => Form = EntryForm.Of(Official);

    public async Task<IActionResult> OnPostAsync()
    {
        var entry = Form.Over(Official);
        if (await FaultOfAsync(entry) is var (field, fault))
            return this.BadForm("Form." + field, fault);
        db.Expect(Official, Form.Version);
        if (!Official.Correct(clock.ActOf(viewer.AccountId), entry, Form.Reason!))
            return this.BadForm("Form.Reason", words["error.nothing-changes"]);
        await db.SaveChangesAsync();
        await db.Users.Where(account => account.OfficialId == Id).ExecuteUpdateAsync(set => set.SetProperty(account => account.DisplayName, Official.Name));
        TempData["Flash"] = words["entry.corrected", Official.Name];
        return Redirect(Links.RosterPerson(Id));
    }

    /// <summary>The same as an import asks of a row: what is not touched is not asked about.</summary>
    private async Task<(string Field, string Fault)?> FaultOfAsync(RosterEntry entry)
    {
        if (Form.ResidentNumber is not null && !ResidentId.TryParse(Form.ResidentNumber, out _))
            return (nameof(Form.ResidentNumber), Said(RosterFault.NotAResidentNumber));
        if (Form.ResidentNumber is not null
            && (await db.Officials.AsNoTracking().Where(o => o.Id != Id).ToListAsync()).Any(o => o.ResidentNumber == entry.ResidentNumber))
            return (nameof(Form.ResidentNumber), Said(RosterFault.ResidentKnown));
        if ((entry.ResidentNumber, entry.BornOn, entry.Sex) != (Official.ResidentNumber, Official.BornOn, Official.Sex))
        {
            var id = ResidentId.TryParse(entry.ResidentNumber, out var read) ? read : null;
            if (id is not null && (entry.BornOn is { } born && born != id.BornOn || entry.Sex is { } sex && sex != id.Sex))
                return (nameof(Form.ResidentNumber), Said(RosterFault.ResidentContradicts));
            if ((id?.BornOn ?? entry.BornOn) is { } day && !ResidentId.IsAge(day, 16, Official.HasLeft ? 120 : 80, clock.Today))
                return (nameof(Form.BornOn), Said(RosterFault.NotPlausible));
        }
        return !Official.HasLeft ? null : entry.LeftOn is null ? (nameof(Form.LeftOn), Said(RosterFault.LeftWithoutDay))
            : entry.LeftOn > clock.Today ? (nameof(Form.LeftOn), Said(RosterFault.LeftInFuture)) : null;
    }

    private string Said(RosterFault fault) => words[Words.KeyOf(fault)];

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        if (await viewer.PeopleInCharge().SingleOrDefaultAsync(o => o.Id == Id && o.DiedOn == null) is not { } official)
            return false;
        Official = official;
        return true;
    }
}

public sealed record EntryForm
{
    public string? Name { get; set; }
    public Sex? Sex { get; set; }
    public DateOnly? BornOn { get; set; }
    /// <summary>Null: stays as it is.</summary>
    [Key] public string? ResidentNumber { get; set; }
    public PoliticalStatus? PoliticalStatus { get; set; }
    public string? Post { get; set; }
    public Rank? Rank { get; set; }
    public PersonCategory? Category { get; set; }
    public OrgTier? Tier { get; set; }
    public bool? LeadingMember { get; set; }
    public bool? HoldsLeadingPost { get; set; }
    public bool? CityManaged { get; set; }
    public PostType? PostType { get; set; }
    /// <summary>Of who serves.</summary>
    public ServiceStatus? Status { get; set; }
    /// <summary>Of who has left.</summary>
    public DateOnly? LeftOn { get; set; }
    public string? FormerPost { get; set; }
    public string? FormerDuties { get; set; }
    public DateOnly? JoinedWorkOn { get; set; }
    public string? Telephone { get; set; }
    public bool? UnderInvestigation { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }

    public static EntryForm Of(Official o) => new()
    {
        Name = o.Name,
        Sex = o.Sex,
        BornOn = o.BornOn,
        PoliticalStatus = o.PoliticalStatus,
        Post = o.Post,
        Rank = o.Rank,
        Category = o.Category,
        Tier = o.Tier,
        LeadingMember = o.LeadingMember,
        HoldsLeadingPost = o.HoldsLeadingPost,
        CityManaged = o.CityManaged,
        PostType = o.PostType,
        Status = o.Status,
        LeftOn = o.LeftOn,
        FormerPost = o.FormerPost,
        FormerDuties = o.FormerDuties,
        JoinedWorkOn = o.JoinedWorkOn,
        Telephone = o.Telephone,
        UnderInvestigation = o.UnderInvestigation,
        Version = o.Version,
    };

    /// <summary>The entry as it should be.</summary>
    public RosterEntry Over(Official o) => new()
    {
        Name = Name,
        Sex = Sex,
        BornOn = BornOn,
        PoliticalStatus = PoliticalStatus,
        Post = Post,
        Rank = Rank,
        Category = Category,
        Tier = Tier,
        LeadingMember = LeadingMember,
        HoldsLeadingPost = HoldsLeadingPost,
        CityManaged = CityManaged,
        PostType = PostType,
        FormerPost = FormerPost,
        FormerDuties = FormerDuties,
        JoinedWorkOn = JoinedWorkOn,
        Telephone = Telephone,
        UnderInvestigation = UnderInvestigation,
        ResidentNumber = ResidentId.TryParse(ResidentNumber, out var id) ? id.Value : o.ResidentNumber,
        Status = o.HasLeft ? o.Status : Status,
        LeftOn = o.HasLeft ? LeftOn : null,
    };
}

public sealed class EntryFormValidator : AbstractValidator<EntryForm>
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    public EntryFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty();
        RuleFor(form => form.Name).MaximumLength(60);
        RuleFor(form => form.Sex).IsInEnum();
        RuleFor(form => form.BornOn).GreaterThanOrEqualTo(Declarations.Written.WrittenDay.Earliest).WithErrorCode("too-early");
        RuleFor(form => form.ResidentNumber).MaximumLength(30);
        RuleFor(form => form.PoliticalStatus).IsInEnum();
        RuleFor(form => form.Post).MaximumLength(120);
        RuleFor(form => form.Rank).IsInEnum();
        RuleFor(form => form.Category).IsInEnum();
        RuleFor(form => form.Tier).IsInEnum();
        RuleFor(form => form.PostType).IsInEnum();
        RuleFor(form => form.Status).Must(status => status is null or ServiceStatus.InService or ServiceStatus.OffPostNotRetired)
            .WithErrorCode("EnumValidator");
        RuleFor(form => form.LeftOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.FormerPost).MaximumLength(120);
        RuleFor(form => form.FormerDuties).MaximumLength(200);
        RuleFor(form => form.JoinedWorkOn).GreaterThanOrEqualTo(new DateOnly(1930, 1, 1)).WithErrorCode("too-early");
        RuleFor(form => form.Telephone).MaximumLength(40);
        RuleFor(form => form.Reason).NotEmpty();
        RuleFor(form => form.Reason).MaximumLength(200);
    }
}
