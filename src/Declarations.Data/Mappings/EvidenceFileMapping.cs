using Declarations.Data.Guards;
using Declarations.Evidence;
using Declarations.Registers;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class EvidenceFileMapping : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> file)
    {
        // Those of reports and of measures of a campaign go with it; those of other owners, whose ids are none of these, stay with them.
        file.Holds(f => new { f.OwnerKind, f.Digest }, Rows.ComeAndGo).OwnedBy<EvidenceFile, PersonalSituationReport>(f => f.OwnerId)
            .OwnedBy<EvidenceFile, Measure>(f => f.OwnerId);
        file.Property(f => f.OwnerKind).HasMaxLength(60);
        file.Property(f => f.Digest).HasMaxLength(64);
        file.HasIndex(f => f.OwnerId);
    }
}
