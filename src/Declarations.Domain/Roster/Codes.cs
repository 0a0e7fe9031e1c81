namespace Declarations.Roster;

/// <summary>Rank (职级), highest first, so that "at or above" is a comparison. domain list C3.</summary>
public enum Rank { BureauChief, BureauDeputy, CountyChief, CountyDeputy, TownshipChief, TownshipDeputy, SectionMember, Clerk, None }

/// <summary>人员类别. Managed-by-reference organs (参公) are civil servants for the plan.</summary>
public enum PersonCategory { CivilServant, RefCivilServant, InstitutionStaff, MassOrgStaff, SoeManagerMiddlePlus, SoeStaffOther, NonEstablishment,
    VillageCadre }

public enum OrgTier { Provincial, Municipal, County, Township, Soe }

/// <summary>在职状态.</summary>
public enum ServiceStatus { InService, OffPostNotRetired, Resigned, Retired }

/// <summary>Where the official works, as far as the signing route is concerned (plan 五(二)2).</summary>
public enum Workplace { BureauDivision, AffiliatedUnit }

public enum PostType { ProfessionalTechnical, Management, WorkerSkilled }

/// <summary>人社部规〔2017〕4号: the four ways, secondment being the first.</summary>
public enum InnovationMode { Secondment, PartTime, OnJobStartup, LeaveStartup, InnovationPost }

public enum Sex { Male, Female }

/// <summary>政治面貌, GB/T 4762-1984; the value is the standard's code.</summary>
public enum PoliticalStatus
{
    CpcMember = 1, CpcProbationary, CylMember, Rcck, Cdl, Cndca, Capd, Cpwdp, Czgp, Jiusan, Tdsgl, NonParty, Masses,
}
