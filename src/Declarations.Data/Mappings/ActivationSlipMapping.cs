using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class ActivationSlipMapping : IEntityTypeConfiguration<ActivationSlip>
{
    public void Configure(EntityTypeBuilder<ActivationSlip> slip)
    {
        slip.Holds(s => s.CodeHash);
        slip.Property(s => s.CodeHash).HasMaxLength(64);
        slip.HasIndex(s => s.CodeHash).IsUnique();
        slip.HasIndex(s => s.AccountId).IsUnique().HasFilter("\"UsedAt\" IS NULL AND \"RevokedAt\" IS NULL");
        slip.HasOne(s => s.Account).WithMany().HasForeignKey(s => s.AccountId);
        slip.HasOne<Unit>().WithMany().HasForeignKey(s => s.OfficeUnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
