using System.Text.Json;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<UnitPost>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.Property(u => u.Code).HasMaxLength(60);
        unit.Property(u => u.Name).HasMaxLength(120);
        unit.Property(u => u.Path).HasMaxLength(400);
        unit.HasIndex(u => u.Code).IsUnique();
        unit.HasIndex(u => u.Path).IsUnique();
        unit.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
        unit.HasMany(u => u.Posts).WithOne().HasForeignKey(p => p.UnitId);
    }

    public void Configure(EntityTypeBuilder<UnitPost> post)
    {
        post.HasKey(p => new { p.UnitId, p.Kind, p.OfficialId });
        post.HasOne<Official>().WithMany().HasForeignKey(p => p.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OfficialMapping : IEntityTypeConfiguration<Official>
{
    public void Configure(EntityTypeBuilder<Official> official)
    {
        official.Property(o => o.StaffNumber).HasMaxLength(40);
        official.Property(o => o.Name).HasMaxLength(60);
        official.Property(o => o.Post).HasMaxLength(120);
        official.HasIndex(o => o.StaffNumber).IsUnique();
        official.HasOne(o => o.Unit).WithMany().HasForeignKey(o => o.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RosterMapping : IEntityTypeConfiguration<RosterImport>, IEntityTypeConfiguration<RosterRequest>
{
    public void Configure(EntityTypeBuilder<RosterImport> import)
    {
        import.Property(i => i.FileName).HasMaxLength(120);
        import.Property(i => i.Agreed).HasMaxLength(64);
        import.Property(i => i.StoppedBy).HasMaxLength(60);
        import.HasIndex(i => new { i.AccountId, i.UploadedAt });
        import.HasIndex(i => i.Status);
        import.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Restrict);
        import.HasOne<Campaign>().WithMany().HasForeignKey(i => i.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RosterRequest> request)
    {
        request.HasIndex(r => new { r.Status, r.DueOn });
        request.HasOne(r => r.Official).WithMany().HasForeignKey(r => r.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CampaignMapping : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<DeadlineChange>, IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.Property(e => e.Basis).HasMaxLength(200);
        erasure.HasIndex(e => e.CampaignId).IsUnique();
        erasure.HasOne<Campaign>().WithOne().HasForeignKey<Erasure>(e => e.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DeadlineChange> change)
    {
        change.Property(c => c.Document).HasMaxLength(120);
        change.Property(c => c.Number).HasMaxLength(60);
        change.HasOne<Campaign>().WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
        change.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.Property(c => c.Code).HasMaxLength(40);
        campaign.HasIndex(c => c.Code).IsUnique();
        campaign.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        campaign.Property(c => c.Stages).HasConversion(
            stages => JsonSerializer.Serialize(stages, CanonicalReport.Json),
            json => JsonSerializer.Deserialize<List<Stage>>(json, CanonicalReport.Json)!,
            new ValueComparer<List<Stage>>((a, b) => a!.SequenceEqual(b!), stages => stages.Count, stages => stages.ToList()));
    }
}

internal sealed class ReportMapping : IEntityTypeConfiguration<PersonalSituationReport>, IEntityTypeConfiguration<Submission>,
    IEntityTypeConfiguration<EvidenceFile>, IEntityTypeConfiguration<FiledFile>, IEntityTypeConfiguration<Withdrawal>, IEntityTypeConfiguration<Signature>, IEntityTypeConfiguration<ReturnNote>,
    IEntityTypeConfiguration<StoredDetermination>, IEntityTypeConfiguration<InterestRow>
{
    public void Configure(EntityTypeBuilder<PersonalSituationReport> report)
    {
        report.ToTable("Reports");
        report.HasIndex(r => new { r.CampaignId, r.OfficialId }).IsUnique();
        report.HasIndex(r => new { r.SigningUnitId, r.Status });
        report.HasIndex(r => r.AssistantId);
        report.HasOne(r => r.Campaign).WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Restrict);
        report.HasOne(r => r.Official).WithMany().HasForeignKey(r => r.OfficialId).OnDelete(DeleteBehavior.Restrict);
        report.HasOne(r => r.Unit).WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Submission> submission)
    {
        submission.Property(s => s.Digest).HasMaxLength(64);
        submission.Property(s => s.ReceiptNumber).HasMaxLength(40);
        submission.HasIndex(s => new { s.ReportId, s.Number }).IsUnique();
        submission.HasIndex(s => new { s.ReportId, s.DraftNumber }).IsUnique();
        submission.HasIndex(s => s.ReceiptNumber).IsUnique();
        submission.HasOne(s => s.Report).WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<EvidenceFile> file)
    {
        file.Property(f => f.Digest).HasMaxLength(64);
        file.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(f => f.ReportId).OnDelete(DeleteBehavior.Restrict);
    }

    // A file that a filed version names cannot be deleted: the database itself refuses.
    public void Configure(EntityTypeBuilder<FiledFile> filed)
    {
        filed.HasIndex(f => new { f.SubmissionId, f.FileId }).IsUnique();
        filed.HasOne<Submission>().WithMany().HasForeignKey(f => f.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        filed.HasOne<EvidenceFile>().WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Withdrawal> withdrawal) =>
        withdrawal.HasOne<Submission>().WithOne(s => s.Withdrawal).HasForeignKey<Withdrawal>(w => w.SubmissionId).OnDelete(DeleteBehavior.Restrict);

    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.HasIndex(s => new { s.SubmissionId, s.Kind }).IsUnique();
        signature.HasOne<Submission>().WithMany().HasForeignKey(s => s.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReturnNote> note)
    {
        note.HasIndex(n => n.ReportId);
        note.HasOne<Submission>().WithMany().HasForeignKey(n => n.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StoredDetermination> determination) =>
        determination.HasOne<Submission>().WithMany(s => s.Determinations).HasForeignKey(d => d.SubmissionId).OnDelete(DeleteBehavior.Restrict);

    public void Configure(EntityTypeBuilder<InterestRow> row)
    {
        row.HasKey(r => new { r.ReportId, r.InterestId, r.ValidFrom });
        row.HasIndex(r => new { r.CampaignId, r.UnitId });
        row.HasIndex(r => r.OfficialId);
        row.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(r => r.ReportId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Submission>().WithMany().HasForeignKey(r => r.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.SubjectKind).HasMaxLength(40);
        entry.HasIndex(e => new { e.SubjectId, e.At });
        entry.HasIndex(e => new { e.AccountId, e.At });
    }
}

/// <summary>As Identity maps it for an IdentityDbContext of schema version 3; its user-only context leaves it out.</summary>
internal sealed class PasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkey)
    {
        passkey.ToTable("AspNetUserPasskeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(1024);
        passkey.OwnsOne(p => p.Data).ToJson();
        passkey.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId);
    }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Grant>, IEntityTypeConfiguration<Session>,
    IEntityTypeConfiguration<ActivationSlip>, IEntityTypeConfiguration<SignInFailure>,
    IEntityTypeConfiguration<Deputation>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.Property(s => s.Device).HasMaxLength(60);
        session.Property(s => s.SecurityStamp).HasMaxLength(60);
        session.HasIndex(s => new { s.AccountId, s.StartedAt });
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }

    public void Configure(EntityTypeBuilder<Deputation> deputation)
    {
        deputation.HasOne(d => d.Holder).WithMany().HasForeignKey(d => d.HolderId).OnDelete(DeleteBehavior.Restrict);
        deputation.HasOne(d => d.Deputy).WithMany().HasForeignKey(d => d.DeputyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SignInFailure> failure)
    {
        failure.HasKey(f => f.Key);
        failure.Property(f => f.Key).HasMaxLength(64);
        failure.HasIndex(f => f.LastAt);
    }

    public void Configure(EntityTypeBuilder<ActivationSlip> slip)
    {
        slip.Property(s => s.CodeHash).HasMaxLength(64);
        slip.HasIndex(s => s.CodeHash).IsUnique();
        slip.HasIndex(s => s.AccountId).IsUnique().HasFilter("\"UsedAt\" IS NULL AND \"RevokedAt\" IS NULL");
        slip.HasOne(s => s.Account).WithMany().HasForeignKey(s => s.AccountId);
        slip.HasOne<Unit>().WithMany().HasForeignKey(s => s.OfficeUnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.HasIndex(a => a.OfficialId).IsUnique();
        account.HasOne<Official>().WithMany().HasForeignKey(a => a.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId);
        grant.HasOne(g => g.Unit).WithMany().HasForeignKey(g => g.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
