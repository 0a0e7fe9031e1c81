using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class CookieKeyMapping : IEntityTypeConfiguration<CookieKey>
{
    public void Configure(EntityTypeBuilder<CookieKey> key)
    {
        key.Holds(k => new { k.Name, k.Element }, Rows.ComeAndGo);
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasMaxLength(100);
    }
}
