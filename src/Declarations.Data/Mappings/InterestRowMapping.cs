using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class InterestRowMapping : IEntityTypeConfiguration<InterestRow>
{
    private const string Standing = "\"ValidTo\" IS NULL";

    public void Configure(EntityTypeBuilder<InterestRow> row)
    {
        row.Holds(r => r.ListKey).OwnedBy<InterestRow, Campaign>(r => r.CampaignId);
        row.HasKey(r => new { r.ReportId, r.InterestId, r.ValidFrom });
        row.Property(r => r.ListKey).HasMaxLength(450);
        row.HasIndex(r => new { r.CampaignId, r.UnitId });
        row.HasIndex(r => new { r.CampaignId, r.ListKey, r.InterestId });
        // What is asked of rows that stand now: most have been superseded, and most exits are filed.
        row.HasIndex(r => new { r.CampaignId, r.Consistent }).HasFilter(Standing);
        row.HasIndex(r => new { r.CampaignId, r.ExitedOn }).HasFilter(Standing);
        row.HasIndex(r => new { r.CampaignId, r.ExitedOn }, "IX_InterestRows_ToFile").HasFilter($"{Standing} AND \"ExitFiledOn\" IS NULL");
        row.HasIndex(r => new { r.CampaignId, r.RecheckOn }).HasFilter(Standing);
        row.HasIndex(r => r.OfficialId);
        row.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(r => r.ReportId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Submission>().WithMany().HasForeignKey(r => r.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
