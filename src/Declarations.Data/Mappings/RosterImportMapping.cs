using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class RosterImportMapping : IEntityTypeConfiguration<RosterImport>
{
    public void Configure(EntityTypeBuilder<RosterImport> import)
    {
        import.Holds(i => new { i.FileName, i.Agreed, i.StoppedBy }, shown: true);
        import.Property(i => i.FileName).HasMaxLength(120);
        import.Property(i => i.Agreed).HasMaxLength(64);
        import.Property(i => i.StoppedBy).HasMaxLength(60);
        import.HasIndex(i => new { i.AccountId, i.UploadedAt });
        import.HasIndex(i => i.Status);
        import.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Restrict);
        import.HasOne<Campaign>().WithMany().HasForeignKey(i => i.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}
