using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.Holds(s => new { s.Device, s.Browser, s.SecurityStamp });
        // Of two that end it at once, one fails.
        session.Property(s => s.EndedAt).IsConcurrencyToken();
        session.Property(s => s.Device).HasMaxLength(60);
        session.Property(s => s.Browser).HasMaxLength(40);
        session.Property(s => s.SecurityStamp).HasMaxLength(60);
        session.HasIndex(s => new { s.AccountId, s.StartedAt });
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }
}
