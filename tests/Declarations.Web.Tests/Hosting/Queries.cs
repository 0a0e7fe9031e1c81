using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Counts the commands that reach one database while it is listened to.</summary>
public sealed class Queries : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly string database;
    private readonly List<IDisposable> subscriptions = [];
    private int count;

    public Queries(Office office)
    {
        database = office.InDb(db => Task.FromResult(db.Database.GetConnectionString()!)).GetAwaiter().GetResult();
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int Count => Volatile.Read(ref count);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData data && data.Context?.Database.GetConnectionString() == database)
            Interlocked.Increment(ref count);
    }

    public void OnCompleted() { }
    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
