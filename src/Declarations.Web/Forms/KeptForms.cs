using System.Globalization;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Written;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Declarations.Web.Forms;

/// <summary>A page where people write: what they typed outlives the end of their session, a form grown too old, and a lost connection.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptAttribute : Attribute
{
    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>()?
        .ModelTypeInfo?.IsDefined(typeof(KeptAttribute), inherit: true) == true;
}

/// <summary>
/// Keeps what was typed and not saved, and lays it over the page when its writer comes back. Passwords, agreements to a loss
/// and files are never kept. Only what the page itself has sent is: a form of another site plants nothing.
/// </summary>
public sealed class KeptForms(DeclarationsDb db, OfficeClock clock, IModelBinderFactory binders, ParameterBinder binder, IModelMetadataProvider metadata)
{
    private const int LongestAddress = 300, Largest = 128 * 1024;
    private static readonly object Stale = new();
    private static readonly string[] NeverKept = ["__RequestVerificationToken", "Sure", "address"];

    /// <summary>Path and query of the page that a form belongs to.</summary>
    public static string AddressOf(HttpRequest request) => request.Path.Value!.ToLowerInvariant()
        + new QueryBuilder(request.Query.Where(pair => pair.Key is not ("handler" or "culture" or "kept"))).ToQueryString();

    public static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site == "same-origin" : Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;

    /// <summary>Keeps what a request has sent to a page, in place of what was kept of that page before.</summary>
    /// <returns>False: it is too much, or of too many pages, and was not kept.</returns>
    public async Task<bool> KeepAsync(Guid accountId, string address, IFormCollection form)
    {
        var fields = QueryString.Create(WhatMayBeKept(form)).Value ?? "";
        var forgotten = clock.Now - KeptForm.Longest;
        await db.KeptForms.Where(kept => kept.At < forgotten).ExecuteDeleteAsync();
        var mine = db.KeptForms.Where(kept => kept.AccountId == accountId);
        var before = await mine.SingleOrDefaultAsync(kept => kept.Address == address);
        if (address.Length > LongestAddress || fields.Length is 0 or > Largest || before is null && await mine.CountAsync() >= KeptForm.Most)
            return false;
        if (before is null)
            db.KeptForms.Add(new KeptForm { AccountId = accountId, Address = address, Fields = fields, At = clock.Now });
        else
            (before.Fields, before.At) = (fields, clock.Now);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            // Another window of the same page was first.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    public Task DropAsync(Guid accountId, string address) =>
        db.KeptForms.Where(kept => kept.AccountId == accountId && kept.Address == address).ExecuteDeleteAsync();

    /// <summary>Lays what was typed over the page that is about to be shown.</summary>
    /// <returns>When it was typed; null: nothing was kept.</returns>
    public async Task<DateTimeOffset?> RestoreAsync(PageHandlerExecutedContext executed, Guid accountId)
    {
        var request = executed.HttpContext.Request;
        if (executed.HttpContext.Items[Stale] is IFormCollection stale)
        {
            await BindAsync(executed, stale);
            return clock.Now;
        }
        var (address, forgotten) = (AddressOf(request), clock.Now - KeptForm.Longest);
        var found = await db.KeptForms.AsNoTracking()
            .SingleOrDefaultAsync(kept => kept.AccountId == accountId && kept.Address == address && kept.At >= forgotten);
        if (found is not null)
            await BindAsync(executed, new FormCollection(QueryHelpers.ParseQuery(found.Fields)));
        return found?.At;
    }

    /// <summary>The request has sent a form whose token no longer counts.</summary>
    public static bool IsStale(HttpContext context) => context.Items.ContainsKey(Stale);

    /// <summary>Takes the form of such a request aside, so that its page is shown with it.</summary>
    internal static void TakeAside(HttpContext context)
    {
        context.Items[Stale] = new FormCollection(WhatMayBeKept(context.Request.Form).ToDictionary());
        context.Request.Method = HttpMethods.Get;
    }

    private async Task BindAsync(PageHandlerExecutedContext executed, IFormCollection fields)
    {
        var (page, model) = ((PageModel)executed.HandlerInstance, executed.ActionDescriptor.ModelTypeInfo!);
        page.ModelState.Clear();
        var values = new FormValueProvider(BindingSource.Form, fields, CultureInfo.CurrentCulture);
        foreach (var property in executed.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>()
            .Where(each => values.ContainsPrefix(each.Name)))
        {
            // A form is bound on a post alone; this one was posted, only not now.
            var info = new BindingInfo(property.BindingInfo ?? new()) { RequestPredicate = null };
            var posted = new ParameterDescriptor { Name = property.Name, ParameterType = property.ParameterType, BindingInfo = info };
            var described = metadata.GetMetadataForProperty(model, property.Name);
            var reader = binders.CreateBinder(new ModelBinderFactoryContext { BindingInfo = info, Metadata = described, CacheToken = property });
            var bound = await binder.BindModelAsync(page.PageContext, reader, values, posted, described, value: null);
            if (bound.IsModelSet)
                property.Property.SetValue(page, bound.Model);
        }
        // Nothing was checked yet: that comes when it is sent.
        foreach (var entry in page.ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> WhatMayBeKept(IFormCollection form) => form
        .Where(field => !NeverKept.Contains(field.Key, StringComparer.OrdinalIgnoreCase) && !field.Key.EndsWith("Password", StringComparison.OrdinalIgnoreCase))
        .Select(field => KeyValuePair.Create(field.Key, new StringValues([.. field.Value.Select(value => value is null ? null : WrittenText.Lines(value))])));
}

public static class StaleForms
{
    /// <summary>
    /// A form whose token no longer counts, sent by the page itself: the page again with what was typed, as a 400, instead of a page that says no.
    /// </summary>
    public static IApplicationBuilder UseStaleForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && KeptAttribute.Is(context) && KeptForms.IsFromHere(request)
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            KeptForms.TakeAside(context);
        await next(context);
    });
}
