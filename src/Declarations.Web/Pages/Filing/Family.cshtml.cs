using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.Filing;

/// <summary>Block 2, for those who report relatives: the list; one page adds or changes a relative.</summary>
public sealed class FamilyModel(FilingDesk desk, Words words) : FilingStep<FamilyForm>(desk, words)
{
    protected override bool Exists => Filing.HasFamilyStep;
    protected override string Block => "family";
    protected override FamilyForm Read() => new();
    protected override ReportContent Write(FamilyForm form) => Draft with { Relatives = Draft.Relatives ?? [] };
    protected override string Next(ReportContent saved) => Steps.NextAfter(Filing, saved);

    /// <summary>Takes a relative off the list, unless an interest is theirs.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostRemoveAsync(Guid relative)
    {
        if (Draft.Relatives?.Any(r => r.Id == relative) != true)
            return NotFound();
        if (Draft.Interests.Any(interest => interest.RelativeId == relative))
            throw new RefusedException(Refusal.FamilyHasInterest);
        return await SaveAsync(Draft with { Relatives = [.. Draft.Relatives.Where(r => r.Id != relative)] }, Links.Family(Campaign));
    }
}

public sealed record FamilyForm;
