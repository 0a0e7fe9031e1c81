using System.Collections.Concurrent;
using System.Net;
using Declarations.Auditing;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>People whose browser sends the signature three times at once and once more later; reports that a hundred hands reach for at once.</summary>
public sealed class IdempotencyTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    [Fact]
    public async Task Sent_four_times_each_report_is_filed_once_and_has_one_receipt()
    {
        var (count, receipts, reports) = (Settings.Number(10, 100), new ConcurrentBag<string>(), new ConcurrentDictionary<Guid, string>());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
        {
            var clerk = await office.City.Clerk(office.City.Station);
            await office.City.Draft(clerk, City.Nil(clerk));
            var visitor = await (await office.Visit().TrySignIn(clerk, follow: false)).Open(Links.Check(City.Practice));
            var form = visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password);
            var (action, fields) = (form.Action, form.Fields);
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => visitor.Guest().Post(action, fields, follow: false))));
            var again = await visitor.Guest().Post(action, fields, follow: false);
            var receipt = Assert.Single(answers.Append(again).Select(answer => answer.Response.Headers.Location?.OriginalString).OfType<string>().Distinct());
            Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Found or HttpStatusCode.Conflict, $"{answer.Status}"));
            Assert.Equal(HttpStatusCode.Found, again.Status);
            var pages = new[] { await visitor.Guest().Open(receipt), await visitor.Guest().Open(receipt) };
            Assert.Equal(Receipt(pages[0]), Receipt(pages[1]));
            receipts.Add(receipt);
            reports[(await office.City.ReportOf(clerk)).Id] = receipt;
        });
        var (rows, signatures, audited) =
            await office.InDb(async db => ((await db.Submissions.Select(v => v.ReportId).ToListAsync()).Count(reports.ContainsKey),
            (await db.Signatures.Select(s => s.ReportId).ToListAsync()).Count(reports.ContainsKey),
            (await db.AuditEntries.Where(e => e.Action == AuditAction.ReportSubmitted).Select(e => e.SubjectId).ToListAsync()).Count(reports.ContainsKey)));
        output.WriteLine($"{count * 4} posts for {count} reports: {rows} submissions, {signatures} signatures, {audited} audit entries, "
            + $"{receipts.Distinct().Count()} receipts");
        Assert.Equal((count, count, count, count), (rows, signatures, audited, receipts.Distinct().Count()));
        Assert.Empty(office.Faults);
    }

    [Fact]
    public async Task A_form_of_a_draft_that_has_changed_since_files_nothing()
    {
        var clerk = await office.City.Clerk(office.City.Division);
        await office.City.Draft(clerk, City.Nil(clerk));
        var visitor = await (await office.Visit(clerk)).Open(Links.Check(City.Practice));
        var form = visitor.Form("pledge.sign").Fill("PledgeForm.Pledged", true).Fill("PledgeForm.Password", clerk.Password);
        var (action, fields) = (form.Action, form.Fields);
        await office.City.Draft(clerk, City.Nil(clerk) with { Correction = "另一内容" });

        await office.LeavesAllUnchanged(() => visitor.Post(action, fields, follow: false));

        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
    }

    [Fact]
    public async Task Of_a_hundred_who_reach_for_one_report_one_gets_it()
    {
        var (races, tasks) = (Settings.Number(1, 10), 100);
        var (head, deputy) = (await office.Visit(office.City.Head), await office.Visit(office.City.Deputy));
        for (var n = 0; n < races; n++)
        {
            var clerk = await office.City.Clerk(office.City.Station);
            await office.City.HandIn(clerk, City.Sand(clerk));
            var report = await office.City.ReportOf(clerk);
            var forms = new List<(Visitor, string, List<KeyValuePair<string, string>>)>();
            foreach (var reader in new[] { head, deputy })
            {
                await reader.Open(Links.Reading(report.Id));
                var form = reader.Form("reading.return-do").Fill("ReturnForm.Comment", "请核对");
                forms.Add((reader, form.Action, [.. form.Fields.Where(field => field.Key != "Return.Line"), KeyValuePair.Create("Return.Line", "details")]));
            }
            var answers = await Task.WhenAll(Enumerable.Range(0, tasks).Select(i => Task.Run(async () =>
            {
                var (reader, action, fields) = forms[i % 2];
                return (await reader.Guest().Post(action, fields, follow: false)).Status;
            })));
            Assert.Equal((1, tasks - 1), (answers.Count(status => status == HttpStatusCode.Found), answers.Count(status => status == HttpStatusCode.Conflict)));
            Assert.Equal(1, await office.InDb(db => db.AuditEntries.CountAsync(e => e.SubjectId == report.Id && e.Action == AuditAction.ReportReturned)));
            Assert.Equal(1, await office.InDb(db => db.ReturnNotes.CountAsync(note => note.ReportId == report.Id)));
            Assert.Equal(ReportStatus.Returned, (await office.City.ReportOf(clerk)).Status);
        }
        output.WriteLine($"{races} reports, {tasks} hands each: {races} winners, {races * (tasks - 1)} told of the conflict");
        Assert.Empty(office.Faults);
    }

    /// <summary>The receipt as it is sent, without the tokens of the forms round it.</summary>
    private static string Receipt(Visitor visitor) =>
        visitor.Html[visitor.Html.IndexOf("<main", StringComparison.Ordinal)..visitor.Html.IndexOf("</main>", StringComparison.Ordinal)];
}
