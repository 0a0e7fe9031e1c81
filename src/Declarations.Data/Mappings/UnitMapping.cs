using Declarations.Data.Guards;
using Declarations.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.Holds(u => new { u.Code, u.Name, u.Path }, shown: true);
        unit.Property(u => u.Code).HasMaxLength(60);
        unit.Property(u => u.Name).HasMaxLength(120);
        unit.Property(u => u.Path).HasMaxLength(400);
        unit.HasIndex(u => u.Code).IsUnique();
        unit.HasIndex(u => u.Path).IsUnique();
        unit.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
        unit.HasMany(u => u.Posts).WithOne().HasForeignKey(p => p.UnitId);
    }
}
