using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Declarations.Auditing;
using Declarations.Organisation;
using Declarations.Participation;
using Declarations.Reporting.Statistics;
using Declarations.Reporting.Summaries;
using Declarations.Reports;
using Declarations.Sheets;
using Declarations.Trust;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Sheets;

/// <summary>A unit with an installation of its own sends its confirmed sheet as a sealed file, and the level above counts it like its own.</summary>
public sealed class SheetFileTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;
    private Act Act => new(null, office.Time.GetUtcNow(), new(2017, 9, 18));

    [Fact]
    public async Task A_sealed_sheet_counts_on_every_page_above_and_a_newer_one_takes_its_place()
    {
        var (unit, sender) = await SenderAsync();
        await using var below = sender.Office;
        var before = await FiguresAsync(City.Bureau);
        var file = await sender.SealedAsync();
        var officer = await (await office.Visit(City.Officer)).Open($"/sheets?campaign={City.Practice}");
        await officer.Open(officer.Page.QuerySelector("main a[href='/sheets/receive']")!.GetAttribute("href")!);
        await officer.Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", file).Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["refused.sheet-file.key"], officer.Text, StringComparison.Ordinal);
        await officer.Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", file).Fill("ReceiveForm.Fingerprint", "0000-1111").Submit();
        Assert.Contains(Visitor.Words["refused.sheet-file.fingerprint"], officer.Text, StringComparison.Ordinal);
        Assert.Equal("0000-1111", officer.Page.QuerySelector("[name='Form.Fingerprint']")!.GetAttribute("value"));
        await officer.Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", file)
            .Fill("ReceiveForm.Fingerprint", " " + sender.Fingerprint.ToLowerInvariant().Replace('-', ' ')).Submit();
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains(Visitor.Words["sheets.received", 1], officer.Text, StringComparison.Ordinal);
        Assert.Contains(sender.Fingerprint, officer.Text, StringComparison.Ordinal);
        Assert.Contains("清溪砂石有限公司", officer.Text, StringComparison.Ordinal);

        // 3 due: the head has not filed, one person states an interest, one has nothing to state.
        foreach (var (own, above) in new[] { (true, unit), (false, unit), (false, City.Bureau), (false, City.Seat) })
        {
            var figures = await FiguresAsync(above, own);
            Assert.Equal(figures.Filing.Due, figures.Filing.Filed + figures.Filing.Excused + figures.Filing.Missing);
            Assert.Equal(figures.Outcomes.WithInterests, Enum.GetValues<Outcome>().Sum(figures.Outcomes.Of));
            Assert.Equal(figures.Filing, figures.Units.Aggregate(figures.OwnFiling, (sum, each) => sum + each.Filing));
            if (above == unit)
                Assert.Equal((3, 2, 1, 1), (figures.Filing.Due, figures.Filing.Filed, figures.Filing.Missing, figures.Outcomes.WithInterests));
        }
        var after = await FiguresAsync(City.Bureau);
        Assert.Equal((before.Filing.Due + 3, before.Filing.Missing + 1, before.Outcomes.WithInterests + 1),
            (after.Filing.Due, after.Filing.Missing, after.Outcomes.WithInterests));
        Assert.Equal(before.BySector.Values.Sum() + 1, after.BySector.Values.Sum());
        Assert.Equal(before.ByDay.LastOrDefault().Filed + 2, after.ByDay[^1].Filed);

        await officer.Open($"/progress/people?campaign={City.Practice}&unit={City.Bureau.Code}&list=Missing");
        Assert.Contains(Visitor.Words["progress.persons", after.Filing.Missing], officer.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["progress.elsewhere-unit", unit.Name, 1], officer.Text, StringComparison.Ordinal);
        await officer.Open($"/sheets?campaign={City.Practice}&status=Confirmed");
        Assert.Contains(unit.Name, officer.Text, StringComparison.Ordinal);
        await officer.Open($"/summary?campaign={City.Practice}&unit={unit.Code}");
        Assert.Equal([sender.Clerk.Official!.Name], officer.Page.QuerySelectorAll("table.a3 tbody th a").Select(Visitor.Plain));
        Assert.Equal($"/sheets/{City.Practice}/{unit.Code}?version=1", officer.Page.QuerySelector("table.a3 tbody th a")!.GetAttribute("href"));
        var (_, json, _) = await office.RunAsync("statistics", "--campaign", City.Practice, "--unit", unit.Code, "--format", "json");
        Assert.Equal((3, 1), ((int)JsonNode.Parse(json)!["due"]!, (int)JsonNode.Parse(json)!["withInterests"]!));

        await officer.Open($"/summary/download?campaign={City.Practice}&unit={City.Bureau.Code}");
        await officer.Form("summary.download").Fill("PurposeForm.Purpose", "汇总").Submit();
        using (var workbook = new ClosedXML.Excel.XLWorkbook(new MemoryStream(officer.Body)))
        {
            Assert.Contains(workbook.Worksheet(1).CellsUsed(), cell => cell.GetString() == sender.Clerk.Official.Name);
            Assert.Contains(workbook.Worksheet(Visitor.Words["annex.others"]).CellsUsed(), cell => cell.GetString() == "一人长期外派");
        }

        // The sheet of the bureau is confirmed with it; a newer one from below is seen there.
        var secretary = await (await office.Visit(City.Secretary)).Open($"/sheets/{City.Practice}/{City.Bureau.Code}");
        Assert.Contains(unit.Name, secretary.Text, StringComparison.Ordinal);
        await secretary.Form("sheets.confirm").Submit();
        await sender.Office.City.HandIn(sender.Head, City.Nil(sender.Head));
        var newer = await sender.SealedAsync();
        await (await officer.Open("/sheets/receive")).Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", newer).Submit();
        Assert.Contains(Visitor.Words["sheets.received", 2], officer.Text, StringComparison.Ordinal);
        Assert.Equal(after.Filing.Missing - 1, (await FiguresAsync(City.Bureau)).Filing.Missing);
        await secretary.Open($"/sheets?campaign={City.Practice}&status=Changed");
        Assert.Contains(City.Bureau.Name, secretary.Text, StringComparison.Ordinal);
        foreach (var (again, refused) in new[]
            { (newer, Visitor.Words["refused.sheet-file.again", 2]), (file, Visitor.Words["refused.sheet-file.older", 1, 2]) })
        {
            await (await officer.Open("/sheets/receive")).Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", again).Submit();
            Assert.Equal((HttpStatusCode.BadRequest, true), (officer.Status, officer.Text.Contains(refused, StringComparison.Ordinal)));
        }
        Assert.Equal(2, await office.InDb(db => db.UnitSheets.CountAsync(sheet => sheet.UnitId == unit.Id)));
        Assert.Equal(2, await office.InDb(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.SheetReceived
            && entry.AccountId == City.Officer.AccountId && entry.Detail!.Contains(unit.Code))));
        // What was received is not sent on as if it had been said here.
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open($"/sheets/{City.Practice}/{unit.Code}?version=2&handler=File")).Status);
    }

    [Fact]
    public async Task Officials_of_a_sheet_stand_in_the_place_of_their_unit_on_every_page()
    {
        var (unit, sender) = await SenderAsync();
        await using var below = sender.Office;
        var file = await sender.SealedAsync();
        var officer = await (await office.Visit(City.Officer)).Open("/sheets/receive");
        await officer.Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", file).Fill("ReceiveForm.Fingerprint", sender.Fingerprint).Submit();
        foreach (var there in new[] { await AddAsync(office, "y" + unit.Code), City.Station, City.Bureau })
        {
            var clerk = await City.Clerk(there);
            await City.HandIn(clerk, City.Sand(clerk));
        }
        await office.InDb(async db =>
        {
            var (campaign, query) = (await db.Campaigns.SingleAsync(c => c.Code == City.Practice), new SummaryQuery(db));
            var reports = await db.Reports.Select(report => new { report.Id, report.Unit.Path }).ToDictionaryAsync(report => report.Id, report => report.Path);
            var units = await db.Units.ToDictionaryAsync(each => each.Code, each => each.Path);
            foreach (var filter in new SummaryFilter[] { new(), new(Sector.Sand) })
            {
                var request = new SummaryRequest(campaign, City.Bureau, WithSubordinates: true, Act.LegalDay, filter);
                var whole = (await query.TableAsync(request)).Officials;
                var paths = whole.Select(official => official.From is { } sheet ? units[sheet.Unit] : reports[official.ReportId]).ToList();
                Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
                Assert.Contains(unit.Path, paths[1..^1]);
                Assert.Equal(Enumerable.Range(1, whole.Count), whole.Select(official => official.Sequence));
                Assert.Equal(whole.Count, (await query.CountAsync(request)).Officials);
                foreach (var size in new[] { 1, 2, 3 })
                {
                    var pages = new List<SummaryOfficial>();
                    for (var skip = 0; skip <= whole.Count; skip += size)
                        pages.AddRange((await query.TableAsync(request, skip: skip, take: size)).Officials);
                    Assert.Equal(whole.Select(official => (official.Sequence, official.Name)), pages.Select(official => (official.Sequence, official.Name)));
                }
            }
        });
    }

    [Fact]
    public async Task A_file_that_was_altered_or_says_what_cannot_be_is_refused_and_nothing_changes()
    {
        var (unit, sender) = await SenderAsync();
        await using var below = sender.Office;
        var file = await sender.SealedAsync();
        using var key = EcdsaSigner.Make();
        var cases = new (string Refused, byte[] File)[]
        {
            ("none", "[]"u8.ToArray()), ("none", "{"u8.ToArray()), ("none", [0xFF, 0xFE]), ("none", Encoding.UTF8.GetBytes(new string('[', 100_000))),
            ("none", Edited(file, parts => parts["key"] = 7)), ("none", Edited(file, parts => parts.Remove("salt"))),
            ("broken", Edited(file, parts => parts["signature"] = Convert.ToBase64String(key.Sign("other"u8.ToArray())))),
            ("broken", Edited(file, parts => parts["key"] = Convert.ToBase64String(key.PublicKey))),
            ("broken", Edited(file, parts => parts["content"] = Convert.ToBase64String("{}"u8))),
            ("broken", Edited(file, parts => parts["salt"] = "00")),
            ("none", Resealed(file, key, content => content["by"] = null)), ("none", Resealed(file, key, content => content["number"] = "0")),
            ("none", Resealed(file, key, content => content["stated"] = new JsonArray())),
            ("none", Resealed(file, key, content => content["stated"]!["officials"] = 3)),
            ("none", Resealed(file, key, content => content["stated"]!["total"] = null)),
            ("objected", Resealed(file, key, content => content["kind"] = "Objected")),
            ("campaign", Resealed(file, key, content => content["campaign"] = "other-2017")),
            ("unit", Resealed(file, key, content => content["unit"] = "nowhere")),
            ("unit", Resealed(file, key, content => content["unit"] = City.OtherBureau.Code)),
            ("people", Resealed(file, key, content => content["unit"] = City.Station.Code)),
            ("day", Resealed(file, key, content => content["asOf"] = "2017-12-01")),
            ("sums", Resealed(file, key, content => content["stated"]!["numbers"]!["due"] = "400")),
            ("sums", Resealed(file, key, content => content["stated"]!["numbers"]!["missing"] = "-1")),
            ("sums", Resealed(file, key, content => content["stated"]!["numbers"]!["excuse.Deceased"] = "99999999999")),
            ("sums", Resealed(file, key, content => content["stated"]!["officials"] = new JsonArray())),
            ("sums", Resealed(file, key, content => content["stated"]!["total"]!["figures"]!["filed"] = "7")),
            // A key of one's own opens nothing.
            ("fingerprint", Resealed(file, key, content => content["at"] = "2017-09-18T02:00:00.0000000Z")),
        };
        var before = (await FiguresAsync(City.Bureau)).Filing;
        var officer = await office.Visit(City.Officer);
        foreach (var (refused, sent) in cases)
        {
            await (await officer.Open("/sheets/receive")).Form("sheets.receive-do").Attach("ReceiveForm.File", "汇总表.json", sent)
                .Fill("ReceiveForm.Fingerprint", sender.Fingerprint).Submit();
            var sentence = Visitor.Words["refused.sheet-file." + refused];
            Assert.True(officer.Status == HttpStatusCode.BadRequest && officer.Text.Contains(sentence.Split('{')[0], StringComparison.Ordinal),
                $"{refused}: {officer.Status} {officer.Text}");
        }
        await (await officer.Open("/sheets/receive")).Form("sheets.receive-do").Submit();
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Equal(before, (await FiguresAsync(City.Bureau)).Filing);
        Assert.False(await office.InDb(db => db.UnitSheets.AnyAsync(sheet => sheet.UnitId == unit.Id)));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_unit_below_one_whose_sheet_is_there_is_not_counted_twice()
    {
        var (unit, sender) = await SenderAsync();
        await using var below = sender.Office;
        var file = await sender.SealedAsync();
        var inner = await office.InDb(async db =>
        {
            var made = Unit.Create(Act, "y" + unit.Code, "下设" + unit.Name, UnitKind.Division, unit);
            db.Units.Add(made);
            await db.SaveChangesAsync();
            return made;
        });
        var officer = await office.Visit(City.Officer);
        await SendAsync(file, sender.Fingerprint);
        Assert.Contains(Visitor.Words["sheets.received", 1], officer.Text, StringComparison.Ordinal);
        using var key = EcdsaSigner.Make();
        await SendAsync(Resealed(file, key, content => content["unit"] = inner.Code), SheetFile.FingerprintOf(key.PublicKey));
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains(Visitor.Words["refused.sheet-file.twice", inner.Name, unit.Name], officer.Text, StringComparison.Ordinal);

        async Task SendAsync(byte[] sealedFile, string fingerprint) => await (await officer.Open("/sheets/receive")).Form("sheets.receive-do")
            .Attach("ReceiveForm.File", "汇总表.json", sealedFile).Fill("ReceiveForm.Fingerprint", fingerprint).Submit();
    }

    private static byte[] Edited(byte[] file, Action<JsonObject> edit)
    {
        var parts = JsonNode.Parse(file)!.AsObject();
        edit(parts);
        return JsonSerializer.SerializeToUtf8Bytes(parts);
    }

    /// <summary>Other contents, sealed anew with another key.</summary>
    private static byte[] Resealed(byte[] file, EcdsaSigner key, Action<JsonObject> edit) => Edited(file, parts =>
    {
        var content = JsonNode.Parse(Convert.FromBase64String((string)parts["content"]!))!.AsObject();
        edit(content);
        var (bytes, salt) = (JsonSerializer.SerializeToUtf8Bytes(content), Convert.FromHexString((string)parts["salt"]!));
        var digest = Submission.DigestOf(salt, bytes);
        (parts["content"], parts["digest"], parts["key"]) = (Convert.ToBase64String(bytes), digest, Convert.ToBase64String(key.PublicKey));
        parts["signature"] = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes($"{SheetFile.Format}\n{digest}\n")));
    });

    /// <summary>Another installation in which a station has a head, somebody with an interest and somebody without; here the station has nobody.</summary>
    private async Task<(Unit Here, Sender Sender)> SenderAsync()
    {
        var below = new Office();
        await below.InitializeAsync();
        var code = "x" + Guid.NewGuid().ToString("N")[..8];
        var there = await AddAsync(below, code);
        var head = await below.City.LeadingCadre(there);
        await below.City.Give(there, UnitPostKind.Head, head);
        var (clerk, nil) = (await below.City.Clerk(there), await below.City.Clerk(there));
        await below.City.HandIn(clerk, City.Sand(clerk));
        await below.City.HandIn(nil, City.Nil(nil));
        return (await AddAsync(office, code), new Sender(below, there, head, clerk));
    }

    private Task<Unit> AddAsync(Office where, string code) => where.InDb(async db =>
    {
        var unit = Unit.Create(Act, code, $"站{code}", UnitKind.AffiliatedUnit, where.City.Bureau);
        db.Units.Add(unit);
        await db.SaveChangesAsync();
        return unit;
    });

    private Task<CampaignFigures> FiguresAsync(Unit unit, bool own = false) => office.InDb(async db =>
    {
        var campaign = await db.Campaigns.AsNoTracking().Include(c => c.Unit).SingleAsync(c => c.Code == City.Practice);
        return await new StatisticsQuery(db, office.Time).OfAsync(new(campaign, unit, own, AsOf: null));
    });

    private sealed record Sender(Office Office, Unit Unit, Person Head, Person Clerk)
    {
        public string Fingerprint { get; private set; } = "";

        /// <summary>The head confirms, and downloads what goes to the level above.</summary>
        public async Task<byte[]> SealedAsync()
        {
            var address = $"/sheets/{City.Practice}/{Unit.Code}";
            var head = await (await Office.Visit(Head)).Open(address);
            await head.Form("sheets.confirm").Fill("SheetConfirmForm.Other", "一人长期外派").Submit();
            var number = await Office.InDb(db => db.UnitSheets.Where(sheet => sheet.UnitId == Unit.Id).MaxAsync(sheet => sheet.Number));
            await head.Open($"{address}?version={number}");
            Fingerprint = head.Page.QuerySelectorAll("p.digest").Select(Visitor.Plain).Last();
            return (await head.Open(head.Page.QuerySelector("main a[href$='handler=File']")!.GetAttribute("href")!)).Body;
        }
    }
}
