namespace Declarations;

/// <summary>Where a finding comes from: a document of the policy and the article in it, e.g. (Plan, "四1").</summary>
public sealed record Citation(LawDocument Document, string Article);

/// <summary>The instruments that the rules cite. Names and clause texts are words of the presentation.</summary>
public enum LawDocument
{
    /// <summary>株洲市…专项整治工作实施方案 (2017).</summary>
    Plan,
    /// <summary>Notes (说明) of the summary table, Annex 3 of the plan.</summary>
    PlanAnnex3,
    /// <summary>公务员法 2005, in force 2006-01-01.</summary>
    CivilServantLaw2005,
    /// <summary>公务员法 2018, in force 2019-06-01.</summary>
    CivilServantLaw2018,
    /// <summary>关于规范公务员辞去公职后从业行为的意见, published 2017-05-26.</summary>
    ResignedOfficialsOpinions2017,
    /// <summary>行政机关公务员处分条例, State Council decree 495, 2007.</summary>
    AdministrativeSanctions2007,
    /// <summary>事业单位工作人员处分暂行规定, 2012.</summary>
    InstitutionSanctions2012,
    /// <summary>党纪处分条例 2015, in force 2016-01-01.</summary>
    PartyDiscipline2015,
    /// <summary>领导干部报告个人有关事项规定, in force 2017-02-08.</summary>
    PersonalMatters2017,
    /// <summary>人社部规〔2017〕4号: innovation by professional-technical staff of public institutions.</summary>
    InnovationOpinions2017,
    /// <summary>民法典, for periods (§200-204, §1259).</summary>
    CivilCode,
    /// <summary>合同法解释(二) 2009 §19: 70 % and 130 % of market price, by analogy.</summary>
    ContractInterpretation2009,
    /// <summary>GB/T 4761-2008 family relation codes.</summary>
    FamilyRelationCodes,
}
