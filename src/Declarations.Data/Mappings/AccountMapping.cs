using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        // There is no mail: address and number are never filled.
        account.Holds(a => new
        {
            a.DisplayName,
            a.UserName,
            a.NormalizedUserName,
            a.PasswordHash,
            a.SecurityStamp,
            a.ConcurrencyStamp,
            a.Email,
            a.NormalizedEmail,
            a.PhoneNumber,
        }, shown: true);
        account.HasIndex(a => a.OfficialId).IsUnique();
        account.HasOne<Official>().WithMany().HasForeignKey(a => a.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }
}
