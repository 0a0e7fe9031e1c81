using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Reports;

/// <summary>An offer in words.</summary>
public static class OfferText
{
    public static IEnumerable<(string Label, string Text)> Of(Offer offer, Words words)
    {
        yield return (words.Of(offer.Origin), words["offers.from", offer.Source, offer.AsOf]);
        if (offer.Stated.RelativeId is not null)
            yield return (words["InterestForm.Holder"], $"{offer.Person}（{words.Of(offer.Stated.Holder)}）");
        foreach (var (name, value, _) in offer.DifferencesFrom(Nothing).Where(line => line.Name != nameof(Interest.Holder)))
            yield return (words["InterestForm." + name], Value(value, words));
    }

    /// <summary>What was offered and what the report says instead.</summary>
    public static IEnumerable<string> Changes(OfferAnswer answer, ReportContent report, Words words) =>
        (answer.Taken(report) is { } stated ? answer.Offer.DifferencesFrom(stated) : [])
        .Select(line => words["offers.change", words["InterestForm." + line.Name], Value(line.Offered, words),
            line.Stated is null ? words["offers.nothing"] : Value(line.Stated, words)]);

    private static readonly Interest Nothing = new() { Id = Guid.Empty, Sector = Sector.Other, Holder = Relation.Other };

    private static string Value(object value, Words words) => value switch
    {
        Enum code => words.Of(code),
        DateOnly day => words.Day(day),
        Money money => $"{Words.Wan(money)} {words["unit.wan"]}",
        decimal share => $"{share:0.##} %",
        _ => $"{value}",
    };
}
