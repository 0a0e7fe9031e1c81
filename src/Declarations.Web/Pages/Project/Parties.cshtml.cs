using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Registers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Project;

/// <summary>参建各方 of a project, for the office: takes them in, says who speaks for each, keeps the pledges that they signed on paper.</summary>
[Uploads(Upload.OneFile)]
public sealed class PartiesModel(ProjectDesk desk, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public PartyForm Form { get; set; } = new();
    [BindProperty] public RepresentForm Represent { get; set; } = new();
    [BindProperty] public PartyPledgeForm Pledge { get; set; } = new();

    public Register Register { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Parties => Listed(Register.Parties);
    public IReadOnlyList<SelectListItem> Unpledged => Listed(Register.Parties.Where(party => party.PledgedOn is null));

    private Auditing.Act Act => clock.ActOf(viewer.AccountId, Register);

    [Takes(nameof(Form))]
    public Task<IActionResult> OnPostAsync()
    {
        db.Parties.Add(Register.Join(Act, new(Form.Role!.Value, Form.Name!, Form.Code, Form.Contact)));
        return DoneAsync("project.joined");
    }

    [Takes(nameof(Represent))]
    public async Task<IActionResult> OnPostRepresentAsync()
    {
        if (!Register.Parties.Exists(party => party.Id == Represent.Party))
            return NotFound();
        var account = await desk.RepresentativeAsync(Register, Represent.UserName);
        if (account is null && !string.IsNullOrWhiteSpace(Represent.UserName))
            return this.BadForm("Represent.UserName", words["error.no-representative"]);
        Register.Represent(Act, Represent.Party!.Value, account);
        return await DoneAsync("project.represented");
    }

    [Takes(nameof(Pledge))]
    public async Task<IActionResult> OnPostPledgeAsync()
    {
        if (!Register.Parties.Exists(party => party.Id == Pledge.Party))
            return NotFound();
        if (Upload.FaultOf(Pledge.File!, out var bytes) is { } fault)
            return this.BadForm("Pledge.File", words[fault]);
        db.EvidenceFiles.Add(Register.TakePledge(Act, Pledge.Party!.Value, Pledge.On!.Value, Pledge.File!.FileName, bytes));
        return await DoneAsync("project.pledge-kept");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.FindAsync(Id) is not { } register || !await viewer.RegistersKept().AnyAsync(each => each.Id == Id))
            return false;
        Register = register;
        return true;
    }

    private async Task<IActionResult> DoneAsync(string said)
    {
        await db.SaveChangesAsync();
        TempData["Flash"] = words[said];
        return Redirect(Routes.To<ProjectModel>(Id));
    }

    private static IReadOnlyList<SelectListItem> Listed(IEnumerable<Party> parties) =>
        [.. parties.OrderBy(party => party.Role).Select(party => new SelectListItem(party.Name, party.Id.ToString()))];
}
