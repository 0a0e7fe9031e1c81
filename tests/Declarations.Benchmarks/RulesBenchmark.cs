using System.Globalization;
using System.Reflection;
using Declarations.Rules;

namespace Declarations.Benchmarks;

/// <summary>
/// Determinations a second of processor time in one process, over facts drawn at random: every fact known or not, every code as likely as another.
/// </summary>
internal static class RulesBenchmark
{
    private const int Kept = 10_000, Rounds = 7;
    private const double Goal = 100_000;
    private static readonly DateOnly First = new(2010, 1, 1);

    /// <returns>Whether the goal is met.</returns>
    public static bool Run()
    {
        var random = new Random(20170904);
        var facts = Enumerable.Range(0, Kept).Select(_ => Draw(typeof(CaseFacts), random)).Cast<CaseFacts>().ToList();
        var verdicts = facts.CountBy(one => Assessor.Assess(one, Policy.Zhuzhou2017).Verdict).OrderByDescending(each => each.Value);
        Console.WriteLine($"{Kept:N0} cases: {string.Join(", ", verdicts.Select(each => $"{each.Value:N0} {each.Key}"))}");
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (before, findings) = (Environment.CpuUsage.TotalTime, 0L);
            foreach (var one in facts)
                findings += Assessor.Assess(one, Policy.Zhuzhou2017).Findings.Count;
            rates.Add(Kept / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            if (findings < Kept)
                throw new InvalidOperationException("A determination without a finding.");
        }
        var rate = rates.Order().ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:N0} determinations a second and core (goal: at least {Goal:N0})"));
        return rate >= Goal;
    }

    /// <summary>A record whose facts are each unknown one time in eight.</summary>
    private static object? Draw(Type type, Random random)
    {
        if (Nullable.GetUnderlyingType(type) is { } known)
            return random.Next(8) == 0 ? null : Draw(known, random);
        if (type.IsEnum)
            return Enum.GetValues(type) is var values ? values.GetValue(random.Next(values.Length)) : null;
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(DateOnly))
            return First.AddDays(random.Next(3500));
        if (type == typeof(decimal))
            return (decimal)random.Next(3000);
        if (type == typeof(string))
            return "入股";
        if (type == typeof(Money))
            return Money.FromWan(random.Next(100));
        if (!type.Name.EndsWith("Facts", StringComparison.Ordinal))
            throw new InvalidOperationException($"No way to draw a {type}.");
        var made = Activator.CreateInstance(type, [.. type.GetConstructors()[0].GetParameters().Select(each => Draw(each.ParameterType, random))]);
        foreach (var fact in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(each => each.SetMethod is not null))
            fact.SetValue(made, Draw(fact.PropertyType, random));
        return made;
    }
}
