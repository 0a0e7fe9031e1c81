using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Data.Guards;
using Declarations.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class QuestionMapping : IEntityTypeConfiguration<Question>, IEntityTypeConfiguration<Explanation>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.Holds(q => q.Clause).OwnedBy<Question, Campaign>(q => q.CampaignId);
        question.Property(q => q.Clause).HasMaxLength(80);
        question.Ignore(q => q.Standing);
        question.HasIndex(q => new { q.UnitId, q.AnsweredOn });
        question.HasIndex(q => q.AskedById);
        question.HasOne(q => q.Campaign).WithMany().HasForeignKey(q => q.CampaignId).OnDelete(DeleteBehavior.Restrict);
        question.HasOne(q => q.Unit).WithMany().HasForeignKey(q => q.UnitId).OnDelete(DeleteBehavior.Restrict);
        question.HasOne<Account>().WithMany().HasForeignKey(q => q.AskedById).OnDelete(DeleteBehavior.Restrict);
    }

    /// <summary>Published in general words: everybody searches them.</summary>
    public void Configure(EntityTypeBuilder<Explanation> explanation)
    {
        explanation.Holds(e => new { e.Clause, e.Text, e.Answer, e.Reason }, Rows.Grow, shown: true);
        explanation.Property(e => e.Clause).HasMaxLength(80);
        explanation.Property(e => e.Text).HasMaxLength(1000);
        explanation.Property(e => e.Answer).HasMaxLength(4000);
        explanation.Property(e => e.Reason).HasMaxLength(300);
        explanation.HasIndex(e => new { e.QuestionId, e.Number }).IsUnique();
        explanation.HasOne(e => e.Question).WithMany(q => q.Explanations).HasForeignKey(e => e.QuestionId).OnDelete(DeleteBehavior.Restrict);
    }
}
