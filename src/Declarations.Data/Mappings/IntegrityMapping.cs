using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Integrity;
using Declarations.Registers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class IntegrityMapping : IEntityTypeConfiguration<IntegrityEntry>, IEntityTypeConfiguration<PledgeText>, IEntityTypeConfiguration<KeyPost>,
    IEntityTypeConfiguration<KeyPostHolding>
{
    public void Configure(EntityTypeBuilder<IntegrityEntry> entry)
    {
        // Belongs to a person, not to a campaign: nothing erases it yet.
        entry.Holds(e => e.Digest, Rows.Grow);
        entry.Property(e => e.Digest).HasMaxLength(64);
        entry.HasIndex(e => new { e.OfficialId, e.On });
        entry.HasIndex(e => new { e.RegisterId, e.Kind });
        entry.HasIndex(e => e.Kind).HasFilter("\"Kind\" = 'Opinion'");
        // Two who sign or answer at once: the second looks again.
        entry.HasIndex(e => new { e.PledgeTextId, e.OfficialId, e.Place }).IsUnique();
        entry.HasIndex(e => new { e.AnswersId, e.Place }).IsUnique();
        entry.HasOne(e => e.Official).WithMany().HasForeignKey(e => e.OfficialId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Account>().WithMany().HasForeignKey(e => e.ByAccountId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Register>().WithMany().HasForeignKey(e => e.RegisterId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<PledgeText>().WithMany().HasForeignKey(e => e.PledgeTextId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<IntegrityEntry>().WithMany().HasForeignKey(e => e.AnswersId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PledgeText> text)
    {
        text.Holds(shown: true);
        text.HasIndex(t => new { t.SeriesId, t.Number }).IsUnique();
        text.HasIndex(t => new { t.UnitId, t.EndedOn });
        text.HasOne(t => t.Unit).WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
        text.HasOne<Register>().WithMany().HasForeignKey(t => t.RegisterId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<KeyPost> post)
    {
        post.Holds(p => p.Title);
        post.Property(p => p.Title).HasMaxLength(120);
        post.HasIndex(p => new { p.UnitId, p.EndedOn });
        post.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne(p => p.Holder).WithMany().HasForeignKey(p => p.HolderId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<KeyPostHolding> holding)
    {
        holding.Holds(rows: Rows.Grow);
        // Made by the post, and found by its list.
        holding.Property(h => h.Id).ValueGeneratedNever();
        holding.HasIndex(h => new { h.KeyPostId, h.At });
        holding.HasOne(h => h.KeyPost).WithMany(p => p.Holdings).HasForeignKey(h => h.KeyPostId).OnDelete(DeleteBehavior.Restrict);
        holding.HasOne(h => h.Holder).WithMany().HasForeignKey(h => h.HolderId).OnDelete(DeleteBehavior.Restrict);
    }
}
