using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class DeterminationMapping : IEntityTypeConfiguration<StoredDetermination>
{
    public void Configure(EntityTypeBuilder<StoredDetermination> determination)
    {
        determination.Holds(d => d.PolicyVersion, Rows.Grow).OwnedBy<StoredDetermination, Submission>(d => d.SubmissionId);
        determination.HasOne<Submission>().WithMany(s => s.Determinations).HasForeignKey(d => d.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}
