using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class VersionOpeningMapping : IEntityTypeConfiguration<VersionOpening>
{
    public void Configure(EntityTypeBuilder<VersionOpening> opening)
    {
        opening.Holds(rows: Rows.Grow).OwnedBy<VersionOpening, PersonalSituationReport>(o => o.ReportId);
        opening.HasKey(o => new { o.SubmissionId, o.AccountId });
        opening.HasOne<Submission>().WithMany().HasForeignKey(o => o.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        opening.HasOne<Account>().WithMany().HasForeignKey(o => o.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
