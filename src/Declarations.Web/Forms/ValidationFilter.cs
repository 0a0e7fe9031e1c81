using Declarations.Web.Language;
using Declarations.Web.Security;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Declarations.Web.Forms;

/// <summary>A page with a form: shows itself again, with what was typed and the messages, when a post is bad.</summary>
public interface IShowAgain
{
    Task<IActionResult> ShowAgainAsync();
}

/// <summary>On a handler whose button sends no form, or one not yet filled in: its values are read, not checked.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithoutFormAttribute : Attribute;

/// <summary>
/// Runs the validator of everything a post binds, before the handler. A bad post answers the same page with 400 and
/// never reaches the handler.
/// </summary>
public sealed class ValidationFilter(IServiceProvider services) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HttpMethods.IsPost(context.HttpContext.Request.Method) && context.HandlerInstance is IShowAgain page)
        {
            var formless = context.HandlerMethod?.MethodInfo.IsDefined(typeof(WithoutFormAttribute), inherit: true) == true;
            foreach (var property in formless ? [] : context.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>())
                await ValidateAsync(context, property.Name, property.Property.GetValue(context.HandlerInstance));
            if (!context.ModelState.IsValid)
            {
                context.Result = await page.ShowAgainAsync();
                return;
            }
        }
        var executed = await next();
        if (executed.Exception is LaterException later && context.HandlerInstance is IShowAgain kept)
        {
            executed.ExceptionHandled = true;
            executed.ModelState.AddModelError("", services.GetRequiredService<Words>()[later.Words, later.Seconds]);
            executed.Result = await kept.ShowAgainAsync();
            later.Answer(context.HttpContext.Response);
            if (executed.Result is PageResult again)
                again.StatusCode = context.HttpContext.Response.StatusCode;
        }
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
}

public static class Pages
{
    /// <summary>The page again, as a 400.</summary>
    public static PageResult BadForm(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }
}
