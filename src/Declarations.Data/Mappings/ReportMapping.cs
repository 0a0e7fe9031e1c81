using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class ReportMapping : IEntityTypeConfiguration<PersonalSituationReport>
{
    public void Configure(EntityTypeBuilder<PersonalSituationReport> report)
    {
        report.Holds(r => r.ListKey).OwnedBy<PersonalSituationReport, Campaign>(r => r.CampaignId);
        report.ToTable("Reports");
        report.HasIndex(r => new { r.CampaignId, r.OfficialId }).IsUnique();
        report.HasIndex(r => new { r.Status, r.SigningUnitId, r.CampaignId, r.Route });
        report.HasIndex(r => r.AssistantId);
        report.HasIndex(r => r.PaperBegunAt);
        report.Property(r => r.ListKey).HasMaxLength(450);
        report.HasIndex(r => r.ListKey);
        report.HasIndex(r => new { r.CampaignId, r.ListKey });
        report.HasIndex(r => new { r.CampaignId, r.TakenInOn, r.ListKey });
        report.HasIndex(r => new { r.CampaignId, r.Stage, r.ListKey });
        // with the day and the rest, queues and old ones are counted from the index alone
        report.HasIndex(r => new { r.CampaignId, r.Status, r.ListKey, r.LastSubmittedOn }).IncludeProperties(r => new { r.OfficialId, r.ErasedOn });
        report.HasOne(r => r.Campaign).WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Restrict);
        report.HasOne(r => r.Official).WithMany().HasForeignKey(r => r.OfficialId).OnDelete(DeleteBehavior.Restrict);
        report.HasOne(r => r.Unit).WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
