using System.CommandLine;

namespace Declarations.Web.Commands;

/// <summary>health --url: asks a running instance whether it is ready; for container health checks.</summary>
public static class HealthCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url")
            { Description = "Address of the readiness check.", DefaultValueFactory = _ => "http://127.0.0.1:8080/health/ready" };
        var command = new Command("health", "Ask a running instance whether it is ready.");
        command.Options.Add(url);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            try
            {
                return (await client.GetAsync(parsed.GetValue(url), cancellation)).IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return 1;
            }
        });
        return command;
    }
}
