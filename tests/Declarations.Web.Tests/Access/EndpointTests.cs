using System.Reflection;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Declarations.Web.Tests.Hosting;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>Every endpoint there is, read from the running application.</summary>
public sealed class EndpointTests(Office office) : IClassFixture<Office>
{
    private IReadOnlyList<RouteEndpoint> Endpoints => [.. office.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()];

    private IEnumerable<CompiledPageActionDescriptor> Pages =>
        Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()).OfType<CompiledPageActionDescriptor>();

    [Fact]
    public void Every_page_lies_in_a_folder_of_the_access_table()
    {
        Assert.NotEmpty(Pages);
        Assert.All(Pages, page => Assert.Contains(page.ViewEnginePath[..page.ViewEnginePath.LastIndexOf('/')], AccessTable.Folders.Keys));
    }

    [Fact]
    public void Every_page_has_a_model_that_links_are_made_from() =>
        Assert.All(Pages, page => Assert.True(page.ModelTypeInfo?.IsSubclassOf(typeof(PageModel)), page.ViewEnginePath));

    /// <summary>Filled with something for each parameter, every link leads to one page, and to another than every other.</summary>
    [Fact]
    public void Every_shared_link_leads_to_a_page()
    {
        var templates = Pages.Select(page => new TemplateMatcher(TemplateParser.Parse(page.AttributeRouteInfo!.Template!), [])).ToList();
        foreach (var member in typeof(Links).GetMethods()
            .Where(method => method.IsStatic && method.ReturnType == typeof(string) && method.Name is not "get_SignInFailed"))
        {
            var address = (string)member.Invoke(null, [.. member.GetParameters().Select(parameter =>
                parameter.Name == "query" ? "?a=b" : parameter.ParameterType == typeof(string) ? "x"
                    : Activator.CreateInstance(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType))])!;
            Assert.True(templates.Exists(template => template.TryMatch(address.Split('?', '#')[0], [])), $"{member.Name}: {address}");
        }
    }

    [Fact]
    public void Everybody_has_an_answer_for_every_permission() => Assert.Equal(Enum.GetValues<Permission>(), AccessTable.Holders.Keys.Order());

    [Fact]
    public void Every_row_of_the_access_table_has_pages() =>
        Assert.Equal(AccessTable.Folders.Keys.Order(StringComparer.Ordinal),
            Pages.Select(page => page.ViewEnginePath[..page.ViewEnginePath.LastIndexOf('/')]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_asks_for_the_permission_of_its_folder()
    {
        foreach (var endpoint in Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null))
        {
            var path = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()!.ViewEnginePath;
            var permission = AccessTable.Folders[path[..path.LastIndexOf('/')]];
            var asked = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy);
            Assert.Equal((path, permission == Permission.Public), (path, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null));
            Assert.Equal(permission == Permission.Public ? [] : [permission.ToString()], asked);
        }
    }

    [Fact]
    public void Nothing_but_pages_files_health_and_the_root_is_served()
    {
        var others = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is null
            && endpoint.Metadata.All(data => data.GetType().Name != "StaticAssetDescriptor")).ToList();
        Assert.Equal(["/", "/health", "/health/live", "/health/ready", "{**path:file}"],
            others.Select(endpoint => endpoint.RoutePattern.RawText).Order(StringComparer.Ordinal));
        // The last catches names of files that do not exist; it asks for nothing, so the fallback policy closes it.
        Assert.All(others, endpoint =>
            Assert.Equal(endpoint.RoutePattern.RawText != "{**path:file}", endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null));
    }

    [Fact]
    public void No_page_binds_an_entity_or_takes_a_dictionary()
    {
        var entities = typeof(Aggregate).Assembly;
        foreach (var (page, property) in Pages
            .SelectMany(page => page.BoundProperties.OfType<PageBoundPropertyDescriptor>().Select(bound => (page.ViewEnginePath, bound.Property))))
            foreach (var type in Parts(property.PropertyType))
            {
                Assert.False(type.Assembly == entities && !type.IsEnum, $"{page} binds {type} in {property.Name}");
                Assert.False(type.Name.StartsWith("Dictionary", StringComparison.Ordinal)
                    || type.Name.StartsWith("IDictionary", StringComparison.Ordinal), $"{page}.{property.Name}");
            }
        Assert.DoesNotContain(Pages, page =>
            page.HandlerTypeInfo.GetCustomAttributes(typeof(Microsoft.AspNetCore.Mvc.BindPropertiesAttribute), true).Length > 0);
    }

    /// <summary>Whether a form was sent is said by the address of the handler, never by a field of the form.</summary>
    [Fact]
    public void Where_a_page_has_several_forms_every_handler_says_which_it_takes()
    {
        foreach (var page in Pages)
        {
            var forms = page.BoundProperties.OfType<PageBoundPropertyDescriptor>().Select(bound => bound.Property)
                .Where(property => office.Services.GetRequiredService<IServiceProviderIsService>()
                .IsService(typeof(IValidator<>).MakeGenericType(property.PropertyType))).ToList();
            Assert.DoesNotContain(forms, form => form.PropertyType.GetProperty("Sent") is not null);
            foreach (var handler in page.HandlerMethods.Where(handler => forms.Count > 1 && handler.HttpMethod == "Post"))
                Assert.True(handler.MethodInfo.IsDefined(typeof(WithoutFormAttribute), true)
                    || forms.Exists(form => form.Name == handler.MethodInfo.GetCustomAttribute<TakesAttribute>()?.Form),
                        $"{page.ViewEnginePath} {handler.Name}");
        }
    }

    /// <summary>So that the page filter can refuse what is somebody's own matter. An import is about many, and refuses such rows itself.</summary>
    [Fact]
    public void Every_page_that_acts_for_the_office_upon_one_person_says_upon_whom() =>
        Assert.All(Pages.Where(page => new[] { "/AdminAccounts/", "/Campaigns/", "/Reading/", "/Roster/", "/Slips/" }.Any(
            folder => page.ViewEnginePath.StartsWith(folder, StringComparison.Ordinal))
            && page.AttributeRouteInfo!.Template!.Contains("{id:guid}", StringComparison.Ordinal) && page.ViewEnginePath != "/Roster/Import"
            && page.HandlerMethods.Any(handler => handler.HttpMethod == "Post")), page =>
                Assert.True(page.ModelTypeInfo!.IsAssignableTo(typeof(IActOfOffice)), page.ViewEnginePath));

    /// <summary>A type with the types of its properties, all the way down.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        yield return type;
        foreach (var part in type.GetGenericArguments().Concat(type.Namespace?.StartsWith("Declarations", StringComparison.Ordinal) == true && !type.IsEnum
            ? type.GetProperties().Where(property => property.CanWrite).Select(property => property.PropertyType) : []).SelectMany(Parts))
            yield return part;
    }
}
