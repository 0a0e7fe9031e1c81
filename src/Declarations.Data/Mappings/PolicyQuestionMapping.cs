using Declarations.Data.Guards;
using Declarations.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Mappings;

internal sealed class PolicyQuestionMapping : IEntityTypeConfiguration<PolicyQuestion>
{
    public void Configure(EntityTypeBuilder<PolicyQuestion> question)
    {
        question.Holds().OwnedBy<PolicyQuestion, PersonalSituationReport>(q => q.ReportId);
        question.HasIndex(q => new { q.CampaignId, q.AskedOn });
        question.HasOne<PersonalSituationReport>().WithMany().HasForeignKey(q => q.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
