using Declarations.Auditing;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Holds(e => new { e.Detail, e.SubjectKind }, Rows.Grow, shown: true);
        entry.Property(e => e.SubjectKind).HasMaxLength(40);
        entry.HasIndex(e => new { e.SubjectId, e.At });
        entry.HasIndex(e => new { e.AccountId, e.At });
        entry.HasIndex(e => new { e.Action, e.At, e.Id });
        entry.HasIndex(e => new { e.At, e.Id });
    }
}
