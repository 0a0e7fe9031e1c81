using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Declarations.Web.Language;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Somebody at a browser: keeps cookies by the clock of the office, follows redirects, fills in the forms that the page shows.</summary>
public sealed class Visitor(Office office)
{
    public static readonly Words Words = new("zh-CN");

    private readonly HttpClient client = office.CreateDefaultClient(Office.Site);
    private IHtmlDocument? page;

    /// <summary>Cookies by name; copied to give somebody the same session in another window.</summary>
    public Dictionary<string, string> Cookies { get; private init; } = [];
    public HttpStatusCode Status { get; private set; }
    public string Html { get; private set; } = "";
    public byte[] Body { get; private set; } = [];
    public HttpResponseMessage Response { get; private set; } = null!;
    /// <summary>Path and query of the page that is open.</summary>
    public string Address { get; private set; } = "/";
    public IHtmlDocument Page => page ??= new HtmlParser().ParseDocument(Html);

    /// <summary>What the page says, without the masthead.</summary>
    public string Text => Page.QuerySelector("main")?.TextContent ?? "";

    /// <summary>Another window that keeps what cookies it gets to itself.</summary>
    public Visitor Guest() => new(office) { Cookies = new(Cookies) };

    /// <summary>The same browser at the application started anew.</summary>
    public Visitor At(Office restarted) => new(restarted) { Cookies = Cookies };

    public Visitor OtherWindow() => new(office) { Cookies = Cookies };

    public async Task<Visitor> TrySignIn(Person person, bool follow = true)
    {
        await Open(Links.SignIn);
        var form = Form("sign-in.button").Fill("SignInForm.UserName", person.UserName).Fill("SignInForm.Password", person.Password);
        return await Post(form.Action, form.Fields, follow);
    }

    public async Task<Visitor> SignIn(Person person)
    {
        await TrySignIn(person);
        if (Address != Links.MyWork)
            throw new InvalidOperationException($"{person.UserName} could not sign in: {Status} {Text}");
        return this;
    }

    public Task<Visitor> Open(string path, bool follow = true) => Send(new HttpRequestMessage(HttpMethod.Get, path), follow);

    /// <param name="site">What the browser says of the page that sends the form.</param>
    public Task<Visitor> Post(string path, IEnumerable<KeyValuePair<string, string>> fields, bool follow = true, string site = "same-origin") =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields), Headers = { { "Sec-Fetch-Site", site } } }, follow);

    /// <summary>A body that no form encoder would write.</summary>
    public Task<Visitor> PostRaw(string path, string body, string type = "application/x-www-form-urlencoded") =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) }, follow: false);

    public async Task<Visitor> Send(HttpRequestMessage request, bool follow = true)
    {
        for (var hops = 0; ; hops++)
        {
            if (Cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            Response = await client.SendAsync(request);
            Keep(Response);
            (Status, Address) = (Response.StatusCode, request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString);
            if (!follow || Response.Headers.Location is not { } next || hops == 5)
                break;
            request = new HttpRequestMessage(HttpMethod.Get, next);
        }
        Body = await Response.Content.ReadAsByteArrayAsync();
        Html = Encoding.UTF8.GetString(Body);
        page = null;
        return this;
    }

    /// <summary>The page says that too many guesses were wrong, and so does its status.</summary>
    public void AssertDelayed(int seconds)
    {
        Assert.Equal((HttpStatusCode.TooManyRequests, $"{seconds}"), (Status, Response.Headers.RetryAfter?.ToString()));
        Assert.Contains(Words["error.wait", seconds], Text, StringComparison.Ordinal);
    }

    /// <summary>The form with this button (key of its words).</summary>
    public Form Form(string button)
    {
        var text = Words[button];
        var found = Page.QuerySelectorAll("main form button").FirstOrDefault(b => Plain(b) == text)
            ?? throw new InvalidOperationException($"No button '{text}' on {Address} ({Status}): {Text} {string.Join("\n", office.Faults)}");
        return new Form(this, (IHtmlFormElement)found.Closest("form")!, (IHtmlButtonElement)found);
    }

    /// <summary>Every form of the page but the one that signs out.</summary>
    public IEnumerable<Form> Forms() =>
        Page.QuerySelectorAll("main form[method=post]").SelectMany(form => form.QuerySelectorAll("button").OfType<IHtmlButtonElement>()
            .Where(button => button.Type == "submit").Select(button => new Form(this, (IHtmlFormElement)form, button)));

    /// <summary>What an element says to the eye: no hidden words, no mark of an optional field.</summary>
    internal static string Plain(IElement element) =>
        string.Concat(element.ChildNodes.Where(node => node is not IElement e || !e.ClassList.Contains("vh") && !e.ClassList.Contains("opt"))
            .Select(node => node.TextContent)).Trim();

    private void Keep(HttpResponseMessage response)
    {
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var lines) ? SetCookieHeaderValue.ParseList([.. lines]) : [])
        {
            if (cookie.Expires <= office.Time.GetUtcNow())
                Cookies.Remove(cookie.Name.Value!);
            else
                Cookies[cookie.Name.Value!] = cookie.Value.Value!;
        }
    }
}

/// <summary>A form as it is shown, filled in by the words of its labels.</summary>
public sealed class Form(Visitor visitor, IHtmlFormElement form, IHtmlButtonElement button)
{
    private IElement scope = form;
    private readonly List<(string Field, string Name, byte[] Bytes)> files = [];

    public string Action { get; } = button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? visitor.Address;

    /// <summary>Every field a browser would send, in order.</summary>
    public List<KeyValuePair<string, string>> Fields =>
    [
        .. form.QuerySelectorAll("input, select, textarea").SelectMany(Values),
        .. button.Name is { Length: > 0 } name ? [KeyValuePair.Create(name, button.Value)] : Array.Empty<KeyValuePair<string, string>>(),
    ];

    /// <summary>Fields that are shown and can be typed or picked, with the control.</summary>
    public IEnumerable<IElement> Controls =>
        form.QuerySelectorAll("input, select, textarea").Where(e => e.HasAttribute("name") && e is not IHtmlInputElement { Type: "hidden" });

    public IEnumerable<IElement> Hidden => form.QuerySelectorAll("input[type=hidden]");

    /// <summary>From now on only what stands in the section with this heading.</summary>
    public Form Under(string heading)
    {
        scope = form.QuerySelectorAll("section")
            .Single(section => section.QuerySelector("h2")?.TextContent.EndsWith(heading, StringComparison.Ordinal) == true);
        return this;
    }

    /// <param name="label">Key of the label's words.</param>
    /// <param name="value">Text, number or day to type; code, yes/no, key or text of the choice to pick; true or false to tick.</param>
    public Form Fill(string label, object value)
    {
        var text = Visitor.Words[label];
        var found = scope.QuerySelectorAll("label, legend").FirstOrDefault(l => Visitor.Plain(l) == text)
            ?? throw new InvalidOperationException(
                $"No field '{text}' on {visitor.Address}: {string.Join(" | ", scope.QuerySelectorAll("label, legend").Select(Visitor.Plain))}");
        if (found.LocalName == "legend")
            Pick(found.Closest("fieldset")!, value);
        else if (found.QuerySelector("input[type=checkbox]") is IHtmlInputElement box)
            box.IsChecked = (bool)value;
        else
            Type(form.QuerySelector("#" + found.GetAttribute("for"))!, value);
        return this;
    }

    /// <summary>Chooses a file in the field with this label.</summary>
    public Form Attach(string label, string name, byte[] bytes)
    {
        var text = Visitor.Words[label];
        files.Add((scope.QuerySelectorAll("label").Where(l => Visitor.Plain(l) == text)
            .Select(l => form.QuerySelector("#" + l.GetAttribute("for"))!.GetAttribute("name")!).First(), name, bytes));
        return this;
    }

    public Task<Visitor> Submit() => form.GetAttribute("enctype") == "multipart/form-data"
        ? visitor.Send(new(HttpMethod.Post, Action) { Content = Multipart() }) : visitor.Post(Action, Fields);

    private MultipartFormDataContent Multipart()
    {
        var content = new MultipartFormDataContent();
        var chosen = files.Select(file => file.Field).ToHashSet();
        foreach (var (name, value) in Fields.Where(field => !chosen.Contains(field.Key)))
            content.Add(new StringContent(value), name);
        foreach (var (field, name, bytes) in files)
            content.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("application/octet-stream") } }, field, name);
        return content;
    }

    private static void Type(IElement control, object value)
    {
        switch (control)
        {
            case IHtmlSelectElement select:
                select.Value = select.Options.Single(option => option.Text == Shown(value)).Value;
                break;
            case IHtmlTextAreaElement area:
                area.Value = Typed(value);
                break;
            case IHtmlInputElement input:
                input.SetAttribute("value", Typed(value));
                break;
        }
    }

    private static void Pick(IElement fieldset, object value)
    {
        var choices = fieldset.QuerySelectorAll("label:has(input[type=radio])").Where(label => label.Closest("fieldset") == fieldset)
            .Select(label => (Input: (IHtmlInputElement)label.QuerySelector("input")!, Text: Visitor.Plain(label))).ToList();
        foreach (var (input, text) in choices)
            input.IsChecked = text == Shown(value);
        if (!choices.Any(choice => choice.Input.IsChecked))
            throw new InvalidOperationException($"No choice '{Shown(value)}'.");
    }

    private static string Shown(object value) => value switch
    {
        Enum code => Visitor.Words.Of(code),
        bool yes => Visitor.Words.YesNo(yes),
        _ => Visitor.Words[Typed(value)],
    };

    private static string Typed(object value) => value is DateOnly day
        ? day.ToString("O", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static IEnumerable<KeyValuePair<string, string>> Values(IElement control) => control switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => [],
        IHtmlInputElement { Name.Length: > 0 } input => [KeyValuePair.Create(input.Name!, input.GetAttribute("value") ?? "")],
        IHtmlSelectElement { Name.Length: > 0 } select => [KeyValuePair.Create(select.Name!, select.Value ?? "")],
        IHtmlTextAreaElement { Name.Length: > 0 } area => [KeyValuePair.Create(area.Name!, area.Value)],
        _ => [],
    };
}
