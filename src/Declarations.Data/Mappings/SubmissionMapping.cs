using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SubmissionMapping : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> submission)
    {
        submission.Holds(s => new { s.Digest, s.ReceiptNumber, s.Salt }, Rows.Grow)
            .OwnedBy<Submission, PersonalSituationReport>(s => s.ReportId, emptied: s => s.Salt);
        submission.Property(s => s.Digest).HasMaxLength(64);
        submission.Property(s => s.ReceiptNumber).HasMaxLength(40);
        submission.HasIndex(s => new { s.ReportId, s.Number }).IsUnique();
        submission.HasIndex(s => new { s.ReportId, s.DraftNumber }).IsUnique();
        submission.HasIndex(s => s.ReceiptNumber).IsUnique();
        submission.HasOne(s => s.Report).WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
