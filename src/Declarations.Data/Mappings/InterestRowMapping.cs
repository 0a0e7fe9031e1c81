using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class InterestRowMapping : IEntityTypeConfiguration<InterestRow>
{
    public void Configure(EntityTypeBuilder<InterestRow> row)
    {
        row.Holds(r => r.ListKey).OwnedBy<InterestRow, Campaign>(r => r.CampaignId);
        row.HasKey(r => new { r.ReportId, r.InterestId, r.ValidFrom });
        row.Property(r => r.ListKey).HasMaxLength(450);
        row.HasIndex(r => new { r.CampaignId, r.UnitId });
        row.HasIndex(r => new { r.CampaignId, r.ListKey, r.InterestId });
        row.HasIndex(r => new { r.CampaignId, r.Consistent });
        row.HasIndex(r => new { r.CampaignId, r.ExitedOn });
        row.HasIndex(r => new { r.CampaignId, r.ExitFiledOn, r.ExitedOn });
        row.HasIndex(r => new { r.CampaignId, r.RecheckOn });
        row.HasIndex(r => r.OfficialId);
        row.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(r => r.ReportId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Submission>().WithMany().HasForeignKey(r => r.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
