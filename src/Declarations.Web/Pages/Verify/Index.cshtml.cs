using Declarations.Data;
using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Written;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Verify;

public enum Proof { Genuine, Altered, Unknown, Erased }

/// <summary>Proves a receipt: recomputes the digest from what is stored. Says when it was filed, never by whom or what it says.</summary>
public sealed class VerifyModel(DeclarationsDb db, Words words) : PageModel
{
    [BindProperty] public VerifyForm Form { get; set; } = new();
    public Proof? Proof { get; private set; }
    public Submission? Submission { get; private set; }

    public async Task OnGetAsync(string? number, string? digest)
    {
        Form = new VerifyForm { Number = number, Digest = digest };
        if (new VerifyFormValidator().Validate(Form).IsValid)
            await ProveAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ProveAsync();
        return Page();
    }

    private async Task ProveAsync()
    {
        var number = WrittenKey.Upper(Form.Number);
        var digest = Form.PlainDigest;
        Submission = await db.Submissions.AsNoTracking().Include(s => s.Withdrawal).Include(s => s.Report).SingleOrDefaultAsync(s => s.ReceiptNumber == number);
        if (Submission is not null && Submission.Digest != digest)
            Submission = null;
        Proof = Submission is null ? Verify.Proof.Unknown
            : Submission.IsErased ? Verify.Proof.Erased
            : Submission.DigestOf(Submission.Salt, Submission.Canonical) == Submission.Digest ? Verify.Proof.Genuine : Verify.Proof.Altered;
        ViewData["Sentence"] = words[$"verify.{Proof}", Submission?.SubmittedAt, Submission?.SubmittedOn, Submission?.Number, Submission?.Report.ErasedOn];
    }
}

public sealed record VerifyForm
{
    [Key] public string? Number { get; set; }
    [Key] public string? Digest { get; set; }

    public string PlainDigest => WrittenKey.Normal(Digest).ToLowerInvariant();
}

public sealed class VerifyFormValidator : AbstractValidator<VerifyForm>
{
    public VerifyFormValidator()
    {
        RuleFor(form => form.Number).NotEmpty().MaximumLength(40);
        RuleFor(form => form.Digest).NotEmpty().MaximumLength(200);
        RuleFor(form => form.Digest).Must((form, _) => form.PlainDigest.Length == 64 && form.PlainDigest.All(char.IsAsciiHexDigitLower)).WithErrorCode("digest")
            .When(form => !string.IsNullOrEmpty(form.Digest));
    }
}
