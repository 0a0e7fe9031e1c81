using System.Globalization;
using System.Reflection;
using Declarations.Web.Language;
using FluentValidation;
using FluentValidation.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Declarations.Web.Forms;

/// <summary>How forms are read and checked: from the body only, messages from the words, texts trimmed.</summary>
public static class FormSetup
{
    public static IMvcBuilder AddForms(this IMvcBuilder mvc)
    {
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(Assembly.GetExecutingAssembly(), includeInternalTypes: true))
            mvc.Services.AddScoped(found.InterfaceType, found.ValidatorType);
        ValidatorOptions.Global.LanguageManager = new WordsOfValidation();
        ValidatorOptions.Global.DisplayNameResolver = (type, member, _) => member is null ? null : new Words()[$"{type.Name}.{member.Name}"];
        var parts = mvc.Services.Single(service => service.ServiceType == typeof(IPageApplicationModelPartsProvider)).ImplementationType!;
        mvc.Services.AddSingleton<IPageApplicationModelPartsProvider>(services =>
            new BoundParts((IPageApplicationModelPartsProvider)ActivatorUtilities.CreateInstance(services, parts)));
        return mvc.AddMvcOptions(options =>
        {
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.ModelValidatorProviders.Clear();
            options.MaxModelBindingCollectionSize = 100;
            options.MaxModelBindingRecursionDepth = 8;
            options.ModelBinderProviders.Insert(0, new WrittenBinders());
            options.Filters.Add<PageFilter>();
            var words = new Words();
            var messages = options.ModelBindingMessageProvider;
            messages.SetAttemptedValueIsInvalidAccessor((value, _) => words["error.unreadable", value]);
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => words["error.unreadable", value]);
            messages.SetUnknownValueIsInvalidAccessor(_ => words["error.unreadable-unknown"]);
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => words["error.unreadable-unknown"]);
            messages.SetValueIsInvalidAccessor(value => words["error.unreadable", value]);
            messages.SetValueMustBeANumberAccessor(_ => words["error.unreadable-unknown"]);
            messages.SetNonPropertyValueMustBeANumberAccessor(() => words["error.unreadable-unknown"]);
            messages.SetValueMustNotBeNullAccessor(_ => words["error.NotEmptyValidator-any"]);
            messages.SetMissingBindRequiredValueAccessor(_ => words["error.NotEmptyValidator-any"]);
            messages.SetMissingKeyOrValueAccessor(() => words["error.NotEmptyValidator-any"]);
            messages.SetMissingRequestBodyRequiredValueAccessor(() => words["error.NotEmptyValidator-any"]);
        }).AddMvcOptions(FromTheBodyOnly);
    }

    // A form is its body: no value of a post may come from the address, where logs would keep it. Nor is there a second way
    // to write the name of a field (a[b] for a.b), which reads the address as well and fails on a lone bracket.
    private static void FromTheBodyOnly(MvcOptions options)
    {
        // What the address names, it names: a field of the same name in the body changes nothing.
        options.ValueProviderFactories.RemoveType<RouteValueProviderFactory>();
        options.ValueProviderFactories.Insert(0, new RouteValueProviderFactory());
        options.ValueProviderFactories.RemoveType<QueryStringValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        options.ValueProviderFactories.Add(new QueryOfGetOnly());
    }

    private sealed class QueryOfGetOnly : IValueProviderFactory
    {
        private static readonly QueryStringValueProviderFactory Query = new();

        public Task CreateValueProviderAsync(ValueProviderFactoryContext context) =>
            HttpMethods.IsPost(context.ActionContext.HttpContext.Request.Method) ? Task.CompletedTask : Query.CreateValueProviderAsync(context);
    }

    private sealed class WordsOfValidation : ILanguageManager
    {
        public bool Enabled { get; set; } = true;
        public CultureInfo? Culture { get; set; }

        public string GetString(string key, CultureInfo? culture = null) =>
            Words.Has("error." + key) ? new Words()["error." + key] : "";
    }
}
