using Declarations.Access;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Reporting.Documents;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Registers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.IntegrityFiles;

/// <summary>
/// The discipline team opens somebody's integrity file for a purpose that it states, each time anew: the ledger keeps who opened whose and why. Nobody opens
/// their own here, or a relative's.
/// </summary>
public sealed class IntegrityFilesModel(
    IntegrityFile file, PersonField people, OwnMatters own, DeclarationsDb db, Viewer viewer, OfficeClock clock, Words words) : PageModel
{
    private static readonly Words Chinese = new(Words.Chinese);

    [BindProperty] public IntegrityFileForm Form { get; set; } = new();

    public Official? Person { get; private set; }
    /// <summary>To read or print, this once; null: none was asked for.</summary>
    public IReadOnlyList<FileSection>? Shown { get; private set; }

    /// <summary>By whom, when and what for, as every page of a print says.</summary>
    public string Mark(Words language) => language["integrity-file.mark", viewer.Account!.DisplayName, clock.Today, Form.Purpose];

    public Task<IActionResult> OnPostAsync() => OpenAsync("read", async person =>
    {
        Shown = await file.OfAsync(person, words, viewer.CluesInReach());
        return Page();
    });

    /// <summary>An official paper, in Chinese.</summary>
    public Task<IActionResult> OnPostDocxAsync() => OpenAsync("docx", async person =>
    {
        var output = new MemoryStream();
        List<string> paragraphs = [Mark(Chinese)];
        foreach (var section in await file.OfAsync(person, Chinese, viewer.CluesInReach()))
        {
            paragraphs.Add($"# {section.Number}. {Chinese[$"integrity-file.section.{section.Number}"]}");
            paragraphs.AddRange(section.Lines.Select(line => string.Join(" ", new[] { Chinese.Day(line.On), line.Name + "：" + line.Text,
                Chinese[line.Own ? "integrity-file.from-person" : "integrity-file.from-organisation"] }.Where(part => part.Length > 0)))
                .DefaultIfEmpty(Chinese["integrity-file.nothing"]));
        }
        new OfficialDocument(Chinese["integrity-file.of", person.Name], paragraphs, [viewer.Account!.DisplayName, Chinese.Day(clock.Today)], Mark(Chinese))
            .Write(output);
        output.Position = 0;
        return File(output, MediaTypes.Docx, $"{Chinese["integrity-file.of", person.Name]}.docx");
    });

    private async Task<IActionResult> OpenAsync(string how, Func<Official, Task<IActionResult>> give)
    {
        await viewer.LoadAsync();
        if (await people.FindAsync(ModelState, "Form.Person", Form.Person, withSignIn: false) is not { } found)
            return this.BadForm();
        if (!viewer.PathsOf(Role.DisciplineTeam).Any(found.Unit.IsUnder))
            return this.BadForm("Form.Person", words["error.official-none"]);
        await own.EnsureNoneAsync(found.Id);
        Person = await db.Officials.Include(official => official.Unit).SingleAsync(official => official.Id == found.Id);
        Person.Note(clock.ActOf(viewer.AccountId), AuditAction.IntegrityFileOpened, Form.Purpose, how);
        await db.SaveChangesAsync();
        return await give(Person);
    }
}

public sealed record IntegrityFileForm
{
    /// <summary>Staff number or whole name.</summary>
    public string? Person { get; set; }
    public string? Purpose { get; set; }
}

public sealed class IntegrityFileFormValidator : AbstractValidator<IntegrityFileForm>
{
    public IntegrityFileFormValidator()
    {
        RuleFor(form => form.Person).NotEmpty().MaximumLength(60);
        RuleFor(form => form.Purpose).NotEmpty().MaximumLength(300);
    }
}
