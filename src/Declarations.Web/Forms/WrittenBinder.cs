using Declarations.Web.Language;
using Declarations.Written;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Declarations.Web.Forms;

/// <summary>A key (<see cref="WrittenKey"/>): read without blanks, invisible characters and full width.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class KeyAttribute() : ModelBinderAttribute(typeof(KeyBinder));

/// <summary>The name of a person, in the spelling in which it is stored (<see cref="WrittenName"/>).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonNameAttribute() : ModelBinderAttribute(typeof(PersonNameBinder));

/// <summary>What people write, read by one reader each; nothing written is null, and what cannot be read says beside the field what can.</summary>
internal abstract class WrittenBinder(string fault) : IModelBinder
{
    /// <returns>Null: it cannot be read.</returns>
    protected abstract object? Read(string text);

    public Task BindModelAsync(ModelBindingContext context)
    {
        var given = context.ValueProvider.GetValue(context.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        context.ModelState.SetModelValue(context.ModelName, given);
        var text = given.FirstValue ?? "";
        if (given.Length > 1 || WrittenText.OneLine(text).Length > 0 && Read(text) is null)
            context.ModelState.TryAddModelError(context.ModelName, new Words()[fault, text.Length > 40 ? text[..40] + "…" : text]);
        else if (WrittenText.OneLine(text).Length > 0)
            context.Result = ModelBindingResult.Success(Read(text));
        else if (context.ModelMetadata.IsReferenceOrNullableType)
            context.Result = ModelBindingResult.Success(null);
        return Task.CompletedTask;
    }
}

internal sealed class NumberBinder() : WrittenBinder("error.not-a-number")
{
    protected override object? Read(string text) => WrittenNumber.TryRead(text, out var number) ? number : null;
}

internal sealed class DayBinder() : WrittenBinder("error.not-a-day")
{
    protected override object? Read(string text) => WrittenDay.TryRead(text, out var day) ? day : null;
}

internal sealed class KeyBinder() : WrittenBinder("error.unreadable")
{
    protected override object? Read(string text) => WrittenKey.Normal(text);
}

internal sealed class PersonNameBinder() : WrittenBinder("error.unreadable")
{
    protected override object? Read(string text) => WrittenName.Normal(text);
}

/// <summary>Every decimal and every day, wherever it is bound.</summary>
internal sealed class WrittenBinders : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(decimal) ? new NumberBinder() : context.Metadata.UnderlyingOrModelType == typeof(DateOnly)
            ? new DayBinder() : null;
}
