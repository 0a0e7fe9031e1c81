using System.Globalization;
using System.Text;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Declarations.Web.Forms;

/// <summary>A shape of the icon sheet, always beside a word.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public static IHtmlContent Svg(string name)
    {
        var use = new TagBuilder("use");
        use.Attributes["href"] = "/img/icons.svg#" + name;
        var svg = new TagBuilder("svg");
        svg.AddCssClass("icon");
        svg.Attributes["aria-hidden"] = "true";
        svg.InnerHtml.AppendHtml(use);
        return svg;
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Svg(Name));
    }
}

/// <summary>A status: shape and colour of its weight (ok, warn, bad, now, idle), and always the word.</summary>
[HtmlTargetElement("status", Attributes = "icon")]
public sealed class StatusTagHelper : TagHelper
{
    public string Icon { get; set; } = "";
    public string Weight { get; set; } = "idle";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"stag stag-{Weight}");
        output.PreContent.SetHtmlContent(IconTagHelper.Svg(Icon));
    }
}

/// <summary>What has to be mended, on top of the page, each message a link to its field.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(Words words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var errors = View.ViewData.ModelState.OrderBy(pair => PlaceOf(pair.Key), StringComparer.Ordinal)
            .SelectMany(pair => pair.Value!.Errors.Select(error => (pair.Key, error.ErrorMessage))).Distinct().ToList();
        if (errors.Count == 0)
            return;
        var list = new TagBuilder("ol");
        foreach (var (key, message) in errors)
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = "#" + (key.Length == 0 ? "main" : TagBuilder.CreateSanitizedId(key, "_"));
            link.InnerHtml.Append(message);
            var item = new TagBuilder("li");
            item.InnerHtml.AppendHtml(link);
            list.InnerHtml.AppendHtml(item);
        }
        var heading = new TagBuilder("h2");
        heading.Attributes["id"] = "errors-h";
        heading.InnerHtml.AppendHtml(IconTagHelper.Svg("octagon")).Append(words["error.count", errors.Count]);
        var kept = new TagBuilder("p");
        kept.InnerHtml.Append(words["error.kept"]);
        var box = new TagBuilder("div");
        box.AddCssClass("errors");
        box.Attributes["role"] = "alert";
        box.Attributes["tabindex"] = "-1";
        box.Attributes["aria-labelledby"] = "errors-h";
        box.InnerHtml.AppendHtml(heading).AppendHtml(kept).AppendHtml(list);
        output.Content.SetHtmlContent(box);
    }

    /// <summary>Where a field stands: forms declare their fields in the order in which the page asks for them.</summary>
    private string PlaceOf(string key)
    {
        var (place, type) = (new StringBuilder(), View.ViewData.ModelMetadata.ModelType);
        foreach (var part in key.Split('.'))
        {
            var name = part.Split('[', ']');
            var properties = type.GetProperties();
            var at = Array.FindIndex(properties, property => property.Name == name[0]);
            place.Append(CultureInfo.InvariantCulture, $"{at:000}");
            if (at < 0)
                break;
            type = properties[at].PropertyType;
            if (name.Length < 2)
                continue;
            place.Append(name[1].PadLeft(6, '0'));
            type = type.IsGenericType ? type.GetGenericArguments()[0] : type.GetElementType() ?? typeof(object);
        }
        return place.ToString();
    }
}
