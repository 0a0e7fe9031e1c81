using Declarations.Data.Guards;
using Declarations.Evidence;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

/// <summary>A file that a filed version names cannot be deleted: the database itself refuses.</summary>
internal sealed class FiledFileMapping : IEntityTypeConfiguration<FiledFile>
{
    public void Configure(EntityTypeBuilder<FiledFile> filed)
    {
        filed.Holds(rows: Rows.Grow);
        filed.HasIndex(f => new { f.SubmissionId, f.FileId }).IsUnique();
        filed.HasOne<Submission>().WithMany().HasForeignKey(f => f.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        filed.HasOne<EvidenceFile>().WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
