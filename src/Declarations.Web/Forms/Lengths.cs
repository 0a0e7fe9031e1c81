using System.Collections.Concurrent;
using FluentValidation;
using FluentValidation.Validators;

namespace Declarations.Web.Forms;

/// <summary>How long the text of a field may be: what the validator of its form says, for the input to say as well.</summary>
public static class Lengths
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, int>> Known = new();

    /// <summary>In characters; null: the form says nothing about it.</summary>
    public static int? Of(Type form, string field) => Known.GetOrAdd(form, Read).TryGetValue(field, out var length) ? length : null;

    private static Dictionary<string, int> Read(Type form)
    {
        var validator = typeof(IValidator<>).MakeGenericType(form);
        return form.Assembly.GetTypes().SingleOrDefault(type => !type.IsAbstract && validator.IsAssignableFrom(type)) is not { } own ? []
            : ((IValidator)Activator.CreateInstance(own)!).CreateDescriptor().GetMembersWithValidators()
                .Select(member => (member.Key, Lengths: member.Select(rule => rule.Validator).OfType<ILengthValidator>().Select(rule => rule.Max)
                .Where(most => most > 0)))
                .Where(member => member.Lengths.Any()).ToDictionary(member => member.Key, member => member.Lengths.Min());
    }
}
