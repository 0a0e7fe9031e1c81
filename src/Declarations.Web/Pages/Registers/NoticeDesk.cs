using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Declarations.Reporting.Documents;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>整改情况通报 of registers: drafted from their figures, approved by the first responsible person, published. Official papers, in Chinese.</summary>
public sealed class NoticeDesk(DeclarationsDb db, BoardQuery query, Viewer viewer, OfficeClock clock)
{
    private static readonly EntryKind[] Said = [EntryKind.Progress, EntryKind.Claimed];
    private static readonly Words Chinese = new(Words.Chinese);

    /// <summary>Of registers in the viewer's charge.</summary>
    public IQueryable<Bulletin> Kept => db.Bulletins.Include(notice => notice.Unit).Where(notice =>
        viewer.RegistersKept().Select(register => (Guid?)register.Id).Contains(notice.RegisterId));

    /// <summary>Those that wait for the viewer, as the first responsible person of their body, or that the viewer has approved.</summary>
    public IQueryable<Bulletin> ToApprove
    {
        get
        {
            var bodies = viewer.Posts.Where(post => post.Kind is UnitPostKind.Head or UnitPostKind.PartyGroupSecretary).Select(post => post.UnitId).ToList();
            return db.Bulletins.Include(notice => notice.Unit).Where(notice => notice.RegisterId != null && notice.AskedOn != null
                && bodies.Contains(notice.UnitId));
        }
    }

    public IQueryable<Bulletin> Published => db.Bulletins.AsNoTracking().Include(notice => notice.Unit)
        .Where(notice => notice.RegisterId != null && notice.Status != BulletinStatus.Draft);

    /// <summary>Title and paragraphs of what the entries say as of a day, and the figures to freeze.</summary>
    public async Task<(string Title, IReadOnlyList<string> Paragraphs, string Figures)> TextAsync(Register register, DateOnly day)
    {
        var (one, on) = (db.Registers.Where(each => each.Id == register.Id), On(register, day));
        var figures = await query.FiguresAsync(register, on);
        var problems = query.Problems(one, on);
        var withheld = query.Withheld(problems, on).Select(problem => problem.Id);
        var printed = await problems.AsNoTracking().Where(problem => problem.Status != ProblemStatus.Withdrawn && !withheld.Contains(problem.Id))
            .OrderBy(problem => problem.Number).ToListAsync();
        var rows = await query.RowsAsync(query.Lines(one, on).Where(line => line.Class != BoardLine.Withdrawn).OrderBy(line => line.ProblemNumber)
            .ThenBy(line => line.Number));
        var entries = db.RegisterEntries.Where(entry => entry.RegisterId == register.Id && entry.On <= day && Said.Contains(entry.Kind));
        // What was claimed says what was done; a check only says how it was looked at. Only the last of each measure is opened.
        var places = entries.GroupBy(entry => entry.MeasureId!.Value).Select(of => new { of.Key, Place = of.Max(entry => entry.Place) });
        var last = await db.RegisterEntries.AsNoTracking().Join(places, entry => new { Key = entry.MeasureId!.Value, entry.Place }, at => at,
            (entry, _) => entry).ToListAsync();
        var said = last.ToDictionary(entry => entry.MeasureId!.Value, entry => new LastSaid(entry.MeasureId!.Value, entry.Kind, entry.Text ?? ""));
        return (NoticeText.Title(register), NoticeText.Paragraphs(register, figures, await query.ResultsAsync(one, on), printed, rows, said),
            NoticeText.Frozen(figures));
    }

    private BoardDay On(Register register, DateOnly day) => new(day, day >= register.Today(clock.Now));

    public async Task<Bulletin> DraftAsync(Register register, DateOnly day)
    {
        var (title, paragraphs, figures) = await TextAsync(register, day);
        var notice = Bulletin.Draft(clock.ActOf(viewer.AccountId, register), register.Id, register.Unit, day, title, paragraphs, figures);
        db.Bulletins.Add(notice);
        return notice;
    }

    /// <summary>Signed by the first responsible person: frozen as the next number, and published.</summary>
    /// <exception cref="RefusedException">The figures of its day are other ones by now.</exception>
    public async Task ApproveAsync(Bulletin notice)
    {
        var register = await db.Registers.Include(each => each.Unit).Include(each => each.Campaign).SingleAsync(each => each.Id == notice.RegisterId);
        var figures = await query.FiguresAsync(register, On(register, notice.AsOf));
        if (NoticeText.Frozen(figures) != notice.Figures)
            throw new RefusedException(Refusal.NoticeStale);
        notice.Approve(clock.ActOf(viewer.AccountId, register), viewer.Official!.Id,
            await db.Bulletins.SingleOrDefaultAsync(each => each.RegisterId == notice.RegisterId && each.Status == BulletinStatus.Issued));
    }

    public static OfficialDocument Document(string title, IReadOnlyList<string> paragraphs, Unit body, DateOnly? issuedOn) =>
        new(title, paragraphs, [body.Name, issuedOn is { } on ? Chinese.Day(on) : Chinese["bulletins.not-issued"]]);
}
