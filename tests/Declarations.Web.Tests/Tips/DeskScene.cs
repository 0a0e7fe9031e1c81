using Declarations.Access;
using Declarations.Data.Tips;
using Declarations.References;
using Declarations.Tips;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Declarations.Web.Tests.Tips;

/// <summary>A desk of the bureau in the main site: two officers with a password of the desk each, its keys, a topic of each kind.</summary>
public sealed class DeskScene
{
    public const string Password = "a-long-password-of-the-desk";

    private readonly Office office;

    private DeskScene(Office office, Person first, Person second, Guid topic, Guid service) =>
        (this.office, First, Second, Topic, Service) = (office, first, second, topic, service);

    public Person First { get; }
    public Person Second { get; }
    public Guid Topic { get; }
    /// <summary>A service that the station owns.</summary>
    public Guid Service { get; }
    public TipDay Day => new(BeijingTime.DayOf(office.Time.GetUtcNow()), WorkingDays.Official);

    /// <summary>Officers anew, over the keys of others if the office has some already.</summary>
    public static async Task<DeskScene> SetAsync(Office office)
    {
        var bureau = office.City.Bureau;
        var (first, second) = (await office.City.WithRole(Role.TipOfficer, bureau), await office.City.WithRole(Role.TipOfficer, bureau));
        var topics = await In(office, async services =>
        {
            var (db, keys) = (services.GetRequiredService<TipsDb>(), services.GetRequiredService<DeskKeys>());
            await db.DeskKeyShares.ExecuteDeleteAsync();
            await db.DeskKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredOn, new DateOnly(2017, 1, 1)));
            foreach (var officer in new[] { first, second })
                await keys.EnrolAsync(officer.AccountId, Password);
            await keys.MakeAsync(BeijingTime.DayOf(office.Time.GetUtcNow()));
            if (await db.Topics.OrderBy(topic => topic.OwnerUnitId != null).Select(topic => topic.Id).ToListAsync() is [var tip, var service])
                return (tip, service);
            var sand = new Topic { Category = TopicCategory.Sand, Name = "涉砂问题", NameInEnglish = "River sand" };
            var homestead = new Topic
            {
                Category = TopicCategory.Livelihood,
                Name = "宅基地审批",
                NameInEnglish = "Approval of homesteads",
                OwnerUnitId = office.City.Station.Id,
                OwnerName = office.City.Station.Name,
                Days = 5,
            };
            db.Topics.AddRange(sand, homestead);
            await db.SaveChangesAsync();
            return (sand.Id, homestead.Id);
        });
        return new(office, first, second, topics.Item1, topics.Item2);
    }

    /// <summary>Somebody at the desk with the keys open.</summary>
    public async Task<Visitor> OpenAsync(Person officer)
    {
        var visitor = await (await office.Visit(officer)).Open("/tips");
        await visitor.Form("tips.open").Fill("DeskForm.Password", Password).Submit();
        return visitor;
    }

    public async Task<Guid> TipAsync(string facts = "采砂船夜间作业，船主是站里一名干部的亲属。", string notBy = "", string about = "", bool service = false,
        TipIdentity? identity = null) => (await SendAsync(facts, notBy, about, service, identity)).Id;

    /// <summary>From the web, and released to the desk.</summary>
    public Task<(Guid Id, SlipCode Code)> SendAsync(string facts, string notBy = "", string about = "", bool service = false, TipIdentity? identity = null) =>
        In(office, async services =>
        {
            var (intake, code) = (services.GetRequiredService<TipIntake>(), SlipCode.New());
            await intake.SendAsync(code, new TipWords { TopicId = service ? Service : Topic, Facts = facts, NotBy = notBy, About = about }, identity,
                office.City.Bureau.Id, Day);
            await services.GetRequiredService<TipKeeping>().ReleaseAsync();
            return ((await intake.FindAsync(code))!.Tip.Id, code);
        });

    /// <returns>Address of the page of a file.</returns>
    public async Task<string> FileAsync()
    {
        var (id, code) = await SendAsync("附照片一张。");
        return await In(office, async services =>
        {
            var (intake, files) = (services.GetRequiredService<TipIntake>(), services.GetRequiredService<TipFiles>());
            await files.TakeAsync((await intake.FindAsync(code))!, new MemoryStream("%PDF-1.4 body %%EOF"u8.ToArray()), "记录.pdf", Day, default);
            await services.GetRequiredService<TipKeeping>().ReleaseAsync();
            return $"/tips/{id}/files/{(await files.ListAsync((await intake.FindAsync(code))!)).Single().Id}";
        });
    }

    /// <summary>What whoever holds the code reads.</summary>
    public Task<IReadOnlyList<ReadEntry>> MessagesAsync(SlipCode code) =>
        In(office, async services => (await services.GetRequiredService<TipIntake>().FindAsync(code))!.Messages);

    /// <summary>The tipster writes, and it is released.</summary>
    public Task SayAsync(SlipCode code, Func<TipIntake, OpenTip, Task> say) => In(office, async services =>
    {
        var intake = services.GetRequiredService<TipIntake>();
        await say(intake, (await intake.FindAsync(code))!);
        await services.GetRequiredService<TipKeeping>().ReleaseAsync();
        return true;
    });

    public static async Task<T> In<T>(Office office, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = office.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
