using Declarations.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Declarations.Web.Access;

/// <summary>Asks the <see cref="Viewer"/> for one permission.</summary>
public sealed class PermissionRequirement(Permission permission) : IAuthorizationRequirement
{
    public Permission Permission { get; } = permission;
}

public sealed class PermissionHandler(Viewer viewer) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (await viewer.MayAsync(requirement.Permission))
            context.Succeed(requirement);
    }
}

public static class AccessSetup
{
    /// <summary>Deny by default; the access table opens folders.</summary>
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddScoped<Viewer>().AddScoped<OwnMatters>().AddScoped<IAuthorizationHandler, PermissionHandler>();
        var authorization = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), policy => policy.AddRequirements(new PermissionRequirement(permission)));
        // After the framework's own configuration, which starts with an empty list of conventions.
        services.PostConfigure<RazorPagesOptions>(options =>
        {
            foreach (var (folder, permission) in AccessTable.Folders)
            {
                if (permission == Permission.Public)
                    options.Conventions.AllowAnonymousToFolder(folder);
                else
                    options.Conventions.AuthorizeFolder(folder, permission.ToString());
            }
        });
    }
}
