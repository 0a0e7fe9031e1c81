using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Forms;
using Declarations.Web.Pages.SelfCheck;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Pages.Leaver;

/// <summary>One clock of a person who left: until which day it runs, and what the rules say of it.</summary>
/// <param name="Years">Null: there is no such clock, or it cannot be determined; the findings say why.</param>
public sealed record Clock(string Key, DateOnly? LeftOn, int? Years, DateOnly? LastDay, DateOnly Today, IReadOnlyList<Finding> Findings)
{
    public bool IsRunning => LastDay is { } day && Today <= day;

    /// <summary>Days in order: left, today, last day; each with its class on the time line.</summary>
    public IEnumerable<(DateOnly Day, string Key, string Css)> Points => LeftOn is not { } left || LastDay is not { } last ? []
        : new[] { (left, "left", "done"), (Today, "today", "now"), (last, "last-day", last < Today ? "done" : "") }.OrderBy(point => point.Item1)
            .ThenBy(point => point.Item2 == "last-day");

    /// <summary>Whether the last month has no such day, so that its end counts.</summary>
    public bool EndsWithTheMonth => LeftOn?.Day != LastDay?.Day;
}

/// <summary>The two clocks of somebody who left, or would leave: until when to file, and what not to do until when. Nothing is kept.</summary>
public sealed class LeaverModel(SelfCheckDesk desk) : PageModel, ILoaded
{
    [BindProperty] public LeaverForm Form { get; set; } = new();

    public Standing Standing { get; private set; } = null!;
    public bool HasLeft => Standing.Official.Status is ServiceStatus.Resigned or ServiceStatus.Retired;
    public IReadOnlyList<Clock> Clocks { get; private set; } = [];

    public void OnGet()
    {
        if (HasLeft)
            Clocks = Of(Standing.Subject);
    }

    public void OnPost() => Clocks = Of(HasLeft ? Standing.Subject : Standing.Subject with { Status = Form.Status, LeftOn = Form.LeftOn });

    /// <summary>Asked for a day to come, the clocks are read on that day.</summary>
    private Clock[] Of(SubjectFacts subject)
    {
        var asOf = subject.LeftOn > Standing.Today ? subject.LeftOn.Value : Standing.Today;
        var d = Assessor.Assess(new CaseFacts(asOf, subject), Standing.Policy);
        return
        [
            new("file", subject.LeftOn, d.LookbackYears, d.LookbackLastDay, asOf, About(d, "scope.")),
            new("ban", subject.LeftOn, d.CooldownYears, d.CooldownLastDay, asOf, About(d, "cooling-off.")),
        ];
    }

    private static Finding[] About(Determination determination, string rule) =>
        [.. determination.Findings.Where(finding => finding.Code.StartsWith(rule, StringComparison.Ordinal))];

    public async Task<bool> LoadAsync()
    {
        Standing = await desk.OpenAsync();
        ViewData["Campaign"] = Standing.Campaign;
        return true;
    }
}

/// <summary>"If I left on this day."</summary>
public sealed record LeaverForm
{
    public ServiceStatus? Status { get; set; }
    public DateOnly? LeftOn { get; set; }
}

public sealed class LeaverFormValidator : AbstractValidator<LeaverForm>
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    public LeaverFormValidator()
    {
        RuleFor(form => form.Status).NotNull().Must(status => status is null or ServiceStatus.Resigned or ServiceStatus.Retired).WithErrorCode("EnumValidator");
        RuleFor(form => form.LeftOn).NotNull();
        RuleFor(form => form.LeftOn).GreaterThanOrEqualTo(Earliest).WithErrorCode("too-early");
        RuleFor(form => form.LeftOn).LessThanOrEqualTo(Latest).WithErrorCode("too-late");
    }
}
