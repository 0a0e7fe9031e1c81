using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class UnitPostMapping : IEntityTypeConfiguration<UnitPost>
{
    public void Configure(EntityTypeBuilder<UnitPost> post)
    {
        post.Holds();
        post.HasKey(p => new { p.UnitId, p.Kind, p.OfficialId });
        post.HasOne<Official>().WithMany().HasForeignKey(p => p.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }
}
