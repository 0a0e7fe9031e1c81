using System.Linq.Expressions;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Forms;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.SelfCheck;

/// <summary>这件事我能做吗: the questions of an interest, answered by the same rules on the same page. Nothing is kept.</summary>
public sealed class SelfCheckModel(SelfCheckDesk desk) : PageModel, ILoaded
{
    [BindProperty] public SelfCheckForm Form { get; set; } = new();

    /// <summary>A worked example to start from; null: an empty form.</summary>
    [BindProperty(SupportsGet = true)] public string? Example { get; set; }

    public Standing Standing { get; private set; } = null!;
    public DeterminationView? Answer { get; private set; }
    public bool HasLeft => Standing.Official.Status is ServiceStatus.Resigned or ServiceStatus.Retired;
    public bool MayInnovate => Standing.Person.MayClaimInnovation;

    public void OnGet() => Form = SelfCheckForm.Examples.GetValueOrDefault(Example ?? "", Form);

    public void OnPost()
    {
        var facts = Form.Facts(Standing.Today, Standing.Subject, Standing.SubmittedOn, MayInnovate);
        Answer = new(facts, Standing.Policy, Assessor.Assess(facts, Standing.Policy), ForReader: false)
        {
            DueOn = Standing.DueOn,
            PlannedFor = Form.IsPlanned(Standing.Today) ? facts.AsOf : null,
        };
    }

    public async Task<bool> LoadAsync()
    {
        Standing = await desk.OpenAsync();
        ViewData["Campaign"] = Standing.Campaign;
        return true;
    }
}

/// <summary>An interest as it is, or as it is thought of; null is "not sure". Price and valuation in 万元, capacity in kW.</summary>
public sealed record SelfCheckForm
{
    /// <summary>Cases to start from, by the key of their words.</summary>
    public static IReadOnlyDictionary<string, SelfCheckForm> Examples { get; } = new Dictionary<string, SelfCheckForm>
    {
        ["sand"] = new()
        {
            Sector = Participation.Sector.Sand,
            Mode = ParticipationMode.Equity,
            EntityType = Participation.EntityType.Private,
            StartedOn = new(2015, 3, 8)
        },
        ["shop"] = new()
        {
            Sector = Participation.Sector.Other,
            Mode = ParticipationMode.SoleTrader,
            EntityType = Participation.EntityType.Individual,
            Planned = true
        },
        ["wages"] = new()
        {
            Holder = Relation.Spouse,
            Sector = Participation.Sector.Mining,
            Mode = ParticipationMode.OrdinaryEmployment,
            EntityType = Participation.EntityType.Private,
        },
        ["listed"] = new() { Sector = Participation.Sector.Mining, Mode = ParticipationMode.ListedShares, EntityType = Participation.EntityType.Listed },
    };

    public Relation? Holder { get; set; } = Relation.Self;
    /// <summary>Asked of a former relation only.</summary>
    public DateOnly? RelationEndedOn { get; set; }
    public Relation? BeneficialOwner { get; set; }
    public Sector? Sector { get; set; }
    public SubActivity? SubActivity { get; set; }
    public decimal? CapacityKw { get; set; }
    public ParticipationMode? Mode { get; set; }
    public EntityType? EntityType { get; set; }
    public bool? FormerWork { get; set; }
    /// <summary>Thought of, not begun.</summary>
    public bool Planned { get; set; }
    public DateOnly? StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public bool Exited { get; set; }
    public DateOnly? CompletedOn { get; set; }
    public ExitWay? Way { get; set; }
    public TransfereeRelation? TransfereeRelation { get; set; }
    public decimal? Price { get; set; }
    public decimal? Valuation { get; set; }
    public bool? PaymentProven { get; set; }
    public bool? RegistryUpdated { get; set; }
    public bool? RetainsBenefit { get; set; }
    public InnovationForm Innovation { get; set; } = new();

    public bool IsPlanned(DateOnly today) => Planned || StartedOn > today;
    private DateOnly Begins(DateOnly today) => StartedOn > today ? StartedOn.Value : today;

    /// <summary>What has been exited counts only when it is said that there was an exit.</summary>
    public CaseFacts Facts(DateOnly today, SubjectFacts subject, DateOnly? submittedOn, bool mayInnovate) =>
        new(IsPlanned(today) ? Begins(today) : today, subject with
        {
            Innovation = mayInnovate ? Innovation.Claim?.Facts : null,
        })
        {
            Interest = new()
            {
                Holder = Holder,
                BeneficialOwner = BeneficialOwner,
                RelationEndedOn = Holder == Relation.ExSpouse || BeneficialOwner == Relation.ExSpouse ? RelationEndedOn : null,
                Sector = Sector,
                SubActivity = SubActivity,
                CapacityKw = CapacityKw,
                Mode = Mode,
                EntityType = EntityType,
                DirectlyRelatedToFormerWork = FormerWork,
                StartedOn = IsPlanned(today) ? Begins(today) : StartedOn,
                EndedOn = EndedOn,
            },
            Timeline = new()
            {
                SubmittedOn = submittedOn,
                ExitCompletedOn = Exited ? CompletedOn : null,
                FoundByVerification = false,
                TipReceived = false,
                FoundByTip = false,
                RefusedOrDelayed = false,
            },
            Exit = !Exited ? new() : new()
            {
                Way = Way,
                Transferee = TransfereeRelation,
                PriceRatio = Price is { } price && Valuation is > 0 and var value ? price / value : null,
                PaymentProven = PaymentProven,
                RegistryUpdated = RegistryUpdated,
                RetainsBenefit = RetainsBenefit,
            },
            Handling = new() { SuspectedCrime = false, Obstructed = false, GainForOthers = false },
        };
}

public sealed class SelfCheckFormValidator : AbstractValidator<SelfCheckForm>
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    public SelfCheckFormValidator()
    {
        RuleFor(form => form.Holder).IsInEnum();
        RuleFor(form => form.BeneficialOwner).IsInEnum();
        RuleFor(form => form.Sector).IsInEnum();
        RuleFor(form => form.SubActivity).IsInEnum();
        RuleFor(form => form.CapacityKw).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Mode).IsInEnum();
        RuleFor(form => form.EntityType).IsInEnum();
        foreach (var day in new Expression<Func<SelfCheckForm, DateOnly?>>[]
            { form => form.RelationEndedOn, form => form.StartedOn, form => form.EndedOn, form => form.CompletedOn })
        {
            RuleFor(day).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
            RuleFor(day).LessThanOrEqualTo(Latest).WithErrorCode("too-late");
        }
        RuleFor(form => form.EndedOn).GreaterThanOrEqualTo(form => form.StartedOn).When(form => form.StartedOn is not null).WithErrorCode("end-before-start");
        RuleFor(form => form.CompletedOn).GreaterThanOrEqualTo(form => form.StartedOn).When(form => form.StartedOn is not null)
            .WithErrorCode("end-before-start");
        RuleFor(form => form.CompletedOn).NotNull().When(form => form.Exited);
        RuleFor(form => form.Way).IsInEnum();
        RuleFor(form => form.TransfereeRelation).IsInEnum();
        RuleFor(form => form.Price).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Valuation).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Innovation).SetValidator(new InnovationFormValidator());
    }
}
