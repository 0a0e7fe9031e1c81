using Declarations.Access;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SecondPersonRequestMapping : IEntityTypeConfiguration<SecondPersonRequest>
{
    public void Configure(EntityTypeBuilder<SecondPersonRequest> request)
    {
        request.Holds(r => r.AskedInBrowser, shown: true);
        request.Property(r => r.AskedInBrowser).HasMaxLength(40);
        request.HasIndex(r => new { r.Answer, r.AskedAt });
        request.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Grant>().WithMany().HasForeignKey(r => r.GrantId).OnDelete(DeleteBehavior.Restrict);
    }
}
