
namespace Declarations.Rules;

/// <summary>Names of the facts that findings rely on: paths of <see cref="CaseFacts"/>.</summary>
internal static class Fact
{
    public const string Category = "Subject.Category", Rank = "Subject.Rank", LeadingMember = "Subject.LeadingMember",
        HoldsLeadingPost = "Subject.HoldsLeadingPost", CityManaged = "Subject.CityManaged",
        PartyGroupSecretary = "Subject.PartyGroupSecretary", UnitHead = "Subject.UnitHead", Workplace = "Subject.Workplace",
        PostType = "Subject.PostType", Status = "Subject.Status", LeftOn = "Subject.LeftOn",
        UnderInvestigation = "Subject.UnderInvestigation", TransferredToJudiciary = "Subject.TransferredToJudiciary",
        Deceased = "Subject.Deceased", RelativesSilent = "Subject.RelativesSilent", FilesByOfficeDecision = "Subject.FilesByOfficeDecision";

    public const string InnovationMode = "Subject.Innovation.Mode", UnitApproved = "Subject.Innovation.UnitApproved",
        AgreementSigned = "Subject.Innovation.AgreementSigned", ProfessionRelated = "Subject.Innovation.ProfessionRelated",
        InnovationFrom = "Subject.Innovation.From", InnovationTo = "Subject.Innovation.To";

    public const string Interest = "Interest", Holder = "Interest.Holder", BeneficialOwner = "Interest.BeneficialOwner",
        RelationCode = "Interest.RelationCode", RelationEndedOn = "Interest.RelationEndedOn", Sector = "Interest.Sector",
        SubActivity = "Interest.SubActivity", CapacityKw = "Interest.CapacityKw", Mode = "Interest.Mode",
        EntityType = "Interest.EntityType", GainedByOffice = "Interest.GainedByOffice",
        DirectlyRelated = "Interest.DirectlyRelatedToFormerWork", StartedOn = "Interest.StartedOn", EndedOn = "Interest.EndedOn",
        DeclaredAmount = "Interest.DeclaredAmount", VerifiedAmount = "Interest.VerifiedAmount",
        DeclaredProfit = "Interest.DeclaredProfit", VerifiedProfit = "Interest.VerifiedProfit", Content = "Interest.Content",
        VerifiedHolder = "Interest.VerifiedHolder", VerifiedMode = "Interest.VerifiedMode", VerifiedContent = "Interest.VerifiedContent";

    public const string SubmittedOn = "Timeline.SubmittedOn", ReportedOn = "Timeline.ReportedOn", Truthful = "Timeline.Truthful",
        ExitCompletedOn = "Timeline.ExitCompletedOn", ExitFiledOn = "Timeline.ExitFiledOn", AgreedExitOn = "Timeline.AgreedExitOn",
        FoundByVerification = "Timeline.FoundByVerification", FoundByTip = "Timeline.FoundByTip",
        RefusedOrDelayed = "Timeline.RefusedOrDelayed";

    public const string Transferee = "Exit.Transferee", PriceRatio = "Exit.PriceRatio", RegistryUpdated = "Exit.RegistryUpdated",
        PaymentProven = "Exit.PaymentProven", RetainsBenefit = "Exit.RetainsBenefit";

    public const string Minor = "Handling.Minor", SuspectedCrime = "Handling.SuspectedCrime", Obstructed = "Handling.Obstructed",
        GainForOthers = "Handling.GainForOthers";
}
