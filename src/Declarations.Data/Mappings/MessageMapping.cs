using Declarations.Data.Guards;
using Declarations.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.Holds(m => m.Text);
        message.ToTable("Messages");
        message.Property(m => m.Text).HasMaxLength(2000);
        message.HasIndex(m => m.NextAt);
    }
}
