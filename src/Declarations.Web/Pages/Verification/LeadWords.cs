using Declarations.Participation;
using Declarations.Verification;
using Declarations.Web.Language;
using Declarations.Written;

namespace Declarations.Web.Pages.Verification;

/// <summary>What a lead holds as codes, in the words of the reader.</summary>
public static class LeadWords
{
    public static string Of(LeadEvidence evidence, Words words) =>
        words[Words.KeyOf(evidence.Code), [.. evidence.Arguments.Select(argument => WrittenDay.TryRead(argument, out var day) ? words.Day(day) : argument)]];

    /// <summary>As what a row names somebody.</summary>
    public static string Role(LeadRow row, Words words) => row.Kind switch
    {
        RegistryKind.Companies => words["leads.legal-representative"],
        RegistryKind.Shareholders => words["leads.shareholder"],
        RegistryKind.EarlierExits => words["leads.exited-before", row.Facts.ExitedOn],
        _ => row.Facts.Post ?? words["leads.officer"],
    };

    public static string Value(LeadItem item, string? value, Words words) => value switch
    {
        null => words["none"],
        _ when item == LeadItem.Mode && Enum.TryParse<ParticipationMode>(value, out var mode) => words.Of(mode),
        _ when item == LeadItem.Holder && Enum.TryParse<Relation>(value, out var holder) => words.Of(holder),
        _ => value,
    };
}
