using System.Xml.Linq;
using Declarations.Reporting.Documents;

namespace Declarations.Reporting.Workbooks;

/// <summary>The texts of a workbook that cells name by number: those of the shell, and behind them the words that rows repeat.</summary>
/// <param name="table">As the shell has it.</param>
internal sealed class SharedTexts(XElement table)
{
    private readonly int before = table.Elements().Count();
    private readonly Dictionary<string, int> added = new(StringComparer.Ordinal);

    /// <param name="text">One of a few dozen, as <see cref="PrintedText.Storable"/> leaves it.</param>
    public int NumberOf(string text)
    {
        if (!added.TryGetValue(text, out var number))
            added[text] = number = before + added.Count;
        return number;
    }

    /// <summary>The table with what was added.</summary>
    public XElement Written()
    {
        var space = table.Name.Namespace;
        table.SetAttributeValue("count", null);
        table.SetAttributeValue("uniqueCount", before + added.Count);
        table.Add(added.OrderBy(each => each.Value).Select(each => new XElement(space + "si", new XElement(space + "t", each.Key))));
        return table;
    }
}
