using System.Globalization;
using Declarations.Participation;
using Declarations.Rules;

namespace Declarations.Reporting.CaseBooks;

/// <summary>What a case book writes for 核查情况 (column 18 of Annex 3): its own words, which stay when those of the form change.</summary>
internal static class CaseVerification
{
    /// <param name="differences">None: as reported.</param>
    public static string Write(IReadOnlyList<Difference> differences) =>
        differences.Count == 0 ? "属实" : string.Join("；", differences.Select(Text));

    private static string Text(Difference difference)
    {
        var (item, said, found) = difference.Item switch
        {
            DifferenceItem.Participant => ("参与人员", Value(difference.Said), Value(difference.Found)),
            DifferenceItem.Mode => ("参与方式", Value(difference.Said), Value(difference.Found)),
            DifferenceItem.Content => ("参与内容", Value(difference.Said), Value(difference.Found)),
            DifferenceItem.Amount => ("涉及金额", Amount(difference.Declared), Amount(difference.Verified)),
            DifferenceItem.Profit => ("获利", Amount(difference.Declared), Amount(difference.Verified)),
            _ => throw new ArgumentOutOfRangeException(nameof(difference), difference.Item, null),
        };
        return $"{item}：{(said is null ? "未申报" : "申报" + said)}{(found is null ? "" : "，核实" + found)}";
    }

    private static string? Value(DifferenceValue? value) => value switch
    {
        { Holder: { } holder } => RelationName(holder),
        { Mode: { } mode } => ModeName(mode),
        _ => value?.Content,
    };

    private static string? Amount(Money? money) =>
        money is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Wan:0.######}万元") : null;

    private static string RelationName(Relation relation) => relation switch
    {
        Relation.Self => "本人",
        Relation.Spouse => "配偶",
        Relation.Child => "子女",
        Relation.ChildSpouse => "子女配偶",
        Relation.Parent => "父母",
        Relation.Sibling => "兄弟姐妹",
        Relation.ExSpouse => "前配偶",
        Relation.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };

    private static string ModeName(ParticipationMode mode) => mode switch
    {
        ParticipationMode.Equity => "入股、参股",
        ParticipationMode.Nominee => "代持、隐名",
        ParticipationMode.DryShare => "干股",
        ParticipationMode.LoanDisguised => "以借贷为名入股",
        ParticipationMode.Partnership => "合伙",
        ParticipationMode.SoleTrader => "个体经营、个人独资",
        ParticipationMode.Contracting => "承包、租赁经营",
        ParticipationMode.Officer => "任职、兼职",
        ParticipationMode.Financing => "借款、担保、出资",
        ParticipationMode.VehicleVessel => "自有船舶车辆设备参与",
        ParticipationMode.Brokerage => "有偿中介",
        ParticipationMode.ListedShares => "上市公司股票",
        ParticipationMode.OrdinaryEmployment => "一般从业",
        ParticipationMode.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
