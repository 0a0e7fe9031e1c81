using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class CrossCheckMapping : IEntityTypeConfiguration<CrossCheck>
{
    public void Configure(EntityTypeBuilder<CrossCheck> check)
    {
        check.Holds(c => new { c.StoppedBy, c.CountsText }).OwnedBy<CrossCheck, Campaign>(c => c.CampaignId);
        check.Ignore(c => c.Imports);
        check.Property(c => c.StoppedBy).HasMaxLength(60);
        check.HasIndex(c => new { c.CampaignId, c.At });
        check.HasOne(c => c.Campaign).WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LeadMapping : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.Holds(l => new { l.PersonKey, l.FirmKey, l.CodeKey }).OwnedBy<Lead, Campaign>(l => l.CampaignId);
        // Two cross-checks at once: the second one finds what the first has found.
        lead.HasIndex(l => new { l.CampaignId, l.OfficialId, l.PersonKey, l.FirmKey, l.Kind }).IsUnique();
        lead.HasIndex(l => new { l.CampaignId, l.State, l.Score });
        lead.HasIndex(l => l.OfficialId);
        lead.HasOne(l => l.Report).WithMany().HasForeignKey(l => l.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SupervisedSectorsMapping : IEntityTypeConfiguration<SupervisedSectors>
{
    public void Configure(EntityTypeBuilder<SupervisedSectors> sectors)
    {
        sectors.Holds(s => new { s.Codes, s.Basis }, shown: true);
        sectors.Ignore(s => s.Sectors);
        sectors.Property(s => s.Codes).HasMaxLength(120);
        sectors.HasIndex(s => s.UnitId).IsUnique();
        sectors.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
