using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.MyMeasures;

/// <summary>A letter of urging to the viewer.</summary>
/// <param name="Late">A claim of another unit waits for the viewer's to check it.</param>
public sealed record LetterToMe(DateOnly On, Lamp Colour, Measure Measure, bool Late);

/// <summary>Letters to the viewer about measures that still wait: of those to do, open; of claims to check, not checked.</summary>
public sealed class LettersToMe(DeclarationsDb db, Viewer viewer)
{
    private const int Most = 20;

    /// <summary>Whether what they are about still waits or not.</summary>
    public IQueryable<RegisterEntry> All
    {
        get
        {
            var me = viewer.Official?.Id;
            return db.RegisterEntries.Where(entry => entry.Kind == EntryKind.Letter && (entry.ToId == me || entry.CopyToId == me));
        }
    }

    public async Task<IReadOnlyList<LetterToMe>> OpenAsync()
    {
        await viewer.LoadAsync();
        var found = await All
            .Join(db.Measures, entry => entry.MeasureId, measure => measure.Id, (entry, measure) => new { Letter = entry, Measure = measure })
            .Where(each => each.Measure.Problem.Status == ProblemStatus.Open && each.Measure.Problem.Register.Campaign!.ErasedOn == null
                && (each.Letter.UnitId != null ? each.Measure.Status == MeasureStatus.Claimed
                    : each.Measure.Status == MeasureStatus.Open || each.Measure.Status == MeasureStatus.Basic))
            .OrderByDescending(each => each.Letter.At).ThenBy(each => each.Measure.Id).Take(Most)
            .Select(each => new { each.Letter.On, each.Letter.Colour, each.Letter.UnitId, each.Measure.Id }).ToListAsync();
        var ids = found.ConvertAll(each => each.Id);
        var measures = await db.Measures.AsNoTracking().Include(measure => measure.Problem.Register.Campaign).Where(measure => ids.Contains(measure.Id))
            .ToDictionaryAsync(measure => measure.Id);
        return [.. found.Select(each => new LetterToMe(each.On, each.Colour!.Value, measures[each.Id], each.UnitId is not null))];
    }
}
