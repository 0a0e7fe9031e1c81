using Declarations.Access;
using Declarations.Verification;
using Declarations.Web.Access;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Checks;

namespace Declarations.Web.Pages.Verification;

public static class VerificationScope
{
    /// <summary>Leads about those whose reports the viewer checks or watches; never about oneself.</summary>
    public static IQueryable<Lead> LeadsToRead(this Viewer viewer)
    {
        var reports = viewer.ReportsToHandle();
        return viewer.Db.Leads.Where(lead => reports.Select(report => report.Id).Contains(lead.ReportId));
    }

    /// <summary>Leads that the viewer may decide: of the units in charge.</summary>
    public static IQueryable<Lead> LeadsInCharge(this Viewer viewer)
    {
        var (reports, me) = (viewer.ReportsInCharge(), viewer.Official?.Id);
        return viewer.Db.Leads.Where(lead => lead.OfficialId != me && reports.Select(report => report.Id).Contains(lead.ReportId));
    }

    /// <summary>The discipline team looks on.</summary>
    public static bool MayAct(this Viewer viewer) => viewer.Holds(Role.CampaignOfficer);

    /// <summary>To open a page everybody may whom the table lets; to send a form only who may act.</summary>
    public static bool MaySend(this Viewer viewer, HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || viewer.MayAct();
}
