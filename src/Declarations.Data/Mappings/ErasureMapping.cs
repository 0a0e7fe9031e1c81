using Declarations.Campaigns;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class ErasureMapping : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.Holds(e => e.Basis, Rows.Grow);
        erasure.Property(e => e.Basis).HasMaxLength(200);
        erasure.HasIndex(e => e.CampaignId).IsUnique();
        erasure.HasOne<Campaign>().WithOne().HasForeignKey<Erasure>(e => e.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}
