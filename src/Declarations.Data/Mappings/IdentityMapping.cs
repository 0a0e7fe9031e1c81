using Declarations.Data.Guards;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

/// <summary>What Identity keeps besides accounts: hashed, sealed by <see cref="Accounts.AccountStore"/>, or meaningless alone.</summary>
internal sealed class IdentityMapping :
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.Holds(c => new { c.ClaimType, c.ClaimValue });
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) => login.Holds(l => new { l.LoginProvider, l.ProviderKey, l.ProviderDisplayName });
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) => token.Holds(t => new { t.LoginProvider, t.Name, t.Value });
}
