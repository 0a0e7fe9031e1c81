using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Integrity;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class RegisterMapping : IEntityTypeConfiguration<Register>, IEntityTypeConfiguration<Problem>, IEntityTypeConfiguration<Measure>,
    IEntityTypeConfiguration<RegisterEntry>, IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<ActivityUnit>,
    IEntityTypeConfiguration<Party>, IEntityTypeConfiguration<ActivityParty>
{
    public void Configure(EntityTypeBuilder<Register> register)
    {
        register.Holds(r => new { r.Code, r.Title, r.Source }).OwnedBy<Register, Campaign>(r => r.CampaignId);
        register.Property(r => r.Code).HasMaxLength(40);
        register.HasIndex(r => r.Code).IsUnique();
        // One of a kind for a body in a campaign.
        register.HasIndex(r => new { r.CampaignId, r.UnitId, r.Kind }).IsUnique();
        register.HasOne(r => r.Campaign).WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Restrict);
        register.HasOne(r => r.Unit).WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        register.HasOne(r => r.CheckingUnit).WithMany().HasForeignKey(r => r.CheckingUnitId).OnDelete(DeleteBehavior.Restrict);
        register.HasIndex(r => new { r.Year, r.Category, r.Grade });
        register.Ignore(r => r.Name);
    }

    public void Configure(EntityTypeBuilder<Problem> problem)
    {
        problem.Holds().OwnedBy<Problem, Register>(p => p.RegisterId);
        problem.HasIndex(p => new { p.RegisterId, p.Number }).IsUnique();
        problem.Ignore(p => p.Current);
        problem.HasOne(p => p.Register).WithMany(r => r.Problems).HasForeignKey(p => p.RegisterId).OnDelete(DeleteBehavior.Restrict);
        problem.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        problem.HasIndex(p => p.KeyPostId);
        problem.HasOne<KeyPost>().WithMany().HasForeignKey(p => p.KeyPostId).OnDelete(DeleteBehavior.Restrict);
        problem.HasOne(p => p.Official).WithMany().HasForeignKey(p => p.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Measure> measure)
    {
        measure.Holds().OwnedBy<Measure, Problem>(m => m.ProblemId);
        measure.HasIndex(m => new { m.ProblemId, m.Number }).IsUnique();
        measure.HasOne<Register>().WithMany().HasForeignKey(m => m.RegisterId).OnDelete(DeleteBehavior.Restrict);
        // All that the figures of a board are counted by, in the order in which they are: rows are wide, for their texts.
        measure.HasIndex(m => new { m.RegisterId, m.LeadUnitId, m.Status, m.Before, m.DueOn });
        measure.HasOne(m => m.Problem).WithMany(p => p.Measures).HasForeignKey(m => m.ProblemId).OnDelete(DeleteBehavior.Restrict);
        measure.HasOne(m => m.LeadUnit).WithMany().HasForeignKey(m => m.LeadUnitId).OnDelete(DeleteBehavior.Restrict);
        measure.HasOne(m => m.Leader).WithMany().HasForeignKey(m => m.LeaderId).OnDelete(DeleteBehavior.Restrict);
        measure.HasOne(m => m.Person).WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        measure.HasOne<Account>().WithMany().HasForeignKey(m => m.ClaimedById).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RegisterEntry> entry)
    {
        entry.Holds(e => new { e.StatusAfter, e.Digest, e.Quantity, e.Former, e.Total, e.Done, e.Staged }, Rows.Grow)
            .OwnedBy<RegisterEntry, Register>(e => e.RegisterId);
        entry.Property(e => e.StatusAfter).HasMaxLength(40);
        entry.HasIndex(e => new { e.RegisterId, e.On });
        entry.HasIndex(e => new { e.MeasureId, e.Place });
        // The entries of a problem itself, without those of its measures.
        entry.HasIndex(e => new { e.ProblemId, e.MeasureId, e.Place });
        entry.HasOne<Official>().WithMany().HasForeignKey(e => e.ToId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Official>().WithMany().HasForeignKey(e => e.CopyToId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Unit>().WithMany().HasForeignKey(e => e.UnitId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Register>().WithMany().HasForeignKey(e => e.RegisterId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Problem>().WithMany().HasForeignKey(e => e.ProblemId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Measure>().WithMany().HasForeignKey(e => e.MeasureId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Activity>().WithMany().HasForeignKey(e => e.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.Holds().OwnedBy<Activity, Register>(a => a.RegisterId);
        activity.HasIndex(a => new { a.RegisterId, a.PlannedOn });
        activity.HasOne(a => a.Register).WithMany().HasForeignKey(a => a.RegisterId).OnDelete(DeleteBehavior.Restrict);
        activity.HasOne(a => a.Chair).WithMany().HasForeignKey(a => a.ChairId).OnDelete(DeleteBehavior.Restrict);
        activity.HasOne<Problem>().WithMany().HasForeignKey(a => a.ProblemId).OnDelete(DeleteBehavior.Restrict);
        activity.HasMany(a => a.Parties).WithOne().HasForeignKey(party => party.ActivityId).OnDelete(DeleteBehavior.Restrict);
        activity.HasMany(a => a.Units).WithOne().HasForeignKey(unit => unit.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Party> party)
    {
        party.Holds().OwnedBy<Party, Register>(p => p.RegisterId);
        party.HasIndex(p => new { p.RegisterId, p.AccountId }).IsUnique();
        party.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Restrict);
        party.HasOne<Register>().WithMany(r => r.Parties).HasForeignKey(p => p.RegisterId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ActivityParty> party)
    {
        party.Holds().OwnedBy<ActivityParty, Activity>(p => p.ActivityId);
        party.HasIndex(p => new { p.ActivityId, p.PartyId }).IsUnique();
        party.HasOne(p => p.Party).WithMany().HasForeignKey(p => p.PartyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ActivityUnit> unit)
    {
        unit.Holds().OwnedBy<ActivityUnit, Activity>(u => u.ActivityId);
        unit.HasIndex(u => new { u.ActivityId, u.UnitId }).IsUnique();
        unit.HasOne(u => u.Unit).WithMany().HasForeignKey(u => u.UnitId).OnDelete(DeleteBehavior.Restrict);
        unit.HasOne<Official>().WithMany().HasForeignKey(u => u.AnsweredById).OnDelete(DeleteBehavior.Restrict);
    }
}
