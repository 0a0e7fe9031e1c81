using System.CommandLine;
using Declarations.Written;

namespace Declarations.Web.Commands;

/// <summary>An option that takes a whole day, written as people write days.</summary>
public static class WrittenDayOption
{
    public static Option<DateOnly?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (WrittenDay.TryRead(result.Tokens[0].Value, out var day))
                return day;
            result.AddError($"{name} must be a whole day such as 2017-11-20, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
