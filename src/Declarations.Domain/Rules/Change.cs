using System.Globalization;

namespace Declarations.Rules;

/// <summary>One thing in which two determinations differ. Values are invariant text: enum names, ISO days; null is unknown.</summary>
/// <param name="Name">Property of <see cref="Determination"/>, or "Findings" for a finding that went (no after) or came (no before).</param>
public sealed record Change(string Name, string? Before, string? After)
{
    private static readonly (string Name, Func<Determination, object?> Value)[] Values =
    [
        (nameof(Determination.PolicyVersion), d => d.PolicyVersion),
        (nameof(Determination.AsOf), d => d.AsOf),
        (nameof(Determination.InScope), d => d.InScope),
        (nameof(Determination.LeadingCadre), d => d.LeadingCadre),
        (nameof(Determination.MustReportSelf), d => d.MustReportSelf),
        (nameof(Determination.MustReportRelatives), d => d.MustReportRelatives),
        (nameof(Determination.ReportBy), d => d.ReportBy),
        (nameof(Determination.SignOff), d => d.SignOff),
        (nameof(Determination.Custody), d => d.Custody),
        (nameof(Determination.LookbackYears), d => d.LookbackYears),
        (nameof(Determination.LookbackLastDay), d => d.LookbackLastDay),
        (nameof(Determination.CooldownYears), d => d.CooldownYears),
        (nameof(Determination.CooldownLastDay), d => d.CooldownLastDay),
        (nameof(Determination.CooldownActive), d => d.CooldownActive),
        (nameof(Determination.Verdict), d => d.Verdict),
        (nameof(Determination.Basis), d => d.Basis),
        (nameof(Determination.Action), d => d.Action),
        (nameof(Determination.ExitBy), d => d.ExitBy),
        (nameof(Determination.ExitEffective), d => d.ExitEffective),
        (nameof(Determination.ExitCompliant), d => d.ExitCompliant),
        (nameof(Determination.Leniency), d => d.Leniency),
        (nameof(Determination.StricterLeniency), d => d.StricterLeniency),
        (nameof(Determination.Alerts), d => string.Join(' ', d.Alerts.Order())),
        (nameof(Determination.Row), d => Row(d.Row)),
        (nameof(Determination.VerificationConsistent), d => d.VerificationConsistent),
        (nameof(Determination.DisposalOptions), d => string.Join(' ', d.DisposalOptions)),
        (nameof(Determination.CountsInShouldSubmit), d => d.CountsInShouldSubmit),
        (nameof(Determination.Overdue), d => d.Overdue),
        (nameof(Determination.NotSubmittedReason), d => d.NotSubmittedReason),
    ];

    internal static IReadOnlyList<Change> Between(Determination before, Determination after)
    {
        string[] had = [.. before.Findings.Select(Text)], has = [.. after.Findings.Select(Text)];
        return
        [
            .. Values.Select(value => new Change(value.Name, Text(value.Value(before)), Text(value.Value(after))))
                .Where(change => change.Before != change.After),
            .. had.Except(has).Select(gone => new Change(nameof(Determination.Findings), gone, null)),
            .. has.Except(had).Select(come => new Change(nameof(Determination.Findings), null, come)),
        ];
    }

    private static string Row(AnnexRow row) =>
        $"{row.Self} {row.Sector} {row.ExitSelfReport} {row.ExitVerification} {Text(row.AgreedExit)} "
            + $"{(row.Verification is { } items ? $"[{string.Join(' ', items)}]" : "")}";

    private static string Text(Finding finding) => finding.On is { } day ? $"{finding.Code} {Text(day)}" : finding.Code;

    private static string? Text(object? value) => value is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : value?.ToString();
}
