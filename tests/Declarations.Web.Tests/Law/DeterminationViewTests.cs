using Declarations.Rules;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Xunit;

namespace Declarations.Web.Tests.Law;

/// <summary>What the panel shows of every case that the domain is tested with, to filer and reader.</summary>
public static class DeterminationViewTests
{
    private static IEnumerable<DeterminationView> Views(bool forReader) =>
        from @case in CaseFiles.All
        from facts in @case.Facts
        select new DeterminationView(facts, Policy.Zhuzhou2017, Assessor.Assess(facts, Policy.Zhuzhou2017), forReader);

    [Fact]
    public static void Every_case_has_a_title_a_tag_and_a_clause() => Assert.All(Views(forReader: true), view =>
    {
        Assert.True(Words.Has("verdict.tag." + view.Tag));
        Assert.NotEmpty(view.Clauses);
        Assert.NotEmpty(view.Reasons);
    });

    [Fact]
    public static void A_ban_is_explained_by_the_clause_that_forbids() => Assert.All(
        Views(forReader: true).Where(view => view.Determination is { Verdict: Verdict.Prohibited }),
        view => Assert.Contains(view.Clauses[0].Citation, view.Determination.Findings.First(finding => finding.Kind == FindingKind.Ban).Citations));

    [Fact]
    public static void The_filer_is_told_only_what_the_filer_does() =>
        Assert.All(Views(forReader: false).SelectMany(view => view.Todos), todo => Assert.Contains(todo.Code, TodoCodes.OfDeclarant));

    [Fact]
    public static void The_reader_is_told_all_that_is_open_once() => Assert.All(Views(forReader: true), view =>
        Assert.Equal(view.Todos.Select(todo => todo.Code).Distinct(), view.Todos.Select(todo => todo.Code)));

    [Fact]
    public static void Nobody_is_asked_to_leave_what_they_have_left_or_need_not_leave() => Assert.All(
        Views(forReader: false).Where(view => view.HasExited
        || view.Determination.Action is not (RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit)),
        view => Assert.DoesNotContain(view.Todos, todo => todo.Code is TodoCodes.Exit or TodoCodes.RelativeExit));

    [Fact]
    public static void Who_has_not_left_what_is_forbidden_is_told_by_when() => Assert.All(
        Views(forReader: false).Where(view =>
        view.Determination is { Action: RequiredAction.ReportAndExit or RequiredAction.ReportAndRelativeExit, ExitEffective: false }),
        view => Assert.Contains(view.Todos, todo => todo is { Code: TodoCodes.Exit or TodoCodes.RelativeExit or TodoCodes.KeepAgreedDate, On: not null }));

    [Fact]
    public static void Where_a_relative_must_leave_it_is_not_the_official_who_is_told_to() => Assert.All(
        Views(forReader: false).Where(view => view.Determination.Action == RequiredAction.ReportAndRelativeExit),
        view => Assert.DoesNotContain(view.Todos, todo => todo.Code == TodoCodes.Exit));

    [Fact]
    public static void Stored_facts_and_determinations_are_read_back_as_they_were()
    {
        foreach (var facts in CaseFiles.All.SelectMany(@case => @case.Facts))
        {
            var then = Assessor.Assess(facts, Policy.Zhuzhou2017);
            var again = Assert.Single(Reassessment.Of([Reports.StoredDetermination.Of(Guid.Empty, null, facts, then)], Policy.Zhuzhou2017).Cases);
            Assert.Empty(Determination.Differences(then, again.Then));
            Assert.Empty(again.Changes);
        }
    }

    [Fact]
    public static void Every_difference_between_two_versions_can_be_put_into_words()
    {
        Words[] languages = [new(Words.Chinese), new(Words.English)];
        foreach (var facts in CaseFiles.All.SelectMany(@case => @case.Facts))
            foreach (var policy in Policies.All)
                foreach (var change in Determination.Differences(Assessor.Assess(facts, Policy.Zhuzhou2017), Assessor.Assess(facts, policy))
                    .Where(change => change.Name != nameof(Determination.PolicyVersion)))
                    Assert.All(languages, words =>
                    {
                        Assert.True(Words.Has("reassess." + change.Name), change.Name);
                        Assert.DoesNotContain(".", ReassessedCase.Text(change.Name, change.After ?? change.Before, words)[..^1], StringComparison.Ordinal);
                    });
    }
}
