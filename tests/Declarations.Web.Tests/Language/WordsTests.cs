using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Declarations.Access;
using Declarations.Auditing;
using Declarations.Bulletins;
using Declarations.Campaigns;
using Declarations.Data.Accounts;
using Declarations.Data;
using Declarations.Organisation;
using Declarations.Handling;
using Declarations.Integrity;
using Declarations.Participation;
using Declarations.Registers;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Uploads;
using Declarations.Reporting.Workbooks;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Sheets;
using Declarations.Summaries;
using Declarations.Tips;
using Declarations.Verification;
using Declarations.Web.Language;
using Declarations.Web.Pages.Campaigns;
using Declarations.Web.Pages.Checks;
using Declarations.Web.Pages.Clues;
using Declarations.Web.Pages.Custody;
using Declarations.Web.Pages.Exits;
using Declarations.Web.Pages.Handling;
using Declarations.Web.Pages.Filing;
using Declarations.Web.Pages.Integrity;
using Declarations.Web.Pages.KeyPosts;
using Declarations.Web.Pages.Pledges;
using Declarations.Web.Pages.Progress;
using Declarations.Web.Pages.Registers;
using Declarations.Web.Pages.Reminders;
using Declarations.Web.Pages.Roster;
using Declarations.Web.Pages.SelfCheck;
using Declarations.Web.Pages.Slips;
using Declarations.Web.Pages.Summaries;
using Declarations.Web.Pages.Verification;
using Declarations.Web.Pages.Verify;
using Declarations.Web.SignIn;
using FluentValidation;
using FluentValidation.Validators;
using Xunit;

namespace Declarations.Web.Tests.Language;

/// <summary>Every key that the product asks for exists in both languages, and no other. Keys are read from the source itself.</summary>
public sealed partial class WordsTests
{
    private static readonly Assembly Web = typeof(Words).Assembly;
    private static readonly IReadOnlyDictionary<string, string> Source = ReadSource();
    private static readonly IReadOnlyDictionary<string, string[]> All = ReadWords();
    private static readonly (string Member, Refusal Refusal)[] Refusals = [.. AllRefusals()];
    private static readonly string[] Hidden = ["Version", "DraftNumber", "More", "Next", "Readmit", "Only", "State", "Several", "Preview",
        "Member", "Disposal"];

    /// <summary>Keys put together from parts: the shape as it stands in the source, with * for a part, and what the parts may be.</summary>
    private static readonly Dictionary<string, IEnumerable<string>> Computed = new()
    {
        ["gap.*"] = Gap.Codes,
        ["InterestForm.*"] = ["Holder", "Sector", "Enterprise", "CreditCode", "Mode", "SharePercent", "PostHeld", "StartedOn", "Content", "Amount", "Profit"],
        ["may-i.example.*"] = SelfCheckForm.Examples.Keys.Select(example => "example." + example),
        ["progress.stuck.*"] = new[] { ProgressList.Slow, ProgressList.ToHandUp, ProgressList.Returned }.Select(list => "stuck." + list),
        ["sheets.figure.*"] = new[] { "due", "filed", "excused", "missing", "withInterests", "exited", "agreed", "awaitingPolicy", "awaitingReview", "open",
            "noExitRequired" }.Select(figure => "figure." + figure),
        ["close.*"] = new[] { "missing", "waiting", "exits", "to-file", "handling", "sent-back", "deferred", "proposed", "clues", "sheet", "bulletin" },
        ["tips.say-*"] = new[] { "about", "facts", "how-known", "fears", "not-by" }.Select(field => "say-" + field),
        ["tips.figure-*"] = new[] { "month", "channel", "kind", "topic", "outcome", "named", "days", "return", "rating" }.Select(name => "figure-" + name),
        ["tips.cell-*"] = new[] { "open", "named", "anonymous", "late", "within", "came-back", "not-yet", "none" }.Select(name => "cell-" + name),
        ["established.*"] = typeof(Declarations.Reports.Established).GetProperties().Where(fact => fact.CanWrite).Select(fact => fact.Name),
        ["refused.*"] = Refusals.Select(each => each.Refusal.Code),
        ["sector.*.what"] = Enum.GetNames<Sector>().Select(sector => sector + ".what"),
        ["sector.*.not"] = Enum.GetNames<Sector>().Select(sector => sector + ".not"),
        ["sector.*.*"] = Enum.GetNames<Sector>().SelectMany(sector => new[] { sector + ".eg1", sector + ".eg2" }),
        ["participation.n*"] = Enumerable.Range(1, 7).Select(n => $"n{n}"),
        ["ledger.said.*"] = Declarations.Web.Pages.AdminLedger.LedgerText.Said.Select(said => "said." + said),
        ["ledger.kind.*"] = Declarations.Web.Pages.AdminLedger.LedgerText.Kinds.Select(kind => "kind." + kind),
        ["notice.*.title"] = Notices.Select(article => article + ".title"),
        ["notice.*.text"] = Notices.Select(article => article + ".text"),
        ["work.*.status"] = Works.Select(work => work + ".status"),
        ["work.*.title"] = Works.Select(work => work + ".title"),
        ["work.*.text"] = Works.Select(work => work + ".text"),
        ["work.*.do"] = Works.Select(work => work + ".do"),
        ["problem.*.title"] = Problems.Append("lost").Select(status => status + ".title"),
        ["problem.*.*"] = Problems.Append("lost").Select(status => status + ".text").Concat(["500.sent", "lost.sent"]),
        ["password.rules.*"] = ["rules.default", "rules.gbt22239-l3"],
        ["verify.*"] = Enum.GetNames<Proof>(),
        ["custody.*.by"] = CustodyLists.Select(list => list + ".by").Take(2),
        ["custody.*.done"] = CustodyLists.Select(list => list + ".done").Take(2),
        ["custody.*.do"] = CustodyLists.Select(list => list + ".do").Take(2),
        ["custody.*.do-several"] = CustodyLists.Select(list => list + ".do-several").Take(2),
        ["custody.*.empty"] = CustodyLists.Select(list => list + ".empty"),
        ["annex.heading.*"] = Enumerable.Range(1, SummaryColumn.All.Count).Select(n => $"heading.{n}"),
        ["annex.rank.*"] = Enum.GetNames<Rank>().Select(rank => "rank." + rank),
        ["annex.note.*"] = Enumerable.Range(1, 6).Select(n => $"note.{n}"),
        ["import.count.*"] = Declarations.Web.Pages.Roster.RosterEffects.Counted.Select(effect => "count." + effect),
        ["import.effect.*"] = Declarations.Web.Pages.Roster.RosterEffects.Counted
            .Concat(["family-begins", "family-ends", "out-of-scope", "in-scope", "post-ends", "roles-end", "roles-suspended", "deputations-end"])
            .Select(effect => "effect." + effect),
        ["integrity-file.section.*"] = Enumerable.Range(1, 10).Select(n => $"section.{n}"),
        ["clean.task.*"] = Enum.GetNames<UnitCategory>().Select(category => $"task.{category}"),
        ["kept.*.what"] = KeptCodes.Select(code => code + ".what"),
        ["kept.*.why"] = KeptCodes.Select(code => code + ".why"),
        ["kept.*.who"] = KeptCodes.Select(code => code + ".who"),
        ["kept.*.how-long"] = KeptCodes.Select(code => code + ".how-long"),
        ["preset.*"] = Preset.All.Select(preset => preset.Code),
        ["policy.*"] = Policies.All.Select(policy => policy.Version),
        ["policy.*.short"] = Policies.All.Select(policy => policy.Version + ".short"),
        ["rule.*"] = Policy.Zhuzhou2017.Rules.Select(rule => rule.Code),
        ["rule.*.text"] = Policy.Zhuzhou2017.Rules.Select(rule => rule.Code + ".text"),
        ["parameter.*"] = Policies.All.SelectMany(policy => policy.Rules).SelectMany(rule => rule.Parameters).Select(parameter => parameter.Name),
        ["plan.part.*"] = FindingCodes.Citations.Where(citation => citation.Document == LawDocument.Plan).Select(citation => $"part.{citation.Article[0]}"),
        ["reassess.*"] = typeof(Determination).GetProperties().Select(property => property.Name).Where(name => name != nameof(Determination.PolicyVersion)),
        ["roles.way.*"] = ["way.Moves", "way.Leaves", "way.Dies"],
        ["roles.right.*"] = Rights.EndingWithPost.Select(column => "right." + column.Split('.')[0]).Distinct(),
        ["register-file.note.n*"] = Enumerable.Range(1, 6).Select(n => $"note.n{n}"),
        ["roster.sheet.*"] = ["sheet.people", "sheet.units"],
        ["roster.column.*"] = RosterColumn.People.Concat(RosterColumn.Units).Select(column => "column." + column.Name),
        ["roster.note.n*"] = Enumerable.Range(1, 8).Select(n => $"note.n{n}"),
        ["*.text"] = Enum.GetNames<PlanList>().Select(list => $"PlanList.{list}.text")
            .Concat(Enum.GetNames<LeadKind>().Select(kind => $"LeadKind.{kind}.text")),
        ["leaver.*"] = ["file", "ban"],
        ["leaver.*.*"] = new[] { "file", "ban" }.SelectMany(clock => new[] { "left", "today", "last-day" }.Select(point => $"{clock}.{point}")),
        // What the rules say has tests of its own, in both directions (Law/LawWordsTests).
        ["verdict.tag.*"] = [],
        ["verdict.*"] = OfTheLaw("verdict."),
        ["finding.*"] = OfTheLaw("finding."),
        ["missing.*"] = Literals(@"Missing\(.*, Fact\.(\w+)\)").Select(fact => "Exit." + fact),
        ["todo.*"] = OfTheLaw("todo."),
        ["fact.*"] = OfTheLaw("fact."),
        ["clause.*.*"] = OfTheLaw("clause."),
        // Labels, help and messages of forms have tests of their own.
        ["*.*"] = [],
        ["*.help"] = [],
        ["error.*"] = [],
    };

    /// <summary>Each as it would be made, with any argument of the right kind.</summary>
    private static IEnumerable<(string, Refusal)> AllRefusals() =>
        typeof(Refusal).GetProperties(BindingFlags.Static | BindingFlags.Public).Select(property => (property.Name, (Refusal)property.GetValue(null)!))
        .Concat(typeof(Refusal).GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(method => method.ReturnType == typeof(Refusal) && !method.IsSpecialName)
            .SelectMany(method => (method.Name == nameof(Refusal.ReportIncomplete) ? Gap.Codes : [""])
            .Select(text => (method.Name, (Refusal)method.Invoke(null, [.. method.GetParameters().Select(parameter =>
                parameter.ParameterType == typeof(string) ? text : parameter.ParameterType == typeof(Enum) ? Sector.Other
                    : Activator.CreateInstance(parameter.ParameterType))])!))));

    private static IEnumerable<string> OfTheLaw(string prefix) =>
        All.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);
    private static string[] CustodyLists => Enum.GetNames<CustodyList>();
    private static IEnumerable<string> KeptCodes => Declarations.Web.Pages.Notice.Kept.All.Select(kept => kept.Code);
    private static string[] Notices => ["who", "family", "money", "each", "listed", "changes", "exits", "deadlines", "consequences"];
    /// <summary>Keys of work items: the first text of each that a feature's work makes.</summary>
    private static string[] Works => [.. Source.Where(file => file.Key.EndsWith("Work.cs", StringComparison.Ordinal))
        .SelectMany(file => Regex.Matches(file.Value, @"(?:new|WorkItem|Of|Exit)\(\s*(?:filing, )?(?:[^;""()]*\? )?""([a-z-]+)""(?: : ""([a-z-]+)"")?,"))
        .SelectMany(match => match.Groups.Values.Skip(1)).Where(group => group.Success).Select(group => group.Value).Distinct()];
    private static string[] Problems => ["400", "404", "405", "409", "413", "415", "429", "500", "503"];

    [Fact]
    public void Every_key_that_the_source_names_exists() =>
        Assert.Empty(Named().Where(key => !key.Contains('*', StringComparison.Ordinal)).Except(All.Keys));

    [Fact]
    public void Every_key_put_together_from_parts_is_accounted_for() =>
        Assert.Equal(Computed.Keys.Order(StringComparer.Ordinal), Named().Where(key => key.Contains('*', StringComparison.Ordinal)).Distinct()
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_key_put_together_from_parts_exists() => Assert.Empty(Expanded().Except(All.Keys));

    [Fact]
    public void Every_code_that_is_shown_has_a_name() => Assert.Empty(Codes().Except(All.Keys));

    [Fact]
    public void Every_field_of_a_form_has_a_label() => Assert.Empty(Labels().Except(All.Keys));

    [Fact]
    public void Every_message_of_a_validator_exists() => Assert.Empty(Messages().Except(All.Keys));

    [Fact]
    public void Every_refusal_fills_its_sentence_and_is_made_somewhere()
    {
        Assert.All(Refusals, each => Assert.All(Placeholders(All["refused." + each.Refusal.Code][0]), place =>
            Assert.InRange(int.Parse(place, CultureInfo.InvariantCulture), 0, each.Refusal.Arguments.Count - 1)));
        Assert.Empty(Refusals.Select(each => each.Member).Except(Literals(@"Refusal\.(\w+)")));
        Assert.Empty(Literals(@"new Gap\(""([^""]+)""").Except(Gap.Codes));
    }

    [Fact]
    public void No_key_is_unused()
    {
        var labels = Labels().ToHashSet();
        var help = labels.Select(label => label + ".help");
        Assert.Empty(All.Keys.Except(Literals(@"(?<="")([A-Za-z][\w.-]*)(?="")")).Except(Expanded()).Except(Codes()).Except(labels).Except(help)
            .Except(Messages()));
    }

    [Fact]
    public void Both_languages_have_the_same_placeholders() =>
        Assert.Empty(All.Where(pair => !Placeholders(pair.Value[0]).SetEquals(Placeholders(pair.Value[1]))).Select(pair => pair.Key));

    [Fact]
    public void No_text_is_empty() =>
        Assert.Equal(["my-work.day"], All.Where(pair => pair.Value.Any(string.IsNullOrWhiteSpace)).Select(pair => pair.Key));

    // The other language calls itself by its own name, and one clause is about Chinese words.
    [Fact]
    public void English_has_Chinese_only_as_a_term_in_brackets() =>
        Assert.Equal(["clause.CivilCode.1259", "language.other"], All.Where(pair => Chinese().IsMatch(Bracketed().Replace(pair.Value[1], "")))
            .Select(pair => pair.Key).Order(StringComparer.Ordinal));

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> Expanded() =>
        Computed.SelectMany(pair => pair.Value
            .Select(value => (pair.Key.StartsWith('*') ? "" : pair.Key[..(pair.Key.IndexOf('.', StringComparison.Ordinal) + 1)]) + value));

    /// <summary>Names of codes: of everything a form asks or a report says, of what the panel shows, and what else pages name.</summary>
    private static IEnumerable<string> Codes() => Forms().Append(typeof(ReportContent)).SelectMany(type => Enums(type, []))
        .Concat([
            typeof(OfferOutcome),
            typeof(CheckList), typeof(ExitStep), typeof(ExitList), typeof(Declarations.Verification.DrawnFrom), typeof(HandlingList), typeof(DisposalState),
            typeof(Declarations.Web.Pages.Questions.QuestionList),
            typeof(ProgressList), typeof(BulletinStatus), typeof(SheetStatus), typeof(SheetKind), typeof(Workplace), typeof(PostType), typeof(InnovationMode),
                typeof(LawDocument), typeof(Leniency), typeof(Alert), typeof(RequiredAction),
                typeof(Custodian),
            typeof(DisposalKind), typeof(ExitCell), typeof(ReportStatus), typeof(ReportVerb), typeof(SigningRoute), typeof(SignatureKind), typeof(StageKind),
            typeof(RosterFault), typeof(PlanList), typeof(ImportStatus), typeof(RosterSection), typeof(PeopleList), typeof(RosterAct), typeof(RequestStatus),
                typeof(UnitKind), typeof(UnitPostKind), typeof(OrgTier),
            typeof(WorkbookFault), typeof(PeopleState), typeof(CustodyList), typeof(SummaryScope), typeof(ExitFilter), typeof(DifferenceItem),
                typeof(ReadingState), typeof(ExportStatus),
                typeof(Step),
                typeof(Proof),
            typeof(SignInMethod), typeof(SigningProof), typeof(SignInState), typeof(GrantState), typeof(AskedFor), typeof(ResetReason), typeof(PasswordFault),
            typeof(RegistryKind), typeof(RegistryImportStatus), typeof(RegistryFault), typeof(FirmStatus), typeof(CrossCheckStatus), typeof(LeadKind),
                typeof(LeadState), typeof(LeadItem), typeof(EvidenceCode), typeof(VerificationSection),
                typeof(RegisterAct), typeof(EntryKind), typeof(RegisterKind), typeof(RegisterStatus), typeof(RegisterVerb), typeof(ProblemStatus),
                typeof(ProblemVerb), typeof(MeasureStatus), typeof(MeasureVerb), typeof(ActivityStatus), typeof(ActivityVerb), typeof(ActivityKind),
                typeof(ClueState), typeof(ClueStep), typeof(ReportedClass), typeof(Lamp), typeof(BoardView), typeof(RegisterFault), typeof(RegisterColumn),
                typeof(TipKind), typeof(TipChannel), typeof(TopicCategory), typeof(DeclineReason), typeof(TipResult), typeof(Rating), typeof(TipStatus),
                typeof(TipVerb), typeof(TipEntryKind), typeof(TipStep), typeof(Declarations.Web.Pages.Tips.TipAct),
                typeof(Declarations.Web.Pages.Tips.KeyAct), typeof(Declarations.Data.Tips.TipList),
                typeof(PledgeList), typeof(IntegrityList), typeof(IntegrityKind), typeof(SigningBody), typeof(EntryAnswer), typeof(EntryState),
                typeof(RiskTrigger), typeof(KeyPostList), typeof(KeyPostAct), typeof(ToldList),
                typeof(Role), typeof(AuditAction), typeof(SlipPurpose), typeof(DeadlineKind), typeof(OfficeRole),
        ])
        .Distinct().SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}"));

    private static IEnumerable<Type> Enums(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType || type.IsArray)
            return type.GetGenericArguments().SelectMany(inner => Enums(inner, seen));
        if (!type.Assembly.GetName().Name!.StartsWith("Declarations", StringComparison.Ordinal) || !seen.Add(type))
            return [];
        return type.IsEnum ? [type] : type.GetProperties().SelectMany(property => Enums(property.PropertyType, seen));
    }

    private static IEnumerable<Type> Forms() => Web.GetTypes().Where(type => type is { IsPublic: true, IsClass: true }
        && (type.Name.EndsWith("Form", StringComparison.Ordinal) || type.Name.EndsWith("FormRow", StringComparison.Ordinal)
            || type == typeof(ParticipationRow)));

    private static IEnumerable<string> Labels() => Forms().SelectMany(form => form.GetProperties()
        .Where(property => property.CanWrite && !Hidden.Contains(property.Name)).Select(property => $"{form.Name}.{property.Name}"));

    private static IEnumerable<string> Messages() => Web.GetTypes().Where(type => typeof(IValidator).IsAssignableFrom(type) && !type.IsAbstract)
        .SelectMany(type => ((IValidator)Activator.CreateInstance(type)!).CreateDescriptor().Rules)
        .SelectMany(rule => rule.Components).Where(component => component.Validator is not IChildValidatorAdaptor)
        .Select(component => "error." + (component.ErrorCode ?? component.Validator.Name)).Distinct();

    /// <summary>Keys between the brackets of W[...] and words[...], and the messages that steps name by key.</summary>
    private static HashSet<string> Named() =>
    [
        .. Source.Values.SelectMany(Keys),
        .. Literals(@"""(error\.[a-z.-]+)""(?! \+)"),
        .. Features.All.SelectMany(feature => feature.Navigation).Select(entry => entry.Words),
        .. Literals(@"\$""(clause\.[^""]+)""").Select(key => Hole().Replace(key, "*")),
        .. Literals(@"new\(W\[""([^""]+)""\]"),
    ];

    private static IEnumerable<string> Keys(string text)
    {
        foreach (Match start in Indexer().Matches(text))
        {
            var key = FirstArgument(text[(start.Index + start.Length)..]);
            foreach (Match literal in Literal().Matches(key))
                if (literal.Groups["text"].Value is { Length: > 0 } found && !Compared().IsMatch(key[..literal.Index]))
                    yield return (key[..literal.Index].EndsWith("+ ", StringComparison.Ordinal) ? "*" : "") + Hole().Replace(found, "*")
                        + (literal.Groups["more"].Success ? "*" : "");
        }
    }

    /// <summary>From an opening bracket to its comma or closing bracket.</summary>
    private static string FirstArgument(string text)
    {
        var (depth, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && text[i] is '[' or '(' or '{')
                depth++;
            else if (!quoted && depth == 0 && text[i] is ']' or ',')
                return text[..i];
            else if (!quoted && text[i] is ']' or ')' or '}')
                depth--;
        }
        return text;
    }

    private static IEnumerable<string> Literals([System.Diagnostics.CodeAnalysis.StringSyntax("regex")] string pattern) =>
        Source.Values.SelectMany(text => Regex.Matches(text, pattern)).SelectMany(match => match.Groups.Cast<Group>().Skip(1))
            .Where(group => group.Success).Select(group => group.Value).Distinct();

    private static Dictionary<string, string> ReadSource()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Declarations.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The source is not above the tests.");
        return new[] { "Declarations.Domain", "Declarations.Data", "Declarations.Reporting", "Declarations.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(root.FullName, "src", project), "*.cs*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToDictionary(file => file, File.ReadAllText);
    }

    private static Dictionary<string, string[]> ReadWords() =>
        Web.GetManifestResourceNames().Where(name => name.EndsWith("words.json", StringComparison.Ordinal))
        .SelectMany(name => JsonSerializer.Deserialize<Dictionary<string, string[]>>(Web.GetManifestResourceStream(name)!)!).ToDictionary();

    [GeneratedRegex(@"\b(?:W|[wW]ords)(?:\(\))?\[")]
    private static partial Regex Indexer();
    [GeneratedRegex(@"\$?""(?<text>[^""]*)""(?<more> \+)?")]
    private static partial Regex Literal();
    [GeneratedRegex(@"[=!]= $")]
    private static partial Regex Compared();
    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
    [GeneratedRegex(@"\{([0-9A-Za-z]+)(?::[^}]*)?\}")]
    private static partial Regex Placeholder();
    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Bracketed();
    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
