using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Declarations.Web.Watch;

/// <summary>
/// Measures and traces for a collector of the operator, over OTLP. Settings: <c>Telemetry:Endpoint</c> (address of the collector; none: nothing is collected
/// and nothing leaves), <c>Telemetry:Seconds</c> (between two reports, default 60).
/// </summary>
public sealed class Telemetry(IConfiguration settings, Gauges gauges) : IHostedService, IDisposable
{
    private OpenTelemetrySdk? sdk;

    /// <exception cref="InvalidOperationException">The address is none.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings["Telemetry:Endpoint"] is not { Length: > 0 } address)
            return Task.CompletedTask;
        // what is below an address stays so
        if (!Uri.TryCreate(address.TrimEnd('/') + '/', UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Telemetry:Endpoint is not an address that begins with http:// or https://.");
        var every = (int)TimeSpan.FromSeconds(settings.GetValue("Telemetry:Seconds", 60)).TotalMilliseconds;
        sdk = OpenTelemetrySdk.Create(builder => builder
            .ConfigureResource(resource => resource.AddService("declarations", serviceVersion: Application.Version))
            .WithMetrics(metrics => metrics
                .AddMeter(gauges.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
                .AddOtlpExporter((exporter, reader) =>
                {
                    To(exporter, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = every;
                }))
            .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", "Npgsql").AddProcessor(new Nameless())
                .AddOtlpExporter(exporter => To(exporter, "v1/traces"))));
        return Task.CompletedTask;

        void To(OtlpExporterOptions exporter, string path) =>
            (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(endpoint, path));
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        sdk?.Dispose();
        sdk = null;
    }

    /// <summary>A trace says which page and how long, never whose: what was typed, whose report, from where and with what goes.</summary>
    private sealed class Nameless : BaseProcessor<Activity>
    {
        private static readonly string[] Kept = ["http.request.method", "http.response.status_code", "http.route", "db.system.name", "db.system"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in data.TagObjects.Select(tag => tag.Key).Except(Kept).ToList())
                data.SetTag(tag, null);
        }
    }
}
