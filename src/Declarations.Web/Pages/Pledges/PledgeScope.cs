using Declarations.Data;
using Declarations.Integrity;
using Declarations.Roster;
using Declarations.Web.Access;
using Declarations.Web.Pages.Clues;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1310 // these comparisons run in the database, on paths of lower-case codes

namespace Declarations.Web.Pages.Pledges;

/// <summary>Who asks for pledges, of whom, and who has signed.</summary>
public static class PledgeScope
{
    /// <summary>Of bodies in the viewer's charge.</summary>
    public static IQueryable<PledgeText> PledgesKept(this Viewer viewer)
    {
        var paths = viewer.PathsOfOffice();
        return viewer.Db.PledgeTexts.Where(text => paths.Any(path => text.Unit.Path.StartsWith(path)));
    }

    /// <summary>That the viewer is asked to sign, or has signed.</summary>
    public static IQueryable<PledgeText> PledgesOfMine(this Viewer viewer)
    {
        if (viewer.Official is not { } me)
            return viewer.Db.PledgeTexts.Where(_ => false);
        var (id, path, leads, signed) = (me.Id, me.Unit.Path, me.LeadingMember == true || me.HoldsLeadingPost == true, viewer.Db.PledgesStanding());
        var serves = !me.HasLeft;
        var isKey = viewer.Db.KeyPosts.Where(post => post.HolderId == id && post.EndedOn == null);
        return viewer.Db.PledgeTexts.Where(text => signed.Any(entry => entry.PledgeTextId == text.Id && entry.OfficialId == id)
            || serves && text.EndedOn == null && path.StartsWith(text.Unit.Path)
            && (text.For == PledgeFor.Everybody || text.For == PledgeFor.LeadingCadres && leads || text.For == PledgeFor.KeyPosts && isKey.Any()));
    }

    /// <summary>Those who serve now and are asked to sign.</summary>
    public static IQueryable<Official> AskedToSign(this DeclarationsDb db, PledgeText text)
    {
        var (path, all, leads, posts) = (text.Unit.Path, text.For == PledgeFor.Everybody, text.For == PledgeFor.LeadingCadres, db.KeyPosts);
        return db.Serving().Where(official => official.Unit.Path.StartsWith(path)
            && (all || leads && (official.LeadingMember == true || official.HoldsLeadingPost == true)
                || !all && !leads && posts.Any(post => post.HolderId == official.Id && post.EndedOn == null)));
    }

    /// <summary>Pledges that were not taken back.</summary>
    public static IQueryable<IntegrityEntry> PledgesStanding(this DeclarationsDb db)
    {
        var all = db.IntegrityEntries;
        return all.Where(entry => entry.Kind == IntegrityKind.Pledge && entry.AnswersId == null && !all.Any(answer => answer.AnswersId == entry.Id));
    }

    /// <summary>What somebody has signed of an edition, and what was said of it later.</summary>
    public static async Task<IReadOnlyList<IntegrityEntry>> EarlierPledgesAsync(this DeclarationsDb db, Guid text, Guid official)
    {
        var pledges = db.IntegrityEntries.Where(entry => entry.PledgeTextId == text && entry.OfficialId == official);
        return await db.IntegrityEntries.AsNoTracking().Where(entry => pledges.Any(pledge => pledge.Id == entry.Id || pledge.Id == entry.AnswersId))
            .ToListAsync();
    }
}
