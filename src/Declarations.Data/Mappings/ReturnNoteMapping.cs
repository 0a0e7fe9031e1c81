using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class ReturnNoteMapping : IEntityTypeConfiguration<ReturnNote>
{
    public void Configure(EntityTypeBuilder<ReturnNote> note)
    {
        note.Holds(n => new { n.ByName, n.ByPost, n.Line }, Rows.Grow).OwnedBy<ReturnNote, PersonalSituationReport>(n => n.ReportId);
        note.HasIndex(n => n.ReportId);
        note.HasOne<Submission>().WithMany().HasForeignKey(n => n.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}
