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
        campaign.Holds(c => new { c.Code, c.Name, c.CityName, c.PolicyVersion, c.Stages, c.Rhythm, c.Office }, shown: true);
        campaign.Property(c => c.Code).HasMaxLength(40);
        campaign.HasIndex(c => c.Code).IsUnique();
        campaign.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        campaign.Ignore(c => c.ToAsk);
        AsJson(campaign.Property(c => c.Stages));
        AsJson(campaign.Property(c => c.Office));
    }

    private static void AsJson<T>(PropertyBuilder<List<T>> list) => list.HasConversion(
        rows => JsonSerializer.Serialize(rows, CanonicalReport.Json),
        json => JsonSerializer.Deserialize<List<T>>(json, CanonicalReport.Json)!,
        new ValueComparer<List<T>>((a, b) => a!.SequenceEqual(b!), rows => rows.Count, rows => rows.ToList()));
}
