using Declarations.Campaigns;
using Declarations.Custody;
using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class HandOverMapping : IEntityTypeConfiguration<HandOver>, IEntityTypeConfiguration<HandOverItem>
{
    public void Configure(EntityTypeBuilder<HandOver> handOver)
    {
        handOver.Holds(h => h.Number).OwnedBy<HandOver, Campaign>(h => h.CampaignId);
        handOver.Property(h => h.Number).HasMaxLength(20);
        handOver.HasIndex(h => h.Number).IsUnique();
        handOver.HasIndex(h => new { h.CampaignId, h.SentOn });
        handOver.HasOne(h => h.Campaign).WithMany().HasForeignKey(h => h.CampaignId).OnDelete(DeleteBehavior.Restrict);
        handOver.HasOne(h => h.Unit).WithMany().HasForeignKey(h => h.UnitId).OnDelete(DeleteBehavior.Restrict);
        handOver.HasMany(h => h.Items).WithOne().HasForeignKey(item => item.HandOverId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<HandOverItem> item)
    {
        item.Holds(rows: Rows.Grow).OwnedBy<HandOverItem, HandOver>(i => i.HandOverId);
        item.HasKey(i => new { i.HandOverId, i.Place });
        item.HasIndex(i => i.ReportId);
        item.HasOne<Submission>().WithMany().HasForeignKey(i => i.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(i => i.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
