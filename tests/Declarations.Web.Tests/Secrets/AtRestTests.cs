using System.Globalization;
using Declarations.Auditing;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Secrets;

/// <summary>What a thief of the disk or of a backup finds: files and write-ahead log of the database, a dump, the key ring.</summary>
public sealed class AtRestTests(Office office, ITestOutputHelper output) : IClassFixture<Office>
{
    /// <summary>Text that stands in clear, so that the database can search and sort by it; everything else is sealed.</summary>
    private static readonly Dictionary<string, string> InClear = new()
    {
        ["who works where: what every colleague knows"] = "Officials.Name Officials.StaffNumber Officials.Post Officials.FormerPost Officials.FormerDuties Officials.Telephone "
            + "Units.Name Units.Code Units.Path AspNetUsers.DisplayName AspNetUsers.UserName AspNetUsers.NormalizedUserName",
        ["who signed, filed or uploaded"] = "Signatures.Name Signatures.Post Signatures.DeputyFor ReturnNotes.ByName ReturnNotes.ByPost ReturnNotes.Line RosterImports.FileName RosterImports.StoppedBy",
        ["the campaign and its legal basis, which are public"] = "Campaigns.Code Campaigns.Name Campaigns.CityName Campaigns.PolicyVersion Campaigns.Stages DeadlineChanges.Document DeadlineChanges.Number Erasures.Basis",
        ["codes, numbers and digests"] = "AuditEntries.Detail AuditEntries.SubjectKind Submissions.Digest Submissions.ReceiptNumber Signatures.Digest EvidenceFiles.Digest RosterImports.Agreed "
            + "Determinations.PolicyVersion ActivationSlips.CodeHash SignInFailures.Key",
        ["of sign-in: hashed, sealed or meaningless alone"] = "AspNetUsers.PasswordHash AspNetUsers.SecurityStamp AspNetUsers.ConcurrencyStamp Sessions.Device Sessions.SecurityStamp "
            + "AspNetUserTokens.LoginProvider AspNetUserTokens.Name AspNetUserTokens.Value AspNetUserLogins.LoginProvider AspNetUserLogins.ProviderKey AspNetUserLogins.ProviderDisplayName "
            + "AspNetUserClaims.ClaimType AspNetUserClaims.ClaimValue AspNetUserPasskeys.Data",
        ["never filled: there is no mail"] = "AspNetUsers.Email AspNetUsers.NormalizedEmail AspNetUsers.PhoneNumber",
    };

    [Fact]
    public async Task Every_text_column_is_sealed_or_stands_on_the_reviewed_list()
    {
        var columns = await office.InDb(db => Task.FromResult(db.Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Where(column => Clear(column.PropertyMappings is [var mapping, ..] ? mapping.Property.ClrType : typeof(string))).Select(column => $"{table.Name}.{column.Name}")).ToList()));
        Assert.Equal(InClear.Values.SelectMany(names => names.Split(' ')).Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));

        static bool Clear(Type type) => type == typeof(string) || type == typeof(List<Declarations.Campaigns.Stage>);
    }

    [Fact]
    public Task Nothing_personal_is_found_on_the_disk() => office.InDb(async held =>
    {
        // As long as somebody is connected, SQLite keeps its write-ahead log.
        await held.Database.OpenConnectionAsync();
        var numbers = await ThousandNumbersAsync();
        var secrets = await SecretsOfOneReportAsync();
        var stored = await office.AtRestAsync();
        var hits = numbers.Concat(secrets).SelectMany(secret => stored.Holding(secret).Select(where => $"{secret} in {where}")).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{numbers.Count} resident numbers and {secrets.Count} other secrets in {stored.Count} files and rows, {stored.Sum(one => one.Bytes.LongLength) / 1e6:0.0} MB: {hits.Count} hits"));
        Assert.Equal("", string.Join("\n", hits.Take(10)));
        // The search itself finds what is not a secret.
        Assert.NotEmpty(stored.Holding("K00999"));
        Assert.Contains(stored, one => one.Where.EndsWith("-wal", StringComparison.Ordinal) || one.Where.StartsWith("pg_wal", StringComparison.Ordinal));
        Assert.Contains(stored, one => one.Where.StartsWith("key-", StringComparison.Ordinal));
    });

    private Task<List<string>> ThousandNumbersAsync() => office.InDb(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var act = new Act(null, office.Time.GetUtcNow(), new(2017, 9, 4));
        var people = Enumerable.Range(0, 1000).Select(n =>
        {
            var official = new Official { StaffNumber = $"K{n:00000}", Name = $"在册{n:0000}", UnitId = office.City.OtherDivision.Id, ResidentNumber = ResidentId.Parse($"99{n:0000}750308{n % 1000:000}").Value };
            official.Record(act, AuditAction.OfficialEntered);
            return official;
        }).ToList();
        await db.InsertManyAsync(people);
        await transaction.CommitAsync();
        return people.ConvertAll(official => official.ResidentNumber!);
    });

    /// <summary>Somebody files, is commented on, withdraws, asks for a correction and signs in: all that they typed, but for what <see cref="InClear"/> names.</summary>
    private async Task<List<string>> SecretsOfOneReportAsync()
    {
        var cadre = await office.City.LeadingCadre(office.City.Station);
        var content = City.Barge(cadre);
        content = content with { Interests = [content.Interests[0] with { Amount = Money.FromWan(31.4159m), Profit = Money.FromWan(27.1828m) }] };
        var version = await office.City.HandIn(cadre, content);
        await office.City.FileOf(version, "%PDF-1.4 words-in-the-file %%EOF"u8.ToArray());
        await office.City.Draft(cadre, content with { Correction = "草稿里的一句话" });
        var visitor = await (await office.Visit(cadre)).Open(Links.Correction);
        await visitor.Form("correction.send").Fill("CorrectionForm.Kind", RequestKind.Other).Fill("CorrectionForm.Text", "花名册里我的出生日期错了").Submit();
        await office.InDb(async db =>
        {
            var act = new Act(office.City.Head.AccountId, office.Time.GetUtcNow(), new(2017, 9, 18));
            (await db.RosterRequests.SingleAsync(r => r.OfficialId == cadre.Official!.Id)).Settle(act, done: true, "已经改正出生日期");
            var report = await db.Reports.SingleAsync(r => r.Id == version.ReportId);
            db.ReturnNotes.AddRange(report.ReturnForCorrection(act, version, office.City.Head.Official!,
                [new UnitPost { UnitId = report.SigningUnitId!.Value, Kind = SigningPosts.For(report.Route!.Value)[0], OfficialId = office.City.Head.Official!.Id }], [("details", "运砂船的金额请核对")]));
            await City.Withdraw(db, report.Id, act, "金额填错要重来");
            var excused = await db.Reports.SingleAsync(r => r.OfficialId == office.City.Deputy.Official!.Id && r.Campaign.Code == City.Practice);
            excused.ExcuseFor(act, NotSubmittedReason.UnderInvestigation);
            excused.Readmit(act, "调查已经了结");
            await db.SaveChangesAsync();
        });
        // Sealed, not lost.
        Assert.Equal("调查已经了结", (await office.InDb(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.ReportReadmitted))).Reason);
        var interest = content.Interests[0];
        return
        [
            cadre.Password, cadre.Official!.ResidentNumber!, interest.Enterprise!, interest.Content!, interest.Exit!.TransfereeName!, content.Relatives![0].Name,
            "31415900", "31.4159", "27182800", "27.1828", "words-in-the-file", "转让协议", "草稿里的一句话", "花名册里我的出生日期错了", "已经改正出生日期", "运砂船的金额请核对", "金额填错要重来", "调查已经了结",
            Convert.ToBase64String(office.Key), .. visitor.Cookies.Values.Where(cookie => cookie.Length > 40),
        ];
    }
}
