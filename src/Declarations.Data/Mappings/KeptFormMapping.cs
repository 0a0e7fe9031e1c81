using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class KeptFormMapping : IEntityTypeConfiguration<KeptForm>
{
    public void Configure(EntityTypeBuilder<KeptForm> form)
    {
        form.Holds(f => new { f.Address });
        form.HasIndex(f => new { f.AccountId, f.Address }).IsUnique();
        form.Property(f => f.Address).HasMaxLength(300);
        form.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
