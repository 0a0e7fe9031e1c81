using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Organisation;
using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Sheets;

public enum SheetKind { Confirmed, Objected }

/// <summary>What the level above sees of a unit: nothing said yet, or what its head said last, and whether it still holds.</summary>
public enum SheetStatus { Unconfirmed, Objected, Changed, Confirmed }

/// <summary>
/// What the head of a unit said of its Annex 3 (plan 五(二)4): confirmed, or what is wrong with it. Frozen with the figures and rows that the head
/// saw; a later change makes the next number, never another text. A unit with an installation of its own sends the confirmed sheet as a
/// <see cref="SheetFile"/>; received, it keeps the number that it has there. Append-only.
/// </summary>
public sealed class UnitSheet : Aggregate, ISealed
{
    public const string Format = "declarations.sheet/1";

    public required Guid CampaignId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary>Within its campaign and unit, from 1.</summary>
    public required int Number { get; init; }
    public required SheetKind Kind { get; init; }
    /// <summary>The day of its figures and rows.</summary>
    public required DateOnly AsOf { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>Null: somebody of another installation.</summary>
    public Guid? ByOfficialId { get; init; }
    public required string ByName { get; init; }
    public required string ByPost { get; init; }
    /// <summary>SHA-256 over what was stated, 64 hexadecimal digits: it differs once anything of that changes (<see cref="StateOf"/>).</summary>
    public required string State { get; init; }
    /// <summary>The canonical text (UTF-8 JSON), encrypted at rest.</summary>
    public byte[] Content { get; set; } = [];
    /// <summary>What is wrong; null: confirmed. Encrypted at rest.</summary>
    public string? Objection { get; set; }
    /// <summary>Key of the installation that it was received from, SubjectPublicKeyInfo, and its signature; null: it was said here.</summary>
    public byte[]? SealKey { get; init; }
    public byte[]? Seal { get; init; }
    /// <summary>What a received one counts, by name, as JSON: persons, and money in fen; null: it was said here.</summary>
    public string? Numbers { get; init; }
    /// <summary>32 random bytes; none once the content is erased.</summary>
    public required byte[] Salt { get; init; }
    /// <summary>SHA-256 of salt and canonical text, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }
    public bool IsUnreadable { get; set; }

    /// <summary>What was stated of the unit, as it was written.</summary>
    /// <exception cref="RefusedException">Altered on the disk, or sealed with another key.</exception>
    public JsonNode Stated => IsUnreadable ? throw new RefusedException(Refusal.SheetUnreadable(Number)) : JsonNode.Parse(Content)!["stated"]!;

    /// <summary>其它情况 (说明1 of Annex 3): what the head adds to the table in words; null: nothing.</summary>
    public string? OtherMatters => IsUnreadable || Content.Length == 0 ? null : JsonNode.Parse(Content)!["other"]?.GetValue<string>();

    /// <param name="before">What the head said last; null: nothing yet.</param>
    /// <param name="stated">Figures and rows, as JSON.</param>
    /// <param name="objection">Null: it is confirmed.</param>
    /// <param name="other">What the table does not say; null: nothing.</param>
    /// <exception cref="RefusedException">It is confirmed already, and nothing has changed since.</exception>
    public static UnitSheet Freeze(
        Act act, Campaign campaign, Unit unit, Official head, LastSheet? before, DateOnly asOf, string state, JsonNode stated, string? objection,
        string? other = null)
    {
        if (objection is null && before?.StatusAt(state) == SheetStatus.Confirmed)
            throw new RefusedException(Refusal.SheetConfirmed(before.Number));
        var (number, kind) = ((before?.Number ?? 0) + 1, objection is null ? SheetKind.Confirmed : SheetKind.Objected);
        var salt = RandomNumberGenerator.GetBytes(32);
        var content = CanonicalReport.Canonicalise(new JsonObject
        {
            ["format"] = Format,
            ["campaign"] = campaign.Code,
            ["unit"] = unit.Code,
            ["number"] = number.ToString(CultureInfo.InvariantCulture),
            ["kind"] = kind.ToString(),
            ["asOf"] = asOf.ToString("O", CultureInfo.InvariantCulture),
            ["at"] = act.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["by"] = new JsonObject { ["official"] = head.Id.ToString(), ["name"] = head.Name, ["post"] = head.Post },
            ["objection"] = objection,
            ["other"] = other,
            ["state"] = state,
            ["stated"] = stated,
        });
        var sheet = new UnitSheet
        {
            CampaignId = campaign.Id,
            UnitId = unit.Id,
            Number = number,
            Kind = kind,
            AsOf = asOf,
            At = act.At,
            ByOfficialId = head.Id,
            ByName = head.Name,
            ByPost = head.Post ?? "",
            State = state,
            Content = content,
            Objection = objection,
            Salt = salt,
            Digest = Submission.DigestOf(salt, content),
        };
        sheet.Record(act, kind == SheetKind.Confirmed ? AuditAction.SheetConfirmed : AuditAction.SheetObjected,
            detail: $"{campaign.Code} {unit.Code} no. {number}, digest {sheet.Digest}");
        return sheet;
    }

    /// <summary>Takes a confirmed sheet of another installation in, as it was frozen there.</summary>
    /// <param name="before">What was received last, or said here; null: nothing yet.</param>
    /// <param name="state">Of the unit, once the sheet counts.</param>
    /// <param name="numbers">What it counts, as JSON.</param>
    /// <exception cref="RefusedException">It is there already, or a newer one; or the unit confirms its sheets here.</exception>
    public static UnitSheet Receive(Act act, Campaign campaign, Unit unit, LastSheet? before, SheetFile file, string state, string numbers)
    {
        var said = file.Said;
        if (before is { IsReceived: false })
            throw new RefusedException(Refusal.SheetFileSaidHere(unit.Name));
        if (before?.Number >= said.Number)
            throw new RefusedException(before.Digest == file.Digest ? Refusal.SheetFileAgain(said.Number) : Refusal.SheetFileOlder(said.Number, before.Number));
        var sheet = new UnitSheet
        {
            CampaignId = campaign.Id,
            UnitId = unit.Id,
            Number = said.Number,
            Kind = SheetKind.Confirmed,
            AsOf = said.AsOf,
            At = said.At,
            ByName = said.ByName,
            ByPost = said.ByPost,
            State = state,
            Content = file.Content,
            SealKey = file.PublicKey,
            Seal = file.Signature,
            Numbers = numbers,
            Salt = file.Salt,
            Digest = file.Digest,
        };
        sheet.Record(act, AuditAction.SheetReceived,
            detail: $"{campaign.Code} {unit.Code} no. {said.Number}, digest {sheet.Digest}, key {file.Fingerprint}");
        return sheet;
    }

    /// <param name="figures">Persons by name.</param>
    /// <param name="rows">A line for each interest: receipt number and digest of the version that states it, its id, how it counts.</param>
    public static string StateOf(IEnumerable<KeyValuePair<string, int>> figures, IEnumerable<string> rows) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
            [.. figures.OrderBy(figure => figure.Key, StringComparer.Ordinal).Select(figure => FormattableString.Invariant($"{figure.Key} {figure.Value}")),
                .. rows.Order(StringComparer.Ordinal)]))));
}

/// <summary>What the head said last, without its contents.</summary>
public sealed record LastSheet(
    Guid UnitId, int Number, SheetKind Kind, DateOnly AsOf, DateTimeOffset At, string ByName, string ByPost, string State, string Digest, bool IsReceived)
{
    /// <param name="state">Of the unit now.</param>
    public SheetStatus StatusAt(string state) =>
        Kind == SheetKind.Objected ? SheetStatus.Objected : State == state ? SheetStatus.Confirmed : SheetStatus.Changed;
}
