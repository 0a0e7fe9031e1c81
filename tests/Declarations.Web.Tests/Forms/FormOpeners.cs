using System.Net;
using AngleSharp.Dom;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Handling;
using Declarations.Organisation;
using Declarations.Roster;
using Declarations.Verification;
using Declarations.Rules;
using Declarations.Web.Tests.Hosting;
using Declarations.Web.Tests.Integrity;
using Declarations.Web.Tests.Summaries;
using Declarations.Web.Tests.Verification;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Declarations.Web.Tests.Forms;

/// <summary>Where each form of the product is found, with something that waits for it.</summary>
public sealed partial class HostileFormTests
{
    /// <summary>A page at which something waits, so that only what the test does is wrong; a new page is missed here.</summary>
    private async Task<(Visitor Visitor, string Path, Person? Person)> Open(string page)
    {
        office = page is "SetUp/SetUp" ? offices.Empty : offices.Settled;
        var opened = page.Split('/')[0] switch
        {
            "Activate" or "SetUp" or "SignIn" or "Verify" => await AtTheDoor(page),
            "Filing" => await AtTheReport(page["Filing/".Length..]),
            "AdminAccounts" or "AdminLedger" or "AdminRoles" => await AtTheAdministration(page),
            "Correction" or "Deputies" or "Leaver" or "MyAccount" or "MyData" or "SecondFactor" or "SelfCheck" => await AtMyOwn(page),
            _ => await AtTheOffice(page),
        };
        Assert.NotEmpty(opened.Visitor.Forms());
        return opened;
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtTheDoor(string page)
    {
        var visitor = office.Visit();
        if (page is "SignIn/Code")
        {
            var clerk = await office.City.Clerk(office.City.Division);
            await office.InDb(db => db.Users.Where(a => a.Id == clerk.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, true)));
            await visitor.Open(Links.SignIn);
            await visitor.Form("sign-in.button").Fill("SignInForm.UserName", clerk.UserName).Fill("SignInForm.Password", clerk.Password).Submit();
        }
        else
            await visitor.Open(page switch
            {
                "Activate/Activate" => Links.Activate,
                "SetUp/SetUp" => Links.SetUp,
                "SignIn/Passkey" => Links.SignInPasskey,
                "SignIn/SignIn" => Links.SignIn,
                _ => Links.Verify(),
            });
        return (visitor, visitor.Address, null);
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtTheReport(string step)
    {
        var cadre = await office.City.LeadingCadre(office.City.Station);
        var draft = City.Barge(cadre);
        if (step is "Withdraw" or "Supplement")
            await office.City.HandIn(cadre, draft);
        else
            await office.City.Draft(cadre, draft);
        if (step is "Supplement")
            await office.City.Sign(cadre);
        if (step is "Offers")
            await office.Show(RegistryKind.Shareholders, [["提示砂石有限公司", cadre.Official!.Name, "10%", "否", ""]]);
        return await As(cadre, step switch
        {
            "Interest" => Links.Interest(City.Practice, draft.Interests[0].Id),
            "Exit" => Links.Exit(City.Practice, draft.Interests[0].Id),
            "Relative" => Links.Relative(City.Practice, draft.Relatives![0].Id),
            _ => $"/report/{City.Practice}/{step.ToLowerInvariant()}",
        });
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtTheAdministration(string page) => page switch
    {
        "AdminAccounts/Account" => await As(
            await office.City.WithRole(Role.SystemAdministrator, office.City.Seat), Links.AccountOf((await office.City.Clerk(office.City.Station)).AccountId)),
        "AdminAccounts/NewAccount" => await As(await office.City.WithRole(Role.SystemAdministrator, office.City.Seat), "/admin/accounts/new"),
        "AdminRoles/Roles" => await As(await office.City.WithRole(Role.SecurityAdministrator, office.City.Seat), Links.Roles),
        _ => await As(await office.City.WithRole(Role.AuditAdministrator, office.City.Seat), Links.Ledger),
    };

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtMyOwn(string page)
    {
        if (page is "Deputies/Deputies")
            return await As(office.City.Head, Links.Deputies);
        var clerk = await office.City.Clerk(office.City.Station);
        if (page is "MyAccount/MyAccount")
            await office.Visit(clerk);
        var path = page switch
        {
            "Correction/Correction" => Links.Correction,
            "Leaver/Leaver" => Links.Leaver,
            "MyAccount/MyAccount" => Links.Account,
            "MyAccount/Password" => Links.Password,
            "MyData/MyData" => Links.MyData,
            "SecondFactor/Authenticator" => Links.Authenticator,
            "SecondFactor/Passkeys" => Links.Passkeys,
            "SelfCheck/SelfCheck" => Links.MayI,
            _ => Links.Confirm(Links.Account),
        };
        var opened = await As(clerk, path);
        if (page is "SecondFactor/Authenticator" or "SecondFactor/Passkeys")
        {
            await opened.Visitor.Open(Links.Confirm(path));
            await opened.Visitor.Form("confirm.password-button").Fill("ConfirmForm.Password", clerk.Password).Submit();
        }
        if (page is "SecondFactor/Authenticator")
            await opened.Visitor.Form("authenticator.begin").Submit();
        return opened;
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtTheOffice(string page)
    {
        var (city, filer) = (office.City, await office.City.LeadingCadre(office.City.Station));
        if (page is "Campaigns/PaperCheck")
            await city.KeyIn(filer, city.CityOfficer);
        if (page is "Custody/HandOver")
        {
            filer = await city.LeadingCadre(city.Station, cityManaged: true);
            await city.HandIn(filer, City.Nil(filer));
            await city.Sign(filer);
        }
        if (page is "Reading/Queue" or "Reading/Read" or "Custody/Custody")
            while (!(await city.HandIn(filer, City.Nil(filer))).MustBeOpened == (page is "Reading/Read"))
                filer = await city.LeadingCadre(city.Station);
        Guid? interest = page.StartsWith("Checks/", StringComparison.Ordinal) || page.StartsWith("Exits/", StringComparison.Ordinal)
            ? (await city.HandIn(filer, page is "Exits/Exits" ? City.Barge(filer) : City.Sand(filer))).Content.Interests[0].Id : null;
        if (page is "Slips/Unit")
            await city.Newcomer(city.Station);
        var report = (await city.ReportOf(filer)).Id;
        if (page is "Custody/Custody")
        {
            var reader = await (await office.Visit(city.Deputy)).Open(Links.Reading(report));
            await reader.Form("reading.sign-on").Fill("SignForm.Password", city.Deputy.Password).Submit();
        }
        return page switch
        {
            "Campaigns/Campaign" => await As(city.CityOfficer, Links.Campaign(City.Practice)),
            "Campaigns/Deadlines" => await As(city.CityOfficer, Links.Deadlines(City.Practice)),
            "Campaigns/Close" => await As(city.CityOfficer, Links.Campaign(City.Practice) + "/close"),
            "Campaigns/GiveUp" => await As(city.CityOfficer, Links.Campaign(City.Practice) + "/give-up"),
            "Campaigns/Office" => await AtAMemberAsync(),
            "Campaigns/New" => await As(city.CityOfficer, Links.NewCampaign),
            "Campaigns/Paper" => await As(city.CityOfficer, Links.Paper(City.Practice, report)),
            "Campaigns/PaperCheck" => await As(await city.OfficerOf(city.Seat), Links.PaperCheck(City.Practice, report)),
            "Campaigns/Person" => await As(city.CityOfficer, Links.Person(City.Practice, report)),
            "Bulletins/Bulletins" => await As(city.Officer, "/bulletins"),
            "Bulletins/Bulletin" => await DraftedAsync(),
            "Checks/CheckItem" => await As(city.Officer, $"/checks/{report}/{interest}"),
            "Checks/Draws" => await As(city.Officer, $"/checks/draws?campaign={City.Practice}"),
            "Handling/Handling" => await HandledAsync(report),
            "Checks/Found" => await As(city.Officer, $"/checks/{report}/found"),
            "Checks/Question" => await As(city.Officer, $"/checks/{report}/{interest}/question"),
            "Exits/Exits" => await As(city.Officer, $"/exits?campaign={City.Practice}&list=ToFile"),
            "Exits/ExitCase" => await As(city.Officer, $"/exits/{report}/{interest}"),
            "Handling/HandlingCase" => await As(city.Officer, $"/handling/{report}"),
            "Verification/Leads" => await AtALeadAsync(filer, _ => $"/verification/leads?campaign={City.Practice}"),
            "Verification/Lead" => await AtALeadAsync(filer, lead => $"/verification/leads/{lead}"),
            "Questions/Ask" => await As(filer, "/questions/ask"),
            "Questions/Question" => await As(city.Officer, $"/questions/{await city.Inquire(filer, "要报告吗？", "要。")}"),
            "MyLeads/MyLead" => await As(filer, (await AtALeadAsync(filer, lead => $"/my-leads/{lead}", proposed: true)).Path),
            "Verification/Registries" => await As(city.Officer, "/verification/registries"),
            "Verification/Registry" => await AtARunningImportAsync(),
            "Verification/SectorsOf" => await As(city.Officer, "/verification/sectors/station"),
            "Sheets/Receive" => await As(city.Officer, "/sheets/receive"),
            "Sheets/Sheet" => await As(city.Head, $"/sheets/{City.Practice}/{city.Station.Code}"),
            "Reminders/Reminders" => await As(city.Officer, $"/progress/reminders?campaign={City.Practice}"),
            "Clues/ClueAct" => await As(city.Officer, $"/clues/{await city.Clue(filer, city.Deputy)}/act?do=Withdraw"),
            "Clues/NewClue" => await As(city.Officer, $"/clues/new?campaign={City.Practice}"),
            "Clues/ReportClue" => await As(city.Head, "/clues/report"),
            "Activities/ActivityAct" => await As(city.Officer, $"/supervision/{(await city.Supervise(null)).Activity}/act?do=Drop"),
            _ when page.StartsWith("Tips/", StringComparison.Ordinal) => await AtTheDeskAsync(page["Tips/".Length..]),
            "Activities/Finding" => await As(city.Officer, $"/supervision/{(await city.Supervise(filer)).Activity}/problem"),
            "Activities/NewActivity" => await As(city.Officer, $"/supervision/new?campaign={City.Practice}"),
            "Registers/MeasureAct" => await As(city.Officer, $"/registers/measures/{(await city.Supervise(filer)).Measure}/act?do=Withdraw"),
            "Registers/ProblemAct" => await As(city.Officer, $"/registers/problems/{(await city.Supervise(filer)).Problem}/act?do=Withdraw"),
            "Registers/NewRegister" => await As(city.Officer, "/registers/new"),
            "Registers/EditRegister" => await As(city.Officer, $"/registers/{(await city.Rectify(filer, Code())).Register}/edit"),
            "Registers/NewProblem" => await As(city.Officer, $"/registers/{(await city.Rectify(filer, Code())).Register}/problem"),
            "Registers/RegisterAct" => await As(city.Officer, $"/registers/{(await city.Rectify(filer, Code(), issued: false)).Register}/act"),
            "Registers/ImportRegister" => await As(city.Officer, $"/registers/{(await city.Rectify(filer, Code(), issued: false)).Register}/import"),
            "Registers/Notices" => await As(city.Officer, $"/registers/{(await city.Rectify(filer, Code())).Register}/notices"),
            "Registers/Notice" => await NoticedAsync(filer),
            "MyMeasures/ApproveNotice" => await ApprovedAsync(filer),
            "MyMeasures/Reconcile" => await As(city.Head, $"/my-measures/reconcile/{(await city.Rectify(filer, Code())).Register}"),
            "MyMeasures/Circular" => await As(city.Head, $"/my-measures/circulars/{await city.Circular()}"),
            "MyMeasures/MyMeasureAct" => await As(filer, $"/my-measures/{(await city.Supervise(filer)).Measure}/act?do=Progress"),
            "Project/Project" => await As(city.Officer, $"/project/{(await office.Project(filer)).Register}"),
            "Project/Parties" => await As(city.Officer, $"/project/{(await office.Project(filer)).Register}/parties"),
            "Project/Consultation" => await As(city.Officer, $"/project/consultations/{(await office.Project(filer)).Consultation}"),
            "Pledges/NewPledge" => await As(city.Officer, "/pledges/new"),
            "Pledges/Pledge" => await As(city.Officer, $"/pledges/{await office.Pledge()}"),
            "MyIntegrity/MyPledge" => await As(filer, $"/my-pledges/{await office.Pledge()}"),
            "Integrity/NewEntry" => await As(city.Officer, "/integrity/new?kind=Opinion"),
            "Integrity/Entry" => await As(city.Officer, $"/integrity/{await office.Opinion(filer)}"),
            "KeyPosts/NewKeyPost" => await As(city.Officer, "/key-posts/new"),
            "KeyPosts/KeyPostAct" => await As(city.Officer, $"/key-posts/{(await office.KeyPost(filer, filer)).Post}/act?do=Empower"),
            "IntegrityFiles/IntegrityFiles" => await As(await city.WithRole(Role.DisciplineTeam, city.Bureau), "/integrity-files"),
            "Custody/HandOver" => await HandedOverAsync(report),
            "Custody/Custody" => await As(city.Officer, Links.CustodyOf(City.Practice, "Keep")),
            "Reading/Queue" => await As(city.Deputy, Links.Queue),
            "Reading/Read" => await As(city.Deputy, Links.Reading(report)),
            "Roster/Import" => await UploadedAsync(),
            "Roster/Entry" => await As(city.Officer, Links.RosterEntry(filer.Official!.Id)),
            "Roster/Person" => await As(city.Officer, Links.RosterPerson(filer.Official!.Id)),
            "Roster/Request" => await As(city.Officer, Links.RosterRequest((await city.Ask(filer)).Request)),
            "Roster/Roster" => await As(city.Officer, Links.Roster),
            "SecondPerson/SecondPerson" => await AskedAsync(filer),
            "Slips/Person" => await As(city.Officer, Links.SlipOf(filer.Official!.Id)),
            "Slips/Unit" => await As(city.Officer, Links.SlipsOf(city.Station.Code)),
            "Units/Above" => await As(city.CityOfficer, Links.Unit(city.Seat.Code) + "/above"),
            "Units/OneUnit" => await As(city.CityOfficer, Links.Unit(city.Station.Code)),
            "Units/Units" => await As(city.CityOfficer, Links.Units),
            "Summaries/Export" => await As(city.Officer, $"/summary/exports/{await office.ExportAsync(city.Officer)}"),
            "Summaries/Download" => await As(city.CityOfficer, Links.SummaryDownload($"?campaign={City.Practice}")),
            _ => throw new InvalidOperationException($"{page} is new: open it with something that waits."),
        };
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtAMemberAsync()
    {
        var (visitor, path, officer) = await As(office.City.CityOfficer, Links.OfficeOf(City.Practice));
        await visitor.Form("office.save").Fill("OfficeForm.Role", OfficeRole.Head).Fill("OfficeForm.Name", "司徒云帆").Fill("OfficeForm.Reason", "登记").Submit();
        await visitor.Open(visitor.Page.QuerySelectorAll("main a[href*='member=']")[0].GetAttribute("href")!);
        return (visitor, visitor.Address, officer);
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AskedAsync(Person person)
    {
        await office.City.Give(office.City.Station, UnitPostKind.Deputy, person);
        var officer = await (await office.Visit(office.City.Officer)).Open(Links.SlipOf(person.Official!.Id));
        await officer.Form("slips.reset").Fill("ResetForm.Reason", ResetReason.Forgotten).Submit();
        return await As(await office.City.WithRole(Role.SystemAdministrator, office.City.Seat), Links.SecondPerson);
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> HandedOverAsync(Guid report)
    {
        var opened = await As(office.City.Officer, Links.CustodyOf(City.Practice, "HandUp"));
        var form = opened.Visitor.Form("custody.HandUp.do-several");
        var version = await office.InDb(db => db.Reports.Where(r => r.Id == report).Select(r => r.Version).SingleAsync());
        await opened.Visitor.Post(form.Action, form.Fields.Append(new("Form.Several", $"{report}:{version}")));
        return opened with { Path = opened.Visitor.Address };
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> HandledAsync(Guid report)
    {
        await office.InDb(async db =>
        {
            var (by, day, id) = (new Act(Guid.NewGuid(), office.Time.GetUtcNow(), new(2017, 9, 18)), new DateOnly(2017, 9, 18), db.Campaigns
                .Single(campaign => campaign.Code == City.Practice).Id);
            var decided = Disposal.For(id, report, DisposalGround.Interest);
            decided.Propose(by, null, new(DisposalKind.NoAction, DisposalMeasure.MinorCircumstances, "情节轻微", "局党组", day), []);
            decided.Confirm(by with { AccountId = Guid.NewGuid() });
            db.Disposals.Add(decided);
            await db.SaveChangesAsync();
        });
        return await As(office.City.Officer, $"/handling?campaign={City.Practice}&list=Done");
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> DraftedAsync()
    {
        var opened = await As(office.City.Officer, "/bulletins");
        await opened.Visitor.Form("bulletins.draft").Submit();
        return opened with { Path = opened.Visitor.Address };
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtTheDeskAsync(string page)
    {
        var desk = await Tips.DeskScene.SetAsync(office);
        var visitor = page == "Tips" ? await office.Visit(desk.First) : await desk.OpenAsync(desk.First);
        await visitor.Open(page switch
        {
            "NewTip" => "/tips/new",
            "Topics" => $"/tips/topics?topic={desk.Topic}",
            "Keys" => "/tips/keys",
            "DeskCard" => "/tips/desk",
            "Tip" => $"/tips/{await desk.TipAsync()}",
            "TipAct" => $"/tips/{await desk.TipAsync()}/act?do=Accept",
            "TipFile" => await desk.FileAsync(),
            _ => "/tips",
        });
        return (visitor, visitor.Address, desk.First);
    }

    private static string Code() => $"h-{Guid.NewGuid().ToString("N")[..12]}";

    private async Task<(Visitor Visitor, string Path, Person? Person)> NoticedAsync(Person filer)
    {
        var opened = await As(office.City.Officer, $"/registers/{(await office.City.Rectify(filer, Code())).Register}/notices");
        await opened.Visitor.Form("notices.draft").Submit();
        return opened with { Path = opened.Visitor.Address };
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> ApprovedAsync(Person filer)
    {
        var (drafted, path, _) = await NoticedAsync(filer);
        await drafted.Form("notices.ask").Submit();
        return await As(office.City.Secretary, path.Replace("/registers/", "/my-measures/", StringComparison.Ordinal));
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> UploadedAsync()
    {
        var opened = await As(office.City.Officer, Links.Roster);
        await opened.Visitor.Form("roster.upload").Fill("RosterUploadForm.Covers", FileCovers.SomePeople)
            .Attach("RosterUploadForm.File", "花名册.xlsx",
                Roster.Sheets.Roster([new() { ["StaffNumber"] = Guid.NewGuid().ToString("N")[..8], ["Name"] = "梁知秋", ["Unit"] = "station" }])).Submit();
        return opened with { Path = opened.Visitor.Address };
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> AtALeadAsync(Person person, Func<Guid, string> path, bool proposed = false)
    {
        var lead = await office.Lead(person, proposed);
        return proposed ? (office.Visit(), path(lead), person) : await As(office.City.Officer, path(lead));
    }

    /// <summary>One whose file nobody works off.</summary>
    private async Task<(Visitor Visitor, string Path, Person? Person)> AtARunningImportAsync()
    {
        var id = await office.InDb(async db =>
        {
            var import = RegistryImport.Upload(new(office.City.Officer.AccountId, office.Time.GetUtcNow(), new(2017, 9, 4)),
                new(RegistryKind.Officers, "来源", new(2017, 9, 1), "云澜市"), "表.csv", Guid.NewGuid().ToString("N"), [1]);
            db.RegistryImports.Add(import);
            await db.SaveChangesAsync();
            return import.Id;
        });
        return await As(office.City.Officer, $"/verification/registries/{id}");
    }

    private async Task<(Visitor Visitor, string Path, Person? Person)> As(Person person, string path)
    {
        var visitor = await (await office.Visit(person)).Open(path);
        return visitor.Status == HttpStatusCode.OK ? (visitor, path, person)
            : throw new InvalidOperationException($"{path}: {visitor.Status} {string.Join(" ", office.Faults)}");
    }
}
