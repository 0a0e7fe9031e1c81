using System.Text.Json;
using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class CampaignMapping : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.Holds(c => new { c.Code, c.Name, c.CityName, c.PolicyVersion, c.Stages, c.Rhythm }, shown: true);
        campaign.Property(c => c.Code).HasMaxLength(40);
        campaign.HasIndex(c => c.Code).IsUnique();
        campaign.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        campaign.Property(c => c.Stages).HasConversion(
            stages => JsonSerializer.Serialize(stages, CanonicalReport.Json),
            json => JsonSerializer.Deserialize<List<Stage>>(json, CanonicalReport.Json)!,
            new ValueComparer<List<Stage>>((a, b) => a!.SequenceEqual(b!), stages => stages.Count, stages => stages.ToList()));
    }
}
