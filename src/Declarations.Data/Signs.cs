using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

public static class Signs
{
    /// <summary>Asks in one statement which of several questions find a row: of what a page could ask most finds none.</summary>
    /// <returns>Those of the questions.</returns>
    public static async Task<IReadOnlySet<IQueryable<object>>> WithRowsAsync(this IReadOnlyList<IQueryable<object>> questions)
    {
        if (questions.Count == 0)
            return new HashSet<IQueryable<object>>();
        var places = await questions.Select((question, place) => question.Select(_ => place).Take(1)).Aggregate((all, next) => all.Concat(next)).ToListAsync();
        return places.Select(place => questions[place]).ToHashSet();
    }
}
