using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class UnitSheetMapping : IEntityTypeConfiguration<UnitSheet>
{
    public void Configure(EntityTypeBuilder<UnitSheet> sheet)
    {
        sheet.Holds(s => new { s.ByName, s.ByPost, s.State, s.SealKey, s.Seal, s.Numbers, s.Salt, s.Digest }, Rows.Grow)
            .OwnedBy<UnitSheet, Campaign>(s => s.CampaignId, emptied: s => s.Salt);
        sheet.Ignore(s => s.Stated);
        sheet.Property(s => s.State).HasMaxLength(64);
        sheet.Property(s => s.Digest).HasMaxLength(64);
        sheet.HasIndex(s => new { s.CampaignId, s.UnitId, s.Number }).IsUnique();
        sheet.HasOne<Campaign>().WithMany().HasForeignKey(s => s.CampaignId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
