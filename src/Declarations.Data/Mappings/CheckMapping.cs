using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class CheckMapping : IEntityTypeConfiguration<Check>
{
    public void Configure(EntityTypeBuilder<Check> check)
    {
        check.Holds(rows: Rows.Grow).OwnedBy<Check, PersonalSituationReport>(c => c.ReportId);
        // two who check at once: the second one looks again
        check.HasIndex(c => new { c.ReportId, c.Number }).IsUnique();
        check.HasIndex(c => new { c.CampaignId, c.On });
        check.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(c => c.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
