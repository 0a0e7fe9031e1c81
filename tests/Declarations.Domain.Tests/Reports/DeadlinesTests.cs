using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Xunit;

namespace Declarations.Domain.Tests.Reports;

public sealed class DeadlinesTests
{
    private static readonly LegalBasis Notice = new("关于延长报告期限的通知", "株整办〔2017〕9号", new(2017, 9, 12));
    private static readonly Unit Bureau = Unit.Create(At(0), "bureau", "云澜市水利局", UnitKind.Bureau, null);
    private static readonly Unit Station = Unit.Create(At(0), "station", "水文监测站", UnitKind.AffiliatedUnit, Bureau);
    private static readonly Guid[] Chain = [Station.Id, Bureau.Id];
    private readonly Campaign campaign;
    private Deadlines deadlines;

    public DeadlinesTests()
    {
        campaign = Campaign.Create(At(0), Preset.Zhuzhou2017, "c", "专项", "云澜市", Bureau);
        typeof(Campaign).GetProperty(nameof(Campaign.Unit))!.SetValue(campaign, Bureau);
        deadlines = new(campaign, []);
    }

    [Fact]
    public void Without_a_change_the_plans_days_stand() =>
        Assert.Equal((new DateOnly(2017, 9, 30), new DateOnly(2017, 9, 15), null),
            (deadlines.For(false, Chain), deadlines.For(true, Chain), deadlines.ChangeFor(false, Chain)));

    [Fact]
    public void A_units_own_day_is_earlier_and_never_later_than_the_nearest_above()
    {
        Change(1, DeadlineKind.Unit, [Bureau], new(2017, 9, 25));
        Refused("deadline.later-than-above", DeadlineKind.Unit, [Station, Bureau], new(2017, 9, 26));
        Change(2, DeadlineKind.Unit, [Station, Bureau], new(2017, 9, 20));
        Assert.Equal((new DateOnly(2017, 9, 20), new DateOnly(2017, 9, 25), new DateOnly(2017, 9, 15)),
            (deadlines.For(false, Chain), deadlines.For(false, [Bureau.Id]), deadlines.For(true, Chain)));
        Change(3, DeadlineKind.Unit, [Station, Bureau], new(2017, 9, 25));
        Assert.Equal(new DateOnly(2017, 9, 25), deadlines.For(false, Chain));
    }

    [Fact]
    public void An_extension_extends_and_leaves_the_policy_and_a_units_own_day_alone()
    {
        Refused("deadline.no-extension", DeadlineKind.Report, [], new(2017, 9, 30));
        Change(1, DeadlineKind.Unit, [Station, Bureau], new(2017, 9, 20));
        Change(2, DeadlineKind.Report, [], new(2017, 10, 15));
        Assert.Equal((new DateOnly(2017, 10, 15), new DateOnly(2017, 9, 20), new DateOnly(2017, 9, 15), new DateOnly(2017, 9, 30)),
            (deadlines.For(false, [Bureau.Id]), deadlines.For(false, Chain), deadlines.For(true, [Bureau.Id]), Preset.Zhuzhou2017.Policy.ReportAndExitBy));
        Assert.Equal("株整办〔2017〕9号", deadlines.ChangeFor(false, [Bureau.Id])!.Number);
        Refused("deadline.no-extension", DeadlineKind.Report, [], new(2017, 10, 14));
    }

    private void Change(int minute, DeadlineKind kind, IReadOnlyList<Unit> unit, DateOnly by) =>
        deadlines = deadlines with { Changes = [.. deadlines.Changes, deadlines.Change(At(minute), kind, unit, by, Notice)] };

    private void Refused(string code, DeadlineKind kind, IReadOnlyList<Unit> unit, DateOnly by) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => deadlines.Change(At(9), kind, unit, by, Notice)).Code);

    private static Act At(int minute) => new(null, new DateTimeOffset(2017, 9, 12, 1, minute, 0, TimeSpan.Zero), new(2017, 9, 12));
}
