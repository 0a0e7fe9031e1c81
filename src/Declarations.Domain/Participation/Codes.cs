namespace Declarations.Participation;

/// <summary>涉及行业部门: the six sectors of the plan (三1-6) and 其他类.</summary>
public enum Sector { Mining, Sand, Fishery, SmallHydro, Fireworks, Hazchem, Other }

/// <summary>参与方式.</summary>
public enum ParticipationMode
{
    Equity, Nominee, DryShare, LoanDisguised, Partnership, SoleTrader, Contracting, Officer, Financing, VehicleVessel,
    Brokerage, ListedShares, OrdinaryEmployment, Other,
}

/// <summary>Who holds the interest, seen from the official.</summary>
public enum Relation { Self, Spouse, Child, ChildSpouse, Parent, Sibling, ExSpouse, Other }

public enum EntityType { Private, Individual, Listed, StateOwnedEmployer }

/// <summary>Activities that the plan's sector clauses leave out (E15): such an interest belongs under 其他类.</summary>
public enum SubActivity { FireworksRetail, HazchemTransport, PondAquaculture }

/// <summary>To whom an interest was handed over.</summary>
public enum TransfereeRelation { Unrelated, Spouse, Child, ChildSpouse, OtherRelative, LinkedEntity }

public enum ExitState { Exited, Planned, NotYet }

/// <summary>转让, 退股, 注销, 辞任, 终止承包.</summary>
public enum ExitWay { Transfer, Withdrawal, Deregistration, Resignation, ContractEnded }
