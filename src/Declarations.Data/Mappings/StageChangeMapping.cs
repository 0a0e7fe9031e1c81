using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class StageChangeMapping : IEntityTypeConfiguration<StageChange>
{
    public void Configure(EntityTypeBuilder<StageChange> change)
    {
        change.Holds(rows: Rows.ComeAndGo).OwnedBy<StageChange, Campaign>(c => c.CampaignId);
        change.HasKey(c => new { c.ReportId, c.Number });
        change.HasIndex(c => new { c.CampaignId, c.UnitId, c.On });
        change.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(c => c.ReportId).OnDelete(DeleteBehavior.Restrict);
        change.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
