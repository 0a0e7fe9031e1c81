using System.CommandLine;
using Declarations.Reporting.CaseBooks;
using Declarations.Rules;

namespace Declarations.Web.Commands;

/// <summary>
/// assess FILE: what the rules say of each case of a book, and where that is not what the case expects. Exit codes: 0 as
/// expected, 1 some differ, 2 the book or the policy cannot be read (stderr says which case and where).
/// </summary>
public static class AssessCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Book of cases, JSON." };
        var policy = new Option<string>("--policy") { Description = "Policy version: " + string.Join(", ", Policies.All.Select(known => known.Version)) + ".",
            DefaultValueFactory = _ => Policy.Zhuzhou2017.Version };
        var format = new Option<CaseBookFormat>("--format") { Description = "table or json." };
        var command = new Command("assess", "Assess the cases of a book without a database.");
        command.Arguments.Add(file);
        command.Options.Add(policy);
        command.Options.Add(format);
        command.SetAction(parsed => Assess(parsed.GetRequiredValue(file), parsed.GetRequiredValue(policy), parsed.GetValue(format)));
        return command;
    }

    private static int Assess(string path, string version, CaseBookFormat format)
    {
        if (Policies.Find(version) is not { } policy)
            return Unreadable($"Unknown policy '{version}'. Known: {string.Join(", ", Policies.All.Select(known => known.Version))}.");
        CaseBook book;
        try
        {
            using var stream = File.OpenRead(path);
            book = CaseBook.Load(stream);
        }
        catch (Exception exception) when (exception is CaseBookException or IOException or UnauthorizedAccessException)
        {
            return Unreadable(exception.Message);
        }
        return CaseBookRunner.Write(book.Cases.Select(@case => CaseBook.Run(@case, policy)), format, Console.Out) == 0 ? 0 : 1;
    }

    private static int Unreadable(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
