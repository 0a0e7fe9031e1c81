using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class EvidenceFileMapping : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> file)
    {
        file.Holds(f => f.Digest, Rows.ComeAndGo).OwnedBy<EvidenceFile, PersonalSituationReport>(f => f.ReportId);
        file.Property(f => f.Digest).HasMaxLength(64);
        file.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(f => f.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
