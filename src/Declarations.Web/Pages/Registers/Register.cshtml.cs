using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reporting.Boards;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Registers;

/// <summary>The board of a register: every measure with its class, lamp, owner and day, as of any day. Each count opens its lines.</summary>
public sealed class RegisterModel(BoardDesk desk, BoardQuery query, DeclarationsDb db) : PageModel, ILoaded
{
    /// <summary>Lines of the sheet that is printed.</summary>
    private const int Printed = 2_000;
    /// <summary>Idle problems that are named; of more, the first.</summary>
    public const int Named = 20;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public BoardView View { get; set; }
    [BindProperty(SupportsGet = true)] public ReportedClass? Class { get; set; }
    [BindProperty(SupportsGet = true)] public Lamp? Colour { get; set; }
    [BindProperty(SupportsGet = true)] public string? Unit { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? AsOf { get; set; }
    [BindProperty(SupportsGet = true)] public bool Print { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public OpenBoard Board { get; private set; } = null!;
    public Register Register => Board.Register;
    public DateOnly Day => Board.On.Day;
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<BoardRow> Rows { get; private set; } = [];
    public BoardResults Results { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, DateOnly> Reconciled { get; private set; } = new Dictionary<Guid, DateOnly>();
    public IReadOnlyList<Unit> Units => [.. Board.Counted.Units.Select(each => each.Unit)];
    /// <summary>Open problems without a measure at work, one more than are named at most: somebody has to add one, or judge.</summary>
    public IReadOnlyList<(Guid Id, int Number)> Idle { get; private set; } = [];
    /// <summary>What keeps a draft from being issued.</summary>
    public IReadOnlyList<string> Gaps { get; private set; } = [];

    public async Task<IActionResult> OnGetExcelAsync()
    {
        var file = new MemoryStream();
        await desk.WriteAsync(Board, file);
        file.Position = 0;
        return File(file, MediaTypes.Xlsx, $"{Register.Name}.xlsx");
    }

    public async Task<bool> LoadAsync()
    {
        if (await desk.OpenAsync(Id, new(View, Class, Colour, Unit, AsOf)) is not { } board)
            return false;
        (Board, ViewData["Campaign"]) = (board, board.Register.Campaign);
        Idle = [.. (await query.Idle(Register).OrderBy(problem => problem.Number).Select(problem => new { problem.Id, problem.Number })
            .Take(Named + 1).ToListAsync()).Select(each => (each.Id, each.Number))];
        if (Register.Status == RegisterStatus.Drafting)
            Gaps = await desk.GapsAsync(Id);
        Paging = new Paging(Asked, board.Filter == new BoardFilter() ? board.Counted.Lines : await board.Lines.CountAsync(), Print ? Printed : 50);
        if (View is BoardView.Results)
            Results = await query.ResultsAsync(db.Registers.Where(register => register.Id == Id), board.On);
        else if (View is BoardView.Units)
            Reconciled = await desk.ReconciledAsync(Register, Day);
        else
            Rows = await query.RowsAsync(board.Lines.Skip(Paging.Skip).Take(Paging.Size));
        return true;
    }

    public string Href(BoardView? view = null, ReportedClass? only = null, string? unit = null, Lamp? colour = null) =>
        $"{Routes.To<RegisterModel>(Id)}?view={view ?? BoardView.Problems}&class={only}&colour={colour}&unit={unit}&asOf={AsOf:yyyy-MM-dd}";
}
