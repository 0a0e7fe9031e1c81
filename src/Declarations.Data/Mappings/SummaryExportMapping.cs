using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Organisation;
using Declarations.Summaries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class SummaryExportMapping : IEntityTypeConfiguration<SummaryExport>
{
    public void Configure(EntityTypeBuilder<SummaryExport> export)
    {
        export.Holds(e => new { e.Language, e.StoppedBy, e.Digest }).OwnedBy<SummaryExport, Campaign>(e => e.CampaignId);
        export.Ignore(e => e.Table);
        export.Property(e => e.Language).HasMaxLength(10);
        export.Property(e => e.StoppedBy).HasMaxLength(60);
        export.Property(e => e.Digest).HasMaxLength(64);
        // One at a time for everybody.
        export.HasIndex(e => e.AccountId).IsUnique().HasFilter($"\"{nameof(SummaryExport.Status)}\" = '{nameof(ExportStatus.Running)}'");
        export.HasIndex(e => new { e.AccountId, e.AskedAt });
        export.HasIndex(e => new { e.Status, e.EndedAt });
        export.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Restrict);
        export.HasOne<Campaign>().WithMany().HasForeignKey(e => e.CampaignId).OnDelete(DeleteBehavior.Restrict);
        export.HasOne<Unit>().WithMany().HasForeignKey(e => e.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExportPartMapping : IEntityTypeConfiguration<ExportPart>
{
    public void Configure(EntityTypeBuilder<ExportPart> part)
    {
        part.Holds(rows: Rows.ComeAndGo).OwnedBy<ExportPart, SummaryExport>(p => p.ExportId);
        part.HasIndex(p => new { p.ExportId, p.Number }).IsUnique();
        part.HasOne<SummaryExport>().WithMany().HasForeignKey(p => p.ExportId).OnDelete(DeleteBehavior.Restrict);
    }
}
