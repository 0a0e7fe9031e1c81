using System.CommandLine;
using Declarations.Bulletins;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Web.Pages.Registers;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Commands;

/// <summary>notice: the notice of a register that stands, or without one a draft from its entries, as .docx or text.</summary>
public static class NoticeCommand
{
    public static Command Create()
    {
        var code = new Option<string>("--register") { Description = "Code of the register.", Required = true };
        var asOf = WrittenDayOption.Create("--as-of", "Drafts as of this day, whatever was published. Without it, the notice that stands.");
        var format = new Option<string>("--format") { Description = "docx or text.", Required = true };
        format.AcceptOnlyFromAmong("docx", "text");
        var output = new Option<FileInfo>("--out") { Description = "The file to write; an existing one is replaced.", Required = true };
        var command = new Command("notice", "Write the notice of rectification of a register.") { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in new Option[] { code, asOf, format, output })
            command.Options.Add(option);
        command.OnDatabase(async (parsed, services, cancellation) =>
        {
            var db = services.GetRequiredService<DeclarationsDb>();
            var register = await db.Registers.Include(each => each.Unit).Include(each => each.Campaign)
                .SingleOrDefaultAsync(each => each.Code == parsed.GetValue(code), cancellation)
                ?? throw new InvalidOperationException($"There is no register '{parsed.GetValue(code)}'.");
            register.Status.After(RegisterVerb.Amend);
            var (title, paragraphs, day, issuedOn) = await TextAsync(services, db, register, parsed.GetValue(asOf), cancellation);
            using var file = new MemoryStream();
            if (parsed.GetValue(format) == "docx")
                NoticeDesk.Document(title, paragraphs, register.Unit, issuedOn).Write(file);
            else
                file.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', paragraphs.Prepend(title)) + "\n"));
            await File.WriteAllBytesAsync(parsed.GetValue(output)!.FullName, file.ToArray(), cancellation);
            await Console.Out.WriteLineAsync(
                $"{parsed.GetValue(output)}: as of {day:yyyy-MM-dd}, {(issuedOn is null ? "draft" : $"published {issuedOn:yyyy-MM-dd}")}.");
            return 0;
        });
        return command;
    }

    private static async Task<(string Title, IReadOnlyList<string> Paragraphs, DateOnly Day, DateOnly? IssuedOn)> TextAsync(
        IServiceProvider services, DeclarationsDb db, Register register, DateOnly? asOf, CancellationToken cancellation)
    {
        if (asOf is null && await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(notice => notice.RegisterId == register.Id
            && notice.Status == BulletinStatus.Issued, cancellation) is { } standing)
            return (standing.Title, standing.Paragraphs, standing.AsOf, standing.IssuedOn);
        var day = asOf ?? register.Today(services.GetRequiredService<OfficeClock>().Now);
        var (title, paragraphs, _) = await services.GetRequiredService<NoticeDesk>().TextAsync(register, day);
        return (title, paragraphs, day, null);
    }
}
