using Declarations.Data;
using Declarations.Reporting.Registries;
using Declarations.Reporting.Uploads;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verification;

/// <summary>Company data that was taken in: from whom, as of when, of what region, and what of it could be read.</summary>
[Uploads((16 << 20) + Application.LargestForm)]
public sealed class RegistriesModel(DeclarationsDb db, RegistryDesk desk, Viewer viewer, OfficeClock clock, Words words) : PageModel, ILoaded, IShown
{
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;
    [BindProperty] public RegistryForm Form { get; set; } = new();

    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<RegistryImport> Imports { get; private set; } = [];
    public IReadOnlySet<Guid> Newest { get; private set; } = new HashSet<Guid>();
    public bool MayAct => viewer.MayAct();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Form.AsOf > clock.Today)
            return this.BadForm("Form.AsOf", words["error.not-yet"]);
        var file = new MemoryStream();
        await Form.File!.CopyToAsync(file, cancellation);
        var bytes = file.ToArray();
        if (await desk.SameAsync(RegistryDesk.DigestOf(bytes), cancellation) is { } same)
            return this.BadForm("Form.File", words["error.registry-again", same.FileName, same.At]);
        try
        {
            var kind = (await RegistryFile.ReadAsync(bytes, Form.Kind, cancellation: cancellation)).Kind;
            var label = new RegistryLabel(kind, Form.Source!, Form.AsOf!.Value, Form.Coverage!);
            var (import, _) = await desk.QueueAsync(clock.ActOf(viewer.AccountId), label, Form.File.FileName, bytes, cancellation);
            return Redirect(Routes.To<RegistryModel>(import.Id));
        }
        catch (WorkbookException refused)
        {
            return this.BadForm("Form.File", words[Words.KeyOf(refused.Fault), [.. refused.Arguments]]);
        }
        catch (RefusedException refused) when (refused.Code == Refusal.RegistryNoHeader.Code)
        {
            return this.BadForm("Form.File", words["refused." + refused.Code]);
        }
    }

    public async Task<bool> LoadAsync()
    {
        await viewer.LoadAsync();
        return viewer.MaySend(Request);
    }

    public async Task ShowAsync()
    {
        Newest = (await CrossChecker.NewestAsync(db)).Select(import => import.Id).ToHashSet();
        Paging = new Paging(Asked, await db.RegistryImports.CountAsync());
        Imports = await db.RegistryImports.AsNoTracking().OrderByDescending(import => import.At).ThenBy(import => import.Id).Skip(Paging.Skip).Take(Paging.Size)
            .ToListAsync();
    }
}

public sealed record RegistryForm
{
    public IFormFile? File { get; set; }
    public string? Source { get; set; }
    public DateOnly? AsOf { get; set; }
    public string? Coverage { get; set; }
    /// <summary>Null: as its columns say.</summary>
    public RegistryKind? Kind { get; set; }
}

public sealed class RegistryFormValidator : AbstractValidator<RegistryForm>
{
    public RegistryFormValidator()
    {
        RuleFor(form => form.File).NotNull();
        RuleFor(form => form.Source).NotEmpty().MaximumLength(60);
        RuleFor(form => form.AsOf).NotNull();
        RuleFor(form => form.Coverage).NotEmpty().MaximumLength(200);
        RuleFor(form => form.Kind).IsInEnum();
    }
}
