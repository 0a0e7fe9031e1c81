using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Declarations.Web.Pages.Filing;

/// <summary>One relative of block 2.</summary>
public sealed class RelativeModel(FilingDesk desk, Words words) : FilingStep<RelativeForm>(desk, words)
{
    [BindProperty(SupportsGet = true)] public Guid? Id { get; set; }

    public IEnumerable<SelectListItem> Relations => RelativeForm.Relations.Select(relation => new SelectListItem(Words.Of(relation), relation.ToString()));

    protected override bool Exists => Filing.HasFamilyStep && (Id is null || Find() is not null);

    protected override string Block => "family";
    protected override RelativeForm Read() => Find() is not { } relative ? new() : new()
    {
        Relation = relative.Relation,
        Name = relative.Name,
        ResidentNumber = relative.ResidentNumber,
        EmployerAndPost = relative.EmployerAndPost,
        Inquiry = relative.Inquiry,
        AskedOn = relative.AskedOn,
        AskedHow = relative.AskedHow,
    };

    protected override IEnumerable<(string Field, string Key)> Check(RelativeForm form)
    {
        if (form.AskedOn > Filing.Today)
            yield return (nameof(form.AskedOn), "error.not-yet");
        if (ResidentId.TryParse(form.ResidentNumber, out var id)
            && (Filing.Official.ResidentNumber == id.Value || (Draft.Relatives ?? []).Any(r => r.Id != Id && r.ResidentNumber == id.Value)))
            yield return (nameof(form.ResidentNumber), "error.resident-twice");
        if (id is not null && !ResidentId.IsAge(id.BornOn, form.Relation == Declarations.Participation.Relation.Child ? 0 : 16, 120, Filing.Today))
            yield return (nameof(form.ResidentNumber), "error.resident-number");
    }

    protected override ReportContent Write(RelativeForm form)
    {
        var relative = new Relative(Id ?? Guid.CreateVersion7(), form.Relation!.Value, form.Name!)
        {
            ResidentNumber = ResidentId.TryParse(form.ResidentNumber, out var id) ? id.Value : null,
            EmployerAndPost = form.EmployerAndPost,
            Inquiry = form.Inquiry!.Value,
            AskedOn = form.WasAskedInVain ? form.AskedOn : null,
            AskedHow = form.WasAskedInVain ? form.AskedHow : null,
        };
        var others = Draft.Relatives ?? [];
        return Draft with
        {
            Relatives = Id is null ? [.. others, relative] : [.. others.Select(r => r.Id == Id ? relative : r)],
            Interests = [.. Draft.Interests.Select(i => i.RelativeId == relative.Id ? i with { Holder = relative.Relation } : i)],
        };
    }

    protected override string Next(ReportContent saved) => Links.Family(Campaign);

    private Relative? Find() => Draft.Relatives?.FirstOrDefault(r => r.Id == Id);
}

public sealed record RelativeForm
{
    /// <summary>Only these three are asked for (E17, E26).</summary>
    public static readonly Relation[] Relations =
        [Declarations.Participation.Relation.Spouse, Declarations.Participation.Relation.Child, Declarations.Participation.Relation.ChildSpouse];

    public Relation? Relation { get; set; }
    [PersonName] public string? Name { get; set; }
    [Key] public string? ResidentNumber { get; set; }
    public string? EmployerAndPost { get; set; }
    public Inquiry? Inquiry { get; set; }
    public DateOnly? AskedOn { get; set; }
    public string? AskedHow { get; set; }

    internal bool WasAskedInVain => Inquiry?.IsSilent() == true;
}

public sealed class RelativeFormValidator : AbstractValidator<RelativeForm>
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public RelativeFormValidator()
    {
        RuleFor(form => form.Relation).NotNull();
        RuleFor(form => form.Relation).Must(relation => relation is null || RelativeForm.Relations.Contains(relation.Value)).WithErrorCode("EnumValidator");
        RuleFor(form => form.Name).NotEmpty().MaximumLength(60);
        RuleFor(form => form.ResidentNumber).Must(number => ResidentId.TryParse(number, out _)).WithErrorCode("resident-number")
            .When(form => !string.IsNullOrEmpty(form.ResidentNumber));
        RuleFor(form => form.ResidentNumber).MaximumLength(18);
        RuleFor(form => form.EmployerAndPost).NotEmpty().When(form => form.Inquiry is Inquiry.Known or Inquiry.Asked);
        RuleFor(form => form.EmployerAndPost).MaximumLength(200);
        RuleFor(form => form.Inquiry).NotNull();
        RuleFor(form => form.AskedOn).NotNull().When(form => form.WasAskedInVain);
        RuleFor(form => form.AskedOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.AskedHow).NotEmpty().When(form => form.WasAskedInVain);
        RuleFor(form => form.AskedHow).MaximumLength(200);
    }
}
