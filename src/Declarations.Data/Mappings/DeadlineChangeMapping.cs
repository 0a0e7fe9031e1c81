using Declarations.Campaigns;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class DeadlineChangeMapping : IEntityTypeConfiguration<DeadlineChange>
{
    public void Configure(EntityTypeBuilder<DeadlineChange> change)
    {
        change.Holds(c => new { c.Document, c.Number }, Rows.Grow);
        change.Property(c => c.Document).HasMaxLength(120);
        change.Property(c => c.Number).HasMaxLength(60);
        change.HasOne<Campaign>().WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
        change.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
