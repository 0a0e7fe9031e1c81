using Declarations.Data;

namespace Declarations.Web.Access;

/// <summary>A page whose posts act for the office upon officials: the page filter refuses what is the viewer's own matter.</summary>
public interface IActOfOffice
{
    /// <summary>Upon whom, once the page is loaded.</summary>
    IReadOnlyCollection<Guid> About { get; }
}

/// <summary>回避: nobody acts for the office upon themselves, nor upon somebody whom one of the two has declared as a relative.</summary>
public sealed class OwnMatters(DeclarationsDb db, Viewer viewer)
{
    /// <exception cref="RefusedException">It is the viewer's own matter.</exception>
    public async Task EnsureNoneAsync(params IReadOnlyCollection<Guid> officials)
    {
        if ((await AmongAsync(officials)).Count > 0)
            throw new RefusedException(Refusal.OwnMatter);
    }

    /// <summary>Those of them who are the viewer's own matter.</summary>
    public async Task<IReadOnlyList<Guid>> AmongAsync(IReadOnlyCollection<Guid> officials)
    {
        if ((await viewer.LoadAsync()).Official is not { } me || officials.Count == 0)
            return [];
        var kin = await db.KinOfAsync([me.Id, .. officials.Where(official => official != me.Id)]);
        var mine = kin.Single(each => each.Self.Id == me.Id);
        return [.. kin.Where(each => each == mine ? officials.Contains(me.Id) : mine.Includes(each.Self) || each.Includes(me)).Select(each => each.Self.Id)];
    }
}
