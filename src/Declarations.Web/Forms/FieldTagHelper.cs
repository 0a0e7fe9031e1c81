using System.Globalization;
using Declarations.Web.Language;
using Declarations.Written;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Declarations.Web.Forms;

/// <summary>
/// One field of a form: label, help, messages, input. The words are those of the form and property
/// (InterestForm.Enterprise, InterestForm.Enterprise.help); the input follows the type unless <see cref="Kind"/> says otherwise:
/// text, area, number, date, password, code, file, select, typed (with a few values offered), choices (radios) or check.
/// </summary>
[HtmlTargetElement("field", Attributes = "for")]
public sealed class FieldTagHelper(Words words) : TagHelper
{
    public ModelExpression For { get; set; } = null!;
    public string? Kind { get; set; }
    public string? Unit { get; set; }
    public string? Width { get; set; }
    public int Rows { get; set; } = 3;
    public bool Optional { get; set; }
    public string? Autocomplete { get; set; }
    /// <summary>Of a file: endings to offer, as in ".pdf,.jpg".</summary>
    public string? Accept { get; set; }
    /// <summary>Arguments of the help sentence.</summary>
    public object?[] HelpWith { get; set; } = [];
    /// <summary>Choices, when they are not the values of an enum or yes/no.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }
    /// <summary>Name of the empty choice, where not knowing is an answer.</summary>
    public string? Unknown { get; set; }
    /// <summary>A warning that never blocks. Of a code it is also shown and hidden live, as the code is typed.</summary>
    public string? Warning { get; set; }
    public bool Warns { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    private string Key => $"{For.Metadata.ContainerType!.Name}.{For.Metadata.PropertyName}";
    /// <summary>As posted: a field of a part of a form is named from its root.</summary>
    private string Name => View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
    private int? Limit => Lengths.Of(For.Metadata.ContainerType!, For.Metadata.PropertyName!);
    private string Id => TagBuilder.CreateSanitizedId(Name, "_");
    private Type Type => Nullable.GetUnderlyingType(For.Metadata.ModelType) ?? For.Metadata.ModelType;
    private ModelStateEntry? State => View.ViewData.ModelState.TryGetValue(Name, out var state) ? state : null;
    private IEnumerable<string> Errors => State?.Errors.Select(e => e.ErrorMessage) ?? [];
    private string Value => State?.AttemptedValue ?? Text(For.Model);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Kind ?? (Type.IsEnum ? "select" : Type == typeof(bool) ? "choices" : Type == typeof(DateOnly) ? "date" : Type == typeof(decimal) ? "number"
            : Type == typeof(IFormFile) ? "file" : "text");
        var grouped = kind == "choices";
        var described = new List<string>();
        output.TagName = grouped ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field" + (Errors.Any() ? " bad" : Warns ? " ask" : ""));
        output.Attributes.SetAttribute("id", Id + "-field");
        if (kind != "check")
            output.Content.AppendHtml(Label(grouped));
        var help = string.Concat(Words.Has(Key + ".help") ? words[Key + ".help", HelpWith] : "",
            kind == "area" && Limit is { } most ? words["help.limit", most] : "", kind == "typed" ? words["help.typed"] : "");
        if (help.Length > 0)
            output.Content.AppendHtml(Paragraph("help", Id + "-help", help, described));
        var n = 0;
        foreach (var error in Errors)
            output.Content.AppendHtml(Message("bad", "octagon", $"{Id}-error{n++}", error, described));
        if (Warning is not null)
        {
            var warning = Message("warn", "triangle", Id + "-warning", Warning, described);
            if (!Warns)
                warning.Attributes["hidden"] = "hidden";
            output.Content.AppendHtml(warning);
        }
        var input = kind switch
        {
            "area" => Area(),
            "select" => Select(),
            "choices" => Choices(),
            "check" => Check(),
            "file" => File(),
            _ => Input(kind),
        };
        if (!grouped && kind != "check")
            Describe(input, described);
        else if (described.Count > 0)
            output.Attributes.SetAttribute("aria-describedby", string.Join(' ', described));
        if (kind == "typed")
            output.Content.AppendHtml(Offered(input));
        output.Content.AppendHtml(Unit is null ? input : WithUnit(input));
        output.Content.AppendHtml(await output.GetChildContentAsync());
    }

    private TagBuilder Label(bool grouped)
    {
        var label = new TagBuilder(grouped ? "legend" : "label");
        if (grouped)
            label.GenerateId(Id, "_");
        else
            label.Attributes["for"] = Id;
        if (grouped)
            label.Attributes["tabindex"] = "-1";
        label.InnerHtml.Append(words[Key]);
        if (Optional)
        {
            var mark = new TagBuilder("span");
            mark.AddCssClass("opt");
            mark.InnerHtml.Append(words["optional"]);
            label.InnerHtml.Append(" ").AppendHtml(mark);
        }
        return label;
    }

    private TagBuilder Input(string kind)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("form-control");
        // A date box shows nothing but a day; what is none has to be seen to be mended.
        var day = kind == "date" && WrittenDay.TryRead(Value, out var read) ? read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        input.Attributes["type"] = kind is "password" || kind is "date" && (day is not null || string.IsNullOrWhiteSpace(Value)) ? kind : "text";
        if (kind == "number")
            input.Attributes["inputmode"] = "decimal";
        if (kind == "code")
        {
            input.AddCssClass("code");
            input.Attributes["spellcheck"] = "false";
            if (Warning is not null)
            {
                input.Attributes["data-uscc"] = "";
                input.Attributes["data-warn"] = Id + "-warning";
            }
        }
        input.AddCssClass(Width ?? kind switch { "number" => "w-num", "date" => "w-date", "code" => "w-code", "password" => "w-mid", _ => "w-full" });
        input.Attributes["autocomplete"] = Autocomplete ?? "off";
        // A password that is too long is refused, never cut off.
        if (kind == "password")
            return Named(input);
        input.Attributes["value"] = day ?? Value;
        // A code is pasted with blanks, which do not count: it is measured when it is read.
        return kind == "code" ? Named(input) : Limited(Named(input));
    }

    private TagBuilder File()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("form-control w-full");
        input.Attributes["type"] = "file";
        if (Accept is not null)
            input.Attributes["accept"] = Accept;
        return Named(input);
    }

    private TagBuilder Area()
    {
        var area = new TagBuilder("textarea");
        area.AddCssClass("form-control");
        area.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        // The parser drops the first line break after the tag.
        area.InnerHtml.AppendHtml("\n").Append(Value);
        return Limited(Named(area));
    }

    private TagBuilder Select()
    {
        var select = new TagBuilder("select");
        select.AddCssClass("form-select " + (Width ?? "w-mid"));
        select.InnerHtml.AppendHtml(Option("", Unknown ?? words["choose"], Value.Length == 0));
        foreach (var item in Values())
            select.InnerHtml.AppendHtml(Option(item.Value, item.Text, item.Value == Value));
        return Named(select);
    }

    /// <summary>Values offered while one is typed.</summary>
    private TagBuilder Offered(TagBuilder input)
    {
        var offered = new TagBuilder("datalist");
        offered.Attributes["id"] = input.Attributes["list"] = Id + "-offered";
        foreach (var item in Values())
            offered.InnerHtml.AppendHtml(Option(item.Value, item.Text, selected: false));
        return offered;
    }

    private TagBuilder Choices()
    {
        var stack = new TagBuilder("div");
        var values = Values().ToList();
        stack.AddCssClass(values.Count == 2 ? "stack stack-2" : values.Count == 3 && Items is null ? "stack stack-3" : "stack");
        foreach (var item in values)
            stack.InnerHtml.AppendHtml(Choice("radio", item.Value, item.Text, item.Value == Value));
        return stack;
    }

    private TagBuilder Check() => Choice("checkbox", "true", words[Key], Value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private TagBuilder Choice(string type, string value, string text, bool selected)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["name"] = Name;
        input.Attributes["value"] = value;
        input.Attributes["id"] = type == "checkbox" ? Id : $"{Id}_{value}";
        if (selected)
            input.Attributes["checked"] = "checked";
        if (Errors.Any())
            input.Attributes["aria-invalid"] = "true";
        var label = new TagBuilder("label");
        label.AddCssClass("choice");
        label.InnerHtml.AppendHtml(input).Append(text);
        return label;
    }

    private IEnumerable<SelectListItem> Values() =>
        Items ?? (Type == typeof(bool)
            ? [new(words["yes"], "true"), new(words["no"], "false"), .. Unknown is null ? Enumerable.Empty<SelectListItem>() : [new(Unknown, "")]]
            : Enum.GetValues(Type).Cast<Enum>().Select(code => new SelectListItem(words.Of(code), code.ToString())));

    private static TagBuilder Option(string value, string text, bool selected)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = value;
        if (selected)
            option.Attributes["selected"] = "selected";
        option.InnerHtml.Append(text);
        return option;
    }

    // Said, never enforced by the browser: it would cut off what is pasted without a word.
    private TagBuilder Limited(TagBuilder input)
    {
        if (Limit is { } length)
            input.Attributes["data-limit"] = length.ToString(CultureInfo.InvariantCulture);
        return input;
    }

    private TagBuilder Named(TagBuilder input)
    {
        input.Attributes["name"] = Name;
        input.Attributes["id"] = Id;
        return input;
    }

    private void Describe(TagBuilder input, List<string> described)
    {
        if (described.Count > 0)
            input.Attributes["aria-describedby"] = string.Join(' ', described);
        if (Errors.Any())
            input.Attributes["aria-invalid"] = "true";
    }

    private TagBuilder WithUnit(TagBuilder input)
    {
        var unit = new TagBuilder("span");
        unit.InnerHtml.Append(Unit!);
        var box = new TagBuilder("div");
        box.AddCssClass("unit");
        box.InnerHtml.AppendHtml(input).AppendHtml(unit);
        return box;
    }

    private static TagBuilder Paragraph(string css, string id, string text, List<string> described)
    {
        described.Add(id);
        var p = new TagBuilder("p");
        p.AddCssClass(css);
        p.Attributes["id"] = id;
        p.InnerHtml.Append(text);
        return p;
    }

    private static TagBuilder Message(string weight, string icon, string id, string text, List<string> described)
    {
        described.Add(id);
        var p = new TagBuilder("p");
        p.AddCssClass("msg msg-" + weight);
        p.Attributes["id"] = id;
        var span = new TagBuilder("span");
        span.InnerHtml.Append(text);
        p.InnerHtml.AppendHtml(IconTagHelper.Svg(icon)).AppendHtml(span);
        return p;
    }

    private static string Text(object? model) => model switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.00####", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(model, CultureInfo.InvariantCulture) ?? "",
    };
}
