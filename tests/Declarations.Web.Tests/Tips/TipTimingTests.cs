using System.Diagnostics;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>Codes are not found by guessing, and how long a look takes does not tell an unknown code from one that was given up (T20).</summary>
public sealed class TipTimingTests(TipScene scene, ITestOutputHelper output) : IClassFixture<TipScene>
{
    /// <summary>The same hypothesis may fail by chance once in a hundred times, not three times in a row.</summary>
    private const int Tries = 3;

    [Fact]
    public async Task An_unknown_code_takes_as_long_as_one_that_was_given_up()
    {
        var given = new List<SlipCode>();
        for (var n = 0; n < 40; n++)
        {
            var code = SlipCode.New();
            await scene.InDb(async (db, _) =>
            {
                var intake = new TipIntake(db);
                await intake.SendAsync(code, new() { TopicId = scene.Sand.Id, Facts = "无" }, null, scene.Desk, scene.Day);
                if (n > 0)
                    await intake.GiveUpAsync((await intake.FindAsync(code))!);
            });
            given.Add(code);
        }
        given.RemoveAt(0);
        var pairs = Settings.Number(400, 10_000);
        var p = 0.0;
        for (var attempt = 1; p <= 0.01 && attempt <= Tries; attempt++)
        {
            var (unknown, known) = (new List<double>(), new List<double>());
            var random = new Random(Settings.Seed + attempt);
            for (var n = -100; n < pairs; n++)
            {
                var (miss, hit) = (SlipCode.New(), given[random.Next(given.Count)]);
                var missFirst = random.Next(2) == 0;
                var first = await TimeAsync(missFirst ? miss : hit);
                var second = await TimeAsync(missFirst ? hit : miss);
                if (n < 0)
                    continue;
                unknown.Add(missFirst ? first : second);
                known.Add(missFirst ? second : first);
            }
            p = MannWhitney(unknown, known);
            output.WriteLine($"{pairs} pairs, attempt {attempt}: p = {p:0.0000}, medians {Median(unknown):0.000} and {Median(known):0.000} ms");
        }
        Assert.True(p > 0.01, $"p = {p}");
    }

    [Fact]
    public async Task No_guess_finds_a_tip()
    {
        using var tipster = scene.Visit();
        await tipster.TipAsync(scene, "有人夜间采砂");
        await using var services = scene.Services.CreateAsyncScope();
        var intake = services.ServiceProvider.GetRequiredService<TipIntake>();
        for (var n = 0; n < Settings.Number(1_000, 100_000); n++)
            Assert.Null(await intake.FindAsync(SlipCode.New()));
    }

    [Fact]
    public void The_measure_tells_a_difference_of_a_tenth()
    {
        var (one, same, slower) = (Times(0), Times(0.0001), Times(0.1));
        Assert.InRange(MannWhitney(one, same), 0.9, 1);
        Assert.True(MannWhitney(one, slower) < 0.001);
        // By a table of the normal distribution: z = 3.780, and z = 1.058.
        Assert.Equal(0.000157, MannWhitney([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]), 0.000005);
        Assert.Equal(0.2899, MannWhitney([3, 4, 5, 6, 7, 8, 9, 10, 19, 20], [1, 2, 11, 12, 13, 14, 15, 16, 17, 18]), 0.0005);

        static List<double> Times(double more) => [.. Enumerable.Range(0, 400).Select(n => 1 + more + (n / 1000.0))];
    }

    private async Task<double> TimeAsync(SlipCode code)
    {
        await using var services = scene.Services.CreateAsyncScope();
        var intake = services.ServiceProvider.GetRequiredService<TipIntake>();
        var watch = Stopwatch.GetTimestamp();
        await intake.FindAsync(code);
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>Two-sided, by the normal approximation, which holds from some twenty on.</summary>
    private static double MannWhitney(List<double> one, List<double> other)
    {
        var ranked = one.Select(time => (time, IsOne: true)).Concat(other.Select(time => (time, IsOne: false))).OrderBy(each => each.time).ToList();
        var ranks = ranked.Index().Where(each => each.Item.IsOne).Sum(each => each.Index + 1.0);
        double n = one.Count, m = other.Count;
        var z = Math.Abs(ranks - (n * (n + 1) / 2) - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
        // Upper tail of the normal distribution (Abramowitz and Stegun 26.2.17).
        var t = 1 / (1 + (0.2316419 * z));
        return 2 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
    }
}
