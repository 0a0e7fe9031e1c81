using Declarations.References;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Declarations.TipHost;

/// <summary>Files for a tip that is in already. They stream through, four requests at a time; the others are told to try again.</summary>
public static class FilePage
{
    public const int AtATime = 4;
    /// <summary>Bytes that are read of a request at most; what is too much of it is read and dropped, so that the answer arrives.</summary>
    public const long Largest = 64 * 1024 * 1024;

    public static async Task TakeAsync(Visit visit)
    {
        var request = visit.Http.Request;
        if (visit.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Largest;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
        {
            await Typed.DrainAsync(request);
            await ReturnPage.AskAsync(visit, visit.W["error.code"], StatusCodes.Status400BadRequest);
            return;
        }
        var sections = new MultipartReader(boundary.ToString(), request.Body)
        {
            HeadersCountLimit = 8,
            HeadersLengthLimit = 8 * 1024,
            BodyLengthLimit = Largest,
        };
        try
        {
            // The code comes first, so that whatever happens to the files is said on its page.
            if (await sections.ReadNextSectionAsync(visit.Aborted) is not { } first || NameOf(first) is not ("code", null)
                || await CodeAsync(first, visit.Aborted) is not { } code)
            {
                await DrainAsync(sections, visit.Aborted);
                await ReturnPage.AskAsync(visit, visit.W["error.code"], StatusCodes.Status400BadRequest);
                return;
            }
            await TakeAsync(visit, sections, code);
        }
        catch (Exception broken) when (broken is InvalidDataException
            || broken is IOException and not BadHttpRequestException && !visit.Aborted.IsCancellationRequested)
        {
            await ReturnPage.AskAsync(visit, visit.W["error.upload"], StatusCodes.Status400BadRequest);
        }
    }

    private static async Task TakeAsync(Visit visit, MultipartReader sections, SlipCode code)
    {
        using var place = visit.Settings.Uploads.TryTake();
        if (place is null)
        {
            await DrainAsync(sections, visit.Aborted);
            visit.Http.Response.Headers.RetryAfter = "30";
            if (await ReturnPage.FindAsync(visit, code) is { } waiting)
                await ReturnPage.ShowAsync(visit, waiting, code,
                    new() { Faults = [new("file", visit.W["error.uploads-busy"])], Status = StatusCodes.Status429TooManyRequests });
            return;
        }
        if (await ReturnPage.FindAsync(visit, code) is not { } open)
            return;
        var (faults, taken) = (new List<Fault>(), 0);
        while (await sections.ReadNextSectionAsync(visit.Aborted) is { } section)
        {
            if (NameOf(section) is not ("file", { Length: > 0 } name))
                continue;
            if (await visit.Files.TakeAsync(open, section.Body, name, visit.Day, visit.Aborted) is { } fault)
                faults.Add(new("file", visit.W["upload." + fault, name]));
            else
                taken++;
            visit.Db.ChangeTracker.Clear();
            open = (await visit.Intake.FindAsync(code, visit.Aborted))!;
        }
        if (taken == 0 && faults.Count == 0)
            faults.Add(new("file", visit.W["upload.None"]));
        await ReturnPage.ShowAsync(visit, open, code, new()
        {
            Said = taken > 0 ? visit.W["files.taken", taken] : null,
            Faults = faults,
            Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        });
    }

    private static async Task<SlipCode?> CodeAsync(MultipartSection section, CancellationToken cancellation)
    {
        var buffer = new byte[200];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return SlipCode.TryParse(System.Text.Encoding.UTF8.GetString(buffer, 0, length), out var code) ? code : null;
    }

    private static async Task DrainAsync(MultipartReader sections, CancellationToken cancellation)
    {
        while (await sections.ReadNextSectionAsync(cancellation) is not null) ;
    }

    private static (string? Name, string? File) NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said)
            ? (HeaderUtilities.RemoveQuotes(said.Name).Value,
                said.FileNameStar.HasValue ? said.FileNameStar.Value : said.FileName.HasValue ? HeaderUtilities.RemoveQuotes(said.FileName).Value : null)
            : (null, null);
}
