using System.Text.Json;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;

namespace Declarations.Reporting.Statistics;

/// <summary>Everything that a sheet counts, by name: persons, and money in fen. Frozen with the sheet, so that the level above can add it to its own.</summary>
public sealed record SheetNumbers(IReadOnlyDictionary<string, long> ByName)
{
    private const int MostPersons = 10_000_000;
    private const long MostFen = 1_000_000_000_000_000;

    public FilingFigures Filing { get; } = new(Persons(ByName, "missing"), Persons(ByName, "excused"), Persons(ByName, "waiting"),
        Persons(ByName, "handedUp"), Persons(ByName, "kept"), Persons(ByName, "signed") - Persons(ByName, "handedUp") - Persons(ByName, "kept"));
    public OutcomeFigures Outcomes { get; } = new(Enum.GetValues<Outcome>().ToDictionary(outcome => outcome, outcome => Persons(ByName, NameOf(outcome))));
    public int Officials => Persons(ByName, "officials");
    public int Rows => Persons(ByName, "rows");
    public IReadOnlyDictionary<NotSubmittedReason, int> Excuses => By<NotSubmittedReason>("excuse");
    public IReadOnlyDictionary<Sector, int> BySector => By<Sector>("sector");
    public IReadOnlyDictionary<Relation, int> ByHolder => By<Relation>("holder");
    public IReadOnlyDictionary<PersonCategory, int> ByCategory => By<PersonCategory>("category");
    public IReadOnlyDictionary<Rank, int> ByRank => By<Rank>("rank");

    /// <summary>By sector, with what is stated or established there.</summary>
    public IReadOnlyDictionary<Sector, (Money Amount, Money Profit)> Sums => Named<Sector>("amount").ToDictionary(each => each.Code,
        each => (new Money(each.Number), new Money(ByName.GetValueOrDefault($"profit.{each.Code}"))));

    /// <summary>Nothing is negative or beyond all measure, and persons add up; whoever sends a sheet may have written anything.</summary>
    public bool AddUp => ByName.All(each => each.Value >= 0 && each.Value <= (IsMoney(each.Key) ? MostFen : MostPersons)) && Filing.SignedAndHere >= 0
        && Filing.Due == Persons(ByName, "due") && Filing.Filed == Persons(ByName, "filed") && Excuses.Values.Sum() == Filing.Excused
        && Outcomes.WithInterests == Persons(ByName, "withInterests") && Outcomes.WithInterests == Officials
        && Outcomes.WithInterests <= Filing.Due;

    /// <param name="figures">Of the unit with all below it.</param>
    public static SheetNumbers Of(
        CampaignFigures figures, IReadOnlyDictionary<Sector, (Money Amount, Money Profit)> sums, int officials, int rows)
    {
        var named = BulletinText.Figures(figures.Filing, figures.Outcomes).ToDictionary(each => each.Key, each => (long)each.Value);
        (named["officials"], named["rows"]) = (officials, rows);
        Add("excuse", figures.Excuses);
        Add("sector", figures.BySector);
        Add("holder", figures.ByHolder);
        Add("category", figures.ByCategory);
        Add("rank", figures.ByRank);
        foreach (var (sector, (amount, profit)) in sums)
            (named[$"amount.{sector}"], named[$"profit.{sector}"]) = (amount.Fen, profit.Fen);
        return new(named);

        void Add<T>(string way, IReadOnlyDictionary<T, int> persons) where T : struct, Enum
        {
            foreach (var (code, count) in persons)
                named[$"{way}.{code}"] = count;
        }
    }

    public string Write() => JsonSerializer.Serialize(ByName, CanonicalReport.Json);
    public static SheetNumbers Read(string numbers) => new(JsonSerializer.Deserialize<Dictionary<string, long>>(numbers, CanonicalReport.Json)!);

    private Dictionary<T, int> By<T>(string way) where T : struct, Enum => Named<T>(way).ToDictionary(each => each.Code, each => (int)each.Number);

    /// <summary>Codes that are known here: a newer installation may have more.</summary>
    private IEnumerable<(T Code, long Number)> Named<T>(string way) where T : struct, Enum =>
        Enum.GetValues<T>().Where(code => ByName.ContainsKey($"{way}.{code}")).Select(code => (code, ByName[$"{way}.{code}"]));

    private static string NameOf(Outcome outcome) => JsonNamingPolicy.CamelCase.ConvertName($"{outcome}");
    private static bool IsMoney(string name) => name.StartsWith("amount.", StringComparison.Ordinal) || name.StartsWith("profit.", StringComparison.Ordinal);
    private static int Persons(IReadOnlyDictionary<string, long> numbers, string name) =>
        (int)Math.Clamp(numbers.GetValueOrDefault(name), -MostPersons, MostPersons);
}
