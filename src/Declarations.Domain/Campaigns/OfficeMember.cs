namespace Declarations.Campaigns;

/// <summary>领导小组的组长、副组长、成员; 办公室主任和成员; whom to ask (plan, Annex 1).</summary>
public enum OfficeRole { Head, DeputyHead, Member, OfficeHead, OfficeMember, Contact }

/// <summary>One line of the list of those who run a campaign, as it is made public.</summary>
/// <param name="Name">Of a person, or of a line to call.</param>
/// <param name="Duty">What this one sees to.</param>
public sealed record OfficeMember(Guid Id, OfficeRole Role, string Name, string? Unit, string? Post, string? Duty, string? Telephone);
