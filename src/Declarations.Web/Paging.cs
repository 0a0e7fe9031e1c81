using Microsoft.EntityFrameworkCore;

namespace Declarations.Web;

/// <summary>One page of a long list; a number outside it means the nearest page.</summary>
/// <param name="Total">How many there are; more than <see cref="Most"/> stands for any number above it.</param>
public sealed record Paging(int Asked, int Total, int Size = 50)
{
    /// <summary>Name of the page's number in an address.</summary>
    public const string Key = "p";

    /// <summary>A list goes no further and is narrowed instead: no page counts, or skips, all the people of a city.</summary>
    public const int Most = 5000;

    public bool IsCut => Total > Most;
    public int Last => Math.Max(1, (Math.Min(Total, Most) + Size - 1) / Size);
    public int Current => Math.Clamp(Asked, 1, Last);
    public int Skip => (Current - 1) * Size;

    public static async Task<Paging> OfAsync<T>(int asked, IQueryable<T> rows) => new(asked, await rows.CountUpAsync());

    /// <summary>As it is shown: "5000+" above <see cref="Most"/>.</summary>
    public static object Said(int count) => count > Most ? $"{Most}+" : count;
}

public static class Counting
{
    /// <summary>How many rows there are, counted no further than to know that a list is cut.</summary>
    public static Task<int> CountUpAsync<T>(this IQueryable<T> rows) => rows.Take(Paging.Most + 1).CountAsync();
}
