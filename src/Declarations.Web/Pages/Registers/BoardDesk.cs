using Declarations.Data;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Access;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>In what order the lines of a board stand, or what stands in their place.</summary>
public enum BoardView { Problems, Tasks, Responsibilities, Units, Results }

/// <param name="Unit">Code of the unit in the lead.</param>
public sealed record BoardChoice(BoardView View, ReportedClass? Class, Lamp? Colour, string? Unit, DateOnly? AsOf);

/// <summary>A board as it is chosen: what it is of, and the query of its lines in their order.</summary>
/// <param name="Counted">Of the whole register on that day, whatever is chosen.</param>
public sealed record OpenBoard(Register Register, BoardDay On, BoardFilter Filter, BoardFigures Counted, IQueryable<BoardLine> Lines);

/// <summary>Opens boards, and writes them out.</summary>
public sealed class BoardDesk(DeclarationsDb db, BoardQuery query, Viewer viewer, OfficeClock clock, Words words)
{
    /// <returns>Null: there is no such register for the viewer.</returns>
    public async Task<OpenBoard?> OpenAsync(Guid id, BoardChoice choice)
    {
        await viewer.LoadAsync();
        if (await viewer.RegistersKept().Include(register => register.Campaign).Include(register => register.Unit)
            .Include(register => register.CheckingUnit).SingleOrDefaultAsync(register => register.Id == id) is not { } register)
            return null;
        return await OpenAsync(register, choice);
    }

    public async Task<OpenBoard> OpenAsync(Register register, BoardChoice choice)
    {
        var today = register.Today(clock.Now);
        var on = choice.AsOf is { } asOf && asOf < today ? new BoardDay(asOf, IsToday: false) : new BoardDay(today, IsToday: true);
        var path = string.IsNullOrEmpty(choice.Unit) ? null
            : await db.Units.Where(unit => unit.Code == choice.Unit).Select(unit => unit.Path).SingleOrDefaultAsync() ?? "-";
        var filter = new BoardFilter(choice.Class, choice.Colour, path);
        return new(register, on, filter, await query.FiguresAsync(register, on), Sorted(query.Lines(register, on, filter), choice.View));
    }

    /// <summary>Days on which heads have confirmed their lists this month, by unit.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateOnly>> ReconciledAsync(Register register, DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return (await db.RegisterEntries.Where(entry => entry.RegisterId == register.Id && entry.Kind == EntryKind.Reconciled && entry.On >= first
                && entry.On <= day).GroupBy(entry => entry.UnitId).Select(group => new { group.Key, On = group.Max(entry => entry.On) }).ToListAsync())
            .ToDictionary(each => each.Key!.Value, each => each.On);
    }

    /// <summary>Numbers of what a draft still lacks.</summary>
    public async Task<IReadOnlyList<string>> GapsAsync(Guid id)
    {
        var problems = await db.Problems.Where(problem => problem.RegisterId == id && problem.Status == ProblemStatus.Open).OrderBy(problem => problem.Number)
            .Select(problem => new { problem.Number, Any = problem.Measures.Any(measure => measure.Status != MeasureStatus.Withdrawn) }).ToListAsync();
        var measures = await db.Measures.Where(measure => measure.RegisterId == id && measure.Status != MeasureStatus.Withdrawn
            && measure.Problem.Status == ProblemStatus.Open && (measure.LeaderId == null || measure.PersonId == null))
            .OrderBy(measure => measure.Problem.Number).ThenBy(measure => measure.Number).Select(measure => $"{measure.Problem.Number}.{measure.Number}")
            .ToListAsync();
        return [.. problems.Where(each => !each.Any).Select(each => $"{each.Number}"), .. measures];
    }

    /// <summary>All lines that are chosen, on A3 across.</summary>
    public async Task WriteAsync(OpenBoard board, Stream output)
    {
        var rows = await query.RowsAsync(board.Lines);
        var (figures, register) = (board.Counted, board.Register);
        BoardWorkbook.Write(words["registers.board"], $"{register.Unit.Name} {register.Name}", words["board.lead", figures.Aspects, figures.Problems,
            figures.Measures, figures.Completed, figures.Basically, figures.InProgress, figures.Overdue, figures.Withdrawn, board.On.Day],
            [
                new(words["board.aspect"], 20), new(words["registers.what"], 40), new(words["registers.number"], 8, Centered: true),
                new(words["board.count"], 46), new(words["ActForm.Unit"], 18), new(words["registers.leader"], 10, Centered: true),
                new(words["ActForm.Person"], 10, Centered: true), new(words["ActForm.Class"], 10, Centered: true),
                new(words["timeline.first"], 13, Centered: true), new(words["timeline.by"], 13, Centered: true),
                new(words["sheets.status"], 11, Centered: true), new(words["board.lamp"], 12, Centered: true),
            ],
            rows.Select(row => (IReadOnlyList<string?>)
            [
                row.Measure.Problem.AspectTitle, row.Measure.Problem.Text, $"{row.Line.ProblemNumber}.{row.Line.Number}", row.Measure.Text,
                row.Measure.LeadUnit.Name, row.Measure.Leader?.Name, row.Measure.Person?.Name, words.Of(row.Measure.Class),
                words.Day(row.Measure.FirstDueOn), words.Day(row.Line.RunsTo),
                row.Line.Reported is { } reported ? words.Of(reported) : words.Of(MeasureStatus.Withdrawn),
                row.Line.LampOn(board.On.Day) is var lamp and not Lamp.None ? words.Of(lamp) : "",
            ]), output);
    }

    private static IQueryable<BoardLine> Sorted(IQueryable<BoardLine> lines, BoardView view) => view switch
    {
        BoardView.Tasks => lines.OrderBy(line => line.RunsTo).ThenBy(line => line.ProblemNumber).ThenBy(line => line.Number),
        BoardView.Responsibilities => lines.OrderBy(line => line.UnitPath).ThenBy(line => line.PersonId).ThenBy(line => line.ProblemNumber)
            .ThenBy(line => line.Number),
        _ => lines.OrderBy(line => line.ProblemNumber).ThenBy(line => line.Number),
    };
}
