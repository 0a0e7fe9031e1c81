using Declarations.Data.Guards;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class RegistryImportMapping : IEntityTypeConfiguration<RegistryImport>
{
    public void Configure(EntityTypeBuilder<RegistryImport> import)
    {
        import.Holds(i => new { i.Source, i.Digest, i.StoppedBy }, shown: true);
        import.Ignore(i => i.Problems);
        import.Property(i => i.Source).HasMaxLength(60);
        import.Property(i => i.Digest).HasMaxLength(64);
        import.Property(i => i.StoppedBy).HasMaxLength(60);
        import.HasIndex(i => i.Digest);
        import.HasIndex(i => new { i.Kind, i.Source, i.AsOf });
    }
}

internal sealed class RegistryRowMapping : IEntityTypeConfiguration<RegistryRow>
{
    public void Configure(EntityTypeBuilder<RegistryRow> row)
    {
        // Names stand sealed: in clear beside their marks they would be a dictionary of the relatives and enterprises that reports name.
        row.Holds(r => new { r.PersonKey, r.NumberKey, r.FirmKey, r.CodeKey }, Rows.Grow);
        row.HasIndex(r => new { r.ImportId, r.FirmKey });
        row.HasIndex(r => r.PersonKey);
        row.HasOne<RegistryImport>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Restrict);
    }
}
