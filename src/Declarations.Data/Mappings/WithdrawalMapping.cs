using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class WithdrawalMapping : IEntityTypeConfiguration<Withdrawal>
{
    public void Configure(EntityTypeBuilder<Withdrawal> withdrawal)
    {
        withdrawal.Holds(rows: Rows.Grow).OwnedBy<Withdrawal, PersonalSituationReport>(w => w.ReportId);
        withdrawal.HasOne<Submission>().WithOne(s => s.Withdrawal).HasForeignKey<Withdrawal>(w => w.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}
