using System.CommandLine;
using System.Diagnostics;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Data.Seeding;
using Microsoft.AspNetCore.Identity;

namespace Declarations.Web.Commands;

/// <summary>seed --demo: a fictional city, bureau and two campaigns; the same for the same seed, but for the passwords.</summary>
public static class SeedCommand
{
    public const int DefaultPeople = 3173;
    public const int DefaultSeed = 2017;
    private const int Fewest = 100, Most = 200_000;

    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Fill with the fictional city.", Required = true };
        var people = new Option<int>("--people")
        {
            Description = $"Officials of the bureau, {Fewest} to {Most}; those beyond {DefaultPeople} are in branches and stations.",
            DefaultValueFactory = _ => DefaultPeople,
        };
        people.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < Fewest or > Most)
                result.AddError($"--people must be from {Fewest} to {Most}.");
        });
        var seed = new Option<int>("--seed") { Description = "Number that decides every invented person.", DefaultValueFactory = _ => DefaultSeed };
        var command = new Command("seed", "Fill an empty database with invented data.") { TreatUnmatchedTokensAsErrors = false };
        command.Options.Add(demo);
        command.Options.Add(people);
        command.Options.Add(seed);
        command.OnMigratedDatabase(async (parsed, services, cancellation) =>
        {
            await SeedAsync(services, parsed.GetValue(people), parsed.GetValue(seed), cancellation);
            return 0;
        });
        return command;
    }

    /// <returns>The sign-ins, the first time; none when the city was there already.</returns>
    public static async Task<IReadOnlyList<Data.Seeding.SignIn>> SeedAsync(IServiceProvider services, int people, int seed, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var demo = new DemoCity(services.GetRequiredService<DeclarationsDb>(), services.GetRequiredService<IPasswordHasher<Account>>(),
            services.GetRequiredService<TimeProvider>().GetUtcNow(), people, seed);
        if (!await demo.IsNeededAsync(cancellation))
        {
            await Console.Out.WriteLineAsync("The demo city is there already; its sign-ins were printed when it was made (--demo --fresh makes it anew).");
            return [];
        }
        var signIns = await demo.SeedAsync(text => Console.Out.WriteLine($"{watch.Elapsed.TotalSeconds,5:0.0} s  {text}"), cancellation);
        await DemoNotices.AddAsync(services, cancellation);
        await Console.Out.WriteLineAsync("\nSign-ins of the demo, printed this once:");
        foreach (var signIn in signIns)
            await Console.Out.WriteLineAsync($"  {signIn.UserName,-12} {signIn.Password}   {signIn.Description}");
        await Console.Out.WriteLineAsync();
        return signIns;
    }
}
