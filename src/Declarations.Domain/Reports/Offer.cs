using System.Security.Cryptography;
using System.Text;
using Declarations.Participation;
using Declarations.Written;

namespace Declarations.Reports;

public enum OfferOrigin { Register, EarlierReport }

/// <summary>What became of an offer in a report: refused, taken over as it was, taken over and changed, taken over and left out again.</summary>
public enum OfferOutcome { Refused, AsOffered, Changed, LeftOut }

/// <summary>
/// What a register, or the report of an earlier campaign, says of the filer or of a declared relative. It is offered while the report is filled in, to be
/// taken over, corrected or refused; a name is no proof of who it is.
/// </summary>
/// <param name="Source">Whose data it is (市市场监管局), or the name of the earlier campaign.</param>
/// <param name="AsOf">Day of the data, or on which the earlier report was handed in.</param>
/// <param name="Person">Name of the filer or relative.</param>
/// <param name="Stated">As far as the source says it.</param>
public sealed record Offer(OfferOrigin Origin, string Source, DateOnly AsOf, string Person, Interest Stated)
{
    /// <summary>The same for the same person and enterprise out of the same source, 16 hexadecimal digits.</summary>
    public string Key =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Origin} {Source} {Person} {WrittenKey.Upper(Stated.Enterprise)}")))[..16];

    /// <summary>What the source says otherwise than a report, as names of properties of <see cref="Interest"/>; what it leaves out is no difference.</summary>
    public IEnumerable<(string Name, object Offered, object? Stated)> DifferencesFrom(Interest report) =>
        from line in new (string Name, object? Offered, object? Stated)[]
        {
            (nameof(Interest.Holder), Stated.Holder, report.Holder),
            (nameof(Interest.Sector), Stated.Sector == Sector.Other ? null : Stated.Sector, report.Sector),
            (nameof(Interest.Enterprise), Stated.Enterprise, report.Enterprise),
            (nameof(Interest.CreditCode), Stated.CreditCode, report.CreditCode),
            (nameof(Interest.Mode), Stated.Mode, report.Mode),
            (nameof(Interest.SharePercent), Stated.SharePercent, report.SharePercent),
            (nameof(Interest.PostHeld), Stated.PostHeld, report.PostHeld),
            (nameof(Interest.StartedOn), Stated.StartedOn, report.StartedOn),
            (nameof(Interest.Content), Stated.Content, report.Content),
            (nameof(Interest.Amount), Stated.Amount, report.Amount),
            (nameof(Interest.Profit), Stated.Profit, report.Profit),
        }
        where line.Offered is not null && !line.Offered.Equals(line.Stated)
        select (line.Name, line.Offered, line.Stated);
}

/// <summary>
/// What the filer said to an offer, with what was offered: it stands in the report and is signed with it, so that whoever verifies sees what became of it.
/// </summary>
/// <param name="TakenAs">The interest that it became; null: refused.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record OfferAnswer(Offer Offer, Guid? TakenAs, string? Reason, DateOnly On)
{
    public OfferOutcome Outcome(ReportContent report) => TakenAs is null ? OfferOutcome.Refused
        : Taken(report) is not { } stated ? OfferOutcome.LeftOut
        : Offer.DifferencesFrom(stated).Any() ? OfferOutcome.Changed : OfferOutcome.AsOffered;

    /// <summary>What it has become; null: refused, or left out again.</summary>
    public Interest? Taken(ReportContent report) => report.Interests.FirstOrDefault(interest => interest.Id == TakenAs);
}
