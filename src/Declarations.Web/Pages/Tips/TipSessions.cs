using System.Collections.Concurrent;
using Declarations.Data.Accounts;
using Declarations.Data.Tips;

namespace Declarations.Web.Pages.Tips;

/// <summary>
/// Private keys of the desk that officers have opened, each in the memory of this process for one session: they go when its officer closes them or
/// signs out, after half an hour without use, and with the process.
/// </summary>
public sealed class TipSessions(TimeProvider time) : IDisposable
{
    private sealed record Opened(OpenDesk Desk, DateTimeOffset At, DateTimeOffset UsedAt);

    private readonly ConcurrentDictionary<string, Opened> opened = [];

    /// <returns>Null: this session has opened none, or no longer.</returns>
    public OpenDesk? Of(string? session, Guid account)
    {
        var now = time.GetUtcNow();
        foreach (var (id, each) in opened)
            if (now - each.UsedAt >= Session.LongestIdle || now - each.At >= Session.Longest)
                Close(id);
        if (session is null || !opened.TryGetValue(session, out var found) || found.Desk.AccountId != account)
            return null;
        opened.TryUpdate(session, found with { UsedAt = now }, found);
        return found.Desk;
    }

    public void Keep(string session, OpenDesk desk)
    {
        Close(session);
        opened[session] = new(desk, time.GetUtcNow(), time.GetUtcNow());
    }

    public void Close(string? session)
    {
        if (session is not null && opened.TryRemove(session, out var found))
            found.Desk.Dispose();
    }

    public void Dispose()
    {
        foreach (var session in opened.Keys)
            Close(session);
    }
}
