using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Tips;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Tips;

/// <summary>The desk below its pages: keys, two officers, recusal, erasure, figures.</summary>
public sealed class TipDeskTests(TipScene scene) : IClassFixture<TipScene>
{
    private static readonly TipRetention Retention = new(30);

    [Fact]
    public async Task No_substance_is_declined_by_two_and_told_at_once()
    {
        var tip = await ReceivedAsync("没有实质");
        await RefusedAsync("tip.second-officer", scene.AtTip(scene.First, tip, (desk, key, open) =>
            desk.DeclineAsync(key, open, DeclineReason.NoSubstance, "…", scene.Day)));
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.ProposeDeclineAsync(key, open, "没有可查的内容", scene.Day));
        await RefusedAsync("tip.second-officer", scene.AtTip(scene.First, tip, (desk, key, open) => desk.AgreeToDeclineAsync(key, open, scene.Day)));
        await scene.AtTip(scene.Second, tip, (desk, key, open) => desk.AgreeToDeclineAsync(key, open, scene.Day));
        var (status, told) = await scene.AtTip(scene.First, tip, (_, _, open) => Task.FromResult((open.Tip.Status, open.Messages[^1])));
        Assert.Equal((TipStatus.Declined, TipEntryKind.Declined, "没有可查的内容"), (status, told.Kind, told.Text));
    }

    [Fact]
    public async Task The_identity_of_a_named_tipster_opens_to_two_officers_together()
    {
        var (open, code) = await scene.AtDesk(scene.First, (desk, key) => desk.RegisterAsync(key.AccountId, TipChannel.Phone,
            new() { TopicId = scene.Sand.Id, Facts = "来电反映" }, new("来电人", "电话"), scene.Desk, scene.Day));
        var tip = open.Tip.Id;
        Assert.Equal(tip, await scene.TipOfAsync(code.ToString()));
        Assert.Null(await IdentityAsync(scene.First));
        await RefusedAsync("tip.nothing-proposed", scene.AtTip(scene.Second, tip, (desk, key, each) => desk.AgreeToIdentityAsync(key, each, scene.Day)));
        await scene.AtTip(scene.First, tip, (desk, key, each) => desk.AskForIdentityAsync(key, each, "需要回复", scene.Day));
        await RefusedAsync("tip.second-officer", scene.AtTip(scene.First, tip, (desk, key, each) => desk.AgreeToIdentityAsync(key, each, scene.Day)));
        Assert.Null(await IdentityAsync(scene.First));
        await scene.AtTip(scene.Second, tip, (desk, key, each) => desk.AgreeToIdentityAsync(key, each, scene.Day));
        Assert.Equal("来电人", (await IdentityAsync(scene.First))!.Name);

        Task<TipIdentity?> IdentityAsync(Guid officer) => scene.AtTip(officer, tip, (_, key, each) => Task.FromResult(TipDesk.IdentityFor(key, each)));
    }

    [Fact]
    public async Task Handed_up_it_leaves_the_desk_with_a_receipt_alone()
    {
        var tip = await ReceivedAsync("属于上级");
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.HandUpAsync(key, open, "属上级管理", scene.Day));
        Assert.Null(await scene.AtTip(scene.First, tip, (_, _, open) => Task.FromResult<object?>(open)));
        Assert.Contains(await ListAsync(scene.First, TipList.Receipts, scene.Desk), line => line.Tip.Id == tip);
        await scene.AtTip(scene.First, tip, (desk, key, open) => desk.ConcludeAsync(key, open, TipResult.NotConfirmed, "不属实", scene.Day), scene.Above);
        await RefusedAsync("tip.no-desk-above", scene.AtTip(scene.First, await ReceivedAsync("再上无人", self: true),
            (desk, key, open) => desk.HandUpAsync(key, open, "…", scene.Day), scene.Above));
    }

    [Fact]
    public async Task A_tip_about_the_officer_or_their_family_does_not_exist_for_them()
    {
        var tip = await ReceivedAsync("采砂", about: "某科 周远航");
        Assert.NotNull(await FindAsync(scene.Second, "郑一"));
        Assert.Null(await FindAsync(scene.Second, "周远航"));
        Assert.DoesNotContain(await ListAsync(scene.Second, TipList.Open, scene.Desk, "周远航"), line => line.Tip.Id == tip);
        await scene.AtTip(scene.Second, tip, (desk, key, open) => desk.RecuseAsync(key, open, "同学", scene.Day));
        Assert.Null(await FindAsync(scene.Second, "郑一"));
        Assert.NotNull(await FindAsync(scene.First, "郑一"));

        Task<OpenTip?> FindAsync(Guid officer, string name) => scene.AtDesk(officer, (desk, key) => desk.FindAsync(key, tip, [scene.Desk], [name]));
    }

    [Fact]
    public async Task The_queue_goes_by_clock_and_what_is_overdue_shows_one_desk_higher()
    {
        var tip = await ReceivedAsync("排队");
        Assert.DoesNotContain(await OverdueAsync(scene.Day), line => line.Tip.Id == tip);
        var later = new TipDay(new(2026, 3, 24), WorkingDays.Official);
        var line = Assert.Single(await OverdueAsync(later), each => each.Tip.Id == tip);
        Assert.Equal((TipStep.Accept, new DateOnly(2026, 3, 23), null), (line.Clock.Step, line.Clock.DueOn, line.Words));
        var days = (await ListAsync(scene.First, TipList.Open, scene.Desk)).Select(each => each.Clock.DueOn ?? DateOnly.MaxValue).ToList();
        Assert.Equal(days.Order(), days);
        Assert.Equal("排队", (await ListAsync(scene.First, TipList.Open, scene.Desk)).Single(each => each.Tip.Id == tip).Words!.Facts);

        Task<IReadOnlyList<TipLine>> OverdueAsync(TipDay day) => scene.AtDesk(scene.First, (desk, _) => desk.OverdueBelowAsync([scene.Above], day));
    }

    [Theory, InlineData(TipList.Open), InlineData(TipList.Erasing)]
    public async Task A_page_is_as_full_as_if_what_is_withheld_were_not_there(TipList list)
    {
        var desk = Guid.NewGuid();
        for (var n = 0; n < 9; n++)
        {
            var tip = await ReceivedAsync($"第 {n} 件", about: n % 4 == 1 ? "周远航" : "", desk: desk);
            // One of each kind of clock: a day, the same day, none.
            await scene.InDb((db, _) => db.Tips.Where(each => each.Id == tip).ExecuteUpdateAsync(set => set
                .SetProperty(each => each.DueOn, n < 3 ? null : new DateOnly(2026, 4, 1 + n / 3)).SetProperty(each => each.IsHeld, list != TipList.Open)
                .SetProperty(each => each.Status, list == TipList.Open ? TipStatus.Received : TipStatus.Closed)));
        }
        foreach (var (name, all) in new[] { ("郑一", 9), ("周远航", 7) })
        {
            var (read, after, more) = (new List<TipLine>(), (Guid?)null, true);
            while (more)
            {
                (var lines, more) = await scene.AtDesk(scene.First, (tips, key) =>
                    tips.ListAsync(key, list, [desk], [name], Retention, scene.Day, after, 3));
                Assert.Equal(Math.Min(3, all - read.Count), lines.Count);
                read.AddRange(lines);
                after = lines[^1].Tip.Id;
            }
            Assert.Equal((all, all), (read.Count, read.DistinctBy(line => line.Tip.Id).Count()));
        }
    }

    [Fact]
    public async Task Two_officers_at_once_conflict()
    {
        var tip = await ReceivedAsync("同时");
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => scene.AtTip(scene.First, tip, async (desk, key, open) =>
        {
            await scene.AtTip(scene.Second, tip, (other, otherKey, same) => other.ActAsync(otherKey, same, TipVerb.Accept, "受理", scene.Day));
            await desk.ActAsync(key, open, TipVerb.Ask, "哪里？", scene.Day);
        }));
    }

    [Fact]
    public async Task Two_hand_the_key_to_a_third_who_opens_nothing_before()
    {
        var third = Guid.NewGuid();
        var tip = await ReceivedAsync("第三人");
        await scene.InDb((_, keys) => keys.EnrolAsync(third, TipScene.Password));
        Assert.Empty((await scene.InDb((_, keys) => keys.OpenAsync(third, TipScene.Password)))!.KeyIds);
        Assert.Null(await scene.InDb((_, keys) => keys.OpenAsync(third, "another")));
        await WithKeyAsync(scene.First, (keys, desk) => keys.HandAsync(desk, third, [TipKind.Tip]));
        await RefusedAsync("tip.key-closed", scene.AtTip(third, tip, (_, _, _) => Task.CompletedTask));
        await RefusedAsync("tip.second-officer", WithKeyAsync(scene.First, (keys, desk) => keys.ConfirmAsync(desk, third, scene.Day.On)));
        await WithKeyAsync(scene.Second, (keys, desk) => keys.ConfirmAsync(desk, third, scene.Day.On));
        Assert.Equal("第三人", await scene.AtTip(third, tip, (_, _, open) => Task.FromResult(open.Words.Facts)));
        // The key of service problems was not handed on.
        Assert.Single((await scene.InDb((_, keys) => keys.OpenAsync(third, TipScene.Password)))!.KeyIds);
        Assert.True(await scene.InDb((_, keys) => keys.ChangePasswordAsync(third, TipScene.Password, "a-new-one")));
        Assert.Null(await scene.InDb((_, keys) => keys.OpenAsync(third, TipScene.Password)));
        Assert.Single((await scene.InDb((_, keys) => keys.OpenAsync(third, "a-new-one")))!.KeyIds);
        await scene.InDb((_, keys) => keys.TakeAsync(third));
        await RefusedAsync("tip.one-officer", scene.InDb(async (_, keys) =>
        {
            await keys.TakeAsync(scene.Second);
            await keys.TakeAsync(scene.First);
        }), undo: () => scene.InDb(async (_, keys) =>
        {
            await keys.EnrolAsync(scene.Second, TipScene.Password);
            await WithKeyAsync(scene.First, (each, desk) => each.HandAsync(desk, scene.Second, Enum.GetValues<TipKind>()));
            await scene.InDb((db, _) => db.DeskKeyShares.ExecuteUpdateAsync(set => set.SetProperty(share => share.ConfirmedOn, scene.Day.On)));
        }));
    }

    [Fact]
    public async Task A_service_problem_turned_into_a_tip_is_sealed_to_the_key_of_tips()
    {
        var (made, _) = await scene.AtDesk(scene.First, (desk, key) => desk.RegisterAsync(key.AccountId, TipChannel.Visit,
            new() { TopicId = scene.Homestead.Id, Facts = "索要好处" }, null, scene.Desk, scene.Day));
        var service = made.Tip.KeyId;
        await scene.AtTip(scene.First, made.Tip.Id, (desk, key, open) => desk.TurnIntoTipAsync(key, open, scene.Desk, "涉嫌索贿", scene.Day));
        var (kind, keyId, facts) = await scene.AtTip(scene.First, made.Tip.Id, (_, _, open) =>
            Task.FromResult((open.Tip.Kind, open.Tip.KeyId, open.Words.Facts)));
        Assert.Equal((TipKind.Tip, "索要好处"), (kind, facts));
        Assert.NotEqual(service, keyId);
    }

    [Fact]
    public async Task Figures_hide_what_is_below_three()
    {
        var figures = await scene.AtDesk(scene.First, (desk, _) => desk.FiguresAsync([Guid.NewGuid()], new(2026, 3, 1), new(2026, 3, 1)));
        Assert.Equal((0, true), (figures.Total, figures.Figures.All(figure => figure.Cells.Count == 0)));
        foreach (var facts in new[] { "数一", "数二", "数三" })
            await ReceivedAsync(facts);
        figures = await scene.AtDesk(scene.First, (desk, _) => desk.FiguresAsync(null, new(2026, 3, 1), new(2026, 3, 1)));
        Assert.True(figures.Total >= 3);
        Assert.All(figures.Figures.SelectMany(figure => figure.Cells), cell => Assert.True(cell.Count is null or >= 3 or 0));
    }

    private Task<Guid> ReceivedAsync(string facts, string about = "", bool self = false, Guid? desk = null) => scene.InDb(async (db, _) =>
    {
        var code = SlipCode.New();
        await new TipIntake(db).SendAsync(code, new() { TopicId = scene.Sand.Id, Facts = facts, About = about }, null,
            desk ?? (self ? scene.Above : scene.Desk), scene.Day);
        await new TipKeeping(db).ReleaseAsync();
        return await scene.TipOfAsync(code.ToString());
    });

    private Task<IReadOnlyList<TipLine>> ListAsync(Guid officer, TipList list, Guid desk, params string[] names) => scene.AtDesk(officer, async (tips, key) =>
        (await tips.ListAsync(key, list, [desk], names, Retention, scene.Day, null, 100)).Lines);

    private Task WithKeyAsync(Guid officer, Func<DeskKeys, OpenDesk, Task> act) => scene.InDb(async (_, keys) =>
    {
        using var desk = (await keys.OpenAsync(officer, TipScene.Password))!;
        await act(keys, desk);
    });

    private static async Task RefusedAsync(string code, Task act, Func<Task>? undo = null)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => act)).Code);
        if (undo is not null)
            await undo();
    }
}
