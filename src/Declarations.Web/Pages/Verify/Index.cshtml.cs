using Declarations.Data;
using Declarations.Data.Trust;
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

/// <summary>
/// Proves a receipt: recomputes the digest from what is stored, compares every column with the text and with what the server signed, and shows where the
/// tree holds it. Says when it was filed, never by whom or what it says.
/// </summary>
public sealed class VerifyModel(DeclarationsDb db, Testimony testimony, Words words) : PageModel
{
    [BindProperty] public VerifyForm Form { get; set; } = new();
    public Proof? Proof { get; private set; }
    public Submission? Submission { get; private set; }
    /// <summary>Of what is genuine or erased; null: of nothing else.</summary>
    public TreeCover? Cover { get; private set; }

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
            : !await AgreesAsync(Submission) ? Verify.Proof.Altered
            : Submission.IsErased ? Verify.Proof.Erased : Verify.Proof.Genuine;
        if (Proof is Verify.Proof.Genuine or Verify.Proof.Erased)
            Cover = await testimony.CoverAsync(Submission!);
        ViewData["Sentence"] = words[$"verify.{Proof}", Submission?.SubmittedAt, Submission?.SubmittedOn, Submission?.Number, Submission?.Report.ErasedOn];
    }

    /// <summary>What is shown of a version, and of its being taken back, is what was filed.</summary>
    private async Task<bool> AgreesAsync(Submission version)
    {
        if (version.IsUnreadable || version.Differences(version.Report).Count > 0)
            return false;
        var erasure = version.IsErased ? await db.Erasures.AsNoTracking().SingleOrDefaultAsync(e => e.CampaignId == version.Report.CampaignId) : null;
        if (version.IsErased && erasure?.On != version.Report.ErasedOn)
            return false;
        return await testimony.DoubtsAsync([version, .. new object?[] { version.Withdrawal, erasure }.OfType<object>()]) is [];
    }

    /// <summary>All that is needed to check the place in the tree elsewhere.</summary>
    public string? Evidence => Cover is { Index: { } index, Newest: { } newest } cover
        ? $"leaf {Convert.ToBase64String(cover.Leaf.Hash)}\nindex {index}\n{string.Concat(cover.Path.Select(hash => Convert.ToBase64String(hash) + "\n"))}\n"
            + $"{newest.Note}\n{cover.Key}\n" : null;
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
