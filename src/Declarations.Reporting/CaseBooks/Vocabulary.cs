using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>The words of a case book: codes in UPPER_SNAKE case for enum names, and a few of its own.</summary>
internal static class Vocabulary
{
    private static readonly FrozenDictionary<Enum, string> OwnWords = new Dictionary<Enum, string>
    {
        [Rank.BureauChief] = "TJ_Z",
        [Rank.BureauDeputy] = "TJ_F",
        [Rank.CountyChief] = "XC_Z",
        [Rank.CountyDeputy] = "XC_F",
        [Rank.TownshipChief] = "XK_Z",
        [Rank.TownshipDeputy] = "XK_F",
        [Rank.SectionMember] = "KY",
        [Rank.Clerk] = "BSY",
        [Rank.None] = "NONE",
        [Leniency.NotApplicable] = "NA",
        [Leniency.ExemptDiscipline] = "L1_EXEMPT_DISCIPLINE",
        [Leniency.Mitigate] = "L2_MITIGATE",
        [Leniency.NoPlanLeniency] = "L3_NO_PLAN_LENIENCY",
        [Leniency.Strict] = "L4_STRICT",
        [Leniency.Judicial] = "L5_JUDICIAL",
        [DisposalKind.NoAction] = "免予处理",
        [DisposalKind.Organisational] = "组织处理",
        [DisposalKind.Disciplinary] = "纪律处分",
        [Sector.Mining] = "涉矿",
        [Sector.Sand] = "涉砂",
        [Sector.Fishery] = "涉渔",
        [Sector.SmallHydro] = "涉小水电",
        [Sector.Fireworks] = "涉烟花爆竹",
        [Sector.Hazchem] = "涉危险化学品",
        [Sector.Other] = "其他类",
        [ExitCell.Blank] = "",
        [ExitCell.Exited] = "已退",
        [ExitCell.OrderedExit] = "已责成退出",
        [Regime.Plan2017] = "PLAN_2017",
        [Regime.Csl2005] = "CSL_2005",
        [Regime.Csl2018] = "CSL_2018",
        [Regime.Opinions2017] = "OPINIONS_2017",
    }.ToFrozenDictionary();

    /// <summary>What a case book writes for a value; the sectors of a row have cells, those of an input codes.</summary>
    public static string? Write(Enum? value) => value switch
    {
        null or Leniency.Undetermined => null,
        _ => OwnWords.TryGetValue(value, out var word) ? word : Code(value),
    };

    /// <summary>A clause as the books cite it: "PLAN 四1", "ANNEX3 说明3(1)", "公务员法2005 §102".</summary>
    public static string Write(Citation citation) => citation switch
    {
        (LawDocument.Plan, var article) => $"PLAN {article}",
        (LawDocument.PlanAnnex3, var note) => $"ANNEX3 {note}",
        (LawDocument.CivilServantLaw2005, var article) => $"公务员法2005 §{article}",
        (LawDocument.CivilServantLaw2018, var article) => $"公务员法2018 §{article}",
        (LawDocument.ResignedOfficialsOpinions2017, var article) => $"关于规范公务员辞去公职后从业行为的意见 {article}",
        (LawDocument.AdministrativeSanctions2007, var article) => $"行政机关公务员处分条例2007 §{article}",
        (LawDocument.InstitutionSanctions2012, var article) => $"事业单位工作人员处分暂行规定2012 §{article}",
        (LawDocument.PartyDiscipline2015, var article) => $"党纪处分条例2015 §{article}",
        (LawDocument.PersonalMatters2017, var article) => $"领导干部报告个人有关事项规定2017 §{article}",
        (LawDocument.InnovationOpinions2017, var article) => $"人社部规〔2017〕4号 {article}",
        (LawDocument.CivilCode, var article) => $"民法典 §{article}",
        (LawDocument.ContractInterpretation2009, var article) => $"合同法解释(二)2009 §{article}",
        (LawDocument.FamilyRelationCodes, var codes) => $"GB/T 4761-2008 {codes}",
        _ => throw new ArgumentOutOfRangeException(nameof(citation), citation, null),
    };

    public static string? Write(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <returns>False: no such word.</returns>
    public static bool TryRead<T>(string word, out T value) where T : struct, Enum => Words<T>.ByWord.TryGetValue(word, out value);

    private static string Code(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private static class Words<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> ByWord = Enum.GetValues<T>().ToFrozenDictionary(
            value => value is Rank or Regime ? OwnWords[value] : Code(value), StringComparer.Ordinal);
    }
}

/// <summary>Which text a case holds a leaver to; the plan itself goes by the leave day.</summary>
public enum Regime { Plan2017, Csl2005, Csl2018, Opinions2017 }
