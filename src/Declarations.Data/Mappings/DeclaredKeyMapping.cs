using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Reports;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class DeclaredKeyMapping : IEntityTypeConfiguration<DeclaredKey>
{
    public void Configure(EntityTypeBuilder<DeclaredKey> key)
    {
        key.Holds(k => new { k.Key, k.NumberKey }).OwnedBy<DeclaredKey, Campaign>(k => k.CampaignId);
        key.HasKey(k => new { k.ReportId, k.SubjectId });
        key.HasIndex(k => new { k.CampaignId, k.Kind });
        key.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(k => k.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
