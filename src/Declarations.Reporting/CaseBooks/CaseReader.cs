using System.Text.Json;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>From the words of a case to facts.</summary>
internal static class CaseReader
{
    /// <exception cref="CaseBookException">A word, type or value that is none of the book's.</exception>
    public static BookCase Read(JsonElement element, JsonElement defaults, int index)
    {
        var place = $"$.cases[{index}]";
        if (element.ValueKind != JsonValueKind.Object)
            throw new CaseBookException(null, place, "an object is wanted");
        if (!element.TryGetProperty("id", out var idElement) || idElement.ValueKind != JsonValueKind.String || idElement.GetString() is not { Length: > 0 } id)
            throw new CaseBookException(null, $"{place}.id", "is missing");
        if (!element.TryGetProperty("input", out var inputElement) || inputElement.ValueKind != JsonValueKind.Object)
            throw new CaseBookException(id, $"{place}.input", "is missing");
        if (element.TryGetProperty("expected", out var expected) && expected.ValueKind != JsonValueKind.Object)
            throw new CaseBookException(id, $"{place}.expected", "an object is wanted");

        var header = new CaseNode(id, place, element);
        var input = new CaseNode(id, $"{place}.input", inputElement, defaults);
        var nodes = new List<CaseNode> { input };
        var regime = input.Word<Regime>("regime") ?? Regime.Plan2017;
        var stats = input.Has("stats") ? Stats(Track(input.Child("stats"), nodes)) : null;
        var facts = stats is null ? Facts(input, nodes, id) : [];
        List<Reports.Check> checks = [.. input.List("checks")
            .Select((each, place) => CaseChecks.Read(new CaseNode(id, $"{input.Path}.checks[{place}]", each), place + 1, facts.Count, nodes))];
        var decision = stats is null && input.Has("decision") ? CaseDecision.Read(Track(input.Child("decision"), nodes)) : null;
        return new(id, header.Text("title"), regime, facts, input.Has("interests"), stats,
            expected.ValueKind == JsonValueKind.Object ? expected : null,
            [.. header.List("clauses").Select(clause => clause.ToString())],
            [.. nodes.SelectMany(node => node.Unread)])
        { Checks = checks, Decision = decision };
    }

    private static List<CaseFacts> Facts(CaseNode input, List<CaseNode> nodes, string id)
    {
        var day = input.Required("asOf", input.Day("asOf"));
        var subject = Subject(Track(input.Child("subject"), nodes), nodes);
        var timeline = Track(input.Child("timeline"), nodes);
        var exit = Track(input.Child("exit"), nodes);
        var handling = Track(input.Child("facts"), nodes);
        var person = new CaseFacts(day, subject)
        {
            Timeline = Timeline(timeline),
            Exit = Exit(exit),
            Handling = Handling(handling),
        };
        if (!input.Has("interests"))
        {
            var interest = Track(input.Child("interest"), nodes);
            return [interest.IsKnown ? person with { Interest = Checked(interest, Interest(interest), person.Timeline) } : person];
        }
        List<CaseFacts> several = [];
        foreach (var element in input.List("interests"))
        {
            var interest = Track(new CaseNode(id, $"{input.Path}.interests[{several.Count}]", element), nodes);
            var own = Own(interest, person.Timeline);
            several.Add(person with { Interest = Checked(interest, Interest(interest), own), Timeline = own });
        }
        return several.Count == 0 ? [person] : several;
    }

    private static SubjectFacts Subject(CaseNode node, List<CaseNode> nodes)
    {
        var innovation = Track(node.Child("innovation"), nodes);
        return new()
        {
            Category = node.Word<PersonCategory>("category"),
            Tier = node.Word<OrgTier>("orgTier"),
            Rank = node.Word<Rank>("rank"),
            LeadingMember = node.Flag("leadingMember"),
            HoldsLeadingPost = node.Flag("holdsLeadingPost"),
            CityManaged = node.Flag("cityManaged"),
            PartyGroupSecretary = node.Flag("isPartyGroupSecretary"),
            UnitHead = node.Flag("isUnitHead"),
            Workplace = node.Word<Workplace>("workplace"),
            PostType = node.Word<PostType>("postType"),
            Status = node.Word<ServiceStatus>("serviceStatus"),
            LeftOn = node.Day("leaveDate"),
            UnderInvestigation = node.Flag("underInvestigation"),
            TransferredToJudiciary = node.Flag("transferredToJudiciary"),
            RelativesSilent = node.Flag("relativesSilent"),
            Deceased = node.Flag("deceased"),
            FilesByOfficeDecision = node.Flag("filesByOfficeDecision"),
            Innovation = innovation.IsKnown ? Innovation(innovation) : null,
        };
    }

    private static InnovationFacts Innovation(CaseNode node) => new()
    {
        Mode = node.Word<InnovationMode>("mode"),
        UnitApproved = node.Flag("unitApproved"),
        AgreementSigned = node.Flag("agreementSigned"),
        ProfessionRelated = node.Flag("professionRelated"),
        From = node.Day("from"),
        To = node.Day("to"),
    };

    private static InterestFacts Interest(CaseNode node) => new()
    {
        Holder = node.Word<Relation>("holder"),
        BeneficialOwner = node.Word<Relation>("beneficialOwner"),
        RelationCode = node.Text("relationCode"),
        RelationEndedOn = node.Day("relationEndedOn"),
        Sector = node.Word<Sector>("sector"),
        SubActivity = node.Word<SubActivity>("subActivity"),
        CapacityKw = node.Number("capacityKW"),
        Mode = node.Word<ParticipationMode>("mode"),
        Content = node.Text("content"),
        EntityType = node.Word<EntityType>("entityType"),
        GainedByOffice = node.Flag("gainedByOffice"),
        DirectlyRelatedToFormerWork = node.Flag("directlyRelatedToFormerWork"),
        StartedOn = node.Day("startedOn"),
        EndedOn = node.Day("endedOn"),
        DeclaredAmount = node.Wan("declaredAmount"),
        VerifiedAmount = node.Wan("verifiedAmount"),
        DeclaredProfit = node.Wan("declaredProfit"),
        VerifiedProfit = node.Wan("verifiedProfit"),
        VerifiedHolder = node.Word<Relation>("verifiedHolder"),
        VerifiedMode = node.Word<ParticipationMode>("verifiedMode"),
        VerifiedContent = node.Text("verifiedContent"),
    };

    /// <summary>
    /// A case of the older form knows of no check beside the two amounts: where it gives both of a reported interest, and says
    /// nothing of participant, mode and content, these were checked with them and agree.
    /// </summary>
    private static InterestFacts Checked(CaseNode node, InterestFacts interest, TimelineFacts time) =>
        time.ReportedOn is null || interest is not { VerifiedAmount: not null, VerifiedProfit: not null }
        || node.Has("verifiedHolder") || node.Has("verifiedMode") || node.Has("verifiedContent")
            ? interest
            : interest with
            {
                VerifiedHolder = interest.Holder,
                VerifiedMode = interest.Mode,
                Content = interest.Content ?? "—",
                VerifiedContent = interest.Content ?? "—"
            };

    private static TimelineFacts Timeline(CaseNode node) => new()
    {
        SubmittedOn = node.Day("submittedOn"),
        ReportedOn = node.Day("reportedOn"),
        Truthful = node.Flag("truthful"),
        ExitCompletedOn = node.Day("exitCompletedOn"),
        ExitFiledOn = node.Day("exitFiledOn"),
        AgreedExitOn = node.Day("agreedExitOn"),
        FoundByVerification = node.Flag("foundByVerification"),
        TipReceived = node.Flag("tipReceived"),
        FoundByTip = node.Flag("foundByTip"),
        RefusedOrDelayed = node.Flag("refusedOrDelayed"),
    };

    /// <summary>In the form of several interests each carries its own days.</summary>
    private static TimelineFacts Own(CaseNode node, TimelineFacts shared) => shared with
    {
        ReportedOn = node.Day("reportedOn") ?? shared.ReportedOn,
        ExitCompletedOn = node.Day("exitCompletedOn"),
        AgreedExitOn = node.Day("agreedExitOn"),
        ExitFiledOn = node.Day("exitFiledOn"),
    };

    private static ExitFacts Exit(CaseNode node) => new()
    {
        Way = node.Word<ExitWay>("way"),
        Transferee = node.Word<TransfereeRelation>("transfereeRelation"),
        PriceRatio = node.Number("priceRatio"),
        RegistryUpdated = node.Flag("registryUpdated"),
        PaymentProven = node.Flag("paymentProven"),
        RetainsBenefit = node.Flag("retainsBenefit"),
    };

    private static HandlingFacts Handling(CaseNode node) => new()
    {
        Minor = node.Flag("minor"),
        SuspectedCrime = node.Flag("suspectedCrime"),
        Obstructed = node.Flag("obstructed"),
        GainForOthers = node.Flag("gainForOthers"),
    };

    /// <summary>Everything not submitted is excused except what is called overdue.</summary>
    private static HeadCount Stats(CaseNode node)
    {
        var excused = node.Names.Where(name => name.StartsWith("notSubmitted", StringComparison.Ordinal) && name != "notSubmittedOverdue").Sum(node.Count);
        return new(node.Count("shouldSubmit"), node.Count("submitted"), excused, node.Count("notSubmittedOverdue"),
            node.Count("participants"), node.Count("exited"), node.Count("agreedExit"), node.Count("pendingPolicyDefinition"), node.Count("open"));
    }

    private static CaseNode Track(CaseNode node, List<CaseNode> nodes)
    {
        nodes.Add(node);
        return node;
    }
}
