using System.Globalization;
using Declarations.Reports;
using Declarations.Rules;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Reports;

/// <summary>What another policy version says of the facts as they were stored, beside what was said then. Nothing stored changes.</summary>
public sealed record Reassessment(Policy Policy, IReadOnlyList<ReassessedCase> Cases)
{
    public static Reassessment Of(IEnumerable<StoredDetermination> stored, Policy policy) => new(policy,
    [
        .. stored.OrderBy(one => one.InterestId is not null).ThenBy(one => one.Id).Select(one => new ReassessedCase(
            one.InterestId, one.ReadResult(), Assessor.Assess(one.ReadFacts(), policy))),
    ]);
}

/// <param name="InterestId">Null: about the person.</param>
public sealed record ReassessedCase(Guid? InterestId, Determination Then, Determination Now)
{
    public IEnumerable<Rules.Change> Changes => Determination.Differences(Then, Now).Where(change => change.Name != nameof(Determination.PolicyVersion));

    /// <summary>A changed value in words; a finding as its sentence.</summary>
    public static string Text(string name, string? value, Words words)
    {
        if (string.IsNullOrEmpty(value))
            return words["none"];
        var type = typeof(Determination).GetProperty(name)!.PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return name switch
        {
            nameof(Determination.Findings) => Sentence(value, words),
            nameof(Determination.Alerts) => Codes<Alert>(value, words),
            nameof(Determination.DisposalOptions) => Codes<DisposalKind>(value, words),
            nameof(Determination.Row) => words["reassess.row"],
            nameof(Determination.Verdict) => words["verdict." + value],
            nameof(Determination.Basis) => words["verdict." + value],
            _ when type.IsEnum => words.Of((Enum)Enum.Parse(type, value)),
            _ when type == typeof(bool) => words.YesNo(bool.Parse(value)),
            _ when type == typeof(DateOnly) => words.Day(DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture)),
            _ => value,
        };
    }

    /// <param name="finding">Code, and day where it has one.</param>
    private static string Sentence(string finding, Words words)
    {
        var parts = finding.Split(' ');
        return words["finding." + parts[0], parts.Length > 1 ? DateOnly.ParseExact(parts[1], "O", CultureInfo.InvariantCulture) : null];
    }

    private static string Codes<T>(string value, Words words) where T : struct, Enum =>
        string.Join(words.IsChinese ? "；" : "; ", value.Split(' ').Select(code => words.Of(Enum.Parse<T>(code))));
}
