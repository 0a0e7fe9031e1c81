using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class HeadCountMapping : IEntityTypeConfiguration<HeadCount>
{
    public void Configure(EntityTypeBuilder<HeadCount> count)
    {
        count.Holds(c => new { c.Code, c.Own, c.All }).OwnedBy<HeadCount, Campaign>(c => c.CampaignId);
        count.HasKey(c => new { c.CampaignId, c.By, c.UnitId, c.On, c.Code, c.Slot });
        count.Property(c => c.Code).HasMaxLength(40);
        count.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
