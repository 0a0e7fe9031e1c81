namespace Declarations.Web.Pages.Roster;

/// <summary>The parts of the roster's own menu.</summary>
public enum RosterSection { Import, People, Units, Requests }
