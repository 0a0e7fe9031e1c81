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

/// <summary>Block 4: one interest of one person in one enterprise.</summary>
public sealed class InterestModel(FilingDesk desk, Words words) : FilingStep<InterestForm>(desk, words)
{
    public const string Myself = "self";

    [BindProperty(SupportsGet = true)] public Guid? Id { get; set; }
    /// <summary>Of a new interest: the row of the statement it belongs to.</summary>
    [BindProperty(SupportsGet = true, Name = "sector")] public Sector? AskedSector { get; set; }
    [BindProperty(SupportsGet = true, Name = "family")] public bool ForFamily { get; set; }

    public Sector Sector => Find()?.Sector ?? Form.Sector ?? AskedSector ?? Sector.Other;
    public int Number => Find() is { } found ? Draft.Interests.ToList().IndexOf(found) + 1 : Draft.Interests.Count + 1;

    public IEnumerable<SelectListItem> Holders
    {
        get
        {
            var answer = Draft.AnswerOf(Sector);
            if (answer.Self == true)
                yield return new(Words["interest.self", Filing.Official.Name], Myself);
            foreach (var relative in answer.Family == FamilyAnswer.Yes ? Draft.Relatives ?? [] : [])
                yield return new($"{relative.Name}（{Words.Of(relative.Relation)}）", relative.Id.ToString());
        }
    }

    public IEnumerable<SelectListItem> SubActivities => (Sector switch
    {
        Sector.Fireworks => [SubActivity.FireworksRetail],
        Sector.Hazchem => [SubActivity.HazchemTransport],
        Sector.Fishery => [SubActivity.PondAquaculture],
        _ => Array.Empty<SubActivity>(),
    }).Select(activity => new SelectListItem(Words.Of(activity), activity.ToString()));

    public bool MayInnovate => Filing.File.Person.MayClaimInnovation;

    protected override bool Exists => Id is null ? Filing.Report.Draft.Answers.Count > 0 : Find() is not null;

    protected override string Block => $"interest.{Id}";
    protected override InterestForm Read() => Find() is not { } i ? new() { Sector = AskedSector, Holder = ForFamily ? null : Myself } : new()
    {
        Sector = i.Sector,
        Holder = i.RelativeId?.ToString() ?? Myself,
        Enterprise = i.Enterprise,
        CreditCode = i.CreditCode,
        EntityType = i.EntityType,
        SubActivity = i.SubActivity,
        CapacityKw = i.CapacityKw,
        Mode = i.Mode,
        SharePercent = i.SharePercent,
        StartedOn = i.StartedOn,
        EndedOn = i.EndedOn,
        Content = i.Content,
        Amount = i.Amount?.Wan,
        Profit = i.Profit?.Wan,
        PostHeld = i.PostHeld,
        DutyLink = i.DutyLink,
        DutyNote = i.DutyNote,
        FundsSource = i.FundsSource,
        Innovation = InnovationForm.Of(i.Innovation),
    };

    protected override IEnumerable<(string Field, string Key)> Check(InterestForm form)
    {
        if (!Holders.Any(holder => holder.Value == form.Holder))
            yield return (nameof(form.Holder), "error.holder");
        if (form.SubActivity is { } activity && !SubActivities.Any(item => item.Value == activity.ToString()))
            yield return (nameof(form.SubActivity), "error.sub-activity");
        if (form.Innovation.Claimed && MayInnovate && form.Holder != Myself)
            yield return ("Innovation.Claimed", "error.innovation-own");
        if (form.StartedOn > Filing.Today)
            yield return (nameof(form.StartedOn), "error.not-yet");
        if (form.EndedOn > Filing.Today)
            yield return (nameof(form.EndedOn), "error.not-yet");
    }

    protected override ReportContent Write(InterestForm form)
    {
        var relative = form.Holder == Myself ? null : Draft.Relatives!.Single(r => r.Id.ToString() == form.Holder);
        var interest = (Find() ?? new Interest { Id = Guid.CreateVersion7(), Sector = Sector, Holder = Relation.Self }) with
        {
            RelativeId = relative?.Id,
            Holder = relative?.Relation ?? Relation.Self,
            Enterprise = form.Enterprise,
            CreditCode = form.CreditCode is null ? null : new UnifiedSocialCreditCode(form.CreditCode).Value,
            EntityType = form.EntityType,
            SubActivity = form.SubActivity,
            CapacityKw = form.CapacityKw,
            Mode = form.Mode,
            SharePercent = form.SharePercent,
            StartedOn = form.StartedOn,
            EndedOn = form.EndedOn,
            Content = form.Content,
            Amount = form.Amount is { } amount ? Money.FromWan(amount) : null,
            Profit = form.Profit is { } profit ? Money.FromWan(profit) : null,
            PostHeld = form.PostHeld,
            DutyLink = form.DutyLink,
            DutyNote = form.DutyNote,
            FundsSource = form.FundsSource,
            Innovation = MayInnovate ? form.Innovation.Claim : null,
        };
        saved = interest.Id;
        return Draft with
        {
            Interests = Find() is null ? [.. Draft.Interests, interest] : [.. Draft.Interests.Select(i => i.Id == interest.Id ? interest : i)],
        };
    }

    private Guid saved;
    protected override string Next(ReportContent content) =>
        Filing.AsksForExit(content.Interests.Single(interest => interest.Id == saved)) ? Links.Exit(Campaign, saved) : Steps.NextAfter(Filing, content);

    /// <summary>Takes the interest out of the draft; submitted versions keep it.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostRemoveAsync()
    {
        return await SaveAsync(Draft with { Interests = [.. Draft.Interests.Where(i => i.Id != Id)] }, Links.Participation(Campaign));
    }

    private Interest? Find() => Id is null ? null : Draft.Interests.FirstOrDefault(i => i.Id == Id);
}

/// <summary>Amounts in 万元, share in percent, capacity in kW.</summary>
public sealed record InterestForm
{
    public Sector? Sector { get; set; }
    public string? Holder { get; set; }
    public string? Enterprise { get; set; }
    [Key] public string? CreditCode { get; set; }
    public EntityType? EntityType { get; set; }
    public SubActivity? SubActivity { get; set; }
    public decimal? CapacityKw { get; set; }
    public ParticipationMode? Mode { get; set; }
    public decimal? SharePercent { get; set; }
    public DateOnly? StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Content { get; set; }
    public decimal? Amount { get; set; }
    public decimal? Profit { get; set; }
    public string? PostHeld { get; set; }
    public DutyLink? DutyLink { get; set; }
    public string? DutyNote { get; set; }
    public string? FundsSource { get; set; }
    public InnovationForm Innovation { get; set; } = new();
}

public sealed class InterestFormValidator : AbstractValidator<InterestForm>
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    public InterestFormValidator()
    {
        RuleFor(form => form.Sector).NotNull().IsInEnum();
        RuleFor(form => form.Holder).NotEmpty();
        RuleFor(form => form.Enterprise).NotEmpty().MaximumLength(120);
        RuleFor(form => form.CreditCode).MaximumLength(18);
        RuleFor(form => form.EntityType).NotNull().IsInEnum();
        RuleFor(form => form.SubActivity).IsInEnum();
        RuleFor(form => form.CapacityKw).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Mode).NotNull().IsInEnum();
        RuleFor(form => form.SharePercent).InclusiveBetween(0, 100).PrecisionScale(5, 2, true);
        RuleFor(form => form.StartedOn).NotNull();
        RuleFor(form => form.StartedOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.EndedOn).GreaterThanOrEqualTo(form => form.StartedOn).WithErrorCode("end-before-start");
        RuleFor(form => form.Content).NotEmpty().MaximumLength(500);
        RuleFor(form => form.Amount).NotNull().InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Profit).NotNull().InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.PostHeld).MaximumLength(100);
        RuleFor(form => form.DutyLink).NotNull().IsInEnum();
        RuleFor(form => form.DutyNote).MaximumLength(300);
        RuleFor(form => form.FundsSource).MaximumLength(200);
        RuleFor(form => form.Innovation).SetValidator(new InnovationFormValidator());
        When(form => form.Innovation.Claimed, () =>
        {
            RuleFor(form => form.Innovation.Mode).NotNull();
            RuleFor(form => form.Innovation.Evidence).NotEmpty();
        });
    }
}
