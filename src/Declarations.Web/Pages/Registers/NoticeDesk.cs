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
    private static readonly EntryKind[] Said = [EntryKind.Progress, EntryKind.Claimed, EntryKind.Passed];
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
        var (one, on) = (db.Registers.Where(each => each.Id == register.Id), new BoardDay(day, day >= register.Today(clock.Now)));
        var figures = await query.FiguresAsync(one, on);
        var problems = query.Problems(one, day);
        var withheld = query.Withheld(problems, day).Select(problem => problem.Id);
        var printed = await problems.AsNoTracking().Where(problem => problem.Status != ProblemStatus.Withdrawn && !withheld.Contains(problem.Id))
            .OrderBy(problem => problem.Number).ToListAsync();
        var rows = await query.RowsAsync(query.Lines(one, on).Where(line => line.Class != BoardLine.Withdrawn).OrderBy(line => line.ProblemNumber)
            .ThenBy(line => line.Number));
        var entries = await db.RegisterEntries.AsNoTracking().Where(entry => entry.RegisterId == register.Id && entry.On <= day && Said.Contains(entry.Kind))
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Place).ToListAsync();
        // What was claimed says what was done; a check only says how it was looked at.
        var said = entries.Where(entry => entry.Kind != EntryKind.Passed).GroupBy(entry => entry.MeasureId!.Value).ToDictionary(group => group.Key,
            group => new LastSaid(group.Key, group.Last().Kind, group.Last().Text ?? ""));
        return (NoticeText.Title(register), NoticeText.Paragraphs(register, figures, await query.ResultsAsync(one, on), printed, rows, said),
            NoticeText.Frozen(figures));
    }

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
        if ((await TextAsync(register, notice.AsOf)).Figures != notice.Figures)
            throw new RefusedException(Refusal.NoticeStale);
        notice.Approve(clock.ActOf(viewer.AccountId, register), viewer.Official!.Id,
            await db.Bulletins.SingleOrDefaultAsync(each => each.RegisterId == notice.RegisterId && each.Status == BulletinStatus.Issued));
    }

    public static OfficialDocument Document(string title, IReadOnlyList<string> paragraphs, Unit body, DateOnly? issuedOn) =>
        new(title, paragraphs, [body.Name, issuedOn is { } on ? Chinese.Day(on) : Chinese["bulletins.not-issued"]]);
}
