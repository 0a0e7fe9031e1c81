using System.Net;
using Declarations.Access;
using Declarations.Web.Access;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Access;

/// <summary>
/// Every role in every state that does not count, at every page and every act: whoever holds it gets what somebody without a role
/// gets. A deep run walks everywhere with everybody; an ordinary one sends each through one door in so many, drawn by the seed.
/// </summary>
public sealed class UncountedGrantTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    private const string Token = "__RequestVerificationToken";
    private static readonly DateOnly Yesterday = new(2000, 1, 1), Later = new(2999, 1, 1);

    /// <summary>What makes a grant count for nothing.</summary>
    private static readonly Dictionary<string, (GrantState State, DateOnly? From, DateOnly? To, bool Closed)> States = new()
    {
        ["asked for"] = (GrantState.Asked, null, null, false),
        ["suspended"] = (GrantState.Suspended, null, null, false),
        ["kept for a successor"] = (GrantState.Successor, null, null, false),
        ["taken back"] = (GrantState.Ended, null, null, false),
        ["not yet begun"] = (GrantState.Active, Later, Later, false),
        ["over"] = (GrantState.Active, Yesterday, Yesterday, false),
        ["of a closed account"] = (GrantState.Active, null, null, true),
    };

    [Fact]
    public async Task A_grant_that_does_not_count_gives_no_permission()
    {
        Assert.Equal(Enum.GetValues<GrantState>().Order(), States.Values.Select(state => state.State).Distinct().Order());
        var nobody = await HeldAsync(await WithoutAsync());
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.NotEqual(nobody, await HeldAsync(await office.City.WithRole(role, office.City.Bureau)));
            foreach (var (state, _) in States)
                Assert.Equal((role, state, nobody), (role, state, await HeldAsync(await WithAsync(role, state), except: Succession(state))));
        }
    }

    [Fact]
    public async Task A_grant_that_does_not_count_opens_and_does_nothing()
    {
        var scene = await Scene.SetAsync(office);
        var nobody = await VisitAsync(await WithoutAsync());
        var (walked, otherwise) = (0, new List<string>());
        foreach (var (role, state) in from role in Enum.GetValues<Role>() from state in States where !state.Value.Closed select (role, state.Key))
        {
            var holder = await VisitAsync(await WithAsync(role, state));
            foreach (var door in scene.Doors.Where(door => door.Route != "/sign-out" && Settings.IsTurn(door.Route + role + state, 0, 160)))
                foreach (var action in door.Posts.Select(door.ActionOf).Prepend(null))
                {
                    var (theirs, expected) = (await AnswerAsync(holder, door.Address, action), await AnswerAsync(nobody, door.Address, action));
                    walked++;
                    if (theirs != expected && !(Succession(state) is not null && door.Route.StartsWith("/admin/roles", StringComparison.Ordinal)))
                        otherwise.Add($"{role} {state}, {action ?? door.Address}: {theirs} in place of {expected}");
                }
        }
        output.WriteLine($"{walked} answers compared, seed {Settings.Seed}");
        Assert.True(otherwise.Count == 0, string.Join('\n', otherwise));
        Assert.Empty(office.Faults);
    }

    /// <summary>Naming a successor is all that a kept role serves for.</summary>
    private static Permission? Succession(string state) => States[state].State == GrantState.Successor ? Permission.NameAdministrators : null;

    private async Task<string> HeldAsync(Person person, Permission? except = null) => await office.As(person, viewer =>
        viewer.Grants.Count + ": " + string.Join(' ', AccessTable.Holders.Where(pair => pair.Key != except && pair.Value(viewer)).Select(pair => pair.Key)));

    private Task<Person> WithoutAsync() => ChangedAsync(Role.CampaignOfficer, grants => grants.ExecuteDeleteAsync());

    private async Task<Person> WithAsync(Role role, string name)
    {
        var (state, from, to, closed) = States[name];
        var person = await ChangedAsync(role, grants => grants.ExecuteUpdateAsync(set => set.SetProperty(grant => grant.State, state)
            .SetProperty(grant => grant.FromOn, grant => from ?? grant.FromOn).SetProperty(grant => grant.ToOn, grant => to ?? grant.ToOn)));
        if (closed)
            await office.InDb(db => db.Users.Where(user => user.Id == person.AccountId)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.ClosedAt, office.Time.GetUtcNow())));
        return person;
    }

    private async Task<Person> ChangedAsync(Role role, Func<IQueryable<Grant>, Task<int>> change)
    {
        var person = await office.City.WithRole(role, office.City.Bureau);
        await office.InDb(db => change(db.Grants.Where(grant => grant.AccountId == person.AccountId)));
        return person;
    }

    private async Task<(Visitor Visitor, Person Person, string Token)> VisitAsync(Person person)
    {
        var visitor = await office.Visit(person);
        return (visitor, person, (await visitor.Open("/sign-in")).Page.QuerySelector($"input[name={Token}]")!.GetAttribute("value")!);
    }

    private static async Task<string> AnswerAsync((Visitor Visitor, Person Person, string Token) who, string address, string? action)
    {
        if (action is null)
            await who.Visitor.Open(address, follow: false);
        else
            await who.Visitor.Post(action, [KeyValuePair.Create(Token, who.Token)], follow: false);
        return $"{(int)who.Visitor.Status} {(who.Visitor.Status == HttpStatusCode.Found ? who.Visitor.Response.Headers.Location : null)}";
    }
}
