using System.Text.RegularExpressions;
using Declarations.Organisation;
using Declarations.Reporting.Uploads;
using Declarations.Roster;
using Declarations.Web.Language;
using Declarations.Written;

namespace Declarations.Web.Pages.Roster;

/// <summary>What is wrong in one cell, or with the file as a whole.</summary>
public enum RosterFault
{
    NoSheet, NoHeader, UnknownHeader, HeaderTwice, Missing, TooLong, Formula, NotACode, NotADay, NotYesNo, DigitsLost, NotAResidentNumber, NotAUnitCode,
    ResidentContradicts, ResidentTwice, ResidentKnown, NotPlausible, LeftWithoutDay, DayWithoutLeaving, LeftInFuture, NumberTwice, CodeTwice, UnknownUnit,
    UnitElsewhere, PersonElsewhere, PersonDead, OwnEntry, SignInTaken,
    NewUnitIncomplete, UnitDiffers, ParentElsewhere, UnknownHolder, HolderLeft,
}

/// <param name="Where">"人员!E17" in the words of the file; the sheet alone where no cell is to blame.</param>
public sealed record RosterError(string Where, RosterFault Fault, params object[] Arguments);

public sealed record PersonRow(int Number, string StaffNumber, string UnitCode, RosterEntry Entry)
{
    public string Name => Entry.Name!;
}

public sealed record UnitRow(int Number, string Code, string? Name, UnitKind? Kind, string? ParentCode, IReadOnlyDictionary<UnitPostKind,
    IReadOnlyList<string>> Posts);

/// <summary>The two sheets of a roster file, read and checked cell by cell; nothing is compared with the roster yet.</summary>
public sealed class RosterFile
{
    public const int MostErrors = 1_000;
    private static readonly Words[] Languages = [.. Words.Cultures.Select(culture => new Words(culture))];

    private readonly List<RosterError> errors = [];
    private readonly List<PersonRow> people = [];
    private readonly List<UnitRow> units = [];

    public IReadOnlyList<PersonRow> People => people;
    public IReadOnlyList<UnitRow> Units => units;
    /// <summary>The first thousand.</summary>
    public IReadOnlyList<RosterError> Errors => errors;
    public string PeopleSheet { get; private set; } = "";
    public string UnitsSheet { get; private set; } = "";

    /// <exception cref="WorkbookException">Not a workbook that can be read safely.</exception>
    public static async Task<RosterFile> ReadAsync(byte[] bytes, DateOnly today, CancellationToken cancellation = default)
    {
        using var workbook = await UploadedWorkbook.OpenAsync(bytes, cancellation: cancellation);
        var file = new RosterFile();
        file.PeopleSheet = SheetOf(workbook, "people");
        file.UnitsSheet = SheetOf(workbook, "units");
        if (!workbook.Sheets.Contains(file.PeopleSheet) && !workbook.Sheets.Contains(file.UnitsSheet))
            file.Add(file.PeopleSheet, RosterFault.NoSheet, file.PeopleSheet);
        file.Read(workbook, file.PeopleSheet, RosterColumn.People, row => file.Person(row, today));
        file.Read(workbook, file.UnitsSheet, RosterColumn.Units, file.Unit);
        return file;
    }

    /// <summary>Says that something of a row does not go with what the roster knows.</summary>
    public void Add(string sheet, IReadOnlyList<RosterColumn> columns, string column, int row, RosterFault fault, params object[] arguments)
    {
        var at = places.TryGetValue((sheet, column), out var place) ? place : columns.Index().First(pair => pair.Item.Name == column).Index + 1;
        Add($"{sheet}!{UploadedRow.Address(at, row)}", fault, arguments);
    }

    private readonly Dictionary<(string Sheet, string Column), int> places = [];

    private static string SheetOf(UploadedWorkbook workbook, string key) =>
        Languages.Select(words => words["roster.sheet." + key]).FirstOrDefault(name => workbook.Sheets.Contains(name, StringComparer.OrdinalIgnoreCase))
            ?? new Words()["roster.sheet." + key];

    private void Add(string where, RosterFault fault, params object[] arguments)
    {
        if (errors.Count < MostErrors)
            errors.Add(new(where, fault, arguments));
    }

    private void Read(UploadedWorkbook workbook, string sheet, IReadOnlyList<RosterColumn> columns, Action<RosterRow> take)
    {
        Dictionary<int, RosterColumn>? header = null;
        foreach (var row in workbook.Rows(sheet))
        {
            if (header is null)
                header = Header(row, sheet, columns);
            else if (header.Count > 0)
                take(new RosterRow(sheet, row, header, (where, fault, arguments) => Add(where, fault, arguments)));
        }
    }

    /// <returns>Columns by place; none where one that is needed is not there.</returns>
    private Dictionary<int, RosterColumn> Header(UploadedRow row, string sheet, IReadOnlyList<RosterColumn> columns)
    {
        var header = new Dictionary<int, RosterColumn>();
        foreach (var cell in row.Cells)
        {
            var text = cell.Text.TrimEnd('*', '＊', ' ');
            var column = columns.FirstOrDefault(each => Languages.Any(words => Same(words["roster.column." + each.Name], text)));
            var where = $"{sheet}!{UploadedRow.Address(cell.Column, row.Number)}";
            if (column is null)
                Add(where, RosterFault.UnknownHeader, Shown(text));
            else if (places.TryAdd((sheet, column.Name), cell.Column))
                header[cell.Column] = column;
            else
                Add(where, RosterFault.HeaderTwice, text);
        }
        foreach (var column in columns.Where(column => column.Required && !header.ContainsValue(column)))
        {
            Add($"{sheet}!{UploadedRow.Address(1, row.Number)}", RosterFault.NoHeader, new Words()["roster.column." + column.Name]);
            header.Clear();
        }
        return header;
    }

    /// <summary>Headers and names of codes are the same with or without blanks and line breaks, in full width or half, in any case.</summary>
    internal static bool Same(string one, string other) => WrittenKey.Upper(one) == WrittenKey.Upper(other);

    internal static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private void Person(RosterRow row, DateOnly today)
    {
        var entry = new RosterEntry
        {
            Name = row.PersonName(nameof(RosterEntry.Name), 60),
            Post = row.Text(nameof(RosterEntry.Post), 120),
            Rank = row.Code<Rank>(),
            Category = row.Code<PersonCategory>(nameof(RosterEntry.Category)),
            Tier = row.Code<OrgTier>(nameof(RosterEntry.Tier)),
            Sex = row.Code<Sex>(),
            BornOn = row.Day(nameof(RosterEntry.BornOn)),
            ResidentNumber = row.ResidentNumber(nameof(RosterEntry.ResidentNumber)),
            PoliticalStatus = row.Code<PoliticalStatus>(),
            LeadingMember = row.YesNo(nameof(RosterEntry.LeadingMember)),
            HoldsLeadingPost = row.YesNo(nameof(RosterEntry.HoldsLeadingPost)),
            CityManaged = row.YesNo(nameof(RosterEntry.CityManaged)),
            PostType = row.Code<PostType>(),
            Status = row.Code<ServiceStatus>(nameof(RosterEntry.Status)),
            LeftOn = row.Day(nameof(RosterEntry.LeftOn)),
            FormerPost = row.Text(nameof(RosterEntry.FormerPost), 120),
            FormerDuties = row.Text(nameof(RosterEntry.FormerDuties), 200),
            JoinedWorkOn = row.Day(nameof(RosterEntry.JoinedWorkOn)),
            Telephone = row.Text(nameof(RosterEntry.Telephone), 40),
            UnderInvestigation = row.YesNo(nameof(RosterEntry.UnderInvestigation)),
        };
        var (number, unit) = (row.Key(RosterColumn.StaffNumber, 40), row.UnitCode(RosterColumn.Unit));
        if (ResidentId.TryParse(entry.ResidentNumber, out var id) && (entry.BornOn is { } born && born != id.BornOn || entry.Sex is { } sex && sex != id.Sex))
            row.Blame(nameof(RosterEntry.ResidentNumber), RosterFault.ResidentContradicts);
        var left = entry.Status is ServiceStatus.Resigned or ServiceStatus.Retired;
        if (left && entry.LeftOn is null)
            row.Blame(nameof(RosterEntry.LeftOn), RosterFault.LeftWithoutDay);
        if (!left && entry.LeftOn is not null)
            row.Blame(nameof(RosterEntry.Status), RosterFault.DayWithoutLeaving);
        if (left && entry.LeftOn > today)
            row.Blame(nameof(RosterEntry.LeftOn), RosterFault.LeftInFuture);
        if (row.Require(RosterColumn.StaffNumber, number) & row.Require(nameof(RosterEntry.Name), entry.Name) & row.Require(RosterColumn.Unit, unit))
            people.Add(new(row.Number, number!, unit!, entry));
    }

    private void Unit(RosterRow row)
    {
        var code = row.UnitCode(RosterColumn.Code);
        var posts = Enum.GetValues<UnitPostKind>().Select(kind => (kind, Holders: row.Text(kind.ToString(), 400)))
            .Where(post => post.Holders is not null)
            .ToDictionary(post => post.kind, post => (IReadOnlyList<string>)[.. post.Holders!.Split(
                [';', '；', ',', '，', '、', ' ', '　'], StringSplitOptions.RemoveEmptyEntries).Select(WrittenKey.Normal)
                    .Distinct(StringComparer.OrdinalIgnoreCase)]);
        if (row.Require(RosterColumn.Code, code))
            units.Add(new(row.Number, code!, row.Text(RosterColumn.UnitName, 120), row.Code<UnitKind>(RosterColumn.Kind), row.UnitCode(RosterColumn.Parent),
                posts));
    }
}

/// <summary>One row of a roster file; what a cell may not hold is told to <paramref name="blame"/>, and the cell counts as empty.</summary>
internal sealed partial class RosterRow(string sheet, UploadedRow row, Dictionary<int, RosterColumn> header, Action<string, RosterFault, object[]> blame)
{
    private static readonly Dictionary<string, bool> YesAndNo = YesNoNames();
    private static readonly Dictionary<Type, Dictionary<string, Enum>> Names = [];

    private readonly Dictionary<string, UploadedCell> cells = row.Cells.Where(cell => header.ContainsKey(cell.Column))
        .ToDictionary(cell => header[cell.Column].Name);

    public int Number => row.Number;

    public string? Text(string column, int longest)
    {
        if (Cell(column) is not { } cell)
            return null;
        return cell.Text.Length <= longest ? cell.Text : Bad(column, RosterFault.TooLong, longest);
    }

    /// <summary>A number or code that identifies; one that a spreadsheet has shortened is none.</summary>
    public string? Key(string column, int longest)
    {
        if (Cell(column) is not { } cell)
            return null;
        if (cell is { Kind: CellKind.Number, Text.Length: > 15 } || Shortened().IsMatch(cell.Text))
            return Bad(column, RosterFault.DigitsLost);
        var key = WrittenKey.Normal(cell.Text);
        return key.Length == 0 ? Bad(column, RosterFault.Missing) : key.Length <= longest ? key : Bad(column, RosterFault.TooLong, longest);
    }

    public string? PersonName(string column, int longest) => Text(column, longest) is not { } text ? null : WrittenName.Normal(text) is { Length: > 0 } name
        ? name : Bad(column, RosterFault.Missing);

    public string? UnitCode(string column) =>
        Key(column, 60)?.ToLowerInvariant() is not { } code ? null : Code().IsMatch(code) ? code : Bad(column, RosterFault.NotAUnitCode);

    public string? ResidentNumber(string column) =>
        Key(column, 30) is not { } key ? null : ResidentId.TryParse(key, out var id) ? id.Value : Bad(column, RosterFault.NotAResidentNumber);

    public DateOnly? Day(string column)
    {
        if (Cell(column) is not { } cell)
            return null;
        if (WrittenDay.TryRead(cell.Text, out var day))
            return day;
        Bad(column, RosterFault.NotADay, RosterFile.Shown(cell.Text));
        return null;
    }

    public bool? YesNo(string column)
    {
        if (Cell(column) is not { } cell)
            return null;
        if (YesAndNo.TryGetValue(WrittenKey.Upper(cell.Text), out var yes))
            return yes;
        Bad(column, RosterFault.NotYesNo, RosterFile.Shown(cell.Text));
        return null;
    }

    public T? Code<T>(string? column = null) where T : struct, Enum
    {
        if (Cell(column ?? typeof(T).Name) is not { } cell)
            return null;
        if (NamesOf<T>().TryGetValue(WrittenKey.Upper(cell.Text), out var code))
            return (T)code;
        Bad(column ?? typeof(T).Name, RosterFault.NotACode, RosterFile.Shown(cell.Text));
        return null;
    }

    /// <summary>Whether a cell that has to be filled in is; one that was blamed already is not blamed again.</summary>
    public bool Require(string column, string? value)
    {
        if (value is null && !cells.ContainsKey(column))
            Blame(column, RosterFault.Missing);
        return value is not null;
    }

    public void Blame(string column, RosterFault fault, params object[] arguments)
    {
        var at = header.FirstOrDefault(pair => pair.Value.Name == column).Key;
        blame(at == 0 ? $"{sheet}!{row.Number}" : $"{sheet}!{UploadedRow.Address(at, row.Number)}", fault, arguments);
    }

    private UploadedCell? Cell(string column)
    {
        if (!cells.TryGetValue(column, out var cell))
            return null;
        if (cell.Kind is not (CellKind.Formula or CellKind.Error))
            return cell;
        Bad(column, RosterFault.Formula);
        return null;
    }

    private string? Bad(string column, RosterFault fault, params object[] arguments)
    {
        Blame(column, fault, arguments);
        return null;
    }

    /// <summary>Codes by their names in either language, and ranks by their short names on the form as well.</summary>
    private static Dictionary<string, Enum> NamesOf<T>() where T : struct, Enum
    {
        lock (Names)
        {
            if (Names.TryGetValue(typeof(T), out var known))
                return known;
            var names = new Dictionary<string, Enum>();
            foreach (var code in Enum.GetValues<T>())
            {
                foreach (var culture in Words.Cultures)
                    names.TryAdd(WrittenKey.Upper(new Words(culture).Of(code)), code);
                if (code is Rank rank)
                    names.TryAdd(WrittenKey.Upper(new Words(Words.Chinese)[$"annex.rank.{rank}"]), code);
            }
            return Names[typeof(T)] = names;
        }
    }

    private static Dictionary<string, bool> YesNoNames()
    {
        var names = new Dictionary<string, bool> { ["1"] = true, ["0"] = false, ["√"] = true };
        foreach (var culture in Words.Cultures)
            (names[WrittenKey.Upper(new Words(culture)["yes"])], names[WrittenKey.Upper(new Words(culture)["no"])]) = (true, false);
        return names;
    }

    [GeneratedRegex("^[0-9](?:\\.[0-9]+)?[eE]\\+?[0-9]+$")]
    private static partial Regex Shortened();

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*$")]
    private static partial Regex Code();
}
