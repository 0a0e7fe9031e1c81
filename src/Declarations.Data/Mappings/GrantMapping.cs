using Declarations.Access;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.Holds(g => g.Letter, shown: true);
        grant.Property(g => g.Letter).HasMaxLength(60);
        grant.HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId);
        grant.HasOne(g => g.Unit).WithMany().HasForeignKey(g => g.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
