using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Reports;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SpotCheckMapping : IEntityTypeConfiguration<SpotCheck>, IEntityTypeConfiguration<SpotCheckItem>
{
    public void Configure(EntityTypeBuilder<SpotCheck> check)
    {
        check.Holds(c => new { c.Seed, c.ListDigest, c.Share }, Rows.Grow).OwnedBy<SpotCheck, Campaign>(c => c.CampaignId);
        check.Property(c => c.Seed).HasMaxLength(200);
        check.Property(c => c.ListDigest).HasMaxLength(64);
        check.Property(c => c.Share).HasPrecision(5, 2);
        check.HasIndex(c => new { c.CampaignId, c.DrawnOn });
        check.HasOne(c => c.Campaign).WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
        check.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        check.HasMany(c => c.Items).WithOne().HasForeignKey(item => item.SpotCheckId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SpotCheckItem> item)
    {
        item.Holds(rows: Rows.Grow).OwnedBy<SpotCheckItem, SpotCheck>(i => i.SpotCheckId);
        item.HasKey(i => new { i.SpotCheckId, i.Place });
        item.HasIndex(i => i.ReportId);
        item.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(i => i.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
