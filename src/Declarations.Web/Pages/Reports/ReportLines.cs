using System.Globalization;
using Declarations.Evidence;
using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Reports;

/// <summary>One line of a report as people read it. The key stays the same from version to version.</summary>
public sealed record Line(string Key, string Label, string Text, string? Code = null)
{
    /// <summary>Files that the line names.</summary>
    public IReadOnlyList<FileReference> Files { get; init; } = [];
}

/// <summary>One block of lines.</summary>
/// <param name="Interest">Set for the block of an interest.</param>
public sealed record Section(string Key, string Title, IReadOnlyList<Line> Lines, Interest? Interest = null);

/// <summary>
/// A report in lines: what the filer checks, the reader reads, the print shows, a comment points at and two versions
/// are compared by.
/// </summary>
public static class ReportLines
{
    /// <param name="whole">Resident numbers in full, for who compares them with a scan.</param>
    public static IReadOnlyList<Section> Of(ReportContent content, Words words, bool whole = false)
    {
        var sections = new List<Section>();
        if (content.Details is { } details)
        {
            var lines = DetailLines(details, words, whole).ToList();
            if (content.Correction is not null)
                lines.Add(new("details.correction", words["DetailsForm.Correction"], content.Correction));
            sections.Add(new("details", words["section.details"], lines));
        }
        if (content.Relatives is { } relatives)
            sections.Add(new("family", words["section.family"], relatives.Count == 0
                ? [new("family.none", words["section.family"], words["family.none-stated"])]
                : [.. relatives.Select(r => new Line($"relative.{r.Id}", words.Of(r.Relation),
                    Join(words, r.Name, r.EmployerAndPost, words.Of(r.Inquiry), r.AskedOn is { } asked ? words["relative.asked", asked, r.AskedHow] : null),
                        Number(r.ResidentNumber, whole)))]));
        if (content.Answers.Count > 0)
            sections.Add(new("answers", words["section.answers"],
                [.. content.Answers.Select(a => new Line($"answer.{a.Sector}", words.Of(a.Sector), Answer(a, words))),
                .. Silence(content, words) is { } silence ? [new Line("answer.silent", words["line.silent"], silence)] : Array.Empty<Line>()]));
        foreach (var (index, interest) in content.Interests.Index())
            sections.Add(new($"interest.{interest.Id}", words["section.interest", index + 1, interest.Sector, Holder(content, interest, words)],
                [.. InterestLines(interest, words).Where(line => line.Text.Length > 0)], interest));
        if (content.Offers is { } offers)
            sections.Add(new("offers", words["offers.answered"], [.. offers.Select(answer => new Line($"offer.{answer.Offer.Key}", answer.Offer.Person,
                Join(words, [answer.Offer.Stated.Enterprise, words.Of(answer.Offer.Origin), words["offers.from", answer.Offer.Source, answer.Offer.AsOf],
                    words.Of(answer.Outcome(content)), answer.Reason, .. OfferText.Changes(answer, content, words)])))]));
        return sections;
    }

    /// <summary>Of whom the report cannot say whether they take part; null: of nobody.</summary>
    public static string? Silence(ReportContent content, Words words) => !content.RestsOnSilence ? null
        : content.Silent.ToList() is { Count: > 0 } silent
            ? words["silence.of", Join(words, silent.Select(relative => words["silence.one", relative.Name, relative.Relation, relative.Inquiry]))]
            : words["silence.some"];

    public static string Holder(ReportContent content, Interest interest, Words words) =>
        content.HolderOf(interest) is { } relative ? $"{relative.Name}（{words.Of(relative.Relation)}）" : words.Of(Relation.Self);

    public static IEnumerable<Line> DetailLines(Details d, Words words, bool whole = false)
    {
        yield return new("details.name", words["details.name"], d.Name);
        yield return new("details.sex", words["details.sex-born"], Join(words, words.Of(d.Sex), words.Day(d.BornOn)));
        yield return new("details.resident", words["details.resident"], Number(d.ResidentNumber, whole) ?? "");
        yield return new("details.political", words["details.political"], words.Of(d.PoliticalStatus));
        yield return new("details.post", words["details.post"], Join(words, d.UnitName, d.Post));
        yield return new("details.rank", words["details.rank"], Join(words, words.Of(d.Rank), d.LeadingCadre == true ? words["details.leading"]
            : null, d.CityManaged == true ? words["details.city-managed"] : null));
        yield return new("details.category", words["details.category"], words.Of(d.Category));
        yield return new("details.status", words["details.status"], Join(words, words.Of(d.Status), words.Day(d.LeftOn), d.FormerPost, d.FormerDuties));
        yield return new("details.joined", words["details.joined"], words.Day(d.JoinedWorkOn));
        yield return new("details.telephone", words["details.telephone"], d.Telephone ?? "");
    }

    private static IEnumerable<Line> InterestLines(Interest i, Words words)
    {
        var key = $"interest.{i.Id}.";
        yield return new(key + "enterprise", words["InterestForm.Enterprise"], Join(words, i.Enterprise, words.Of(i.EntityType)), i.CreditCode);
        yield return new(key + "activity", words["InterestForm.SubActivity"], words.Of(i.SubActivity));
        yield return new(key + "capacity", words["InterestForm.CapacityKw"], i.CapacityKw is { } kw ? kw.ToString("0.##", CultureInfo.InvariantCulture) + " kW"
            : "");
        yield return new(key + "mode", words["line.mode"],
            Join(words, words.Of(i.Mode), i.SharePercent is { } share ? share.ToString("0.00", CultureInfo.InvariantCulture) + "%" : null, i.PostHeld));
        yield return new(key + "period", words["line.period"], i.StartedOn is { } from ? i.LastDay is { } to ? words["line.period-ended", from, to]
            : words["line.period-on", from] : "");
        yield return new(key + "content", words["InterestForm.Content"], i.Content ?? "");
        yield return new(key + "amount", words["InterestForm.Amount"], Wan(i.Amount, words));
        yield return new(key + "profit", words["InterestForm.Profit"], Wan(i.Profit, words));
        yield return new(key + "funds", words["InterestForm.FundsSource"], i.FundsSource ?? "");
        yield return new(key + "duties", words["line.duties"], Join(words, words.Of(i.DutyLink), i.DutyNote));
        if (i.Innovation is { } claim)
            yield return new(key + "innovation", words["line.innovation"], Innovation(claim, words));
        if (i.Exit is not null)
            yield return new(key + "exit", words["line.exit"], Exit(i.Exit, words));
        if (i.Exit is { State: ExitState.Exited } exit)
        {
            yield return new(key + "transferee", words["ExitForm.TransfereeName"], Join(words, exit.TransfereeName, words.Of(exit.TransfereeRelation)));
            yield return new(key + "price", words["line.price"],
                Join(words, Wan(exit.Price, words), exit.Valuation is { } value ? words["line.valuation", value] : null));
            yield return new(key + "proof", words["line.proof"], Join(words,
                exit.PaymentProven is { } paid ? words[paid ? "line.paid" : "line.not-paid"] : null,
                exit.RegistryUpdated is { } updated ? words[updated ? "line.registered" : "line.not-registered"] : null,
                exit.RetainsBenefit is { } kept ? words[kept ? "line.benefit-kept" : "line.benefit-gone"] : null, exit.Evidence));
        }
        if (i.Exit?.Files is { } files)
            yield return new(key + "files", words["line.files"], Join(words, files.Select(file => words["line.file", file.Name, file.Digest[..12]])))
            { Files = files };
        yield return new(key + "reported", words["line.reported"], words.Day(i.ReportedOn));
    }

    private static string Innovation(InnovationClaim claim, Words words) => Join(words, words.Of(claim.Mode),
        claim.UnitApproved is { } approved ? words[approved ? "line.approved" : "line.not-approved"] : null,
        claim.AgreementSigned is { } agreed ? words[agreed ? "line.agreed" : "line.not-agreed"] : null,
        claim.ProfessionRelated is { } own ? words[own ? "line.own-profession" : "line.not-own-profession"] : null,
        claim.From is null && claim.To is null ? null : words["line.term", claim.From, claim.To], claim.Evidence);

    private static string Exit(Exit? exit, Words words) => exit?.State switch
    {
        ExitState.Exited => Join(words, words["line.exited", exit.CompletedOn], words.Of(exit.Way)),
        ExitState.Planned => Join(words, words["line.planned", exit.PlannedOn], exit.AgreedDocument is { } agreed ? words["line.agreed-exit", agreed]
            : null, exit.Reason),
        ExitState.NotYet => Join(words, words.Of(ExitState.NotYet), exit.Reason),
        _ => "",
    };

    private static string Answer(SectorAnswer answer, Words words) => answer.Family is null
        ? words["answer.self", words.YesNo(answer.Self)]
        : words["answer.both", words.YesNo(answer.Self), answer.Family];

    private static string Wan(Money? money, Words words) => money is null ? "" : $"{Words.Wan(money)} {words["unit.wan"]}";

    private static string? Number(string? number, bool whole) => whole ? number : Masked(number);

    public static string? Masked(string? number) => number is null ? null : ResidentId.TryParse(number, out var id) ? id.Masked : "******";

    private static string Join(Words words, params IEnumerable<string?> parts) =>
        string.Join(words.IsChinese ? "，" : ", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>What changed from one version to the next, line by line.</summary>
public sealed record LineChange(string Label, string? Before, string? After)
{
    public static IReadOnlyList<(string Key, LineChange Change)> Between(ReportContent before, ReportContent after, Words words)
    {
        var old = Keyed(before, words);
        var now = Keyed(after, words);
        return [.. now.Keys.Concat(old.Keys.Except(now.Keys)).Where(key => key is not null && !key.EndsWith(".reported", StringComparison.Ordinal))
            .Select(key => (key, new LineChange((now.GetValueOrDefault(key) ?? old[key]).Label, Text(old, key), Text(now, key))))
            .Where(pair => pair.Item2.Before != pair.Item2.After)];
    }

    private static Dictionary<string, Line> Keyed(ReportContent content, Words words) =>
        ReportLines.Of(content, words).SelectMany(section => section.Lines).ToDictionary(line => line.Key);

    private static string? Text(Dictionary<string, Line> lines, string key) =>
        lines.TryGetValue(key, out var line) ? line.Code is null ? line.Text : $"{line.Text} {line.Code}" : null;
}
