using System.IO.Compression;
using System.Text;
using Declarations.Evidence;
using Xunit;

namespace Declarations.Tips;

public sealed class TipTests
{
    private static readonly WorkingDays Calendar = WorkingDays.Official;
    private static readonly DateOnly Day = new(2026, 3, 2);

    /// <summary>The table of the statuses as governance writes it; everything else is refused.</summary>
    private const string Allowed = """
        Received: Ask>Asked Accept>Accepted Decline>Declined HandUp>HandedUp Forward>Forwarded Tell>Received Note>Received Add>Received GiveUp>Received
        Asked: Accept>Accepted Decline>Declined HandUp>HandedUp Forward>Forwarded Tell>Asked Note>Asked Add>Received GiveUp>Asked
        Accepted: SendToCheck>InCheck ReportCheck>Accepted Conclude>Concluded Tell>Accepted Note>Accepted Add>Accepted GiveUp>Accepted
        InCheck: ReportCheck>InCheck Conclude>Concluded Tell>InCheck Note>InCheck Add>InCheck GiveUp>InCheck
        HandedUp: Conclude>Concluded Tell>HandedUp Note>HandedUp Add>HandedUp GiveUp>HandedUp
        Forwarded: Conclude>Concluded Tell>Forwarded Note>Forwarded Add>Forwarded GiveUp>Forwarded
        Concluded: GiveFeedback>Closed Tell>Concluded Note>Concluded Add>Concluded GiveUp>Concluded
        Declined: Add>Received Object>Received Expire>Erased Tell>Declined Note>Declined GiveUp>Declined
        Closed: Add>Received Object>Received Rate>Closed Expire>Erased Tell>Closed Note>Closed GiveUp>Closed
        """;

    [Fact]
    public void Every_status_takes_its_verbs_and_refuses_all_others()
    {
        var table = Allowed.Split('\n').Select(line => line.Split(": ")).ToDictionary(line => Enum.Parse<TipStatus>(line[0]),
            line => line[1].Split(' ').Select(way => way.Split('>')).ToDictionary(way => Enum.Parse<TipVerb>(way[0]), way => Enum.Parse<TipStatus>(way[1])));
        foreach (var status in Enum.GetValues<TipStatus>())
            foreach (var verb in Enum.GetValues<TipVerb>())
                if (table.GetValueOrDefault(status)?.TryGetValue(verb, out var next) == true)
                    Assert.Equal(next, status.After(verb));
                else
                    Assert.Equal("tip.not-now", Assert.Throws<RefusedException>(() => status.After(verb)).Code);
    }

    /// <summary>15 working days from Monday 2 March 2026 end with Monday 23 March, Beijing time.</summary>
    [Theory]
    [InlineData("2026-03-23T23:59:59+08:00", false), InlineData("2026-03-24T00:00:00+08:00", true)]
    public void Acceptance_is_overdue_from_midnight_in_Beijing_on(string instant, bool overdue)
    {
        var clock = TipClock.Of(Received(), Calendar);
        Assert.Equal((TipStep.Accept, new DateOnly(2026, 3, 23), new DateOnly(2026, 3, 9)), (clock.Step, clock.DueOn, clock.ElsewhereBy));
        Assert.Equal(overdue, clock.IsOverdue(BeijingTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("2026-03-09T23:59:59+08:00", false), InlineData("2026-03-10T00:00:00+08:00", true)]
    public void Handing_up_is_late_from_the_sixth_working_day_on(string instant, bool late)
    {
        var tip = Received();
        tip.HandUp(On(BeijingTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))), Guid.NewGuid());
        Assert.Equal((late, TipStep.Elsewhere), (tip.WasLate, TipClock.Of(tip, Calendar).Step));
    }

    [Theory]
    [InlineData("2026-04-24T23:59:59+08:00", false), InlineData("2026-04-25T00:00:00+08:00", true)]
    public void Feedback_is_late_after_fifteen_working_days_with_the_holidays_left_out(string instant, bool late)
    {
        var tip = Received();
        tip.Do(TipVerb.Accept, On(Day));
        tip.Conclude(On(new(2026, 4, 2)), TipResult.Confirmed);
        var due = TipClock.Of(tip, Calendar).DueOn!.Value;
        Assert.Equal(Calendar.After(new(2026, 4, 2), 15), due);
        var today = BeijingTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).AddDays(
            due.DayNumber - new DateOnly(2026, 4, 24).DayNumber);
        tip.GiveFeedback(On(today), TopicCategory.Sand);
        Assert.Equal(late, tip.WasLate);
    }

    [Fact]
    public void Whoever_checks_reports_every_quarter_and_a_service_problem_runs_on_the_days_of_its_topic()
    {
        var tip = Received();
        tip.Do(TipVerb.Accept, On(new(2026, 3, 5)));
        tip.Do(TipVerb.SendToCheck, On(new(2026, 3, 6)));
        Assert.Equal(new(TipStep.Report, new DateOnly(2026, 6, 5), null, "18"), TipClock.Of(tip, Calendar));
        tip.Do(TipVerb.ReportCheck, On(new(2026, 5, 20)));
        Assert.Equal(new DateOnly(2026, 8, 20), tip.DueOn);
        var service = Tip.Receive(On(Day), Guid.NewGuid(), TipKind.Service, TipChannel.Web, false, 5, "key", "hash");
        Assert.Equal((TipStep.Solve, new DateOnly(2026, 3, 9)), (TipClock.Of(service, Calendar).Step, service.DueOn));
        service.Do(TipVerb.Accept, On(Day));
        Assert.Equal(new DateOnly(2026, 3, 9), service.DueOn);
    }

    [Fact]
    public void One_objection_reopens_with_new_clocks_and_a_second_is_refused()
    {
        var tip = Received();
        tip.Decline(On(Day), DeclineReason.NotOurs, TopicCategory.Sand, second: false);
        tip.Object(On(new(2026, 3, 16)));
        Assert.Equal((TipStatus.Received, 1, Calendar.After(new(2026, 3, 16), 15), null), (tip.Status, tip.Reopened, tip.DueOn!.Value, tip.Category));
        tip.Decline(On(new(2026, 3, 17)), DeclineReason.NotOurs, TopicCategory.Sand, second: false);
        Assert.Equal("tip.has-objected", Assert.Throws<RefusedException>(() => tip.Object(On(new(2026, 3, 18)))).Code);
        tip.Add(On(new(2026, 3, 18)));
        Assert.Equal(TipStatus.Received, tip.Status);
    }

    [Fact]
    public void No_substance_needs_a_second_officer_and_not_solved_reopens_once()
    {
        Assert.Equal("tip.second-officer",
            Assert.Throws<RefusedException>(() => Received().Decline(On(Day), DeclineReason.NoSubstance, TopicCategory.Sand, second: false)).Code);
        var service = Tip.Receive(On(Day), Guid.NewGuid(), TipKind.Service, TipChannel.Web, false, 5, "key", "hash");
        Close(service);
        service.Rate(On(Day), Rating.NotSolved);
        Assert.Equal(TipStatus.Received, service.Status);
        Close(service);
        Assert.Equal("tip.rated", Assert.Throws<RefusedException>(() => service.Rate(On(Day), Rating.NotSolved)).Code);
        service.Rate(On(Day), Rating.Solved);
        Assert.Equal(Rating.Solved, service.Rating);
    }

    [Fact]
    public void Only_what_has_ended_and_is_not_held_is_erased_and_a_tombstone_stays()
    {
        var (tip, retention) = (Received(), new TipRetention(30));
        Assert.Null(retention.ErasedOn(tip));
        tip.Do(TipVerb.Accept, On(new(2026, 3, 4)));
        tip.Conclude(On(new(2026, 3, 9)), TipResult.Partly);
        tip.GiveFeedback(On(new(2026, 3, 10)), TopicCategory.Sand);
        Assert.Equal((false, true), (retention.IsDue(tip, new(2026, 4, 8)), retention.IsDue(tip, new(2026, 4, 9))));
        Assert.Equal((false, true), (retention.IsListed(tip, new(2026, 3, 25)), retention.IsListed(tip, new(2026, 3, 26))));
        tip.Hold(true);
        Assert.False(retention.IsDue(tip, new(2027, 1, 1)));
        Assert.Equal("tip.held", Assert.Throws<RefusedException>(tip.Erase).Code);
        tip.Hold(false);
        tip.Erase();
        Assert.Equal((TipStatus.Erased, new DateOnly(2026, 3, 1), 2, 7, 8, TipResult.Partly, TopicCategory.Sand),
            (tip.Status, tip.ReceivedOn, tip.DaysToAccept, tip.DaysToConclude, tip.DaysToEnd, tip.Result, tip.Category));
        Assert.Equal((null, null, null), (tip.AcceptedOn, tip.EndedOn, tip.DueOn));
    }

    [Theory]
    [InlineData("9 2 7", "9 ? ?"), InlineData("9 8", "9 8"), InlineData("1 1 9", "? ? ?"), InlineData("2 2 2 8", "? ? ? 8"), InlineData("0 5 6", "0 5 6")]
    public void Small_cells_hide_with_what_would_give_them_away(string counts, string shown)
    {
        var cells = counts.Split(' ').Select((count, n) => ($"{n}", int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(shown, string.Join(' ', TipFigures.Hide(cells).Select(cell => $"{cell.Count}" is { Length: > 0 } count ? count : "?")));
    }

    [Theory]
    [InlineData("张 三", "", "张三", true), InlineData("某局张三", "", "张三", true), InlineData("", "请李四回避", "李四", true), InlineData("王五", "赵六", "张三", false)]
    public void Whoever_is_named_does_not_get_to_see_it(string about, string notBy, string name, bool recused) =>
        Assert.Equal(recused, new TipWords { TopicId = Guid.Empty, Facts = "…", About = about, NotBy = notBy }.Recuses([name]));

    [Fact]
    public void A_picture_loses_what_was_written_beside_it_and_keeps_its_pixels()
    {
        byte[] exif = [0xFF, 0xE1, 0, 20, .. "Exif\0\0CANARY-GPS.."u8, 0, 0];
        exif[3] = (byte)(exif.Length - 2);
        byte[] body = [0xFF, 0xDB, 0, 4, 1, 2, 0xFF, 0xDA, 0, 4, 7, 7, 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xD9];
        byte[] jpeg = [0xFF, 0xD8, .. exif, 0xFF, 0xFE, 0, 8, .. "CANARY"u8, .. body, .. "CANARY-TRAILER"u8];
        Assert.Equal([0xFF, 0xD8, .. body], CleanCopy.Of(FileKind.Jpeg, jpeg)!);
        Assert.Null(CleanCopy.Of(FileKind.Jpeg, jpeg[..40]));
        byte[] head = [0x89, .. "PNG\r\n"u8, 0x1A, 10, .. Chunk("IHDR", new byte[13])], end = Chunk("IEND", []);
        Assert.Equal([.. head, .. Chunk("IDAT", [5, 6]), .. end],
            CleanCopy.Of(FileKind.Png, [.. head, .. Chunk("tEXt", "CANARY"u8.ToArray()), .. Chunk("IDAT", [5, 6]), .. end])!);

        static byte[] Chunk(string name, byte[] data) => [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(name), .. data, 1, 2, 3, 4];
    }

    [Fact]
    public void An_office_file_loses_its_authors_and_keeps_its_words()
    {
        var docx = Package(new()
        {
            ["[Content_Types].xml"] = """
                <Types><Override PartName="/docProps/core.xml" ContentType="c"/><Override PartName="/word/document.xml" ContentType="d"/></Types>
                """,
            ["_rels/.rels"] = """
                <Relationships><Relationship Id="1" Target="docProps/core.xml"/><Relationship Id="2" Target="word/document.xml"/></Relationships>
                """,
            ["docProps/core.xml"] = "<p><creator>CANARY</creator></p>",
            ["word/document.xml"] = """
                <w:d xmlns:w="w" w:rsidR="CANARY"><w:ins w:author="CANARY" w:date="CANARY"><w:t xml:space="preserve"> 事实 &amp; more</w:t></w:ins></w:d>
                """,
            ["word/comments.xml"] = """<w:c xmlns:w="w" w:author="CANARY" w:initials="CANARY"><w:t>批注</w:t></w:c>""",
            ["word/people.xml"] = "<p>CANARY</p>",
        });
        Assert.Equal(FileKind.Docx, StreamedContent.KindOf(docx.AsSpan(0, 16), docx));
        using var clean = new ZipArchive(new MemoryStream(CleanCopy.Of(FileKind.Docx, docx)!));
        var parts = clean.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
        Assert.Equal(["[Content_Types].xml", "_rels/.rels", "word/comments.xml", "word/document.xml"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.All(parts.Values, text => Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal));
        Assert.All(parts.Values, text => Assert.DoesNotContain("docProps", text, StringComparison.Ordinal));
        Assert.Contains(" 事实 &amp; more", parts["word/document.xml"], StringComparison.Ordinal);
        Assert.Contains("批注", parts["word/comments.xml"], StringComparison.Ordinal);
        var macro = Package(new() { ["[Content_Types].xml"] = "<t/>", ["word/document.xml"] = "<d/>", ["word/vbaProject.bin"] = "x" });
        Assert.Null(StreamedContent.KindOf(macro.AsSpan(0, 16), macro));
    }

    private static byte[] Package(Dictionary<string, string> parts)
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(package.CreateEntry(name).Open());
                writer.Write(text);
            }
        return stream.ToArray();
    }

    private static Tip Received() => Tip.Receive(On(Day), Guid.NewGuid(), TipKind.Tip, TipChannel.Web, false, null, "key", "hash");

    private static void Close(Tip tip)
    {
        tip.Do(TipVerb.Accept, On(Day));
        tip.Conclude(On(Day), TipResult.Confirmed);
        tip.GiveFeedback(On(Day), TopicCategory.Livelihood);
    }

    private static TipDay On(DateOnly day) => new(day, Calendar);
}
