using System.Text.Json;
using Declarations.Reporting.CaseBooks;
using Declarations.Web.Commands;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Law;

/// <summary>The verb assess, run as from the command line.</summary>
public sealed class AssessCommandTests : IDisposable
{
    private const string Official =
        """ "asOf": "2017-09-20", "subject": {"category": "CIVIL_SERVANT", "rank": "KY", "serviceStatus": "IN_SERVICE", "cityManaged": false} """;
    private const string Sand = """ "interest": {"holder": "SELF", "sector": "SAND", "mode": "EQUITY", "entityType": "PRIVATE", "startedOn": "2015-03-08"} """;

    private readonly string folder = Directory.CreateTempSubdirectory("declarations-assess-").FullName;

    [Fact]
    public async Task A_book_whose_cases_come_out_as_expected_answers_0()
    {
        var (code, output, errors) = await Assess(
            Book($$"""{"id": "A", "input": { {{Official}}, {{Sand}} }, "expected": {"determination": "PROHIBITED", "exitBy": "2017-09-30"} }"""));
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("1 cases, 1 as expected, 0 not", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_without_an_expectation_is_only_computed()
    {
        var (code, output, _) = await Assess(Book($$"""{"id": "A", "input": { {{Official}} } }"""));
        Assert.Equal(0, code);
        Assert.Contains("NO_INTEREST", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_comes_out_otherwise_answers_1_and_shows_the_difference()
    {
        var (code, output, _) = await Assess(Book($$"""{"id": "A", "input": { {{Official}}, {{Sand}} }, "expected": {"determination": "EXEMPT"} }"""));
        Assert.Equal(1, code);
        Assert.Contains("determination: expected \"EXEMPT\", came out \"PROHIBITED\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_outcome_policy_differences_and_findings_of_every_case()
    {
        var (code, output, _) = await Assess(
            Book($$"""{"id": "A", "input": { {{Official}}, {{Sand}} }, "expected": {"determination": "EXEMPT"} }"""), "--format", "json");
        Assert.Equal(1, code);
        var @case = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray());
        Assert.Equal("A", @case.GetProperty("id").GetString());
        Assert.Equal("zhuzhou-2017", @case.GetProperty("policy").GetString());
        Assert.False(@case.GetProperty("passed").GetBoolean());
        Assert.Equal("PROHIBITED", @case.GetProperty("actual").GetProperty("determination").GetString());
        Assert.Equal("determination", @case.GetProperty("differences")[0].GetProperty("path").GetString());
        Assert.Contains(@case.GetProperty("findings")[0].EnumerateArray(), finding => finding.GetProperty("code").GetString() == "prohibition.plan-self");
    }

    [Fact]
    public async Task A_policy_version_can_be_named()
    {
        const string left = """ "asOf": "2017-09-20", "subject": {"category": "CIVIL_SERVANT", "rank": "XC_F", """
            + """ "leadingMember": false, "holdsLeadingPost": true, "serviceStatus": "RETIRED", "leaveDate": "2015-08-31"} """;
        var book = Book($$"""{"id": "A", "input": { {{left}} }, "expected": {"cooldownYears": 2} }""");
        Assert.Equal(0, (await Assess(book)).Code);
        Assert.Equal(1, (await Assess(book, "--policy", "zhuzhou-2017-csl-2018")).Code);
    }

    [Theory]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-20", "subject": {"rank": "GENERAL"} } }""", "A: $.cases[0].input.subject.rank")]
    [InlineData("""{"id": "A", "input": {"subject": {"rank": "KY"} } }""", "A: $.cases[0].input.asOf")]
    [InlineData("""{"id": "A", "input": {"asOf": "30 September 2017"} }""", "A: $.cases[0].input.asOf")]
    [InlineData("""{"input": {"asOf": "2017-09-20"} }""", "$.cases[0].id")]
    [InlineData("""{"id": "A", "input": ""}""", "A: $.cases[0].input")]
    [InlineData("""{"id": "A", "input": """, "line 1")]
    public async Task A_case_that_cannot_be_read_answers_2_and_says_which_and_where(string @case, string place)
    {
        var (code, output, errors) = await Assess(Book(@case));
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(place, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xB2, 0xC9 })]
    public async Task A_file_that_is_not_utf_8_answers_2_and_says_where(byte[] bytes)
    {
        var path = Book("""{"id": "A",""" + "\n" + """ "title": "~", "input": {"asOf": "2017-09-20"} }""");
        var text = await File.ReadAllBytesAsync(path);
        var at = Array.IndexOf(text, (byte)'~');
        await File.WriteAllBytesAsync(path, [.. text[..at], .. bytes, .. text[(at + 1)..]]);
        var (code, output, errors) = await Assess(path);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("line 2", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "title": "\uD83D" """)]
    [InlineData(""" "title": "\uDE00\uD83D" """)]
    [InlineData(""" "\uD83D": 1 """)]
    public async Task Half_a_character_answers_2_and_says_where(string part)
    {
        var (code, output, errors) = await Assess(Book("{\n" + part + """, "id": "A", "input": {"asOf": "2017-09-20"} }"""));
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("line 2", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_answers_2()
    {
        var path = Path.Combine(folder, "large.json");
        await using (var file = File.Create(path))
            file.SetLength(CaseBook.LargestSize + 1);
        var (code, _, errors) = await Assess(path);
        Assert.Equal(2, code);
        Assert.Contains("64 MiB", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_answers_2()
    {
        var (code, _, errors) = await Assess(Path.Combine(folder, "nothing.json"));
        Assert.Equal(2, code);
        Assert.Contains("nothing.json", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_policy_answers_2_and_names_the_known_ones()
    {
        var (code, _, errors) = await Assess(Book($$"""{"id": "A", "input": { {{Official}} } }"""), "--policy", "yunlan-1999");
        Assert.Equal(2, code);
        Assert.Contains("yunlan-1999", errors, StringComparison.Ordinal);
        Assert.Contains("zhuzhou-2017-csl-2018", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_format_answers_2() =>
        Assert.Equal(2, (await Assess(Book($$"""{"id": "A", "input": { {{Official}} } }"""), "--format", "xml")).Code);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Book(string @case)
    {
        var path = Path.Combine(folder, "book.json");
        File.WriteAllText(path, $$"""{"cases": [{{@case}}]}""");
        return path;
    }

    private static Task<(int Code, string Output, string Errors)> Assess(params string[] arguments) =>
        Screen.OfAsync(() => CommandLine.RunAsync(["assess", .. arguments]));
}
