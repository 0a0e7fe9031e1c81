using System.Security.Cryptography;
using Declarations.Data;
using Declarations.Summaries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Declarations.Web.Pages.Summaries;

/// <summary>Sends the file of an export, opening one part after the other. One that is not whole is broken off before its end.</summary>
public sealed class ExportFile(DeclarationsDb db, SummaryExport export, string name) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancellation) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        (response.ContentType, response.ContentLength) = (MediaTypes.Xlsx, export.Size);
        response.Headers.ContentDisposition = disposition.ToString();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sent = 0L;
        for (var number = 0; sent < export.Size; number++)
        {
            var part = await PartAsync(number, cancellation);
            digest.AppendData(part ?? []);
            if (part is null || (sent += part.Length) >= export.Size
                && (sent > export.Size || Convert.ToHexStringLower(digest.GetHashAndReset()) != export.Digest))
            {
                context.HttpContext.Abort();
                return;
            }
            await response.Body.WriteAsync(part, cancellation);
        }
    }

    /// <returns>Null: it is not there, or does not open.</returns>
    public async Task<byte[]?> PartAsync(int number, CancellationToken cancellation) =>
        await db.ExportParts.AsNoTracking().SingleOrDefaultAsync(part => part.ExportId == export.Id && part.Number == number, cancellation)
            is { IsUnreadable: false, Bytes.Length: > 0 } part ? part.Bytes : null;
}
