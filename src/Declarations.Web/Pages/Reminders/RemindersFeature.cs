namespace Declarations.Web.Pages.Reminders;

public sealed class RemindersFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddScoped<ReminderDesk>().AddSingleton(WebhookSettings.Of(settings));
        services.AddHttpClient<Webhook>(client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<ReminderClock>().AddHostedService(provider => provider.GetRequiredService<ReminderClock>());
    }
}
