using System.Globalization;
using Declarations.Web.Language;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Declarations.Web.Forms;

/// <summary>Radio buttons of one property with further fields between them: each choice may be followed by a block that belongs to it.</summary>
[HtmlTargetElement("choices", Attributes = "for")]
public sealed class ChoicesTagHelper(Words words) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        View.ViewData.ModelState.TryGetValue(For.Name, out var state);
        var value = state?.AttemptedValue ?? Convert.ToString(For.Model, CultureInfo.InvariantCulture) ?? "";
        context.Items[typeof(ChoicesTagHelper)] = (For.Name, value);
        var bad = state?.Errors.Count > 0;
        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", bad ? "field bad" : "field");
        var legend = new TagBuilder("legend");
        legend.Attributes["id"] = TagBuilder.CreateSanitizedId(For.Name, "_");
        legend.Attributes["tabindex"] = "-1";
        legend.InnerHtml.Append(words[$"{For.Metadata.ContainerType!.Name}.{For.Metadata.PropertyName}"]);
        output.PreContent.AppendHtml(legend);
        foreach (var error in state?.Errors ?? [])
        {
            var message = new TagBuilder("p");
            message.AddCssClass("msg msg-bad");
            var text = new TagBuilder("span");
            text.InnerHtml.Append(error.ErrorMessage);
            message.InnerHtml.AppendHtml(IconTagHelper.Svg("octagon")).AppendHtml(text);
            output.PreContent.AppendHtml(message);
        }
        output.PreContent.AppendHtml("<div class=\"stack\">");
        output.Content = await output.GetChildContentAsync();
        output.PostContent.AppendHtml("</div>");
    }
}

/// <summary>One radio button of the <see cref="ChoicesTagHelper"/> around it.</summary>
[HtmlTargetElement("choice", ParentTag = "choices")]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string Text { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (name, chosen) = ((string, string))context.Items[typeof(ChoicesTagHelper)];
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "radio";
        input.Attributes["name"] = name;
        input.Attributes["value"] = Value;
        input.Attributes["id"] = $"{TagBuilder.CreateSanitizedId(name, "_")}_{Value}";
        if (chosen.Equals(Value, StringComparison.OrdinalIgnoreCase))
            input.Attributes["checked"] = "checked";
        output.TagName = "label";
        output.Attributes.SetAttribute("class", "choice");
        output.Content.SetHtmlContent(input);
        output.Content.Append(Text);
    }
}
