using Declarations.Reports;
using Declarations.Roster;
using Declarations.Written;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Data;

/// <summary>Somebody, and the relatives that they have declared in any draft or version: nobody acts for the office upon these.</summary>
public sealed record Kin(Official Self, IReadOnlyList<Relative> Declared)
{
    /// <summary>By name; where both resident numbers are known, by these as well.</summary>
    public bool Includes(Official official) => official.Id == Self.Id
        || Declared.Any(relative => WrittenName.Normal(relative.Name) == WrittenName.Normal(official.Name)
        && (relative.ResidentNumber is null || official.ResidentNumber is null || relative.ResidentNumber == official.ResidentNumber));
}

public static class Kinship
{
    /// <summary>Whom an account is, and theirs; null: it belongs to no official.</summary>
    public static async Task<Kin?> KinOfAccountAsync(this DeclarationsDb db, Guid? account, CancellationToken cancellation = default) =>
        await db.Users.Where(user => user.Id == account).Select(user => user.OfficialId).SingleOrDefaultAsync(cancellation) is { } official
            ? (await db.KinOfAsync([official], cancellation)).Single() : null;

    public static async Task<IReadOnlyList<Kin>> KinOfAsync(
        this DeclarationsDb db, IReadOnlyCollection<Guid> officials, CancellationToken cancellation = default)
    {
        var people = await db.Officials.AsNoTracking().Where(official => officials.Contains(official.Id)).ToListAsync(cancellation);
        var reports = await db.Reports.AsNoTracking().Where(report => officials.Contains(report.OfficialId)).ToListAsync(cancellation);
        var versions = await db.Submissions.AsNoTracking().Where(version => officials.Contains(version.Report.OfficialId)).ToListAsync(cancellation);
        return [.. people.Select(person =>
        {
            var own = reports.FindAll(report => report.OfficialId == person.Id);
            var contents = own.FindAll(report => !report.IsUnreadable).Select(report => report.Draft)
                .Concat(versions.FindAll(version => !version.IsUnreadable && !version.IsErased && own.Exists(report => report.Id == version.ReportId))
                .Select(version => version.Content));
            return new Kin(person, [.. contents.SelectMany(content => content.Relatives ?? [])]);
        })];
    }
}
