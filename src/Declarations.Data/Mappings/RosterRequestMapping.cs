using Declarations.Data.Guards;
using Declarations.Evidence;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class RosterRequestMapping : IEntityTypeConfiguration<RosterRequest>
{
    public void Configure(EntityTypeBuilder<RosterRequest> request)
    {
        request.Holds().OwnedBy<RosterRequest, Official>(r => r.OfficialId);
        request.HasIndex(r => new { r.Status, r.DueOn });
        request.HasOne<EvidenceFile>().WithMany().HasForeignKey(r => r.FileId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne(r => r.Official).WithMany().HasForeignKey(r => r.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }
}
