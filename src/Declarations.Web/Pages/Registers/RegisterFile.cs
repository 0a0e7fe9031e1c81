using System.Globalization;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Reporting.Uploads;
using Declarations.Reporting.Workbooks;
using Declarations.Web.Language;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Registers;

/// <summary>A column of a register file; its name stands in the words of either language.</summary>
public enum RegisterColumn { AspectNumber, Aspect, ProblemNumber, Problem, Measure, Unit, Leader, Person, Class, DueOn, Category, Total, Done, Staged }

/// <summary>What is wrong in one cell, or with the file as a whole.</summary>
public enum RegisterFault
{
    NoSheet, NoHeader, UnknownHeader, HeaderTwice, Missing, TooLong, Formula, NotANumber, NotADay, NotACode, NoMeasure, NumberTwice, NumberTaken, UnknownUnit,
    SeveralUnits, UnknownPerson, SeveralPeople, DayPast, MoreDone, Empty, AspectTwice,
}

/// <param name="Where">"整改台账!E17".</param>
public sealed record RegisterError(string Where, RegisterFault Fault, params object[] Arguments);

public sealed record RegisterRow(int Row, int? AspectNumber, string? Aspect, int Problem, string? Text, MeasurePlan Plan, Tally? Tally);

/// <summary>A register as somebody keeps it in Excel, a row for each measure, read and checked cell by cell. Nothing is changed here.</summary>
public sealed class RegisterFile(DeclarationsDb db, Register register, DateOnly today)
{
    public const int MostErrors = 1_000;
    /// <summary>Characters of a cell in Excel: one that is too long here is named like any other that is wrong.</summary>
    private const int LongestCell = 32_767;
    private static readonly Words[] Languages = [.. Words.Cultures.Select(culture => new Words(culture))];
    private static readonly RegisterColumn[] Needed =
        [RegisterColumn.ProblemNumber, RegisterColumn.Problem, RegisterColumn.Measure, RegisterColumn.Unit, RegisterColumn.Person, RegisterColumn.Class,
            RegisterColumn.DueOn];

    private readonly List<RegisterError> errors = [];
    private readonly List<RegisterRow> rows = [];
    /// <summary>What every row says of its problem, also where another of its cells is wrong.</summary>
    private readonly List<(int Row, int Problem, string? Text, int? AspectNumber, string? Aspect)> said = [];
    private readonly Dictionary<RegisterColumn, int> places = [];
    private ILookup<string, Unit> units = Array.Empty<Unit>().ToLookup(unit => unit.Code);
    private ILookup<string, Guid> people = Array.Empty<string>().ToLookup(name => name, _ => Guid.Empty);
    private Dictionary<Guid, Guid> heads = [];
    private string sheet = "";

    public IReadOnlyList<RegisterRow> Rows => rows;
    /// <summary>The first thousand.</summary>
    public IReadOnlyList<RegisterError> Errors => errors;
    public int Problems => rows.Select(row => row.Problem).Distinct().Count();

    /// <exception cref="WorkbookException">Not a workbook that can be read safely.</exception>
    public async Task<RegisterFile> ReadAsync(byte[] bytes, CancellationToken cancellation)
    {
        using var workbook = await UploadedWorkbook.OpenAsync(bytes, new() { CellCharacters = LongestCell }, cancellation);
        sheet = Languages.Select(words => words["register-file.sheet"]).FirstOrDefault(name =>
            workbook.Sheets.Contains(name)) ?? workbook.Sheets.FirstOrDefault() ?? "";
        var all = workbook.Rows(sheet).ToList();
        await LookUpAsync(cancellation);
        if (all.Count == 0)
            Add(sheet, RegisterFault.NoSheet);
        else if (Header(all[0]))
            foreach (var row in all.Skip(1))
                Read(row);
        if (errors.Count == 0 && rows.Count == 0)
            Add(sheet, RegisterFault.Empty);
        Compare();
        return this;
    }

    /// <summary>Takes all rows in, with the next save.</summary>
    public void Apply(Auditing.Act act)
    {
        foreach (var group in rows.GroupBy(row => row.Problem).OrderBy(group => group.Key))
        {
            var first = group.First();
            var problem = register.Add(act, new(Origin.Inspection, first.Text!, null,
                Aspect: first.AspectNumber is { } number ? new(number, first.Aspect ?? "") : null));
            db.Problems.Add(problem);
            foreach (var row in group)
            {
                var measure = problem.Add(act, row.Plan);
                if (row.Tally is { } tally)
                    measure.Count(act, tally);
            }
        }
    }

    public static void WriteTemplate(Words words, Stream output) => TemplateWorkbook.Write(
        [new(words["register-file.sheet"], [.. Enum.GetValues<RegisterColumn>().Select(column => new TemplateColumn(words.Of(column),
            column is RegisterColumn.Problem or RegisterColumn.Measure ? 50 : 16, Needed.Contains(column), column == RegisterColumn.DueOn,
            column == RegisterColumn.Class ? [.. Enum.GetValues<DeadlineClass>().Select(each => words.Of(each))] : []))])],
        words["register-file.notes"], [.. Enumerable.Range(1, 6).Select(n => words[$"register-file.note.n{n}"])], words["register-file.lists"], output);

    private async Task LookUpAsync(CancellationToken cancellation)
    {
        var path = register.Unit.Path;
        var below = await db.Units.Include(unit => unit.Posts).Where(unit => unit.Path.StartsWith(path)).ToListAsync(cancellation);
        units = below.SelectMany(unit => new[] { (Key: unit.Code, unit), (Key: unit.Name, unit) }).ToLookup(each => each.Key, each => each.unit,
            StringComparer.OrdinalIgnoreCase);
        heads = below.SelectMany(unit => unit.Posts).Where(post => post.Kind != UnitPostKind.Deputy).OrderBy(post => post.Kind).DistinctBy(post => post.UnitId)
            .ToDictionary(post => post.UnitId, post => post.OfficialId);
        var serving = await db.Serving().Where(official => official.Unit.Path.StartsWith(path))
            .Select(official => new { official.Id, official.StaffNumber, official.Name }).ToListAsync(cancellation);
        people = serving.SelectMany(official => new[] { (Key: official.StaffNumber.ToUpperInvariant(), official.Id),
            (Key: WrittenName.Normal(official.Name) ?? "", official.Id) })
            .ToLookup(each => each.Key, each => each.Id);
    }

    private bool Header(UploadedRow row)
    {
        foreach (var cell in row.Cells)
        {
            var text = cell.Text.TrimEnd('*', '＊', ' ');
            var column = Enum.GetValues<RegisterColumn>().Where(each => Languages.Any(words => string.Equals(words.Of(each), text,
                StringComparison.OrdinalIgnoreCase)))
                .Select(each => (RegisterColumn?)each).FirstOrDefault();
            if (column is not { } known)
                Add(At(cell.Column, row.Number), RegisterFault.UnknownHeader, text.Length > 30 ? text[..30] : text);
            else if (!places.TryAdd(known, cell.Column))
                Add(At(cell.Column, row.Number), RegisterFault.HeaderTwice, text);
        }
        foreach (var column in Needed.Where(column => !places.ContainsKey(column)))
            Add(At(1, row.Number), RegisterFault.NoHeader, new Words().Of(column));
        return errors.Count == 0;
    }

    private void Read(UploadedRow row)
    {
        var before = errors.Count;
        var (aspect, problem) = (Text(row, RegisterColumn.Aspect, 120), Text(row, RegisterColumn.Problem, 4000));
        var aspectNumber = Whole(row, RegisterColumn.AspectNumber, aspect is null ? null : RegisterFault.Missing);
        // Below a merged cell a row says nothing of its problem: it is of the one above.
        var number = problem is null && Cell(row, RegisterColumn.ProblemNumber, null) is null && said.Count > 0 ? said[^1].Problem
            : Whole(row, RegisterColumn.ProblemNumber, RegisterFault.Missing);
        if (number is { } known)
            said.Add((row.Number, known, problem, aspectNumber, aspect));
        var measure = Text(row, RegisterColumn.Measure, 2000, RegisterFault.NoMeasure);
        var unit = Unit(row);
        var (leader, person) = (Person(row, RegisterColumn.Leader, null), Person(row, RegisterColumn.Person, RegisterFault.Missing));
        var (kind, due, tally) = (Class(row), Day(row), Counted(row));
        if (errors.Count == before)
            rows.Add(new(row.Number, aspectNumber, aspect, number!.Value, problem,
                new(measure!, unit!, leader ?? (heads.TryGetValue(unit!.Id, out var head) ? head : null), person, kind!.Value, due!.Value), tally));
    }

    /// <summary>What the cells say together: a problem has one text and one aspect, an aspect one title, and the numbers of problems run on.</summary>
    private void Compare()
    {
        foreach (var (place, group) in said.GroupBy(row => row.Problem).OrderBy(group => group.Key).Index())
        {
            var first = group.First();
            if (first.Text is null && !errors.Exists(error => error.Where == At(places[RegisterColumn.Problem], first.Row)))
                Add(At(places[RegisterColumn.Problem], first.Row), RegisterFault.Missing);
            foreach (var other in group.Skip(1).Where(row => row.Text is not null && row.Text != first.Text
                || row.AspectNumber is not null && row.AspectNumber != first.AspectNumber))
                Add(At(places[RegisterColumn.ProblemNumber], other.Row), RegisterFault.NumberTwice, group.Key);
            if (group.Key != register.LastNumber + place + 1)
                Add(At(places[RegisterColumn.ProblemNumber], first.Row), RegisterFault.NumberTaken, group.Key, register.LastNumber + place + 1);
        }
        foreach (var group in said.Where(row => row is { AspectNumber: not null, Aspect: not null }).GroupBy(row => row.AspectNumber))
            foreach (var other in group.Where(row => row.Aspect != group.First().Aspect))
                Add(At(places[RegisterColumn.AspectNumber], other.Row), RegisterFault.AspectTwice, group.Key!.Value);
    }

    private Unit? Unit(UploadedRow row)
    {
        if (Text(row, RegisterColumn.Unit, 120, RegisterFault.Missing) is not { } text)
            return null;
        List<Unit> found = [.. units[text].Distinct()];
        if (found.Count == 1)
            return found[0];
        Add(row, RegisterColumn.Unit, found.Count == 0 ? RegisterFault.UnknownUnit : RegisterFault.SeveralUnits, text);
        return null;
    }

    private Guid? Person(UploadedRow row, RegisterColumn column, RegisterFault? missing)
    {
        if (Text(row, column, 60, missing) is not { } text)
            return null;
        var found = people[text.ToUpperInvariant()].Concat(people[WrittenName.Normal(text) ?? ""]).Distinct().ToList();
        if (found.Count == 1)
            return found[0];
        Add(row, column, found.Count == 0 ? RegisterFault.UnknownPerson : RegisterFault.SeveralPeople, text);
        return null;
    }

    private DeadlineClass? Class(UploadedRow row)
    {
        if (Text(row, RegisterColumn.Class, 40, RegisterFault.Missing) is not { } text)
            return null;
        foreach (var each in Enum.GetValues<DeadlineClass>())
            if (Languages.Any(words => string.Equals(words.Of(each), text, StringComparison.OrdinalIgnoreCase)))
                return each;
        Add(row, RegisterColumn.Class, RegisterFault.NotACode);
        return null;
    }

    private DateOnly? Day(UploadedRow row)
    {
        if (Cell(row, RegisterColumn.DueOn, RegisterFault.Missing) is not { } cell)
            return null;
        if (cell.Kind is CellKind.Formula or CellKind.Error)
        {
            Add(row, RegisterColumn.DueOn, RegisterFault.Formula);
            return null;
        }
        DateOnly? day = cell.Day ?? (WrittenDay.TryRead(cell.Text, out var read) ? read : null);
        if (day is null)
            Add(row, RegisterColumn.DueOn, RegisterFault.NotADay);
        else if (day < today)
            Add(row, RegisterColumn.DueOn, RegisterFault.DayPast, today);
        return day;
    }

    private Tally? Counted(UploadedRow row)
    {
        var any = new[] { RegisterColumn.Total, RegisterColumn.Done, RegisterColumn.Staged }.Any(column => Cell(row, column, null) is not null);
        if (Text(row, RegisterColumn.Category, 60, any ? RegisterFault.Missing : null) is not { } category)
            return null;
        var (total, done, staged) = (Hundredths(row, RegisterColumn.Total, RegisterFault.Missing), Hundredths(row, RegisterColumn.Done, RegisterFault.Missing),
            Hundredths(row, RegisterColumn.Staged, null) ?? 0);
        if (total is null || done is null)
            return null;
        if (done + staged > total)
            Add(row, RegisterColumn.Done, RegisterFault.MoreDone);
        return new(category, total.Value, done.Value, staged, today);
    }

    private int? Whole(UploadedRow row, RegisterColumn column, RegisterFault? missing)
    {
        if (Text(row, column, 10, missing) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000)
            return number;
        Add(row, column, RegisterFault.NotANumber);
        return null;
    }

    /// <summary>At most two decimals: what is counted finer would be cut.</summary>
    private long? Hundredths(UploadedRow row, RegisterColumn column, RegisterFault? missing)
    {
        if (Text(row, column, 20, missing) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000m
            && decimal.IsInteger(number * 100))
            return (long)(number * 100);
        Add(row, column, RegisterFault.NotANumber);
        return null;
    }

    /// <param name="missing">What is wrong with an empty cell; null: it may be empty.</param>
    /// <returns>Null: it is empty, or cannot be taken.</returns>
    private string? Text(UploadedRow row, RegisterColumn column, int most, RegisterFault? missing = null)
    {
        if (Cell(row, column, missing) is not { } cell)
            return null;
        if (cell.Kind is CellKind.Formula or CellKind.Error)
            Add(row, column, RegisterFault.Formula);
        else if (cell.Text.Length > most)
            Add(row, column, RegisterFault.TooLong, most, cell.Text.Length);
        else
            return cell.Text;
        return null;
    }

    private UploadedCell? Cell(UploadedRow row, RegisterColumn column, RegisterFault? missing)
    {
        var cell = places.TryGetValue(column, out var place) ? row.Cells.FirstOrDefault(each => each.Column == place) : null;
        if (cell is null && missing is { } fault)
            Add(row, column, fault);
        return cell;
    }

    private void Add(UploadedRow row, RegisterColumn column, RegisterFault fault, params object[] arguments) =>
        Add(At(places.GetValueOrDefault(column, 1), row.Number), fault, arguments);

    private void Add(string where, RegisterFault fault, params object[] arguments)
    {
        if (errors.Count < MostErrors)
            errors.Add(new(where, fault, arguments));
    }

    private string At(int column, int row) => $"{sheet}!{UploadedRow.Address(column, row)}";
}
