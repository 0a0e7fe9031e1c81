using System.Reflection;
using System.Security.Claims;
using Declarations.Web.Access;
using Declarations.Web.Door;
using Declarations.Web.Language;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Declarations.Web.Forms;

/// <summary>A page about something: loaded before any handler, and before a bad post is shown again.</summary>
public interface ILoaded
{
    /// <returns>False: there is no such thing, or not for this viewer.</returns>
    Task<bool> LoadAsync();

    /// <summary>What is answered then.</summary>
    IActionResult Missing => new NotFoundResult();
}

/// <summary>A page that shows more than its handlers need: loaded whenever it is about to be shown.</summary>
public interface IShown
{
    Task ShowAsync();
}

/// <summary>On a handler whose button sends no form, or one not yet filled in: its values are read, not checked.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithoutFormAttribute : Attribute;

/// <summary>On a handler of a page with several forms: the one that its button sends. Which it is, the address says and not the sender.</summary>
/// <param name="form">Name of the bound property.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesAttribute(string form) : Attribute
{
    public string Form => form;
}

/// <summary>
/// What every page does around its handlers. A verb without a handler is refused (Razor Pages would show the page without
/// having opened anything), an address that cannot be read is a 400, what is not there a 404. A bad post, checked by the
/// validators of all that it binds, never reaches the handler: it answers the same page with what was typed, as a 400.
/// </summary>
public sealed class PageFilter(IServiceProvider services, KeptForms kept, Words words) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (page, method) = ((PageModel)context.HandlerInstance, context.HttpContext.Request.Method);
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (!reads && context.HandlerMethod is null)
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        else if (reads && !context.ModelState.IsValid)
            context.Result = new BadRequestResult();
        if (context.Result is null && page is ILoaded loaded && !await loaded.LoadAsync())
            context.Result = loaded.Missing;
        else if (context.Result is null && !reads && !await IsGoodAsync(context))
            context.Result = await ShownAsync(page, page.BadForm());
        if (context.Result is not null)
            return;
        if (!reads && page is IActOfOffice act)
            await services.GetRequiredService<OwnMatters>().EnsureNoneAsync(act.About);
        var executed = await next();
        if (executed.Exception is LaterException later)
        {
            executed.ExceptionHandled = true;
            later.Answer(context.HttpContext.Response);
            executed.Result = page.BadForm("", words[later.Words, later.Seconds], context.HttpContext.Response.StatusCode);
        }
        if (KeptAttribute.Is(context.HttpContext) && context.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account)
            await KeepAsync(executed, Guid.Parse(account), reads);
        if (executed.Result is PageResult shown)
            await ShownAsync(page, shown);
    }

    /// <summary>On a page where people write: what was typed before is back when it is opened, and gone once it is saved.</summary>
    private async Task KeepAsync(PageHandlerExecutedContext executed, Guid account, bool reads)
    {
        var (page, http) = ((PageModel)executed.HandlerInstance, executed.HttpContext);
        if (executed.Result is PageResult shown)
        {
            page.ViewData["Keep"] = KeptForms.AddressOf(http.Request);
            if (reads)
                page.ViewData["KeptAt"] = await kept.RestoreAsync(executed, account);
            if (KeptForms.IsStale(http))
                shown.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (!reads && executed.Result is RedirectResult or LocalRedirectResult or RedirectToPageResult)
            await kept.DropAsync(account, KeptForms.AddressOf(http.Request));
    }

    private async Task<bool> IsGoodAsync(PageHandlerExecutingContext context)
    {
        var (handler, bound) = (context.HandlerMethod!.MethodInfo, context.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>());
        var taken = handler.GetCustomAttribute<TakesAttribute>(inherit: true)?.Form;
        if (!handler.IsDefined(typeof(WithoutFormAttribute), inherit: true))
            foreach (var property in bound.Where(property => taken is null || property.Name == taken))
                await ValidateAsync(context, property.Name, property.Property.GetValue(context.HandlerInstance));
        return context.ModelState.IsValid;
    }

    private async Task ValidateAsync(PageHandlerExecutingContext context, string prefix, object? form)
    {
        if (form is null || services.GetService(typeof(IValidator<>).MakeGenericType(form.GetType())) is not IValidator validator)
            return;
        var validation = new ValidationContext<object>(form);
        validation.RootContextData["page"] = context.HandlerInstance;
        foreach (var failure in (await validator.ValidateAsync(validation)).Errors)
        {
            var key = $"{prefix}.{failure.PropertyName}";
            // What could not even be read has said so already.
            if (!context.ModelState.TryGetValue(key, out var entry) || entry.Errors.Count == 0)
                context.ModelState.AddModelError(key, failure.ErrorMessage);
        }
    }

    private static async Task<PageResult> ShownAsync(PageModel page, PageResult result)
    {
        if (page is IShown more)
            await more.ShowAsync();
        return result;
    }
}

public static class Pages
{
    /// <summary>The page again with what was typed, as a 400.</summary>
    public static PageResult BadForm(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }

    /// <summary>The page again: the password was wrong, or none was sent because the signing window was still thought open.</summary>
    public static PageResult NotProven(this PageModel page, Words words, string? password) =>
        page.BadForm("Form.Password", string.IsNullOrEmpty(password) ? words["error.window-over"] : words["error.password"]);

    /// <summary>The page again with a message beside a field; for an empty name, above the form.</summary>
    public static PageResult BadForm(this PageModel page, string field, string message, int status = StatusCodes.Status400BadRequest)
    {
        page.ModelState.AddModelError(field, message);
        var result = page.BadForm();
        result.StatusCode = status;
        return result;
    }
}
