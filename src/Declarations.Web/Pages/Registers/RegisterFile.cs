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
    UnknownPerson, SeveralPeople, DayPast, MoreDone, Empty,
}

/// <param name="Where">"整改台账!E17".</param>
public sealed record RegisterError(string Where, RegisterFault Fault, params object[] Arguments);

public sealed record RegisterRow(int Row, int? AspectNumber, string? Aspect, int Problem, string? Text, MeasurePlan Plan, Tally? Tally);

/// <summary>A register as somebody keeps it in Excel, a row for each measure, read and checked cell by cell. Nothing is changed here.</summary>
public sealed class RegisterFile(DeclarationsDb db, Register register, DateOnly today)
{
    public const int MostErrors = 1_000;
    private static readonly Words[] Languages = [.. Words.Cultures.Select(culture => new Words(culture))];
    private static readonly RegisterColumn[] Needed =
        [RegisterColumn.ProblemNumber, RegisterColumn.Problem, RegisterColumn.Measure, RegisterColumn.Unit, RegisterColumn.Person, RegisterColumn.Class,
            RegisterColumn.DueOn];

    private readonly List<RegisterError> errors = [];
    private readonly List<RegisterRow> rows = [];
    private readonly Dictionary<RegisterColumn, int> places = [];
    private Dictionary<string, Unit> units = [];
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
        using var workbook = await UploadedWorkbook.OpenAsync(bytes, cancellation: cancellation);
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
        units = below.SelectMany(unit => new[] { (Key: unit.Code, unit), (Key: unit.Name, unit) }).DistinctBy(each => each.Key,
            StringComparer.OrdinalIgnoreCase)
            .ToDictionary(each => each.Key, each => each.unit, StringComparer.OrdinalIgnoreCase);
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
        var (aspect, number) = (Text(row, RegisterColumn.Aspect, 120, needed: false), Whole(row, RegisterColumn.ProblemNumber, needed: true));
        var (problem, measure) = (Text(row, RegisterColumn.Problem, 4000, needed: false), Text(row, RegisterColumn.Measure, 2000, needed: false));
        var aspectNumber = Whole(row, RegisterColumn.AspectNumber, needed: false);
        if (measure is null)
        {
            Add(row, RegisterColumn.Measure, RegisterFault.NoMeasure);
            return;
        }
        var unit = Unit(row);
        var (leader, person) = (Person(row, RegisterColumn.Leader, needed: false), Person(row, RegisterColumn.Person, needed: true));
        var (kind, due, tally) = (Class(row), Day(row), Counted(row));
        if (errors.Count == before)
            rows.Add(new(row.Number, aspectNumber, aspect, number!.Value, problem,
                new(measure, unit!, leader ?? (heads.TryGetValue(unit!.Id, out var head) ? head : null), person, kind!.Value, due!.Value), tally));
    }

    /// <summary>What the cells say together: a problem has one text, and its number is free.</summary>
    private void Compare()
    {
        foreach (var (place, group) in rows.GroupBy(row => row.Problem).OrderBy(group => group.Key).Index())
        {
            if (group.First() is { Text: null } first)
                Add(At(places[RegisterColumn.Problem], first.Row), RegisterFault.Missing);
            foreach (var other in group.Skip(1).Where(row => row.Text is not null && row.Text != group.First().Text))
                Add(At(places[RegisterColumn.ProblemNumber], other.Row), RegisterFault.NumberTwice, group.Key);
            if (group.Key != register.LastNumber + place + 1)
                Add(At(places[RegisterColumn.ProblemNumber], group.First().Row), RegisterFault.NumberTaken, group.Key, register.LastNumber + place + 1);
        }
    }

    private Unit? Unit(UploadedRow row)
    {
        if (Text(row, RegisterColumn.Unit, 120, needed: true) is not { } text)
            return null;
        if (units.TryGetValue(text, out var unit))
            return unit;
        Add(row, RegisterColumn.Unit, RegisterFault.UnknownUnit, text);
        return null;
    }

    private Guid? Person(UploadedRow row, RegisterColumn column, bool needed)
    {
        if (Text(row, column, 60, needed) is not { } text)
            return null;
        var found = people[text.ToUpperInvariant()].Concat(people[WrittenName.Normal(text) ?? ""]).Distinct().ToList();
        if (found.Count == 1)
            return found[0];
        Add(row, column, found.Count == 0 ? RegisterFault.UnknownPerson : RegisterFault.SeveralPeople, text);
        return null;
    }

    private DeadlineClass? Class(UploadedRow row)
    {
        if (Text(row, RegisterColumn.Class, 40, needed: true) is not { } text)
            return null;
        foreach (var each in Enum.GetValues<DeadlineClass>())
            if (Languages.Any(words => string.Equals(words.Of(each), text, StringComparison.OrdinalIgnoreCase)))
                return each;
        Add(row, RegisterColumn.Class, RegisterFault.NotACode);
        return null;
    }

    private DateOnly? Day(UploadedRow row)
    {
        if (Cell(row, RegisterColumn.DueOn, needed: true) is not { } cell)
            return null;
        DateOnly? day = cell.Day ?? (WrittenDay.TryRead(cell.Text, out var read) ? read : null);
        if (day is null)
            Add(row, RegisterColumn.DueOn, RegisterFault.NotADay);
        else if (day < today)
            Add(row, RegisterColumn.DueOn, RegisterFault.DayPast, today);
        return day;
    }

    private Tally? Counted(UploadedRow row)
    {
        if (Text(row, RegisterColumn.Category, 60, needed: false) is not { } category)
            return null;
        var (total, done, staged) = (Number(row, RegisterColumn.Total, needed: true), Number(row, RegisterColumn.Done, needed: true),
            Number(row, RegisterColumn.Staged, needed: false) ?? 0);
        if (total is null || done is null)
            return null;
        if (done + staged > total)
            Add(row, RegisterColumn.Done, RegisterFault.MoreDone);
        return new(category, (long)(total.Value * 100), (long)(done.Value * 100), (long)(staged * 100), today);
    }

    private int? Whole(UploadedRow row, RegisterColumn column, bool needed)
    {
        if (Text(row, column, 10, needed) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000)
            return number;
        Add(row, column, RegisterFault.NotANumber);
        return null;
    }

    private decimal? Number(UploadedRow row, RegisterColumn column, bool needed)
    {
        if (Text(row, column, 20, needed) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000m)
            return number;
        Add(row, column, RegisterFault.NotANumber);
        return null;
    }

    private string? Text(UploadedRow row, RegisterColumn column, int most, bool needed)
    {
        if (Cell(row, column, needed)?.Text is not { } text)
            return null;
        if (text.Length > most)
            Add(row, column, RegisterFault.TooLong, most, text.Length);
        return text;
    }

    private UploadedCell? Cell(UploadedRow row, RegisterColumn column, bool needed)
    {
        var cell = places.TryGetValue(column, out var place) ? row.Cells.FirstOrDefault(each => each.Column == place) : null;
        if (cell?.Kind is CellKind.Formula or CellKind.Error)
        {
            Add(row, column, RegisterFault.Formula);
            return null;
        }
        if (cell is null && needed)
            Add(row, column, RegisterFault.Missing);
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
