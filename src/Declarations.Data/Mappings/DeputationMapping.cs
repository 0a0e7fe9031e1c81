using Declarations.Access;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class DeputationMapping : IEntityTypeConfiguration<Deputation>
{
    public void Configure(EntityTypeBuilder<Deputation> deputation)
    {
        deputation.Holds(shown: true);
        deputation.HasOne(d => d.Holder).WithMany().HasForeignKey(d => d.HolderId).OnDelete(DeleteBehavior.Restrict);
        deputation.HasOne(d => d.Deputy).WithMany().HasForeignKey(d => d.DeputyId).OnDelete(DeleteBehavior.Restrict);
    }
}
