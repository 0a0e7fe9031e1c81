using System.Text;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Xunit;

namespace Declarations.Domain.Tests.Reports;

public sealed class CanonicalReportTests
{
    private static readonly Act Act = new(null, new(2017, 9, 18, 3, 6, 32, TimeSpan.Zero), new(2017, 9, 18));

    [Fact]
    public void Canonical_text_is_sorted_normalised_and_keeps_numbers_as_text()
    {
        var text = Encoding.UTF8.GetString(Freeze("cafe\u0301").Canonical);
        Assert.DoesNotContain("\n", text);
        Assert.Contains("\"content\":\"caf\u00e9\"", text);
        Assert.Contains("\"amount\":\"35.00\"", text);
        Assert.Contains("\"startedOn\":\"2015-03-10\"", text);
        Assert.Contains("\"submittedAt\":\"2017-09-18T03:06:32.0000000Z\"", text);
        Assert.True(text.IndexOf("\"campaign\"", StringComparison.Ordinal) < text.IndexOf("\"content\"", StringComparison.Ordinal));
        Assert.StartsWith("{\"campaign\":", text);
    }

    [Fact]
    public void Reading_the_canonical_text_gives_the_content_back()
    {
        var submission = Freeze("经营清溪码头砂石堆场");
        var interest = Assert.Single(submission.Content.Interests);
        Assert.Equal(("经营清溪码头砂石堆场", Money.FromWan(35), 20m, new DateOnly(2017, 9, 18)),
            (interest.Content, interest.Amount, interest.SharePercent, interest.ReportedOn));
    }

    [Fact]
    public void Digest_changes_with_every_byte_and_differs_between_equal_contents()
    {
        var submission = Freeze("同样的内容");
        Assert.Equal(submission.Digest, Submission.DigestOf(submission.Salt, submission.Canonical));
        for (var i = 0; i < submission.Canonical.Length; i++)
        {
            var altered = submission.Canonical.ToArray();
            altered[i] ^= 1;
            Assert.NotEqual(submission.Digest, Submission.DigestOf(submission.Salt, altered));
        }
        Assert.NotEqual(submission.Digest, Freeze("同样的内容").Digest);
    }

    [Theory]
    [InlineData("35", 35_000_000), InlineData("0.01", 10_000), InlineData("6.8", 6_800_000)]
    public void Money_in_wan_is_whole_fen(string wan, long fen) =>
        Assert.Equal(fen, Money.FromWan(decimal.Parse(wan, System.Globalization.CultureInfo.InvariantCulture)).Fen);

    [Fact]
    public void Money_finer_than_a_fen_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromWan(0.0000001m));

    [Theory]
    [InlineData("2017-09-15", 3, "2017-09-20"), InlineData("2017-09-18", 3, "2017-09-21"), InlineData("2017-09-16", 1, "2017-09-18")]
    public void Working_days_leave_out_the_weekend(string from, int count, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            WorkingDays.After(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), count));

    [Theory]
    [InlineData("2017-09-30T15:59:59Z", "2017-09-30"), InlineData("2017-09-30T16:00:00Z", "2017-10-01")]
    public void Beijing_day_turns_at_sixteen_hours_utc(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            BeijingTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    private static Submission Freeze(string content)
    {
        var unit = Unit.Create(Act, "u", "单位", UnitKind.AffiliatedUnit, null);
        var official = new Official { StaffNumber = "1", Name = "林知远", UnitId = unit.Id };
        var report = PersonalSituationReport.Open(Act, Campaign.Create(Act, Preset.Zhuzhou2017, "c", "专项", "云澜市", unit), official, unit);
        report.SaveDraft(Act, new ReportContent
        {
            Details = Details.Of(official, unit.Name, false),
            Answers = [.. Enum.GetValues<Sector>().Select(sector => new SectorAnswer(sector, sector == Sector.Sand, null))],
            Interests =
            [
                new() { Id = Guid.NewGuid(), Sector = Sector.Sand, Holder = Relation.Self, Enterprise = "清溪砂石", Mode = ParticipationMode.Equity,
                    Content = content, Amount = Money.FromWan(35), SharePercent = 20, StartedOn = new(2015, 3, 10), Exit = new Exit(ExitState.NotYet) },
            ],
        });
        return report.Submit(Act, [], new Determination("v", Act.LegalDay, [])
            { SignOff = SigningRoute.UnitHeadOrDeputy, MustReportRelatives = false }, unit.Id);
    }
}
