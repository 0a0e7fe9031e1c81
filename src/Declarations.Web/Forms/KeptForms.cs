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
    private const int Largest = 128 * 1024;
    private static readonly object Stale = new();
    private static readonly string[] NeverKept = ["__RequestVerificationToken", "Sure", "address"];

    /// <summary>Path and query of the page that a form belongs to.</summary>
    public static string AddressOf(HttpRequest request) => request.Path.Value!.ToLowerInvariant()
        + new QueryBuilder(request.Query.Where(pair => pair.Key is not ("handler" or "culture" or "kept"))).ToQueryString();

    public static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site == "same-origin" : Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;

    /// <summary>Keeps what a request has sent to a page, in place of what was kept of that page before.</summary>
    public async Task KeepAsync(Guid accountId, string address, IFormCollection form)
    {
        var fields = QueryString.Create(Fields(form)).Value ?? "";
        await db.KeptForms.Where(kept => kept.AccountId == accountId && kept.At < clock.Now - KeptForm.Longest).ExecuteDeleteAsync();
        if (address.Length > 300 || fields.Length is 0 or > Largest || await db.KeptForms.CountAsync(kept => kept.AccountId == accountId) >= KeptForm.Most)
            return;
        if (await db.KeptForms.SingleOrDefaultAsync(kept => kept.AccountId == accountId && kept.Address == address) is { } before)
            (before.Fields, before.At) = (fields, clock.Now);
        else
            db.KeptForms.Add(new KeptForm { AccountId = accountId, Address = address, Fields = fields, At = clock.Now });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Another window of the same page was first; its next word comes soon.
            db.ChangeTracker.Clear();
        }
    }

    public Task DropAsync(Guid accountId, string address) => db.KeptForms.Where(kept => kept.AccountId == accountId && kept.Address == address).ExecuteDeleteAsync();

    /// <summary>Lays what was typed over the page that is about to be shown.</summary>
    /// <returns>When it was typed; null: nothing was kept.</returns>
    public async Task<DateTimeOffset?> RestoreAsync(PageHandlerExecutedContext executed, Guid accountId)
    {
        var http = executed.HttpContext;
        if (http.Items[Stale] is IFormCollection stale)
        {
            await RestoreAsync(executed, stale);
            return clock.Now;
        }
        var address = AddressOf(http.Request);
        if (await db.KeptForms.AsNoTracking().SingleOrDefaultAsync(kept => kept.AccountId == accountId && kept.Address == address) is not { } kept)
            return null;
        await RestoreAsync(executed, new FormCollection(QueryHelpers.ParseQuery(kept.Fields)));
        return kept.At;
    }

    /// <summary>A form whose token no longer counts, sent by the page itself: the page again with what was typed, as a 400, instead of a page that says no.</summary>
    public static IApplicationBuilder UseStaleForms(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && KeptAttribute.Is(context) && IsFromHere(request)
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Items[Stale] = new FormCollection(Fields(request.Form).ToDictionary(field => field.Key, field => field.Value));
            request.Method = HttpMethods.Get;
        }
        await next(context);
    });

    public static bool IsStale(HttpContext context) => context.Items.ContainsKey(Stale);

    private async Task RestoreAsync(PageHandlerExecutedContext executed, IFormCollection fields)
    {
        var (page, context) = ((PageModel)executed.HandlerInstance, (PageContext)((PageModel)executed.HandlerInstance).PageContext);
        page.ModelState.Clear();
        var values = new FormValueProvider(BindingSource.Form, fields, CultureInfo.CurrentCulture);
        foreach (var property in executed.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>().Where(property => values.ContainsPrefix(property.Name)))
        {
            var described = metadata.GetMetadataForProperty(executed.ActionDescriptor.ModelTypeInfo!, property.Name);
            // A form is bound on a post alone; this one was posted, only not now.
            var posted = new ParameterDescriptor { Name = property.Name, ParameterType = property.ParameterType, BindingInfo = new BindingInfo(property.BindingInfo ?? new()) { RequestPredicate = null } };
            var bound = await binder.BindModelAsync(context,
                binders.CreateBinder(new ModelBinderFactoryContext { BindingInfo = posted.BindingInfo, Metadata = described, CacheToken = property }), values, posted, described, value: null);
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

    private static IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> Fields(IFormCollection form) => form
        .Where(field => !NeverKept.Contains(field.Key, StringComparer.OrdinalIgnoreCase) && !field.Key.EndsWith("Password", StringComparison.OrdinalIgnoreCase))
        .Select(field => KeyValuePair.Create(field.Key, new Microsoft.Extensions.Primitives.StringValues([.. field.Value.Select(value => value is null ? null : WrittenText.Lines(value))])));
}
