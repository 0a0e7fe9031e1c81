using Declarations.Evidence;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Door;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.Filing;

/// <summary>Block 5: already out, out by a day, or not yet; for one interest.</summary>
[Uploads(Upload.OneFile)]
public sealed class ExitModel(FilingDesk desk, Words words) : FilingStep<ExitForm>(desk, words)
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public Interest Interest => Draft.Interests.Single(i => i.Id == Id);
    public IReadOnlyList<FileReference> Files => Interest.Exit?.Files ?? [];
    /// <summary>Handed to the family, or kept in part, and there is still time to undo it.</summary>
    public bool CanUndo => Filing.Today <= Filing.Policy.ReportAndExitBy && Interest.Exit is { State: ExitState.Exited } and
        ({ RetainsBenefit: true } or { TransfereeRelation: TransfereeRelation.Spouse or TransfereeRelation.Child or TransfereeRelation.ChildSpouse });
    public int Number => Draft.Interests.ToList().FindIndex(i => i.Id == Id) + 1;

    /// <summary>Where the rules ask for no exit there is nothing to say, unless something has been said.</summary>
    protected override bool Exists => Draft.Interests.Any(i => i.Id == Id && (i.Exit is not null || Filing.AsksForExit(i)));

    protected override string Block => $"interest.{Id}";
    protected override ExitForm Read() => Interest.Exit is not { } e ? new() { CompletedOn = Interest.EndedOn } : new()
    {
        State = e.State,
        CompletedOn = e.CompletedOn,
        Way = e.Way,
        TransfereeName = e.TransfereeName,
        TransfereeRelation = e.TransfereeRelation,
        Price = e.Price?.Wan,
        Valuation = e.Valuation?.Wan,
        RegistryUpdated = e.RegistryUpdated,
        PaymentProven = e.PaymentProven,
        RetainsBenefit = e.RetainsBenefit,
        Evidence = e.Evidence,
        PlannedOn = e.PlannedOn,
        AgreedDocument = e.AgreedDocument,
        Reason = e.Reason,
    };

    protected override IEnumerable<(string Field, string Key)> Check(ExitForm form)
    {
        if (form is { State: ExitState.Exited, CompletedOn: { } done })
        {
            if (done > Filing.Today)
                yield return (nameof(form.CompletedOn), "error.not-yet");
            if (done < Interest.StartedOn)
                yield return (nameof(form.CompletedOn), "error.end-before-start");
            else if (Interest.EndedOn is { } ended && ended != done)
                yield return (nameof(form.CompletedOn), "gap.end-not-exit");
        }
        if (form is { State: ExitState.Exited, File: { } file })
        {
            if (Draft.Files.Count() >= EvidenceFile.Most)
                yield return (nameof(form.File), "error.file-many");
            else if (Upload.FaultOf(file, out var bytes) is { } fault)
                yield return (nameof(form.File), fault);
            else
                Attached = EvidenceFile.Of(Filing.Report, Desk.ActOn(Filing), FilePurpose.Exit, file.FileName, bytes);
        }
        if (form.State is ExitState.NotYet or ExitState.Planned && Interest.EndedOn is not null)
            yield return (nameof(form.State), "gap.ended-not-exited");
        if (form is { State: ExitState.Planned, PlannedOn: { } planned })
        {
            if (planned < Filing.Today)
                yield return (nameof(form.PlannedOn), "error.already-past");
            if (planned > Filing.Policy.EndsOn && form.AgreedDocument is null)
                yield return (nameof(form.AgreedDocument), "gap.plan-late");
        }
    }

    // Only what belongs to the chosen state and way is kept: nobody buys what is withdrawn, and a contract is in no registry.
    protected override ReportContent Write(ExitForm form)
    {
        var exit = form.State switch
        {
            ExitState.Exited => new Exit(ExitState.Exited)
            {
                CompletedOn = form.CompletedOn,
                Way = form.Way,
                TransfereeName = form.IsTransfer ? form.TransfereeName : null,
                TransfereeRelation = form.IsTransfer ? form.TransfereeRelation : null,
                Price = form.IsTransfer ? Wan(form.Price) : null,
                Valuation = form.IsTransfer ? Wan(form.Valuation) : null,
                RegistryUpdated = form.Way == ExitWay.ContractEnded ? null : form.RegistryUpdated,
                PaymentProven = form.IsTransfer ? form.PaymentProven : null,
                RetainsBenefit = form.RetainsBenefit,
                Evidence = form.Evidence,
                Files = Attached is null ? Interest.Exit?.Files : [.. Files, Attached.Reference],
            },
            ExitState.Planned => new Exit(ExitState.Planned) { PlannedOn = form.PlannedOn, AgreedDocument = form.AgreedDocument, Reason = form.Reason },
            _ => new Exit(ExitState.NotYet) { Reason = form.Reason },
        };
        return Draft with { Interests = [.. Draft.Interests.Select(i => i.Id == Id ? i with { Exit = exit } : i)] };
    }

    protected override string Next(ReportContent saved) => Form.More ? Links.Exit(Campaign, Id) : Steps.NextAfter(Filing, saved);

    /// <summary>Takes a file out of the draft; versions that were filed with it keep it.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostRemoveFileAsync(Guid file)
    {
        if (Files.All(f => f.Id != file))
            return NotFound();
        var left = Files.Where(f => f.Id != file).ToArray();
        return await SaveAsync(Draft with
        {
            Interests = [.. Draft.Interests
            .Select(i => i.Id == Id ? i with { Exit = i.Exit! with { Files = left.Length > 0 ? left : null } } : i)]
        },
            Links.Exit(Campaign, Id));
    }

    private static Money? Wan(decimal? amount) => amount is { } wan ? Money.FromWan(wan) : null;
}

/// <summary>Price and valuation in 万元.</summary>
public sealed record ExitForm
{
    public ExitState? State { get; set; }
    public DateOnly? CompletedOn { get; set; }
    public ExitWay? Way { get; set; }
    public string? TransfereeName { get; set; }
    public TransfereeRelation? TransfereeRelation { get; set; }
    public decimal? Price { get; set; }
    public decimal? Valuation { get; set; }
    public bool? RegistryUpdated { get; set; }
    public bool? PaymentProven { get; set; }
    public bool? RetainsBenefit { get; set; }
    public string? Evidence { get; set; }
    public IFormFile? File { get; set; }
    /// <summary>Stay here: there is another file.</summary>
    public bool More { get; set; }
    public DateOnly? PlannedOn { get; set; }
    public string? AgreedDocument { get; set; }
    public string? Reason { get; set; }

    internal bool IsTransfer => Way == ExitWay.Transfer;
}

public sealed class ExitFormValidator : AbstractValidator<ExitForm>
{
    public ExitFormValidator()
    {
        RuleFor(form => form.State).NotNull().IsInEnum();
        When(form => form.State == ExitState.Exited, () =>
        {
            RuleFor(form => form.CompletedOn).NotNull();
            RuleFor(form => form.Way).NotNull().IsInEnum();
            RuleFor(form => form.RetainsBenefit).NotNull();
            When(form => form.IsTransfer, () =>
            {
                RuleFor(form => form.TransfereeName).NotEmpty();
                RuleFor(form => form.TransfereeRelation).NotNull();
                RuleFor(form => form.Price).NotNull();
            });
        });
        When(form => form.State == ExitState.Planned, () => RuleFor(form => form.PlannedOn).NotNull());
        RuleFor(form => form.TransfereeName).MaximumLength(120);
        RuleFor(form => form.TransfereeRelation).IsInEnum();
        RuleFor(form => form.Price).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Valuation).InclusiveBetween(0, 100_000_000).PrecisionScale(11, 2, true);
        RuleFor(form => form.Evidence).MaximumLength(500);
        RuleFor(form => form.AgreedDocument).MaximumLength(200);
        RuleFor(form => form.Reason).MaximumLength(500);
    }
}
