using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SignatureMapping : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.Holds(s => new { s.Name, s.Post, s.DeputyFor, s.Digest }, Rows.Grow).OwnedBy<Signature, PersonalSituationReport>(s => s.ReportId);
        signature.HasIndex(s => new { s.SubmissionId, s.Kind }).IsUnique();
        signature.HasIndex(s => s.AfterResetAt);
        signature.HasIndex(s => new { s.OfficialId, s.SignedAt });
        signature.HasOne<Submission>().WithMany().HasForeignKey(s => s.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}
