using Declarations.Auditing;
using Declarations.Data;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.IntegrityFiles;
using Declarations.Web.SignIn;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyData;

/// <summary>The official takes a copy of everything that is kept of them; the password is asked for once more.</summary>
public sealed class MyDataModel(
    PersonalData data, IntegrityFile file, DeclarationsDb db, Viewer viewer, SigningWindow window, OfficeClock clock, Words words) : PageModel
{
    [BindProperty] public MyDataForm Form { get; set; } = new();
    public bool WindowOpen => window.IsOpen(viewer.Account!);

    /// <summary>To read or print, this once; null: it was not asked for.</summary>
    public PersonalRecord? Shown { get; private set; }

    public Task<IActionResult> OnPostAsync() =>
        TakeAsync(async me => File(await data.PackAsync(me), "application/zip", $"{me.StaffNumber}.zip"));

    public Task<IActionResult> OnPostReadAsync() => TakeAsync(async me =>
    {
        Shown = await PersonalRecord.OfAsync(db, file, words, me);
        return Page();
    });

    private async Task<IActionResult> TakeAsync(Func<Official, Task<IActionResult>> give)
    {
        if (!await window.OpenAsync(viewer.Account!, Form.Password))
            return this.NotProven(words, Form.Password);
        var me = await db.Officials.Include(o => o.Unit).SingleAsync(o => o.Id == viewer.Official!.Id);
        me.Note(clock.ActOf(viewer.AccountId), AuditAction.PersonalDataExported);
        await db.SaveChangesAsync();
        return await give(me);
    }
}

public sealed record MyDataForm
{
    public string? Password { get; set; }
}

public sealed class MyDataFormValidator : AbstractValidator<MyDataForm>
{
    public MyDataFormValidator() => RuleFor(form => form.Password).MaximumLength(200);
}
