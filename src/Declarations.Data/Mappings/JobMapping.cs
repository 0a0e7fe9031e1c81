using Declarations.Data.Guards;
using Declarations.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.Holds(j => new { j.SubjectKind, j.StoppedBy });
        job.Property(j => j.SubjectKind).HasMaxLength(60);
        job.Property(j => j.StoppedBy).HasMaxLength(60);
        job.HasIndex(j => j.SubjectId);
        job.HasIndex(j => new { j.Status, j.QueuedAt });
    }
}
