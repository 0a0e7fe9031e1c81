using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Roster;
using Xunit;

namespace Declarations.Integrity;

/// <summary>Entries only grow; an opinion has two signers of two bodies and two units; a pledge is signed once an edition.</summary>
public sealed class IntegrityEntryTests
{
    private static readonly DateOnly Day = new(2023, 3, 1);
    private static readonly Unit Unit = Unit.Create(By(Guid.CreateVersion7()), "a", "甲科", UnitKind.Division, null);
    private static readonly Official Person = new() { StaffNumber = "S1", Name = "某人", UnitId = Unit.Id };
    private static readonly Noted Opinion = new(IntegrityKind.Opinion, Day, "无不良反映") { RestsOn = "查阅档案", AsOf = Day };

    private static Act By(Guid account) => new(account, new(Day, new(4, 0), TimeSpan.Zero), Day);

    /// <summary>Every pair of people, bodies and units: only two persons of two bodies and two units make an opinion stand.</summary>
    [Fact]
    public void An_opinion_stands_exactly_when_two_persons_of_two_bodies_and_two_units_have_signed()
    {
        Guid?[] units = [null, Guid.CreateVersion7(), Guid.CreateVersion7()];
        var people = (from n in Enumerable.Range(0, 4)
                      from body in Enum.GetValues<SigningBody>()
                      from unit in units
                      select new Signer(Account(n), unit is null ? null : Account(n + 10), unit, body)).ToList();
        var stood = 0;
        foreach (var first in people)
            foreach (var second in people)
            {
                var entry = IntegrityEntry.Note(By(first.AccountId), Person, Opinion, first.Body);
                Assert.Equal(EntryState.Pending, entry.State([]));
                var allowed = first.AccountId != second.AccountId && first.Body != second.Body && (first.UnitId is null || first.UnitId != second.UnitId);
                if (!allowed)
                {
                    Assert.Equal("countersign.same-body", Refused(() => Answer(entry, first, second)));
                    continue;
                }
                var answer = Answer(entry, first, second);
                Assert.Equal(EntryState.Stands, entry.State([answer]));
                Assert.Equal("entry.answered", Refused(() => Answer(entry, first, second, answer)));
                stood++;
            }
        Assert.True(stood > 50, $"{stood} pairs could sign.");

        static Guid Account(int n) => new(n + 1, 0, 0, new byte[8]);
    }

    private static IntegrityEntry Answer(IntegrityEntry entry, Signer first, Signer second, params IntegrityEntry[] answers) =>
        entry.Countersign(By(second.AccountId), second, first, EntryAnswer.Agreed, "同意", answers, null);

    [Fact]
    public void What_is_missing_is_refused_and_who_wrote_an_entry_takes_it_back_once()
    {
        var me = Guid.CreateVersion7();
        Assert.Equal("opinion.on-nothing", Refused(() => Note(Opinion with { RestsOn = " " })));
        Assert.Equal("opinion.on-nothing", Refused(() => Note(Opinion with { AsOf = null })));
        var letter = new Noted(IntegrityKind.Appointment, Day, "廉洁监督员") { Document = new("聘书", "1", Day), From = Day, To = Day.AddYears(1) };
        Assert.Equal(Day.AddYears(1), Note(letter).ToOn);
        foreach (var bare in new[] { letter with { Document = null }, letter with { To = null }, letter with { From = null },
            letter with { To = Day.AddDays(-1) } })
            Assert.Equal("appointment.without-letter", Refused(() => Note(bare)));
        Assert.Equal("register.day-to-come", Refused(() => Note(new(IntegrityKind.Talk, Day.AddDays(1), "谈话"))));
        var talk = Note(new(IntegrityKind.Talk, Day, "谈话"));
        Assert.Equal("entry.of-another", Refused(() => talk.TakeBack(By(Guid.CreateVersion7()), "写错", [])));
        var back = talk.TakeBack(By(me), "写错", []);
        Assert.Equal(EntryState.TakenBack, talk.State([back]));
        Assert.Equal("entry.answered", Refused(() => talk.TakeBack(By(me), "写错", [back])));

        IntegrityEntry Note(Noted noted) => IntegrityEntry.Note(By(me), Person, noted, SigningBody.Party);
    }

    [Fact]
    public void An_edition_is_signed_once_and_another_is_signed_anew()
    {
        var (me, office) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var first = PledgeText.Issue(By(office), Unit, new(PledgeFor.Everybody, "承诺书", "不收礼金。", Day.AddDays(10)));
        var signed = IntegrityEntry.Pledge(By(me), Person, first, [], null);
        Assert.Equal("pledge.signed", Refused(() => IntegrityEntry.Pledge(By(me), Person, first, [signed], null)));
        Assert.Equal("entry.of-another", Refused(() => signed.TakeBack(By(me), "反悔", [])));
        var second = first.Revise(By(office), new(PledgeFor.Everybody, "承诺书", "不收礼金、礼品。", Day.AddDays(10)));
        Assert.Equal((2, first.SeriesId, false, true), (second.Number, second.SeriesId, first.IsInForce, second.IsInForce));
        Assert.NotEqual(signed.Digest, IntegrityEntry.Pledge(By(me), Person, second, [], null).Digest);
        Assert.Equal("pledge.replaced", Refused(() => IntegrityEntry.Pledge(By(me), Person, first, [], null)));
        Assert.Equal("pledge.replaced", Refused(() => first.End(By(office), "停用")));
        Assert.Equal("measure.day-past", Refused(() => second.Revise(By(office), new(PledgeFor.Everybody, "承诺书", "x", Day.AddDays(-1)))));
    }

    [Fact]
    public void A_scan_of_another_person_is_taken_back_and_the_pledge_signed_again()
    {
        var office = Guid.CreateVersion7();
        var text = PledgeText.Issue(By(office), Unit, new(PledgeFor.Everybody, "承诺书", "不收礼金。", Day.AddDays(10)));
        var paper = IntegrityEntry.PledgeOnPaper(By(office), Person, text, [], Day);
        paper.Scan(By(office), "扫描.pdf", "%PDF-1.4 %%EOF"u8.ToArray());
        var back = paper.TakeBack(By(office), "扫描件是别人的", []);
        Assert.Equal(2, IntegrityEntry.Pledge(By(Guid.CreateVersion7()), Person, text, [paper, back], null).Place);
        Assert.Equal("register.day-to-come", Refused(() => IntegrityEntry.PledgeOnPaper(By(office), Person, text, [], Day.AddDays(1))));
    }

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Code;
    private static string Refused(Func<object> act) => Assert.Throws<RefusedException>(() => act()).Code;
}
