using Declarations.Data.Guards;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;

namespace Declarations.Web.Door;

public static class DoorSetup
{
    /// <summary>What every request passes, whoever sends it: headers, hosts, sizes, cookies and the keys that seal them.</summary>
    public static void AddDoor(this IServiceCollection services, IConfiguration settings)
    {
        // First of all, so that the headers are also on what the framework refuses before the pipeline.
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, FrontDoor>());
        services.AddSingleton<Transport>().AddSingleton<Crowd>().ConfigureOptions<Cookies>();
        services.AddOptions<HostFilteringOptions>().Configure<Transport>((options, transport) =>
            (options.AllowedHosts, options.AllowEmptyHosts, options.IncludeFailureMessage) = (transport.Hosts, false, false));
        services.Configure<FormOptions>(
            options => (options.ValueCountLimit, options.ValueLengthLimit, options.MultipartBodyLengthLimit, options.MemoryBufferThreshold)
            = (Application.MostFields, Application.LongestField, Application.LargestForm, Application.LargestForm));
        services.AddDataProtection().SetApplicationName("Declarations");
        services.AddSingleton<KeyRing>().AddOptions<KeyManagementOptions>().Configure<Vault, IServiceScopeFactory>(
            (keys, vault, scopes) => (keys.XmlEncryptor, keys.XmlRepository) = (new KeySeal(vault), new KeyStore(scopes)));
    }
}
