using System.Text.RegularExpressions;
using Declarations.Written;

namespace Declarations.Verification;

/// <summary>Values as company-data files print them (D1, D2). "-" is empty; what is none is not guessed at.</summary>
public static partial class RegistryValues
{
    public const string Unmatched = "未匹配到相关企业";

    public static string? Text(string? cell) => cell is null or "-" or "--" or "—" ? null : cell;

    /// <summary>Name of an enterprise, for comparing: half width, capitals, without blanks.</summary>
    public static string Firm(string name) => WrittenKey.Upper(name);

    /// <summary>A natural person: neither an enterprise nor an organ.</summary>
    public static bool IsPerson(string name, string? kind) =>
        kind is null ? !Organisation().IsMatch(name) && name.Length <= 20
            : kind.Contains("自然人", StringComparison.Ordinal) || kind.Contains("个人", StringComparison.Ordinal);

    /// <summary>"13,400万元", "500万美元", "1.2亿元人民币", "30 万": amount in hundredths, and the currency where it is not the yuan.</summary>
    public static bool TryCapital(string text, out Money amount, out string? currency)
    {
        (amount, currency) = (default, null);
        if (Capital().Match(WrittenText.Plain(text).Replace(" ", "", StringComparison.Ordinal)) is not { Success: true } parts
            || !WrittenNumber.TryRead(parts.Groups["n"].Value, out var number) || number < 0)
            return false;
        number *= parts.Groups["u"].Value switch { "亿" => 100_000_000, "万" => 10_000, _ => 1 };
        currency = parts.Groups["c"].Value is var said && said is "" or "元" or "人民币" or "元人民币" or "人民币元" ? null : said;
        if (number > 10_000_000_000_000 || decimal.Truncate(number * 100) != number * 100)
            return false;
        amount = Money.FromWan(number / 10_000);
        return true;
    }

    /// <summary>"30%", "33.3333%", "0.3" is none: a share is printed in percent.</summary>
    public static bool TryShare(string text, out decimal percent)
    {
        var plain = WrittenText.Plain(text);
        return WrittenNumber.TryRead(plain.TrimEnd('%'), out percent) && plain.EndsWith('%') && percent is >= 0 and <= 100;
    }

    public static bool TryYes(string text, out bool yes)
    {
        yes = text is "是" or "已退出" or "退出";
        return yes || text is "否" or "未退出";
    }

    public static FirmStatus Status(string text) => text switch
    {
        _ when text.Contains("注销", StringComparison.Ordinal) => FirmStatus.Deregistered,
        _ when text.Contains("吊销", StringComparison.Ordinal) => FirmStatus.Revoked,
        _ when Running().IsMatch(text) => FirmStatus.Active,
        _ => FirmStatus.Other,
    };

    [GeneratedRegex("^(?<n>[0-9,.]+)(?<u>[万亿]?)(?<c>[^0-9]{0,6})$")] private static partial Regex Capital();
    [GeneratedRegex("存续|在营|开业|在册|在业")] private static partial Regex Running();
    [GeneratedRegex("公司|企业|合作社|合伙|委员会|管理局|中心|基金|银行|集团|厂$|局$|政府|大学|医院|协会")] private static partial Regex Organisation();
}
