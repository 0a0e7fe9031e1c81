using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;

namespace Declarations.Web.Pages.Filing;

/// <summary>What a draft says and a newer one no longer would: told, and asked about, before it goes.</summary>
public static class Loss
{
    public static IEnumerable<string> Between(ReportContent before, ReportContent after, Words words)
    {
        foreach (var answer in before.Answers)
        {
            if (answer.Self == true && after.AnswerOf(answer.Sector).Self != true)
                yield return words["loss.answer", answer.Sector, words["participation.self"]];
            if (answer.Family == FamilyAnswer.Yes && after.AnswerOf(answer.Sector).Family != FamilyAnswer.Yes)
                yield return words["loss.answer", answer.Sector, words["participation.family"]];
        }
        foreach (var relative in before.Relatives ?? [])
            if (after.Relatives?.Any(r => r.Id == relative.Id) != true)
                yield return words["loss.relative", relative.Relation, relative.Name];
        foreach (var interest in before.Interests)
        {
            var left = after.Interests.FirstOrDefault(i => i.Id == interest.Id);
            if (left is null)
                yield return words["loss.interest", interest.Sector, interest.Enterprise];
            else if (interest.Innovation is not null && left.Innovation is null)
                yield return words["loss.innovation", interest.Sector, interest.Enterprise];
            else if (interest.Exit?.State == ExitState.Exited && left.Exit?.State != ExitState.Exited)
                yield return words["loss.exit", interest.Sector, interest.Enterprise];
            else if (interest.Exit?.Way == ExitWay.Transfer && left.Exit?.Way != ExitWay.Transfer)
                yield return words["loss.transfer", interest.Sector, interest.Enterprise];
        }
        foreach (var file in before.Files.ExceptBy(after.Files.Select(f => f.Id), f => f.Id))
            yield return words["loss.file", file.Name];
    }
}

/// <summary>Asked before something goes: what goes, and the form that is sent again when the answer is yes.</summary>
public sealed record Question(OpenCase Filing, IReadOnlyList<string> Losses, IReadOnlyList<KeyValuePair<string, string>> Fields);
