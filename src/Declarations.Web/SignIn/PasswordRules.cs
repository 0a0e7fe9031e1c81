using System.Text;

namespace Declarations.Web.SignIn;

/// <summary>What makes a password too easy to guess.</summary>
public enum PasswordFault { Length, Repeats, Sequence, Keyboard, Known, Classes }

/// <summary>
/// Long and not predictable, and nothing else: what repeats, counts up or down, runs along the keyboard or is known of
/// the person and the office counts as one character, and enough others must be left.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 15;
    public const int MaxLength = 200;

    private const int Substance = 10;

    private static readonly string[] Rows =
    [
        "`1234567890-=", "~!@#$%^&*()_+", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "!qaz@wsx#edc$rfv%tgb^yhn&ujm",
    ];

    private static readonly string[] Keyboard = [.. Rows, .. Rows.Select(row => new string([.. row.Reverse()]))];

    private static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssw0rd", "admin", "administrator", "root", "welcome", "letmein", "iloveyou", "monkey", "dragon", "test", "user", "login",
        "woaini", "5201314", "1314520", "woaiwojia", "nihao", "zhongguo", "china", "mima", "denglu", "shenbao", "qingwu",
        "密码", "口令", "登录", "我爱你", "中国", "你好", "管理员", "测试",
    ];

    /// <summary>What is wrong with a password; empty: nothing.</summary>
    /// <param name="known">Words that others connect with the person or the office: names, numbers, days.</param>
    /// <param name="asksForClasses">Asks for three of capital, small letter, digit and other (see <see cref="PasswordProfile"/>).</param>
    public static IReadOnlyList<PasswordFault> FaultsOf(string password, IEnumerable<string> known, bool asksForClasses = false)
    {
        if (password.EnumerateRunes().Count() < MinLength)
            return [PasswordFault.Length];
        if (asksForClasses && Classes(password) < 3)
            return [PasswordFault.Classes];
        var text = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var words = known.Concat(Common).Select(word => word.Normalize(NormalizationForm.FormKC).ToLowerInvariant()).Where(IsTelling).ToList();
        var (left, faults) = (0, new HashSet<PasswordFault>());
        for (var i = 0; i < text.Length; left++)
        {
            var (length, fault) = Predictable(text, i, words);
            if (length > 1)
                faults.Add(fault);
            i += Math.Max(length, 1);
        }
        return left >= Substance ? [] : [.. faults.Order()];
    }

    /// <summary>The longest predictable stretch from a position on.</summary>
    private static (int Length, PasswordFault Fault) Predictable(string text, int from, List<string> words) => new[]
    {
        (Words(text, from, words), PasswordFault.Known),
        (AtLeast(3, Run(text, from, (a, b) => a == b)), PasswordFault.Repeats),
        (AtLeast(4, Again(text, from)), PasswordFault.Repeats),
        (AtLeast(3, Math.Max(Run(text, from, (a, b) => b == a + 1), Run(text, from, (a, b) => b == a - 1))), PasswordFault.Sequence),
        (AtLeast(3, Keyboard.Max(row => Along(text, from, row))), PasswordFault.Keyboard),
    }.MaxBy(found => found.Item1);

    private static int AtLeast(int least, int length) => length >= least ? length : 0;

    private static int Words(string text, int from, List<string> words) =>
        words.Where(word => text.AsSpan(from).StartsWith(word, StringComparison.Ordinal)).Select(word => word.Length).DefaultIfEmpty().Max();

    private static int Run(string text, int from, Func<char, char, bool> next)
    {
        var end = from + 1;
        while (end < text.Length && next(text[end - 1], text[end]))
            end++;
        return end - from;
    }

    /// <summary>How much from here on has stood before.</summary>
    private static int Again(string text, int from)
    {
        var length = 0;
        while (from + length < text.Length && text.AsSpan(0, from).IndexOf(text.AsSpan(from, length + 1)) >= 0)
            length++;
        return length;
    }

    /// <summary>How much from here on runs along a row of keys.</summary>
    private static int Along(string text, int from, string row)
    {
        var length = 0;
        while (from + length < text.Length && row.Contains(text.Substring(from, length + 1), StringComparison.Ordinal))
            length++;
        return length;
    }

    /// <summary>Two Chinese characters or four others say something; less is chance.</summary>
    private static bool IsTelling(string word) => word.Length >= 4 || word.Length >= 2 && word.All(c => c >= '\u2e80');

    private static int Classes(string password) =>
        (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
            + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
}
