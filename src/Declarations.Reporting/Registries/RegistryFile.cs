using Declarations.Participation;
using Declarations.Reporting.Uploads;
using Declarations.Roster;
using Declarations.Verification;
using Declarations.Written;

namespace Declarations.Reporting.Registries;

/// <summary>A row of a company-data file, read.</summary>
/// <param name="ResidentNumber">Only an authority's extract has one.</param>
public sealed record ReadRow(int Number, RegistryFacts Facts, string? ResidentNumber);

/// <summary>Rows that could be read, what could not, and how many there were.</summary>
public sealed record RegistryFile(RegistryKind Kind, IReadOnlyList<ReadRow> Rows, IReadOnlyList<RegistryProblem> Problems, RegistryCounts Counts)
{
    private const int LastHeaderRow = 10;

    /// <param name="kind">Null: as its columns say.</param>
    /// <exception cref="WorkbookException">Refused, with the reason.</exception>
    /// <exception cref="RefusedException">No sheet has the columns of company data.</exception>
    public static async Task<RegistryFile> ReadAsync(
        byte[] file, RegistryKind? kind = null, WorkbookLimits? limits = null, CancellationToken cancellation = default)
    {
        limits ??= new WorkbookLimits();
        if (!IsZip(file) && !IsOld(file))
            return Of(DelimitedText.Rows(file, limits), kind, cancellation) ?? throw new RefusedException(Refusal.RegistryNoHeader);
        using var workbook = await UploadedWorkbook.OpenAsync(file, limits, cancellation);
        foreach (var sheet in workbook.Sheets)
            if (Of(workbook.Rows(sheet), kind, cancellation) is { } read)
                return read;
        throw new RefusedException(Refusal.RegistryNoHeader);
    }

    private static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK"u8);
    private static bool IsOld(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>The header stands in one of the first rows, under a disclaimer or not.</summary>
    /// <returns>Null: there is none.</returns>
    private static RegistryFile? Of(IEnumerable<UploadedRow> rows, RegistryKind? wanted, CancellationToken cancellation)
    {
        RegistryColumns? columns = null;
        var (read, problems) = (new List<ReadRow>(), new List<RegistryProblem>());
        var (count, unreadable, unmatched, doubtful) = (0, 0, 0, 0);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (columns is null)
            {
                columns = RegistryColumns.Of(row, wanted);
                if (columns is null && row.Number > LastHeaderRow)
                    return null;
                continue;
            }
            count++;
            var reading = new Reading(row, columns, problems);
            if (row.Cells.Any(cell => cell.Text.Contains(RegistryValues.Unmatched, StringComparison.Ordinal)))
                unmatched++;
            else if (reading.Read() is { } kept)
                read.Add(kept);
            else
                unreadable++;
            doubtful += reading.Doubts;
        }
        return columns is null ? null : new(columns.Kind, read, problems, new(count, read.Count, unreadable, unmatched, doubtful));
    }

    /// <summary>One row: what cannot be read of who and where loses the row, what else can be doubted loses the cell, and both are listed.</summary>
    private sealed class Reading(UploadedRow row, RegistryColumns columns, List<RegistryProblem> problems)
    {
        private bool lost;

        public int Doubts { get; private set; }

        public ReadRow? Read()
        {
            var kind = columns.Kind;
            var firm = Text(RegistryColumn.Firm);
            if (firm is null)
                Lose(RegistryColumn.Firm, RegistryFault.NoFirm);
            var (person, number, exitedOn) = (Person(), Number(), Day(RegistryColumn.ExitedOn, doubt: kind != RegistryKind.EarlierExits));
            if (kind == RegistryKind.EarlierExits && exitedOn is null && !lost)
                Lose(RegistryColumn.ExitedOn, RegistryFault.Day);
            var facts = new RegistryFacts(firm ?? "")
            {
                CreditCode = Code(),
                Status = Text(RegistryColumn.Status) is { } status ? RegistryValues.Status(status) : null,
                FoundedOn = Day(RegistryColumn.Founded, doubt: true),
                Province = Text(RegistryColumn.Province),
                City = Text(RegistryColumn.City),
                District = Text(RegistryColumn.District),
                Industry = Text(RegistryColumn.Industry),
                Scope = Text(RegistryColumn.Scope),
                Person = person,
                BornOn = number?.BornOn,
                Post = kind == RegistryKind.Companies ? null : Text(RegistryColumn.Post),
                SharePercent = Share(),
                HasExited = kind == RegistryKind.EarlierExits ? true : Exited(),
                ExitedOn = exitedOn,
                Since = Day(RegistryColumn.Since, doubt: true),
                ChangedOn = Day(RegistryColumn.ChangedOn, doubt: false),
                Item = Text(RegistryColumn.Item),
                Before = Text(RegistryColumn.Before),
                After = Text(RegistryColumn.After),
            };
            return lost ? null : new ReadRow(row.Number, WithSector(WithCapital(facts)), number?.Value);
        }

        /// <summary>Null: a holder that is an enterprise, or a row about none.</summary>
        private string? Person()
        {
            if (columns.Kind == RegistryKind.Changes)
                return null;
            var name = Text(RegistryColumn.Person);
            if (name is null && columns.Kind is RegistryKind.Shareholders or RegistryKind.Officers or RegistryKind.EarlierExits)
                Lose(RegistryColumn.Person, RegistryFault.NoPerson);
            return name is null || !RegistryValues.IsPerson(name, Text(RegistryColumn.HolderKind)) ? null : WrittenName.Normal(name);
        }

        private ResidentId? Number()
        {
            if (Text(RegistryColumn.ResidentNumber) is not { } text)
                return null;
            // Other papers than resident cards, and numbers with stars in them, say nothing; a wrong one would accuse somebody else.
            if (ResidentId.TryParse(text, out var id))
                return id;
            Doubt(RegistryColumn.ResidentNumber, RegistryFault.ResidentNumber);
            return null;
        }

        private string? Code()
        {
            if (Text(RegistryColumn.CreditCode) is not { } text)
                return null;
            var code = new UnifiedSocialCreditCode(text);
            if (!code.HasValidCheck)
                Doubt(RegistryColumn.CreditCode, RegistryFault.CreditCode);
            return code.Value;
        }

        private RegistryFacts WithCapital(RegistryFacts facts)
        {
            if (Text(RegistryColumn.Capital) is not { } text)
                return facts;
            if (RegistryValues.TryCapital(text, out var amount, out var currency))
                return facts with { Capital = amount, Currency = currency };
            Doubt(RegistryColumn.Capital, RegistryFault.Capital);
            return facts;
        }

        private static RegistryFacts WithSector(RegistryFacts facts)
        {
            if (facts.Industry is null && facts.Scope is null)
                return facts;
            var proposed = SectorClassifier.Propose(null, facts.Industry, facts.Scope);
            return facts with { Sector = proposed.Sector, Strength = proposed.Strength };
        }

        private decimal? Share()
        {
            if (Text(RegistryColumn.Share) is not { } text)
                return null;
            if (RegistryValues.TryShare(text, out var percent))
                return percent;
            Lose(RegistryColumn.Share, RegistryFault.Share);
            return null;
        }

        private bool? Exited()
        {
            if (Text(RegistryColumn.Exited) is not { } text)
                return null;
            if (RegistryValues.TryYes(text, out var yes))
                return yes;
            Lose(RegistryColumn.Exited, RegistryFault.YesNo);
            return null;
        }

        private DateOnly? Day(RegistryColumn column, bool doubt)
        {
            if (Cell(column) is { Day: { } day })
                return day;
            if (Text(column) is not { } text)
                return null;
            if (WrittenDay.TryRead(text, out day))
                return day;
            if (doubt)
                Doubt(column, RegistryFault.Day);
            else
                Lose(column, RegistryFault.Day);
            return null;
        }

        private UploadedCell? Cell(RegistryColumn column)
        {
            foreach (var place in columns.PlacesOf(column))
                if (row.Cells.FirstOrDefault(cell => cell.Column == place) is { } cell
                    && (cell.Kind is CellKind.Formula || RegistryValues.Text(cell.Text) is not null))
                    return cell;
            return null;
        }

        private string? Text(RegistryColumn column)
        {
            if (Cell(column) is not { } cell)
                return null;
            if (cell.Kind is not (CellKind.Formula or CellKind.Error))
                return RegistryValues.Text(cell.Text);
            Lose(column, RegistryFault.Formula);
            return null;
        }

        private void Lose(RegistryColumn column, RegistryFault fault)
        {
            lost = true;
            Add(column, fault, kept: false);
        }

        private void Doubt(RegistryColumn column, RegistryFault fault)
        {
            Doubts++;
            Add(column, fault, kept: true);
        }

        private void Add(RegistryColumn column, RegistryFault fault, bool kept)
        {
            var place = columns.PlacesOf(column).Append(1).First();
            if (problems.Count < RegistryImport.MostProblems)
                problems.Add(new(UploadedRow.Address(place, row.Number), columns.TitleOf(place), fault, kept));
        }
    }
}
