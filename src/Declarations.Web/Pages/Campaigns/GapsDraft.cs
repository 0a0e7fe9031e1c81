using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data;
using Declarations.Registers;
using Declarations.Reporting.Statistics;
using Declarations.Web.Language;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Campaigns;

/// <summary>
/// 建章立制 (五(四)): what a closed campaign has shown, proposed as problems of a register in draft. Owners, days and measures are the office's to
/// name: the register cannot be issued without them.
/// </summary>
public sealed class GapsDraft(DeclarationsDb db, StatisticsQuery statistics, ClosingList closing)
{
    private static readonly Words Chinese = new(Words.Chinese);
    private static readonly string[] Aspects = ["gaps.aspect.1", "gaps.aspect.2", "gaps.aspect.3"];

    public Task<Guid?> ExistingAsync(Campaign campaign) =>
        db.Registers.Where(register => register.Code == CodeOf(campaign)).Select(register => (Guid?)register.Id).SingleOrDefaultAsync();

    /// <summary>Late units, sectors with exits to be made, and what was left open, an aspect each.</summary>
    /// <exception cref="RefusedException">The campaign is not closed.</exception>
    public async Task<Register> ProposeAsync(Campaign campaign, Act act)
    {
        if (campaign.ClosedOn is null)
            throw new RefusedException(Refusal.CampaignNotClosed);
        var register = Register.Draft(act, RegisterKind.Gaps, campaign.Unit, null, new(CodeOf(campaign), Chinese["gaps.title", campaign.Name], campaign.Name,
            campaign.Unit, PracticeDate: campaign.PracticeDate));
        var figures = await statistics.OfAsync(new FiguresRequest(campaign, campaign.Unit, Own: false, AsOf: null));
        foreach (var late in figures.Units.Where(unit => unit.Filing.Missing > 0))
            Add(1, late.Unit.Id, Chinese["gaps.late", late.Unit.Name, late.Filing.Due, late.Filing.Missing]);
        if (figures.OwnFiling.Missing > 0)
            Add(1, campaign.UnitId, Chinese["gaps.late", campaign.Unit.Name, figures.OwnFiling.Due, figures.OwnFiling.Missing]);
        foreach (var (sector, persons) in figures.BySector.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
            Add(2, campaign.UnitId, Chinese["gaps.sector", Chinese.Of(sector), persons]);
        foreach (var line in (await closing.OfAsync(campaign)).Where(line => line.Open > 0 && line.Key != "missing"))
            Add(3, campaign.UnitId, Chinese["gaps.open", Chinese["close." + line.Key], Paging.Said(line.Open)]);
        db.Registers.Add(register);
        return register;

        void Add(int aspect, Guid unit, string text) =>
            register.Add(act, new(Origin.Campaign, text, unit, Aspect: new(aspect, Chinese[Aspects[aspect - 1]])));
    }

    private static string CodeOf(Campaign campaign) => campaign.Code + "-gaps";
}
