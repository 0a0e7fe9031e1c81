using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Declarations.Reporting.CaseBooks;
using Declarations.Rules;
using Xunit;

namespace Declarations.Cases;

public static class CaseBookFileTests
{
    private const string Nil =
        """{"id": "A", "input": {"asOf": "2017-09-01", "subject": {"category": "CIVIL_SERVANT", "rank": "KY", "serviceStatus": "IN_SERVICE"}}""";

    [Theory]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "subject": {"rank": "XL"}}}""", "A", "$.cases[0].input.subject.rank")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "subject": {"rank": 3}}}""", "A", "$.cases[0].input.subject.rank")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "regime": "PLAN_2018"}}""", "A", "$.cases[0].input.regime")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-9-1"}}""", "A", "$.cases[0].input.asOf")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-02-29"}}""", "A", "$.cases[0].input.asOf")]
    [InlineData("""{"id": "A", "input": {}}""", "A", "$.cases[0].input.asOf")]
    [InlineData("""{"id": "A"}""", "A", "$.cases[0].input")]
    [InlineData("""{"input": {}}""", null, "$.cases[0].id")]
    [InlineData("""{"id": "", "input": {}}""", null, "$.cases[0].id")]
    [InlineData("3", null, "$.cases[0]")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01"}, "expected": []}""", "A", "$.cases[0].expected")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "subject": []}}""", "A", "$.cases[0].input.subject")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "subject": {"cityManaged": "no"}}}""", "A", "$.cases[0].input.subject.cityManaged")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "interest": {"declaredAmount": 0.0000001}}}""", "A", "$.cases[0].input.interest.declaredAmount")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "interest": {"declaredAmount": 79228162514264337593543950335}}}""", "A",
        "$.cases[0].input.interest.declaredAmount")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "exit": {"priceRatio": 1e400}}}""", "A", "$.cases[0].input.exit.priceRatio")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "interests": {"holder": "SELF"}}}""", "A", "$.cases[0].input.interests")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "interests": [{"holder": "SELF"}, {"holder": "ME"}]}}""", "A",
        "$.cases[0].input.interests[1].holder")]
    [InlineData("""{"id": "A", "input": {"stats": {"shouldSubmit": 1.5}}}""", "A", "$.cases[0].input.stats.shouldSubmit")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "checks": [{"on": "2017-09-01", "interest": 1}]}}""", "A",
        "$.cases[0].input.checks[0].interest")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "checks": [{"interest": 0}]}}""", "A", "$.cases[0].input.checks[0].on")]
    [InlineData("""{"id": "A", "input": {"asOf": "2017-09-01", "decision": {"proposedBy": "A"}}}""", "A", "$.cases[0].input.decision.kind")]
    public static void What_cannot_be_read_is_named_by_case_and_place(string text, string? id, string path)
    {
        var refused = Assert.Throws<CaseBookException>(() => Load($$"""{"cases": [{{text}}]}"""));
        Assert.Equal(id, refused.CaseId);
        Assert.Equal(path, refused.Path);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"cases": [}""")]
    [InlineData("""{"cases": [{"id": "A", "id": "B"}]}""")]
    [InlineData("""{"cases": 3}""")]
    [InlineData("[]")]
    [InlineData("{}")]
    public static void What_is_no_book_is_refused(string text) => Assert.Null(Assert.Throws<CaseBookException>(() => Load(text)).CaseId);

    [Fact]
    public static void An_id_used_twice_is_refused() =>
        Assert.Equal("A", Assert.Throws<CaseBookException>(() => Load($$"""{"cases": [{{Nil}} }, {{Nil}} }]}""")).CaseId);

    [Fact]
    public static void A_file_above_the_limit_is_refused_before_it_is_parsed()
    {
        using var stream = new EndlessStream();
        var refused = Assert.Throws<CaseBookException>(() => CaseBook.Load(stream));
        Assert.Contains("64 MiB", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(stream.Given, CaseBook.LargestSize, CaseBook.LargestSize + (1 << 20));
    }

    [Fact]
    public static void Without_defaults_what_is_not_said_is_unknown()
    {
        var result = Run($$"""{"cases": [{{Nil}} }]}""");
        Assert.Null(result.Determinations.Single().SignOff);
        Assert.Equal(Verdict.NoInterest, result.Determinations.Single().Verdict);
        Assert.True(result.Passed);
    }

    [Fact]
    public static void Null_in_a_case_hides_the_default()
    {
        const string book = """{"meta": {"defaults": {"asOf": "2017-09-01", "subject": {"category": "CIVIL_SERVANT"}}}, """
            + "\"cases\": " + """[{"id": "A", "input": {"subject": null}}]}""";
        Assert.Null(Run(book).Determinations.Single().InScope);
    }

    [Fact]
    public static void A_byte_order_mark_is_passed_over() => Assert.Single(Load($$"""{{"\uFEFF"}}{"cases": [{{Nil}} }]}""").Cases);

    [Fact]
    public static void A_word_that_means_nothing_is_told() =>
        Assert.Equal(["$.cases[0].input.subject.rnak"],
            Load("""{"cases": [{"id": "A", "input": {"asOf": "2017-09-01", "subject": {"rnak": "KY"}}}]}""").Cases.Single().Unread);

    [Theory]
    [InlineData("""{"determination": "PROHIBITED"}""", "determination", "\"PROHIBITED\"", "\"NO_INTEREST\"")]
    [InlineData("""{"inScope": false}""", "inScope", "false", "true")]
    [InlineData("""{"inScope": null}""", "inScope", "null", "true")]
    [InlineData("""{"mustReportRelatives": true}""", "mustReportRelatives", "true", "false")]
    [InlineData("""{"lookbackYears": 2}""", "lookbackYears", "2", "null")]
    [InlineData("""{"flags": ["LATE_REPORT"]}""", "flags", "[\"LATE_REPORT\"]", "[]")]
    [InlineData("""{"citations": ["PLAN 四1"]}""", "citations", "[\"PLAN 四1\"]",
        "[\"PLAN 二(一)\",\"PLAN 二\",\"PLAN 四5\",\"PLAN 五(二)1\",\"PLAN 五(二)3\",\"PLAN 五(二)2\"]")]
    [InlineData("""{"citations": []}""", "citations", "[]", null)]
    [InlineData("""{"findings": []}""", "findings", "[]", null)]
    [InlineData("""{"findings": ["scope.public-official", "filing.nil"]}""", "findings", "[\"scope.public-official\",\"filing.nil\"]", null)]
    [InlineData("""{"disposalOptions": ["组织处理"]}""", "disposalOptions", "[\"组织处理\"]", "[]")]
    [InlineData("""{"row": {"sectorCell": "涉矿"}}""", "row.sectorCell", "\"涉矿\"", "\"\"")]
    [InlineData("""{"row": {"column20": "x"}}""", "row.column20", "\"x\"", "no such output")]
    [InlineData("""{"verdict": "PROHIBITED"}""", "verdict", "\"PROHIBITED\"", "no such output")]
    public static void What_came_out_differently_is_listed(string expected, string path, string wanted, string? actual)
    {
        var result = Run($$"""{"cases": [{{Nil}}, "expected": {{expected}} }]}""");
        var difference = Assert.Single(result.Differences);
        Assert.False(result.Passed);
        Assert.Equal(path, difference.Path);
        Assert.Equal(wanted, difference.Expected);
        if (actual is not null)
            Assert.Equal(actual, difference.Actual);
    }

    [Fact]
    public static void Rows_are_compared_one_by_one()
    {
        const string book = """{"cases": [{"id": "A", "input": {"asOf": "2017-09-01", "interests": [{"holder": "SELF"}]}, """
            + "\"expected\": " + """{"rows": [{"sectorCell": "x"}], "rowCount": 2}}]}""";
        Assert.Equal(["rows[0].sectorCell", "rowCount"], Run(book).Differences.Select(difference => difference.Path));
    }

    [Fact]
    public static void A_case_may_force_one_text_while_keeping_the_dates_of_the_policy()
    {
        var @case = CaseFiles.Load("rule-cases.json").Cases.Single(@case => @case.Id == "RC-026");
        var later = Policy.Zhuzhou2017 with { EndsOn = new(2019, 1, 31) };
        var result = CaseBook.Run(@case, later);
        Assert.Equal(Policies.Csl2005.Version, result.Policy.Version);
        Assert.Equal(later.EndsOn, result.Policy.EndsOn);
    }

    [Fact]
    public static void A_table_marks_what_failed_and_counts()
    {
        var writer = new StringWriter();
        var results = Load($$"""{"cases": [{{Nil}}, "title": "nil", "expected": {"inScope": false} }]}""").Cases
            .Select(@case => CaseBook.Run(@case, Policy.Zhuzhou2017));
        Assert.Equal(1, CaseBookRunner.Write(results, CaseBookFormat.Table, writer));
        Assert.Contains("FAIL", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("inScope: expected false, came out true", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 cases, 0 as expected, 1 not", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public static void Json_holds_every_case_with_its_findings()
    {
        var writer = new StringWriter();
        var cases = CaseFiles.Load("rule-cases.json").Cases;
        Assert.Equal(0, CaseBookRunner.Write(cases.Select(@case => CaseBook.Run(@case, Policy.Zhuzhou2017)), CaseBookFormat.Json, writer));
        using var document = JsonDocument.Parse(writer.ToString());
        Assert.Equal(cases.Count, document.RootElement.GetArrayLength());
        var first = document.RootElement[0];
        Assert.Equal("RC-001", first.GetProperty("id").GetString());
        Assert.True(first.GetProperty("passed").GetBoolean());
        Assert.Contains(first.GetProperty("findings")[0].EnumerateArray(), finding =>
            finding.GetProperty("code").GetString() == "filing.nil" && finding.GetProperty("on").GetString() == "2017-09-30"
            && finding.GetProperty("citations")[1].GetString() == "PLAN 五(二)1" && finding.GetProperty("todo").GetString() == "file-nil");
    }

    [Fact]
    public static void A_thousand_cases_take_less_than_a_second()
    {
        var cases = string.Join(',', Enumerable.Range(0, 1000).Select(n =>
            $$"""{"id": "C{{n}}", "input": {"asOf": "2017-10-10", "subject": {"category": "CIVIL_SERVANT", "rank": "XK_F", "serviceStatus": "IN_SERVICE"}, """
            + "\"interest\": " + """{"holder": "SPOUSE", "sector": "SAND", "mode": "EQUITY"} }, "expected": {"determination": "PROHIBITED"} }"""));
        // The best of some runs: what is measured is the code, not how busy the machine is.
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            Assert.All(Load($$"""{"cases": [{{cases}}]}""").Cases, @case => Assert.True(CaseBook.Run(@case, Policy.Zhuzhou2017).Passed));
            return Stopwatch.GetElapsedTime(start);
        });
        Assert.InRange(best, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static CaseResult Run(string text) => CaseBook.Run(Load(text).Cases.Single(), Policy.Zhuzhou2017);

    private static CaseBook Load(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CaseBook.Load(stream);
    }

    /// <summary>Blanks without end; counts what it has given.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Given += count;
            return count;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
