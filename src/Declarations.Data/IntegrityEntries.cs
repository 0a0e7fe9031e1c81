using Declarations.Integrity;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Entries of integrity files with what later entries say of them.</summary>
public static class IntegrityEntries
{
    /// <summary>Of some entries, those that stand: neither taken back nor objected to and, where two have to sign, signed by both.</summary>
    /// <param name="all">Of all people.</param>
    public static IQueryable<IntegrityEntry> StandingOf(this IQueryable<IntegrityEntry> all, IQueryable<IntegrityEntry> entries) =>
        entries.Where(entry => !all.Any(answer => answer.AnswersId == entry.Id && answer.Answer != EntryAnswer.Agreed)
            && (entry.Kind != IntegrityKind.Opinion || all.Any(answer => answer.AnswersId == entry.Id && answer.Answer == EntryAnswer.Agreed)));

    /// <summary>By the entry that they answer.</summary>
    public static async Task<ILookup<Guid, IntegrityEntry>> AnswersToAsync(this DeclarationsDb db, IEnumerable<IntegrityEntry> entries)
    {
        var ids = entries.Select(entry => (Guid?)entry.Id).ToList();
        return (await db.IntegrityEntries.AsNoTracking().Where(answer => ids.Contains(answer.AnswersId)).OrderBy(answer => answer.Place).ToListAsync())
            .ToLookup(answer => answer.AnswersId!.Value);
    }
}
