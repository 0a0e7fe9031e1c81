namespace Declarations.TipHost;

/// <summary>Something to be mended: a field and what is wrong with it.</summary>
public sealed record Fault(string Field, string Message);

/// <summary>The fields of a form: label, help, messages and what was typed.</summary>
public sealed class Fields(Say words, Typed? typed, IReadOnlyList<Fault> faults)
{
    private string Of(string name) => typed?[name] ?? "";

    /// <summary>What has to be mended, on top of the page, each message a link to its field.</summary>
    public Markup Summary() => faults.Count == 0 ? default : (Markup)$"""
        <div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-h">
        <h2 id="errors-h">{Visit.Icon("octagon")}{words["error.count", faults.Count]}</h2>
        <p>{words["error.kept"]}</p><ol>{faults.Select(fault => (Markup)$"""<li><a href="#{fault.Field}">{fault.Message}</a></li>""")}</ol></div>
        """;

    /// <param name="most">Characters; the label and the help are words of this name.</param>
    public Markup Area(string name, int most, int rows = 3, bool required = false) => Framed(name, required, most, described => $"""
        <textarea class="form-control" id="{name}" name="{name}" rows="{rows}" maxlength="{most}" autocomplete="off" spellcheck="false"{described}>
        {Of(name)}</textarea>
        """);

    public Markup Line(string name, int most, bool required = false) => Framed(name, required, null, described => $"""
        <input class="form-control" type="text" id="{name}" name="{name}" value="{Of(name)}" maxlength="{most}" autocomplete="off"
        spellcheck="false"{described}>
        """);

    /// <summary>A box for a code: any spacing, any case.</summary>
    public Markup Code(string name, string? value = null) => Framed(name, true, null, described => $"""
        <input class="form-control code w-code" type="text" id="{name}" name="{name}" value="{value ?? ""}" maxlength="80" autocomplete="off" spellcheck="false"
        autocapitalize="characters"{described}>
        """);

    public Markup Select(string name, IEnumerable<(string Value, string Text, string Group)> options, bool required)
    {
        var groups = options.GroupBy(option => option.Group).Select(group => (Markup)$"""
            <optgroup label="{group.Key}">{group.Select(option => (Markup)$"""
            <option value="{option.Value}"{(option.Value == Of(name) ? Selected : default)}>{option.Text}</option>
            """)}</optgroup>
            """).ToList();
        return Framed(name, required, null, described => $"""
            <select class="form-select" id="{name}" name="{name}"{described}><option value="">{words["choose"]}</option>{groups}</select>
            """);
    }

    /// <summary>A box to tick.</summary>
    public Markup Tick(string name) => $"""
        <div class="field{(Has(name) ? " bad" : "")}" id="{name}-field">{Messages(name)}<label class="choice"><input type="checkbox" id="{name}" name="{name}"
        value="yes"{(typed?.Ticked(name) == true ? Checked : default)}><span>{words[name]}<small>{words[name + ".help"]}</small></span></label></div>
        """;

    private static Markup Selected => $" selected";
    private static Markup Checked => $" checked";

    private bool Has(string name) => faults.Any(fault => fault.Field == name);

    private Markup Messages(string name) => $"""{faults.Where(fault => fault.Field == name).Select(fault => (Markup)$"""
        <p class="msg msg-bad" id="{name}-error">{Visit.Icon("octagon")}<span>{fault.Message}</span></p>
        """)}""";

    private Markup Framed(string name, bool required, int? most, Func<Markup, Markup> input)
    {
        var bad = Has(name);
        Markup described = bad ? (Markup)$""" aria-describedby="{name}-help {name}-error" aria-invalid="true" """ : $""" aria-describedby="{name}-help" """;
        return $"""
            <div class="field{(bad ? " bad" : "")}" id="{name}-field"><label for="{name}">{words[name]}{(required ? default : Optional())}</label>
            <p class="help" id="{name}-help">{words[name + ".help"]}{(most is { } limit ? words["limit", limit] : "")}</p>
            {Messages(name)}{input(described)}</div>
            """;
    }

    private Markup Optional() => $""" <span class="opt">{words["optional"]}</span>""";
}
