namespace Declarations.Organisation;

/// <summary>Somebody goes from one unit to another: which posts end with that, wherever it is asked.</summary>
/// <param name="To">Null: out of all units that are known.</param>
/// <param name="Bureau">Of the unit that is left; that unit itself where it belongs to none.</param>
public sealed record Move(Unit From, Unit? To, Unit Bureau)
{
    /// <summary>Within the bureau the posts of the unit that is left end; out of it, all that are held there.</summary>
    public bool Ends(Unit held) => To?.IsUnder(Bureau.Path) != true ? held.IsUnder(Bureau.Path)
        : From.Id == Bureau.Id ? held.Id == From.Id : held.IsUnder(From.Path);
}
