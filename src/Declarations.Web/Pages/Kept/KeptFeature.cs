using Declarations.Web.Forms;

namespace Declarations.Web.Pages.Kept;

public sealed class KeptFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings) => services.AddScoped<KeptForms>();
}
