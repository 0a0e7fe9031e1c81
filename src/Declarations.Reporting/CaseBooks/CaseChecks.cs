using System.Text.Json;
using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Reporting.CaseBooks;

/// <summary>
/// What a case says was checked: {"on": day, "interest": place from 0 or absent for the person, "source": word, "sourceAsOf": day, "said": {…}}. The
/// rules see it as the application has it: from its day on, a later one before an earlier one.
/// </summary>
internal static class CaseChecks
{
    /// <summary>How checks name the interest in a place of the case.</summary>
    public static Guid IdOf(int place) => new(place + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    /// <param name="number">Among the checks of the case, from 1.</param>
    /// <param name="interests">How many there are to name.</param>
    /// <exception cref="CaseBookException">It names none of them.</exception>
    public static Check Read(CaseNode node, int number, int interests, List<CaseNode> nodes)
    {
        var said = node.Child("said");
        nodes.AddRange([node, said]);
        int? place = node.Has("interest") ? node.Count("interest") : null;
        if (place < 0 || place >= interests)
            throw node.Wrong("interest", $"the case has {interests} to check, counted from 0");
        var on = node.Required("on", node.Day("on"));
        return new Check
        {
            CampaignId = Guid.Empty,
            ReportId = Guid.Empty,
            InterestId = place is { } at ? IdOf(at) : null,
            Number = number,
            On = on,
            At = new DateTimeOffset(on, TimeOnly.MinValue, TimeSpan.Zero),
            Source = node.Word<CheckSource>("source") ?? CheckSource.Papers,
            SourceAsOf = node.Day("sourceAsOf") ?? on,
            Text = JsonSerializer.Serialize(new CheckText("", Established(said)), CanonicalReport.Json),
        };
    }

    private static Established Established(CaseNode node) => new()
    {
        Holder = node.Word<Relation>("holder"),
        Mode = node.Word<ParticipationMode>("mode"),
        Content = node.Text("content"),
        Amount = node.Wan("amount"),
        Profit = node.Wan("profit"),
        Truthful = node.Flag("truthful"),
        FoundByTip = node.Flag("foundByTip"),
        RefusedOrDelayed = node.Flag("refusedOrDelayed"),
        Obstructed = node.Flag("obstructed"),
        Minor = node.Flag("minor"),
        GainedByOffice = node.Flag("gainedByOffice"),
        GainForOthers = node.Flag("gainForOthers"),
        SuspectedCrime = node.Flag("suspectedCrime"),
        ExitedOn = node.Day("exitedOn"),
        Way = node.Word<ExitWay>("way"),
        Transferee = node.Word<TransfereeRelation>("transferee"),
        Price = node.Wan("price"),
        Valuation = node.Wan("valuation"),
        PaymentProven = node.Flag("paymentProven"),
        RegistryUpdated = node.Flag("registryUpdated"),
        RetainsBenefit = node.Flag("retainsBenefit"),
        ExitFiledOn = node.Day("exitFiledOn"),
        AgreedExitOn = node.Day("agreedExitOn"),
    };
}
