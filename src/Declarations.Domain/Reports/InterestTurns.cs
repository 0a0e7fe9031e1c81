using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Declarations.Reports;

/// <summary>How a person counts by the interests of a report, from day to day.</summary>
public static class InterestTurns
{
    /// <summary>A mark is three numbers of 40 bits each, from a digest: eight million of them add up without an overflow.</summary>
    private const int MarkParts = 3, MarkBytes = 5;

    /// <param name="rows">Of one report, of all days.</param>
    /// <param name="questions">About its interests.</param>
    /// <returns>On each day on which a number changes, by how much; of days to come too.</returns>
    public static IEnumerable<Turn> Of(IReadOnlyCollection<InterestRow> rows, IReadOnlyCollection<AskedDays> questions)
    {
        var before = new Dictionary<(Guid Unit, Counted What), long>();
        foreach (var day in Days(rows, questions))
        {
            var now = On(day, rows, questions);
            foreach (var key in before.Keys.Union(now.Keys))
                if (now.GetValueOrDefault(key) - before.GetValueOrDefault(key) is not 0 and var change)
                    yield return new(rows.First().CampaignId, key.Unit, day, key.What, change);
            before = now;
        }
    }

    /// <summary>Days on which anything can change.</summary>
    private static IEnumerable<DateOnly> Days(IReadOnlyCollection<InterestRow> rows, IReadOnlyCollection<AskedDays> questions)
    {
        if (rows.Count == 0)
            return [];
        var first = rows.Min(row => row.ValidFrom);
        return rows.SelectMany(row => new[] { row.ValidFrom, row.ValidTo, row.ExitedOn, row.AgreedExitOn?.AddDays(1) })
            .Concat(questions.SelectMany(question => new[] { question.AskedOn, question.AnsweredOn }))
            .OfType<DateOnly>().Where(day => day >= first).Distinct().Order();
    }

    private static Dictionary<(Guid Unit, Counted What), long> On(
        DateOnly day, IReadOnlyCollection<InterestRow> rows, IReadOnlyCollection<AskedDays> questions)
    {
        var counts = new Dictionary<(Guid, Counted), long>();
        foreach (var unit in rows.Where(row => row.ValidFrom <= day && (row.ValidTo == null || row.ValidTo > day)).GroupBy(row => row.UnitId))
        {
            var standing = unit.Select(row => (Row: row, Outcome: Outcomes.Of(row, day,
                questions.Any(question => question.InterestId == row.InterestId && question.IsOpenOn(day))))).ToList();
            Add(CountedBy.Outcome, $"{standing.Max(each => each.Outcome)}", 1);
            Add(CountedBy.Interests, "", standing.Count);
            foreach (var part in Enumerable.Range(0, MarkParts))
                Add(CountedBy.Mark, $"{part}", standing.Sum(each => MarkOf(each.Row, each.Outcome, part)));
            var requiring = standing.Where(each => each.Outcome != Outcome.NoExitRequired).Select(each => each.Row).ToList();
            AddEach(CountedBy.Sector, requiring.Select(row => row.Sector));
            AddEach(CountedBy.Holder, requiring.Select(row => (Participation.Relation?)row.Holder));
            AddEach(CountedBy.Category, requiring.Select(row => row.Category));
            AddEach(CountedBy.Rank, requiring.Select(row => row.Rank));

            void AddEach<T>(CountedBy by, IEnumerable<T?> codes) where T : struct, Enum
            {
                foreach (var code in codes.OfType<T>().Distinct())
                    Add(by, $"{code}", 1);
            }

            void Add(CountedBy by, string code, long number) => counts[(unit.Key, new(by, code))] = number;
        }
        return counts;
    }

    private static long MarkOf(InterestRow row, Outcome outcome, int part)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{row.SubmissionId} {row.InterestId} {outcome}"));
        Span<byte> number = stackalloc byte[sizeof(long)];
        digest.AsSpan(part * MarkBytes, MarkBytes).CopyTo(number);
        return BinaryPrimitives.ReadInt64LittleEndian(number);
    }
}

/// <summary>From when to when an interest waits for the answer to a question of policy.</summary>
public readonly record struct AskedDays(Guid ReportId, Guid InterestId, DateOnly AskedOn, DateOnly? AnsweredOn)
{
    public bool IsOpenOn(DateOnly day) => AskedOn <= day && (AnsweredOn == null || AnsweredOn > day);
}
