using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Data.Seeding;

/// <summary>What the reports of the practice campaign say, half-written ones included, and what readers write on them.</summary>
internal sealed class PracticeContents(DemoInterests interests, Random random)
{
    private static readonly ExitKind[] Exits = [ExitKind.Exited, ExitKind.Planned, ExitKind.NotYet, ExitKind.Exited, ExitKind.InQuestion];
    private int own, ofFamily, exits;

    public ReportContent Complete(Dossier dossier, bool positive, DateOnly on)
    {
        if (positive)
            return dossier.Content([.. Interests(dossier.Member, on)]);
        var correction = random.OneIn(40) ? "参加工作时间与档案记载不一致，请以档案为准予以更正。" : null;
        return dossier.Content() with { Correction = correction };
    }

    /// <summary>A draft left at one of the steps.</summary>
    public ReportContent Begun(Dossier dossier, bool positive, DateOnly on)
    {
        var whole = dossier.Content([.. positive ? Interests(dossier.Member, on) : []]);
        return random.Next(4) switch
        {
            0 => new ReportContent { Details = whole.Details },
            1 => new ReportContent { Details = whole.Details, Relatives = whole.Relatives },
            2 => whole with { Answers = [.. whole.Answers.Take(4)], Interests = [] },
            _ => whole with { Interests = [.. whole.Interests.Select(interest => interest with { Exit = null, FundsSource = null })] },
        };
    }

    /// <summary>The next version: a figure put right and a step further with the exit, or, of a nil report, a word on the details.</summary>
    public ReportContent Corrected(ReportContent content, DateOnly on)
    {
        if (content.Interests is not [var first, ..])
            return content with { Correction = "联系电话已变更，请更新。" };
        var corrected = first.Amount is { Fen: > 0 } amount
            ? first with { Amount = Money.FromWan(amount.Wan + random.Between(5, 80) / 10m), Content = first.Content + "经核对出资凭证，更正出资金额。" }
            : first with { Profit = Money.FromWan((first.Profit ?? Money.Zero).Wan + random.Between(5, 40) / 10m), Content = first.Content + "经回忆核对，补报历年所得。" };
        if (first.Exit is { State: not ExitState.Exited } exit && first.Mode != ParticipationMode.ListedShares)
            corrected = corrected with { Exit = interests.ExitOf(exit.State == ExitState.Planned ? ExitKind.Exited : ExitKind.Planned, corrected, on) };
        return content with { Interests = [corrected, .. content.Interests.Skip(1)] };
    }

    /// <summary>Comments of the reader, each on a line of the report: of an interest by its id and the field.</summary>
    public IReadOnlyList<(string Line, string Comment)> Comments(ReportContent content)
    {
        if (content.Interests is [var interest, ..])
        {
            string Field(string name) => $"interest.{interest.Id}.{name}";
            return interest.Exit is { State: ExitState.Exited }
                ? [(Field("amount"), "与工商登记的认缴出资额不一致，请核对出资凭证后填写实际出资额。"), (Field("proof"), "请写明转让或结清价款的支付方式和凭证名称。")]
                : [(Field("amount"), "请核对出资凭证，并说明是否含历年追加投入。"), (Field("exit"), "9月30日前须办理完成退出手续，请写明目前进展和完成日期。")];
        }
        return content.Relatives is [.., var relative]
            ? [($"relative.{relative.Id}", "工作单位及职务请核实后填写，并注明核实方式。")]
            : [random.Pick([("details.telephone", "联系电话与花名册不符，请核对。"), ($"answer.{Sector.SmallHydro}", "据了解曾参与电站集资，请回忆核实后重新作答。")])];
    }

    /// <summary>Mostly one interest, now and then two; leading cadres speak of their families in turn with themselves.</summary>
    private IEnumerable<Interest> Interests(Member member, DateOnly on)
    {
        var count = random.OneIn(7) ? 2 : 1;
        for (var i = 0; i < count; i++)
            yield return interests.Of(member.Family.Count > 0 && i == 0 ? NextOfFamily(member) : Next(), member, Exits[exits++ % Exits.Length], on);
    }

    private InterestPattern Next() => InterestPattern.Own[own++ % InterestPattern.Own.Count];

    private InterestPattern NextOfFamily(Member member)
    {
        InterestPattern pattern;
        do
            pattern = InterestPattern.OfFamily[ofFamily++ % InterestPattern.OfFamily.Count];
        while (pattern.HolderIn(member.Family) is null);
        return pattern;
    }
}
