using Declarations.Data.Guards;
using Declarations.Handling;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class DisposalMapping : IEntityTypeConfiguration<Disposal>
{
    public void Configure(EntityTypeBuilder<Disposal> disposal)
    {
        disposal.Holds().OwnedBy<Disposal, PersonalSituationReport>(d => d.ReportId);
        disposal.HasIndex(d => new { d.CampaignId, d.State });
        disposal.HasIndex(d => d.ReportId);
        disposal.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(d => d.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
