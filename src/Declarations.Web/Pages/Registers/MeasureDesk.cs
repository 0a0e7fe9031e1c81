using System.Security.Cryptography;
using System.Text;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Web.Access;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Found = Declarations.Registers.Problem;

namespace Declarations.Web.Pages.Registers;

/// <summary>Problems and measures outside clues: finds those of the viewer, and knows what may be done with them now.</summary>
public sealed class MeasureDesk(DeclarationsDb db, RegisterDesk registers, Viewer viewer, SigningWindow window)
{
    public async Task<Found?> ProblemAsync(Guid id)
    {
        await viewer.LoadAsync();
        return await WithAll(db.Problems.Where(problem => viewer.RegistersKept().Select(register => register.Id).Contains(problem.RegisterId)))
            .SingleOrDefaultAsync(problem => problem.Id == id);
    }

    /// <param name="owned">As one of those whose measure it is; otherwise as the office.</param>
    public async Task<Measure?> MeasureAsync(Guid id, bool owned)
    {
        await viewer.LoadAsync();
        var mine = owned ? viewer.MeasuresOwned() : db.Measures.Where(measure => viewer.RegistersKept().Select(register => register.Id)
            .Contains(measure.RegisterId));
        return await WithAll(db.Problems.Where(problem => mine.Where(measure => measure.Id == id).Select(measure => measure.ProblemId).Contains(problem.Id)))
            .SingleOrDefaultAsync() is { } problem ? problem.Measures.Single(measure => measure.Id == id) : null;
    }

    public bool WindowOpen => window.IsOpen(viewer.Account!);

    /// <summary>Whoever signs has proven to be who they are; an act that is not signed needs no proof.</summary>
    public async Task<bool> IsProvenAsync(ActForm form) => !form.Asks.HasFlag(Ask.Sign) || await window.OpenAsync(viewer.Account!, form.Password);

    /// <summary>What the office may do with a problem now.</summary>
    public static IReadOnlyList<RegisterAct> ActsOn(Found problem)
    {
        var isOpen = problem.Status == ProblemStatus.Open;
        var waits = problem.Measures.Exists(measure => measure.Status == MeasureStatus.Claimed);
        return
        [
            .. Of(RegisterAct.Solve, isOpen && problem.Measures.Exists(measure => measure.Status == MeasureStatus.Cancelled)
                && problem.Measures.TrueForAll(measure => measure.Status is MeasureStatus.Cancelled or MeasureStatus.Withdrawn)),
            .. Of(RegisterAct.AddMeasure, isOpen),
            .. Of(RegisterAct.HandOver, isOpen && !waits),
            .. Of(RegisterAct.Escalate, isOpen && problem.EscalatedOn is null),
            .. Of(RegisterAct.Answer, problem.EscalatedOn is not null),
            .. Of(RegisterAct.Withdraw, isOpen && !waits),
            .. Of(RegisterAct.LookBack, problem.Status == ProblemStatus.Cancelled),
            .. Of(RegisterAct.Reopen, problem.Status == ProblemStatus.Cancelled),
            .. Of(RegisterAct.Withhold, problem.Register.Kind.IsSetUp() && problem.Withheld is null && problem.Register.Status != RegisterStatus.Drafting),
            .. Of(RegisterAct.Dispose, problem.Register.Kind == RegisterKind.Supervision && problem.Disposal is null),
            .. Of(RegisterAct.Grade, isOpen && problem.Level is not null),
            .. Of(RegisterAct.Disclose, problem.Withheld is not null),
        ];
    }

    /// <summary>What the office may do with a measure now.</summary>
    public IReadOnlyList<RegisterAct> ActsOn(Measure measure)
    {
        var (status, isOpen) = (measure.Status, measure.Problem.Status == ProblemStatus.Open);
        if (measure.Problem.Register.Status == RegisterStatus.Drafting)
            return [.. Of(RegisterAct.Assign, isOpen), .. Of(RegisterAct.Lead, isOpen), .. Of(RegisterAct.Withdraw, isOpen)];
        var checks = isOpen && status == MeasureStatus.Claimed && measure.MayCheck(registers.Checker(measure.Problem.Register));
        return
        [
            .. Of(RegisterAct.Pass, checks), .. Of(RegisterAct.Return, checks),
            .. Of(RegisterAct.Extend, isOpen && status.Allows(MeasureVerb.Extend)),
            .. Of(RegisterAct.Assign, isOpen && status.Allows(MeasureVerb.Progress)),
            .. Of(RegisterAct.Lead, isOpen && status.Allows(MeasureVerb.Progress)),
            .. Of(RegisterAct.LookBack, status.Allows(MeasureVerb.LookBack)),
            .. Of(RegisterAct.Reopen, isOpen && status.Allows(MeasureVerb.Reopen)),
            .. Of(RegisterAct.Withdraw, isOpen && status.Allows(MeasureVerb.Withdraw)),
        ];
    }

    /// <summary>What those whose measure it is may do with it now.</summary>
    public IReadOnlyList<RegisterAct> OwnActsOn(Measure measure)
    {
        var (status, isOpen) = (measure.Status, measure.Problem.Status == ProblemStatus.Open);
        return
        [
            .. Of(RegisterAct.Acknowledge, isOpen && status == MeasureStatus.Open && measure.AcknowledgedOn is null),
            .. Of(RegisterAct.Claim, isOpen && status.Allows(MeasureVerb.Claim)),
            .. Of(RegisterAct.Progress, isOpen && status.Allows(MeasureVerb.Progress)),
            .. Of(RegisterAct.Result, isOpen && status.Allows(MeasureVerb.Progress)),
            .. Of(RegisterAct.Tally, isOpen && status.Allows(MeasureVerb.Progress)),
            .. Of(RegisterAct.Indicator, isOpen && status.Allows(MeasureVerb.Progress)),
            .. Of(RegisterAct.ClaimBasic, isOpen && status.Allows(MeasureVerb.ClaimBasic)),
            .. Of(RegisterAct.TakeBack, isOpen && status == MeasureStatus.Claimed && measure.ClaimedById == viewer.AccountId),
        ];
    }

    /// <summary>The head of a unit, who answers for what its measures come to; null: none is known.</summary>
    public Task<Guid?> HeadOfAsync(Unit unit) => db.ActivePosts().Where(post => post.UnitId == unit.Id && post.Kind != UnitPostKind.Deputy)
        .OrderBy(post => post.Kind).Select(post => (Guid?)post.OfficialId).FirstOrDefaultAsync();

    /// <summary>Who is to answer for a measure: whom the form names, otherwise the head of its unit.</summary>
    public async Task<Guid?> LeaderAsync(PersonField people, ModelStateDictionary state, ActForm form, Unit unit) =>
        string.IsNullOrWhiteSpace(form.Leader) ? await HeadOfAsync(unit) : (await people.FindAsync(state, "Form.Leader", form.Leader, withSignIn: true))?.Id;

    /// <param name="person">Whom the act names, if it asks for somebody.</param>
    public void Do(Measure measure, RegisterAct act, ActForm form, Act by, Guid? person)
    {
        var checker = registers.Checker(measure.Problem.Register);
        switch (act)
        {
            case RegisterAct.Acknowledge: measure.Acknowledge(by); break;
            case RegisterAct.Progress: measure.Progress(by, form.Text!); break;
            case RegisterAct.Result: measure.Achieve(by, form.Achieved(), null, form.Proof!); break;
            case RegisterAct.Tally: measure.Count(by, form.Tally(), form.Proof); break;
            case RegisterAct.Indicator: measure.Indicate(by, form.Indicator(), form.Proof); break;
            case RegisterAct.Claim: measure.Claim(by, form.Result!, form.Proof!); break;
            case RegisterAct.ClaimBasic: measure.Claim(by, form.Result!, form.Proof!, form.DueOn); break;
            case RegisterAct.TakeBack: measure.TakeBack(by); break;
            case RegisterAct.Pass: measure.Pass(by, checker, form.How!, SignedText(measure, form)); break;
            case RegisterAct.Return: measure.Return(by, checker, form.Reason!); break;
            case RegisterAct.Extend: measure.Extend(by, form.DueOn!.Value, form.Basis(), form.Class); break;
            case RegisterAct.Lead: measure.Lead(by, person!.Value, form.Reason!); break;
            case RegisterAct.Assign: measure.Assign(by, person!.Value, form.Reason!); break;
            case RegisterAct.LookBack: measure.LookBack(by, form.Text!); break;
            case RegisterAct.Reopen: measure.Reopen(by, form.Reason!, form.DueOn!.Value, form.Basis()); break;
            case RegisterAct.Withdraw: measure.Withdraw(by, new(form.Reason, form.Basis())); break;
        }
    }

    public static void Do(Found problem, RegisterAct act, ActForm form, Act by)
    {
        switch (act)
        {
            case RegisterAct.Solve: problem.Solve(by, form.Judgement!); break;
            case RegisterAct.HandOver: problem.HandOver(by, form.To!.Value, form.Basis()); break;
            case RegisterAct.Escalate: problem.Escalate(by, form.Text!); break;
            case RegisterAct.Answer: problem.Answer(by, form.Text!); break;
            case RegisterAct.Withdraw: problem.Withdraw(by, form.Reason!, form.Basis()); break;
            case RegisterAct.LookBack: problem.LookBack(by, form.Text!); break;
            case RegisterAct.Withhold: problem.Withhold(by, form.Withheld!.Value, form.Reason!, form.Basis()); break;
            case RegisterAct.Disclose: problem.Disclose(by, form.Reason!); break;
            case RegisterAct.Dispose: problem.Dispose(by, form.Disposed!.Value, form.Text!); break;
            case RegisterAct.Grade: problem.Grade(by, form.Level!.Value, form.Reason!); break;
            case RegisterAct.Reopen: Reopen(problem, by, form.Reason!); break;
        }
    }

    /// <summary>A relapse opens its register again, too.</summary>
    private static void Reopen(Found problem, Act by, string evidence)
    {
        problem.Reopen(by, evidence);
        if (problem.Register.Status == RegisterStatus.Closed)
            problem.Register.Reopen(by);
    }

    /// <summary>Digest of what a checker puts their name to; null where a check is not signed.</summary>
    private static string? SignedText(Measure measure, ActForm form) => !form.Asks.HasFlag(Ask.Sign) ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{measure.Id}\n{measure.Text}\n{form.How}")));

    private static IQueryable<Found> WithAll(IQueryable<Found> problems) => problems
        .Include(problem => problem.Register).ThenInclude(register => register.Campaign)
        .Include(problem => problem.Register.Unit).Include(problem => problem.Unit)
        .Include(problem => problem.Measures).ThenInclude(measure => measure.LeadUnit)
        .Include(problem => problem.Measures).ThenInclude(measure => measure.Leader)
        .Include(problem => problem.Measures).ThenInclude(measure => measure.Person);

    private static IEnumerable<RegisterAct> Of(RegisterAct act, bool open) => open ? [act] : [];
}
