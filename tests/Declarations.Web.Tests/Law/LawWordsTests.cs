using System.Reflection;
using Declarations.Participation;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Declarations.Web.Pages.Rulebook;
using Xunit;

namespace Declarations.Web.Tests.Law;

/// <summary>Whatever the rules can say has words in both languages, and no word is left that they cannot say.</summary>
public sealed class LawWordsTests
{
    private static readonly Words[] Languages = [new(Words.Chinese), new(Words.English)];

    private static IEnumerable<string> FactPaths => typeof(Finding).Assembly.GetType("Declarations.Rules.Fact")!
        .GetFields(BindingFlags.Static | BindingFlags.Public).Select(constant => (string)constant.GetRawConstantValue()!);

    [Fact]
    public void Every_finding_has_a_sentence_and_every_sentence_a_finding() =>
        AssertSame("finding.", FindingCodes.All.Select(code => code.Code));

    [Fact]
    public void Every_thing_to_do_has_words_and_no_words_are_left_over() => AssertSame("todo.", TodoCodes.All);

    [Fact]
    public void Every_thing_to_do_is_asked_of_the_declarant_or_of_the_office()
    {
        Assert.Empty(TodoCodes.OfDeclarant.Intersect(TodoCodes.OfOffice));
        Assert.Equal(FindingCodes.All.Select(code => code.Todo).OfType<string>().ToHashSet(), [.. TodoCodes.All]);
    }

    [Fact]
    public void Every_clause_that_can_be_cited_has_a_text_and_no_text_is_left_over() =>
        AssertSame("clause.", FindingCodes.Citations.Concat(Policies.All.SelectMany(policy => policy.CoolingOffTerms).Select(term => term.Source))
            .Select(citation => CitationText.Key(citation)["clause.".Length..]));

    [Fact]
    public void Every_fact_that_a_finding_can_rest_on_has_a_name() =>
        AssertSame("fact.", FactPaths.Concat(["unknown", "no-interest"]));

    [Fact]
    public void Every_verdict_has_a_title_and_a_tag() => AssertSame("verdict.",
        Enum.GetNames<Verdict>().Append("NoInterest-silent").Concat(Enum.GetNames<ProhibitionBasis>())
            .Concat(Enum.GetNames<Verdict>().Concat(["exited", "report-only", "not-to-begin"]).Select(tag => "tag." + tag)));

    [Fact]
    public void A_title_fits_on_a_line_of_the_panel() =>
        Assert.All(Enum.GetNames<Verdict>().Concat(Enum.GetNames<ProhibitionBasis>()), name => Assert.InRange(Languages[0]["verdict." + name].Length, 1, 13));

    [Theory]
    [InlineData(typeof(LawDocument)), InlineData(typeof(Leniency)), InlineData(typeof(Alert)), InlineData(typeof(RequiredAction)),
        InlineData(typeof(Custodian))]
    [InlineData(typeof(SigningRoute)), InlineData(typeof(DisposalKind)), InlineData(typeof(ExitCell)), InlineData(typeof(NotSubmittedReason)),
        InlineData(typeof(PersonCategory))]
    [InlineData(typeof(Rank)), InlineData(typeof(Workplace)), InlineData(typeof(PostType)), InlineData(typeof(ServiceStatus)),
        InlineData(typeof(InnovationMode))]
    [InlineData(typeof(Relation)), InlineData(typeof(Sector)), InlineData(typeof(SubActivity)), InlineData(typeof(ParticipationMode)),
        InlineData(typeof(EntityType))]
    [InlineData(typeof(TransfereeRelation))]
    public void Every_code_that_a_panel_shows_has_a_name(Type codes) =>
        Assert.All(Enum.GetValues(codes).Cast<Enum>(), code => AssertWritten(Words.KeyOf(code)));

    [Fact]
    public void A_sentence_names_a_day_only_where_its_finding_has_one()
    {
        var findings = from @case in CaseFiles.All
                       from policy in Policies.All
                       from facts in @case.Facts
                       from finding in Assessor.Assess(facts, policy).Findings
                       select finding;
        Assert.All(findings.DistinctBy(finding => (finding.Code, finding.On is null)), finding =>
            Assert.True(finding.On is not null || !Languages[0]["finding." + finding.Code].Contains("{0}", StringComparison.Ordinal), finding.Code));
    }

    [Fact]
    public void Every_fact_of_every_case_can_be_shown() => Assert.All(Languages, words =>
    {
        foreach (var facts in CaseFiles.All.SelectMany(@case => @case.Facts))
            Assert.All(FactPaths, path => Assert.Matches(@"\S", FactText.Of(facts, path, words)));
    });

    [Fact]
    public void Only_the_plan_is_quoted_and_a_paraphrase_says_so() => Assert.All(FindingCodes.Citations, citation =>
        Assert.Equal(citation.Document is not (LawDocument.Plan or LawDocument.PlanAnnex3), CitationText.Clause(citation, Languages[0]).StartsWith('（')));

    private static void AssertSame(string prefix, IEnumerable<string> names)
    {
        var keys = names.Select(name => prefix + name).ToHashSet();
        Assert.Equal(keys.Order(StringComparer.Ordinal), Words.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
        Assert.All(keys, AssertWritten);
    }

    private static void AssertWritten(string key)
    {
        Assert.True(Words.Has(key), key);
        Assert.All(Languages, words => Assert.Matches(@"\S", words[key]));
    }
}
