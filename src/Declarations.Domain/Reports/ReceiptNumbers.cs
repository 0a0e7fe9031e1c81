using System.Security.Cryptography;
using System.Text;
using Declarations.References;

namespace Declarations.Reports;

/// <summary>Receipt numbers: the legal day and 60 random bits, e.g. 20170918-7K3MX-9Q2TD-0A.</summary>
public static class ReceiptNumbers
{
    public static string New(DateOnly day)
    {
        var text = new StringBuilder($"{day:yyyyMMdd}");
        var letters = RandomNumberGenerator.GetItems<char>(CheckedLetters.Alphabet, 12);
        for (var i = 0; i < letters.Length; i++)
            (i % 4 == 0 ? text.Append('-') : text).Append(letters[i]);
        return text.ToString();
    }
}
