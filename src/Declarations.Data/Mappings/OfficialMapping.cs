using Declarations.Data.Guards;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class OfficialMapping : IEntityTypeConfiguration<Official>
{
    public void Configure(EntityTypeBuilder<Official> official)
    {
        official.Holds(o => new { o.Name, o.StaffNumber, o.Post, o.FormerPost, o.FormerDuties, o.Telephone }, shown: true);
        official.Property(o => o.StaffNumber).HasMaxLength(40);
        official.Property(o => o.Name).HasMaxLength(60);
        official.Property(o => o.Post).HasMaxLength(120);
        official.HasIndex(o => o.StaffNumber).IsUnique();
        official.HasIndex(o => o.CityManaged);
        official.HasIndex(o => o.DiedOn);
        official.HasOne(o => o.Unit).WithMany().HasForeignKey(o => o.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
