using System.CommandLine;

namespace Declarations.Trials;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Experiments of docs/trust.md on the product as it runs. Exit 0: nothing was lost; 1: something was.");
        var serve = new Command("serve", "The product itself, with cheap password hashes; the experiments start and kill it.")
        { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((parsed, cancellation) => Site.ServeAsync([.. parsed.UnmatchedTokens], cancellation));
        root.Subcommands.Add(serve);
        root.Subcommands.Add(KillTrial.Create());
        root.Subcommands.Add(PointTrial.Create());
        root.Subcommands.Add(SoakTrial.Create());
        return root.Parse(args).InvokeAsync();
    }
}
