using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1304, CA1311, CA1862 // the comparison runs in the database

namespace Declarations.Web.Pages.Filing;

/// <summary>The filer names a colleague of the same unit who may fill in the draft, or takes that back. Signing is never lent.</summary>
public sealed class AssistantModel(FilingDesk desk, DeclarationsDb db, Words words) : MyReport<AssistantForm>(desk)
{
    public Official? Assistant { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Form = new AssistantForm { Version = Filing.Report.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (number, unit, me) = (Form.StaffNumber!.ToUpperInvariant(), Filing.Report.UnitId, Filing.Official.Id);
        if (await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.StaffNumber.ToUpper() == number && o.UnitId == unit && o.Id != me) is not
            { } assistant)
            return this.BadForm("Form.StaffNumber", words["error.assistant"]);
        db.Expect(Filing.Report, Form.Version);
        Filing.Report.NameAssistant(Desk.ActOn(Filing), assistant);
        await db.SaveChangesAsync();
        return Redirect(Links.Assistant(Campaign));
    }

    [WithoutForm]
    public async Task<IActionResult> OnPostReleaseAsync()
    {
        db.Expect(Filing.Report, Form.Version);
        Filing.Report.ReleaseAssistant(Desk.ActOn(Filing));
        await db.SaveChangesAsync();
        return Redirect(Links.Assistant(Campaign));
    }

    public override async Task<bool> LoadAsync()
    {
        if (!await base.LoadAsync())
            return false;
        Assistant = await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.Id == Filing.Report.AssistantId);
        return true;
    }
}

public sealed record AssistantForm
{
    [Key] public string? StaffNumber { get; set; }
    public int Version { get; set; }
}

public sealed class AssistantFormValidator : AbstractValidator<AssistantForm>
{
    public AssistantFormValidator() => RuleFor(form => form.StaffNumber).NotEmpty().MaximumLength(40);
}
