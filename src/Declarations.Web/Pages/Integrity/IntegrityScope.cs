using Declarations.Access;
using Declarations.Data;
using Declarations.Integrity;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Clues;

namespace Declarations.Web.Pages.Integrity;

/// <summary>Who writes into the integrity files of whom. Nobody reads a file here: what an office has written down itself, and opinions that wait.</summary>
public static class IntegrityScope
{
    /// <summary>Entries about people in the viewer's charge, without answers to them.</summary>
    public static IQueryable<IntegrityEntry> EntriesInCharge(this Viewer viewer)
    {
        var me = viewer.Official?.Id ?? Guid.Empty;
        return viewer.Db.IntegrityEntries.Where(entry => entry.AnswersId == null && entry.OfficialId != me).Under(viewer.PathsOfOffice());
    }

    /// <summary>Those that the viewer wrote down, and opinions.</summary>
    public static IQueryable<IntegrityEntry> EntriesRead(this Viewer viewer)
    {
        var me = viewer.AccountId;
        return viewer.EntriesInCharge().Where(entry => entry.Kind != IntegrityKind.Pledge
            && (entry.ByAccountId == me || entry.Kind == IntegrityKind.Opinion));
    }

    /// <summary>Opinions of others that wait for a second signer, whoever that is.</summary>
    public static IQueryable<IntegrityEntry> OpinionsOfOthers(this Viewer viewer)
    {
        var (me, all) = (viewer.AccountId, viewer.Db.IntegrityEntries);
        return all.Where(entry => entry.Kind == IntegrityKind.Opinion && entry.AnswersId == null && entry.ByAccountId != me
            && !all.Any(answer => answer.AnswersId == entry.Id));
    }

    /// <summary>Opinions that wait for a second signer of the viewer's body.</summary>
    public static IQueryable<IntegrityEntry> OpinionsToSign(this Viewer viewer)
    {
        var (me, discipline, office) = (viewer.Official?.Id ?? Guid.Empty, viewer.PathsOf(Role.DisciplineTeam), viewer.PathsOf(Role.CampaignOfficer));
        var waiting = viewer.OpinionsOfOthers().Where(entry => entry.OfficialId != me);
        var (ofParty, ofTeam) = (waiting.Where(entry => entry.Body == SigningBody.Party).Under(discipline),
            waiting.Where(entry => entry.Body == SigningBody.Discipline).Under(office));
        return office.Count == 0 ? ofParty : discipline.Count == 0 ? ofTeam : ofParty.Concat(ofTeam);
    }

    /// <summary>For which body the viewer signs what is about somebody: the discipline team if they are of it, otherwise the party organisation.</summary>
    public static Signer SignerFor(this Viewer viewer, Official about) => new(viewer.AccountId, viewer.Official?.Id, viewer.Official?.UnitId,
        viewer.PathsOf(Role.DisciplineTeam).Any(about.Unit.IsUnder) ? SigningBody.Discipline : SigningBody.Party);
}
