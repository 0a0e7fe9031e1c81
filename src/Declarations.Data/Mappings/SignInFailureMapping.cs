using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SignInFailureMapping : IEntityTypeConfiguration<SignInFailure>
{
    public void Configure(EntityTypeBuilder<SignInFailure> failure)
    {
        failure.Holds(f => f.Key);
        failure.HasKey(f => f.Key);
        failure.Property(f => f.Key).HasMaxLength(64);
        failure.HasIndex(f => f.LastAt);
    }
}
