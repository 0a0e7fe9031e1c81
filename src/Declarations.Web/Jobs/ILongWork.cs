using Declarations.Jobs;

namespace Declarations.Web.Jobs;

/// <summary>
/// Long work of one kind. The feature of what it is about registers it as a service whose key is the name of that type, and queues it by
/// adding a <see cref="Job"/> with the save that decides it.
/// </summary>
public interface ILongWork
{
    /// <summary>Whether this process has the rights for it; where not, it waits for one that has.</summary>
    Task<bool> MayAsync(CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>Does all of it in one transaction, and nothing where it has been done already: a process may have ended in between.</summary>
    /// <param name="progress">Told how many steps of how many are done.</param>
    Task RunAsync(Job job, Action<int, int> progress, CancellationToken cancellation);

    /// <summary>Nothing of it counts: it could not be done, or was cancelled.</summary>
    /// <returns>Why, as the code of a refusal.</returns>
    Task<string> StopAsync(Job job, Exception why);

    /// <summary>Drops what has waited too long to be decided or fetched; asked for at the start and every hour.</summary>
    Task TidyAsync(CancellationToken cancellation) => Task.CompletedTask;
}
