using System.Globalization;
using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Integrity;
using Declarations.Organisation;
using Declarations.Registers;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Tips;
using Declarations.Web.Language;
using Declarations.Web.Pages.Tips;

namespace Declarations.Web.Pages.AdminLedger;

/// <summary>
/// What the ledger keeps as codes and numbers, in the words of the reader. It is stored as it ever was: pieces between commas, each a code,
/// "something 12" or "12 somethings". What is not known here is shown as it stands.
/// </summary>
public static partial class LedgerText
{
    private const int DigestShown = 12;

    /// <summary>Whose codes the detail of an act names.</summary>
    private static readonly Dictionary<AuditAction, Type> Codes = new()
    {
        [AuditAction.SlipIssued] = typeof(SlipPurpose),
        [AuditAction.SlipUsed] = typeof(SlipPurpose),
        [AuditAction.SignedIn] = typeof(SignInMethod),
        [AuditAction.AccountReset] = typeof(ResetReason),
        [AuditAction.AccessRestored] = typeof(Role),
        [AuditAction.GrantGiven] = typeof(Role),
        [AuditAction.GrantRequested] = typeof(Role),
        [AuditAction.GrantRevoked] = typeof(Role),
        [AuditAction.GrantSuspended] = typeof(Role),
        [AuditAction.GrantKept] = typeof(Role),
        [AuditAction.SecondPersonAsked] = typeof(AskedFor),
        [AuditAction.SecondPersonConfirmed] = typeof(AskedFor),
        [AuditAction.SecondPersonRefused] = typeof(AskedFor),
        [AuditAction.UnitPostGiven] = typeof(UnitPostKind),
        [AuditAction.UnitPostTaken] = typeof(UnitPostKind),
        [AuditAction.CorrectionAsked] = typeof(RequestKind),
        [AuditAction.CorrectionAnswered] = typeof(RequestStatus),
        [AuditAction.OfficialLeft] = typeof(ServiceStatus),
        [AuditAction.ReportRouted] = typeof(SigningRoute),
        [AuditAction.CampaignExtended] = typeof(DeadlineKind),
        [AuditAction.UnitDeadlineSet] = typeof(DeadlineKind),
        [AuditAction.OfficeMemberNamed] = typeof(OfficeRole),
        [AuditAction.OfficeMemberReleased] = typeof(OfficeRole),
        [AuditAction.RosterUploaded] = typeof(FileCovers),
        [AuditAction.RegisterChanged] = typeof(EntryKind),
        [AuditAction.ProblemChanged] = typeof(EntryKind),
        [AuditAction.MeasureChanged] = typeof(EntryKind),
        [AuditAction.ActivityChanged] = typeof(EntryKind),
        [AuditAction.TipHandled] = typeof(TipAct),
        [AuditAction.TipRegistered] = typeof(TipChannel),
        [AuditAction.TipKeysChanged] = typeof(KeyAct),
        [AuditAction.IntegrityEntered] = typeof(IntegrityKind),
        [AuditAction.IntegrityAnswered] = typeof(EntryAnswer),
        [AuditAction.KeyPostChanged] = typeof(RiskTrigger),
    };

    /// <summary>What a number alone means.</summary>
    private static readonly Dictionary<AuditAction, string> Numbers = new()
    {
        [AuditAction.ReportRead] = "version",
        [AuditAction.SessionEnded] = "sessions",
        [AuditAction.ManyReportsRead] = "reports-read",
        [AuditAction.ManyResets] = "resets",
    };

    /// <summary>"something 12", "12 somethings", or by itself; with a hyphen for a blank.</summary>
    public static IReadOnlyList<string> Said { get; } =
    [
        "version", "after-version", "back-to-version", "draft", "digest", "signed", "received", "unit", "bytes", "comments", "officials", "rows", "failures",
        "joined", "changed", "left", "missing", "units", "unchanged", "sessions", "reports-read", "resets", "with-subordinates", "passkey", "totp",
        "files", "files-not", "undecided", "read", "docx", "key", "values", "closed",
    ];

    /// <summary>Of what an entry can be, with the name of whom or what.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["PersonalSituationReport", "Official", "Account", "Unit", "Campaign", "RosterRequest", "RosterImport", "Deputation", "AuditEntry",
            "Register", "Problem", "Measure", "Activity", "SpotCheck", "RegistryImport", "CrossCheck", "Lead", "SupervisedSectors", "Question", "Backup",
            "KeyRotation", "Tip", "Topic", "PledgeText", "KeyPost"];

    public static string Subject(string kind, string? name, Words words) => Kinds.Contains(kind) ? words["ledger.kind." + kind, name].Trim() : kind;

    public static string? Detail(AuditAction action, string? detail, Words words)
    {
        if (detail is null)
            return null;
        if (Numbers.TryGetValue(action, out var one) && detail.All(char.IsDigit))
            return words["ledger.said." + one, detail];
        var (ways, rest) = action == AuditAction.RightsEnded && detail.Split(": ") is [var way, var ended] ? (words["roles.way." + way] + " ", ended)
            : ("", detail);
        return ways + string.Join(words.IsChinese ? "，" : ", ",
            rest.Replace(" with ", ", with ", StringComparison.Ordinal).Split(", ").Select(piece => Piece(action, piece, words)));
    }

    /// <summary>A reason that is a code, in words; any other is what somebody typed.</summary>
    public static string? Reason(AuditAction action, string? reason, Words words) => (action, reason) switch
    {
        (_, null) => null,
        (AuditAction.CampaignCreated, _) when Preset.All.Any(preset => preset.Code == reason) => words["preset." + reason],
        (AuditAction.AccountReset, _) => Code(action, reason, words),
        _ => reason,
    };

    private static string Piece(AuditAction action, string piece, Words words)
    {
        var key = piece.Replace(' ', '-');
        if (Said.Contains(key))
            return words["ledger.said." + key];
        if (Right().Match(piece) is { Success: true } right)
            return words["roles.right." + right.Groups[1].Value, right.Groups[2].Value];
        if (Before().Match(piece) is { Success: true } before && Said.Contains(key = before.Groups[1].Value.Replace(' ', '-')))
            return words["ledger.said." + key, key == "digest" ? before.Groups[2].Value[..Math.Min(DigestShown, before.Groups[2].Length)]
                : Code(action, before.Groups[2].Value, words)];
        if (After().Match(piece) is { Success: true } after && Said.Contains(after.Groups[2].Value))
            return words["ledger.said." + after.Groups[2].Value, after.Groups[1].Value];
        return string.Join(' ', piece.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "by").Select(word => Code(action, word, words)));
    }

    private static string Code(AuditAction action, string word, Words words) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? words.Day(day)
        : word == "->" ? "→"
        : action == AuditAction.OfficialChanged && Words.Has("roster.column." + word) ? words["roster.column." + word]
        : Codes.TryGetValue(action, out var type) && Enum.TryParse(type, word, out var code) && Enum.IsDefined(type, code) ? words.Of((Enum)code) : word;

    [GeneratedRegex(@"^(\w+)\.\w+ (\d+)$")]
    private static partial Regex Right();

    [GeneratedRegex(@"^(\D+) (\S+)$")]
    private static partial Regex Before();

    [GeneratedRegex(@"^(\d+) ([a-z]+)$")]
    private static partial Regex After();
}
