using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Roster;
using Xunit;

namespace Declarations.Integrity;

/// <summary>A review comes due by itself, in thirty days, and a key post has a risk and each risk a measure.</summary>
public sealed class KeyPostTests
{
    private static readonly DateOnly Day = new(2023, 3, 1);
    private static readonly Unit Unit = Unit.Create(On(Day), "a", "甲科", UnitKind.Division, null);

    private static Act On(DateOnly day) => new(Guid.CreateVersion7(), new(day, new(4, 0), TimeSpan.Zero), day);
    private static Official Somebody() => new() { StaffNumber = "S1", Name = "某人", UnitId = Unit.Id };

    [Fact]
    public void Each_change_and_a_finding_make_a_review_due_in_thirty_days_and_a_year_does_as_well()
    {
        var post = KeyPost.Find(On(Day), Unit, "采购", "比选供应商", Somebody());
        Assert.Equal((RiskTrigger.PowerChanged, Day.AddDays(30), true), (post.ReviewFor, post.ReviewBy, post.IsDueOn(Day)));
        post.Review(On(Day.AddDays(5)), "风险一项", risks: 1, bare: 0);
        var year = Day.AddDays(5).AddMonths(12);
        Assert.Equal((RiskTrigger.ReviewDue, year.AddDays(30)), (post.ReviewFor, post.ReviewBy));
        Assert.Equal((false, true), (post.IsDueOn(year.AddDays(-1)), post.IsDueOn(year)));
        Action<Act>[] changes =
        [
            act => post.Take(act, Guid.CreateVersion7(), "轮岗"), act => post.Empower(act, "比选和验收", "职责调整"),
            act => post.Regulate(act, new("采购办法", "云水〔2023〕1号", Day)), act => post.Found(act, "zg 3"), post.Vacate,
        ];
        RiskTrigger[] said = [RiskTrigger.HolderChanged, RiskTrigger.PowerChanged, RiskTrigger.RuleChanged, RiskTrigger.Finding, RiskTrigger.HolderChanged];
        foreach (var (change, trigger) in changes.Zip(said))
        {
            change(On(Day.AddDays(60)));
            Assert.Equal((trigger, Day.AddDays(90), true), (post.ReviewFor, post.ReviewBy, post.IsDueOn(Day.AddDays(60))));
            post.Found(On(Day.AddDays(80)), "zg 4");
            Assert.Equal((trigger, Day.AddDays(90)), (post.ReviewFor, post.ReviewBy));
            post.Review(On(Day.AddDays(85)), "看过", risks: 2, bare: 0);
        }
        Assert.Null(post.HolderId);
    }

    [Fact]
    public void Who_held_it_from_when_to_when_stays_and_days_without_a_holder_are_left_out()
    {
        var (first, second) = (Somebody(), Guid.CreateVersion7());
        var post = KeyPost.Find(On(Day), Unit, "采购", "比选供应商", first);
        post.Vacate(On(Day.AddDays(10)));
        post.Take(On(Day.AddDays(20)), second, "到任");
        post.Take(On(Day.AddDays(30)), first.Id, "返岗");
        Assert.Equal([(first.Id, Day, Day.AddDays(10)), (second, Day.AddDays(20), Day.AddDays(30)), (first.Id, Day.AddDays(30), (DateOnly?)null)],
            KeyPostTerm.Of(post.Holdings).Select(term => (term.Holding.HolderId!.Value, term.Holding.On, term.To)));
        post.End(On(Day.AddDays(40)), "职能取消");
        Assert.Equal(Day.AddDays(40), KeyPostTerm.Of(post.Holdings)[^1].To);
        Assert.Empty(KeyPostTerm.Of(KeyPost.Find(On(Day), Unit, "保管", "印章", null).Holdings));
    }

    [Fact]
    public void Without_a_risk_or_with_a_bare_one_it_is_not_reviewed_and_ended_nothing_is_done_any_more()
    {
        var post = KeyPost.Find(On(Day), Unit, "采购", "比选供应商", null);
        Assert.Equal("key-post.bare", Refused(() => post.Review(On(Day), "没有", risks: 0, bare: 0)));
        Assert.Equal("key-post.bare", Refused(() => post.Review(On(Day), "没有", risks: 2, bare: 1)));
        var holder = Guid.CreateVersion7();
        post.Take(On(Day), holder, "到任");
        Assert.Equal("key-post.same-holder", Refused(() => post.Take(On(Day), holder, "到任")));
        post.End(On(Day), "职能取消");
        Assert.Equal((Day, (Guid?)null, false), (post.EndedOn, post.HolderId, post.IsDueOn(Day.AddYears(2))));
        foreach (var verb in new Action[]
        {
            () => post.Take(On(Day), Guid.CreateVersion7(), "x"), () => post.Empower(On(Day), "x", "x"), () => post.Regulate(On(Day), new("x", "1", Day)),
            () => post.Review(On(Day), "x", 1, 0), () => post.End(On(Day), "x"),
        })
            Assert.Equal("key-post.ended", Refused(verb));
    }

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Code;
}
