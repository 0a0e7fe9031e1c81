using Microsoft.AspNetCore.Mvc.Filters;

namespace Declarations.Web.Pages.InHand;

/// <summary>Keeps the campaign that an address names before its page is loaded; a post, or an address that cannot be read, chooses none.</summary>
public sealed class CampaignFilter(CampaignChoice choice) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var method = context.HttpContext.Request.Method;
        if ((HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) && context.ModelState.IsValid)
            await choice.KeepAsync();
        await next();
    }
}
