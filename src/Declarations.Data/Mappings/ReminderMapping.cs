using Declarations.Campaigns;
using Declarations.Data.Guards;
using Declarations.Reminders;
using Declarations.Roster;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.Holds(rows: Rows.ComeAndGo).OwnedBy<Reminder, Campaign>(r => r.CampaignId);
        reminder.HasKey(r => new { r.CampaignId, r.OfficialId, r.On });
        reminder.HasIndex(r => new { r.OfficialId, r.On });
        reminder.HasOne<Campaign>().WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Restrict);
        reminder.HasOne<Official>().WithMany().HasForeignKey(r => r.OfficialId).OnDelete(DeleteBehavior.Restrict);
    }
}
