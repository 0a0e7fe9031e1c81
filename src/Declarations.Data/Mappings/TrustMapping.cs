using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Trust;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

/// <summary>The tree over all protected rows: only hashes, keys that are public, and names of tables.</summary>
internal sealed class TrustMapping : IEntityTypeConfiguration<Leaf>, IEntityTypeConfiguration<WaitingLeaf>,
    IEntityTypeConfiguration<SigningRequest>, IEntityTypeConfiguration<TreeEntry>, IEntityTypeConfiguration<TreeNode>,
    IEntityTypeConfiguration<Checkpoint>, IEntityTypeConfiguration<Cosignature>, IEntityTypeConfiguration<TrustKey>
{
    public void Configure(EntityTypeBuilder<Leaf> leaf)
    {
        leaf.Holds(l => new { l.Table, l.Key, l.Salt, l.Digests, l.Hash, l.Attestation }, Rows.Grow)
            .OwnedBy<Leaf, Campaign>(l => l.CampaignId, emptied: l => l.Salt);
        leaf.Property(l => l.Table).HasMaxLength(40);
        leaf.Property(l => l.Key).HasMaxLength(80);
        leaf.Property(l => l.Attestation).HasMaxLength(300);
        leaf.HasIndex(l => new { l.Key, l.Table, l.Number }).IsUnique();
        leaf.HasIndex(l => l.CampaignId);
    }

    public void Configure(EntityTypeBuilder<WaitingLeaf> waiting)
    {
        waiting.Holds(rows: Rows.ComeAndGo);
        waiting.HasKey(w => w.LeafId);
        waiting.Property(w => w.LeafId).ValueGeneratedNever();
        waiting.HasOne<Leaf>().WithOne().HasForeignKey<WaitingLeaf>(w => w.LeafId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SigningRequest> request)
    {
        request.Holds(r => new { r.Size, r.LeafIds }, Rows.ComeAndGo);
        request.HasKey(r => r.Size);
        request.Property(r => r.Size).ValueGeneratedNever();
        request.Ignore(r => r.Ids);
    }

    public void Configure(EntityTypeBuilder<TreeEntry> entry)
    {
        entry.Holds(e => e.Index, Rows.Grow);
        entry.HasKey(e => e.Index);
        entry.Property(e => e.Index).ValueGeneratedNever();
        entry.HasIndex(e => e.LeafId).IsUnique();
        entry.HasOne<Leaf>().WithOne().HasForeignKey<TreeEntry>(e => e.LeafId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TreeNode> node)
    {
        node.Holds(n => new { n.Index, n.Hash }, Rows.Grow);
        node.HasKey(n => new { n.Level, n.Index });
    }

    public void Configure(EntityTypeBuilder<Checkpoint> checkpoint)
    {
        checkpoint.Holds(c => new { c.Size, c.Note }, Rows.Grow);
        checkpoint.HasKey(c => c.Size);
        checkpoint.Property(c => c.Size).ValueGeneratedNever();
        checkpoint.Ignore(c => c.Head);
    }

    public void Configure(EntityTypeBuilder<Cosignature> line)
    {
        line.Holds(l => new { l.Size, l.Witness, l.Line }, Rows.Grow);
        line.HasKey(l => new { l.Size, l.Witness });
        line.Property(l => l.Witness).HasMaxLength(400);
        line.HasOne<Checkpoint>().WithMany().HasForeignKey(l => l.Size).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TrustKey> key)
    {
        key.Holds(k => new { k.Id, k.Algorithm, k.PublicKey }, Rows.Grow);
        key.Property(k => k.Id).HasMaxLength(40).ValueGeneratedNever();
        key.Property(k => k.Algorithm).HasMaxLength(20);
    }
}
