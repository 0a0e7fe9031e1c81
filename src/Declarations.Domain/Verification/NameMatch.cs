using System.Globalization;
using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Verification;

/// <summary>One person - an official or a declared relative - and one enterprise in which the newest imports show the name.</summary>
public sealed record NameMatch
{
    public required string Name { get; init; }
    public required Relation Relation { get; init; }
    /// <summary>Null: the official in person.</summary>
    public Guid? RelativeId { get; init; }
    public DateOnly? BornOn { get; init; }
    /// <summary>Where the row has a number and one of the person is known: whether they are equal.</summary>
    public bool? SameNumber { get; init; }
    /// <summary>Rows with the name, the one that speaks loudest first.</summary>
    public required IReadOnlyList<LeadRow> Rows { get; init; }
    /// <summary>The enterprise itself, where a batch export has it.</summary>
    public RegistryFacts? Firm { get; init; }
    /// <summary>变更记录 of the enterprise.</summary>
    public IReadOnlyList<RegistryFacts> Changes { get; init; } = [];
    /// <summary>Interests that the report states in this enterprise.</summary>
    public IReadOnlyList<Interest> Declared { get; init; } = [];
    public IReadOnlyList<Relative> Relatives { get; init; } = [];
    /// <summary>Names of others of the same family in the same enterprise.</summary>
    public IReadOnlyList<string> Family { get; init; } = [];
    /// <summary>Enterprises in the imports that show this name.</summary>
    public required int Firms { get; init; }
    /// <summary>Others of the campaign, relatives included, who have this name.</summary>
    public required int Namesakes { get; init; }
    /// <summary>City and units of the official.</summary>
    public required IReadOnlyList<string> Places { get; init; }
    /// <summary>Has left and may not do related business: true or not known (四3); false: in service, or the period is over.</summary>
    public bool? CoolingOff { get; init; } = false;
    /// <summary>What the former posts have to do with; null: the office keeps no list.</summary>
    public IReadOnlyList<Sector>? Supervised { get; init; }

    public const int RareFirms = 2, CommonFirms = 10, Grown = 18, Child = 16;

    private LeadRow Row => Rows[0];
    private FirmStatus? Status => Firm?.Status ?? Rows.Select(row => row.Facts.Status).FirstOrDefault(status => status is not null);
    private Sector? Sector => Firm?.Sector ?? Rows.Select(row => row.Facts.Sector).FirstOrDefault(sector => sector is not null);
    /// <summary>The last exit that an earlier campaign lists; null: none.</summary>
    private DateOnly? ExitedBefore => Rows.Where(row => row.Kind == RegistryKind.EarlierExits).Max(row => row.Facts.ExitedOn);
    private List<LeadRow> Registered => [.. Rows.Where(row => row.Kind != RegistryKind.EarlierExits)];
    private bool RegistrySaysExited => Registered.TrueForAll(row => row.Facts.HasExited == true);
    private bool FirmIsGone => Status is FirmStatus.Deregistered or FirmStatus.Revoked;

    /// <summary>The statement that the row is held against: of the same person, or else of somebody of the family.</summary>
    private Interest? Statement => Declared.FirstOrDefault(interest => interest.RelativeId == RelativeId) ?? (Declared.Count > 0 ? Declared[0] : null);

    /// <summary>The last record by which the name went out of the enterprise.</summary>
    private RegistryFacts? Left => Changes.Where(change => change.Before?.Contains(Name, StringComparison.Ordinal) == true
        && change.After?.Contains(Name, StringComparison.Ordinal) != true).MaxBy(change => change.ChangedOn);

    /// <summary>What is to be asked; null: the report says the same.</summary>
    public (LeadKind Kind, LeadText Text)? Ask()
    {
        if (Registered.Count == 0)
            return null;
        var (differences, kind) = (Differences(), Kind());
        return kind is null || kind == LeadKind.Differing && differences.Count == 0 ? null
            : (kind.Value, new LeadText(Name, Row.Facts.Firm, Rows, Stated(), kind is LeadKind.Differing or LeadKind.StillRegistered ? differences : [],
                [.. Who(), .. What(kind.Value)]));
    }

    /// <summary>A common name, and nothing else that says it is this person (D3).</summary>
    public static bool IsNameOnly(LeadText text) =>
        text.Evidence.Any(each => each.Code == EvidenceCode.CommonName) && !text.Evidence.Any(each => each.IsSecondKey);

    private LeadKind? Kind()
    {
        if (RelativeId is null && CoolingOff != false && !RegistrySaysExited && !FirmIsGone
            && (Supervised is null ? Sector is { } open and not Participation.Sector.Other : Sector is { } kept && Supervised.Contains(kept)))
            return LeadKind.Leaver;
        if (Statement is not { } stated)
            return ExitedBefore is not { } before ? LeadKind.Undeclared : IsShownAfter(before) ? LeadKind.Relapse : null;
        if (stated.Exit is not { State: ExitState.Exited } exit)
            return LeadKind.Differing;
        var completed = exit.CompletedOn ?? stated.EndedOn;
        return IsShownAfter(completed) ? LeadKind.StillRegistered : null;
    }

    /// <summary>The name still stands in the enterprise in data of a day after the exit.</summary>
    private bool IsShownAfter(DateOnly? exited) =>
        !FirmIsGone && Registered.Exists(row => row.Facts.HasExited != true && (exited is null || row.AsOf > exited));

    private List<LeadDifference> Differences()
    {
        var differences = new List<LeadDifference>();
        if (Statement is not { } stated)
            return differences;
        if (stated.RelativeId != RelativeId)
            differences.Add(new(LeadItem.Holder, HolderName(stated) ?? nameof(Relation.Self), Name));
        var (share, asShareholder) = (Rows.Select(row => row.Facts.SharePercent).FirstOrDefault(percent => percent is not null),
            Rows.Any(row => row.Kind == RegistryKind.Shareholders && row.Facts.HasExited != true));
        if (share is { } registered && stated.SharePercent is { } declared && Math.Abs(registered - declared) > 0.01m)
            differences.Add(new(LeadItem.Share, Percent(declared), Percent(registered)));
        if (asShareholder && stated.Mode is ParticipationMode.Officer or ParticipationMode.OrdinaryEmployment or ParticipationMode.Brokerage)
            differences.Add(new(LeadItem.Mode, stated.Mode.ToString(), nameof(ParticipationMode.Equity)));
        var post = Rows.Where(row => row.Kind != RegistryKind.Shareholders).Select(row => row.Facts.Post).FirstOrDefault(post => post is not null);
        if (post is not null && stated.PostHeld is null && stated.Mode is not (ParticipationMode.Officer or ParticipationMode.SoleTrader))
            differences.Add(new(LeadItem.Post, null, post));
        return differences;
    }

    private LeadDeclared? Stated() => Statement is not { } stated ? null : new(stated.Id, stated.Holder, HolderName(stated), stated.Enterprise, stated.Mode,
        stated.SharePercent, stated.PostHeld, stated.Exit?.State,
        stated.Exit is { State: ExitState.Exited } ? stated.Exit.CompletedOn ?? stated.EndedOn : null);

    private string? HolderName(Interest interest) => Relatives.FirstOrDefault(relative => relative.Id == interest.RelativeId)?.Name;

    private IEnumerable<LeadEvidence> Who()
    {
        yield return new(EvidenceCode.SameName, Name);
        if (SameNumber is { } same)
            yield return new(same ? EvidenceCode.SameNumber : EvidenceCode.OtherNumber);
        if (Declared.Count > 0)
            yield return new(EvidenceCode.DeclaredThere);
        if (Region() is { } region)
            yield return region;
        if (Family.Count > 0)
            yield return new(EvidenceCode.FamilyInFirm, string.Join('、', Family));
        if (Age() is { } age)
            yield return age;
        if (Firms <= RareFirms)
            yield return new(EvidenceCode.RareName, Number(Firms));
        else if (Firms > CommonFirms)
            yield return new(EvidenceCode.CommonName, Number(Firms));
        if (Namesakes > 0)
            yield return new(EvidenceCode.SharedName, Number(Namesakes));
    }

    private IEnumerable<LeadEvidence> What(LeadKind kind)
    {
        if (RegistrySaysExited)
            yield return new(EvidenceCode.RegistrySaysExited);
        if (Left is { } left)
            yield return new(EvidenceCode.ChangeSaysExited, Day(left.ChangedOn));
        if (FirmIsGone)
            yield return new(EvidenceCode.FirmGone);
        if (ExitedBefore is { } before)
            yield return new(EvidenceCode.ExitedBefore, Day(before));
        if (kind != LeadKind.Leaver)
            yield break;
        yield return Supervised is null ? new(EvidenceCode.SectorsNotKept) : new(EvidenceCode.RelatedSector);
        if (CoolingOff is null)
            yield return new(EvidenceCode.CoolingOffUnknown);
    }

    private LeadEvidence? Region()
    {
        string?[] said = [Firm?.City ?? Row.Facts.City, Firm?.District ?? Row.Facts.District];
        string[] known = [.. said.OfType<string>()];
        var name = Row.Facts.Firm;
        if (known.FirstOrDefault(place => Places.Any(mine => mine.Contains(place, StringComparison.Ordinal))) is { } here)
            return new(EvidenceCode.SameRegion, here);
        if (Places.Select(mine => mine.TrimEnd('市', '县', '区')).FirstOrDefault(mine => mine.Length > 1
            && name.StartsWith(mine, StringComparison.Ordinal)) is { } city)
            return new(EvidenceCode.SameRegion, city);
        return known.Length == 0 ? null : new(EvidenceCode.OtherRegion, string.Concat(known));
    }

    private LeadEvidence? Age()
    {
        var from = Rows.Select(row => row.Facts.Since).Append(Firm?.FoundedOn ?? Row.Facts.FoundedOn).Min();
        if (from is not { } day || (Rows.Select(row => row.Facts.BornOn).FirstOrDefault(born => born is not null) ?? BornOn) is not { } born)
            return null;
        return day >= born.AddYears(Grown) ? new(EvidenceCode.AgePlausible, Day(born), Day(day))
            : day < born.AddYears(Child) ? new(EvidenceCode.AgeImplausible, Day(born), Day(day)) : null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    private static string Percent(decimal percent) => percent.ToString("0.####", CultureInfo.InvariantCulture) + "%";
    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
