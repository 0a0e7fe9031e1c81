using System.Text.Json;
using Declarations.Access;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reporting.Sheets;
using Declarations.Reporting.Statistics;
using Declarations.Reports;
using Declarations.Sheets;
using Declarations.Web.Access;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Sheets;

/// <summary>A sheet that was taken in: where to look at it.</summary>
public sealed record Received(string Campaign, string Unit, int Number);

/// <summary>Takes in the sheets of units that run an installation of their own. From then on their numbers are part of every number above them.</summary>
public sealed class ReceiveDesk(DeclarationsDb db, Viewer viewer, SheetQuery query, OfficeClock clock)
{
    /// <param name="fingerprint">What was typed; needed for a key other than that of the unit's last sheet.</param>
    /// <exception cref="RefusedException">It is not of a unit in charge, not of a campaign here, does not add up, or its key is not known.</exception>
    public async Task<Received> ReceiveAsync(SheetFile file, string? fingerprint, CancellationToken cancellation)
    {
        var (said, paths) = (file.Said, viewer.PathsOf(Role.CampaignOfficer));
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(each => each.Code == said.Unit, cancellation);
        if (unit is null || !paths.Any(unit.IsUnder))
            throw new RefusedException(Refusal.SheetFileUnit(said.Unit));
        var campaign = await db.Campaigns.Include(each => each.Unit)
            .SingleOrDefaultAsync(each => each.Code == said.Campaign && each.ErasedOn == null, cancellation);
        if (campaign is null || !unit.IsUnder(campaign.Unit.Path))
            throw new RefusedException(Refusal.SheetFileCampaign(said.Campaign));
        if (await db.HeadCounts.Where(count => count.CampaignId == campaign.Id && count.UnitId == unit.Id && count.By == CountedBy.Due)
            .SumAsync(count => count.All, cancellation) > 0)
            throw new RefusedException(Refusal.SheetFilePeople(unit.Name));
        var other = await db.Units.Where(each => each.Id != unit.Id && (each.Path.StartsWith(unit.Path) || unit.Path.StartsWith(each.Path))
            && db.UnitSheets.Any(sheet => sheet.UnitId == each.Id && sheet.CampaignId == campaign.Id && sheet.Numbers != null))
            .Select(each => each.Name).FirstOrDefaultAsync(cancellation);
        if (other is not null)
            throw new RefusedException(Refusal.SheetFileTwice(unit.Name, other));
        if (said.AsOf < campaign.Stages.Min(stage => stage.From) || said.AsOf > campaign.Today(clock.Now))
            throw new RefusedException(Refusal.SheetFileDay(said.AsOf));
        var numbers = NumbersOf(said);
        await CheckKeyAsync(file, unit, fingerprint, cancellation);

        var last = (await query.SaidAsync(campaign, unit)).FirstOrDefault();
        var counted = new ReceivedSheet(unit.Id, unit.Code, unit.Name, unit.Path, said.Number, said.AsOf, file.Digest, numbers.Write());
        var state = new UnitStatement(unit, UnitCounts.None, UnitCounts.None, [counted]).State;
        db.UnitSheets.Add(UnitSheet.Receive(clock.ActOf(viewer.AccountId, campaign), campaign, unit, last, file, state, counted.Said));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody else took the same file in at the same time.
            throw new RefusedException(Refusal.ChangedMeanwhile);
        }
        return new(campaign.Code, unit.Code, said.Number);
    }

    /// <summary>What it counts, if that adds up and is what its own lines say.</summary>
    private static SheetNumbers NumbersOf(SaidSheet said)
    {
        try
        {
            var stated = SheetContent.Read(said.Stated);
            var numbers = new SheetNumbers(stated.Numbers);
            if (numbers.AddUp && stated.Officials.Count == numbers.Officials && stated.Officials.Sum(official => official.Interests.Count) == numbers.Rows
                && stated.Total.Figures.All(figure => numbers.ByName.GetValueOrDefault(figure.Key, -1) == figure.Value))
                return numbers;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            throw new RefusedException(Refusal.SheetFileNone);
        }
        throw new RefusedException(Refusal.SheetFileSums);
    }

    private async Task CheckKeyAsync(SheetFile file, Unit unit, string? fingerprint, CancellationToken cancellation)
    {
        // By when they were received: the time that a file gives is the sender's.
        var known = await db.UnitSheets.Where(sheet => sheet.UnitId == unit.Id && sheet.SealKey != null).OrderByDescending(sheet => sheet.Id)
            .Select(sheet => sheet.SealKey).FirstOrDefaultAsync(cancellation);
        if (known is not null && known.SequenceEqual(file.PublicKey))
            return;
        if (string.IsNullOrWhiteSpace(fingerprint))
            throw new RefusedException(Refusal.SheetFileKey);
        if (!file.Is(fingerprint))
            throw new RefusedException(Refusal.SheetFileFingerprint);
    }
}
