using System.Text.Json;
using Declarations.Bulletins;
using Declarations.Data.Guards;
using Declarations.Registers;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class BulletinMapping : IEntityTypeConfiguration<Bulletin>
{
    public void Configure(EntityTypeBuilder<Bulletin> bulletin)
    {
        // An official notice that counts people: it is written to be sent around.
        bulletin.Holds(b => new { b.Title, b.Paragraphs, b.Figures, b.Digest });
        bulletin.HasIndex(b => new { b.CampaignId, b.UnitId, b.Number }).IsUnique();
        bulletin.HasIndex(b => new { b.RegisterId, b.Number }).IsUnique();
        bulletin.HasOne(b => b.Campaign).WithMany().HasForeignKey(b => b.CampaignId).IsRequired(false).OnDelete(DeleteBehavior.Restrict);
        bulletin.HasOne<Register>().WithMany().HasForeignKey(b => b.RegisterId).OnDelete(DeleteBehavior.Restrict);
        bulletin.HasOne<Official>().WithMany().HasForeignKey(b => b.ApprovedById).OnDelete(DeleteBehavior.Restrict);
        bulletin.HasOne(b => b.Unit).WithMany().HasForeignKey(b => b.UnitId).OnDelete(DeleteBehavior.Restrict);
        bulletin.Property(b => b.Paragraphs).HasConversion(
            paragraphs => JsonSerializer.Serialize(paragraphs, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<List<string>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
    }
}
