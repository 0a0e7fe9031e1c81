namespace Declarations.Tips;

/// <summary>Two doors: a person or unit did wrong, or something does not work.</summary>
public enum TipKind
{
    /// <summary>举报.</summary>
    Tip,
    /// <summary>诉求: goes straight to the unit that owns the topic.</summary>
    Service,
}

/// <summary>网络, 来电, 来信, 来访, 转办.</summary>
public enum TipChannel { Web, Phone, Letter, Visit, Transfer }

/// <summary>First level of what can be reported: the six sectors and other, the offences of the plan, and the five groups of services.</summary>
public enum TopicCategory
{
    Mining, Sand, Fishery, SmallHydropower, Fireworks, HazardousChemicals, OtherSector,
    /// <summary>明退实不退.</summary>
    ShamExit,
    /// <summary>隐瞒不报.</summary>
    Concealed,
    /// <summary>高价转让.</summary>
    Price,
    /// <summary>利用职权为他人谋利 (plan 四4).</summary>
    ForOthers,
    /// <summary>监管不作为 (plan 五(三)).</summary>
    NoAction,
    /// <summary>走过场.</summary>
    GoingThroughMotions,
    /// <summary>打击报复.</summary>
    Retaliation,
    /// <summary>村务公开, the first of the services.</summary>
    VillageAffairs,
    /// <summary>三资管理: collective funds, assets and resources.</summary>
    CollectiveAssets,
    /// <summary>项目管理.</summary>
    Projects,
    /// <summary>惠民惠农.</summary>
    Benefits,
    /// <summary>民生服务.</summary>
    Livelihood,
}

public static class TopicCategories
{
    public static TipKind Kind(this TopicCategory category) => category >= TopicCategory.VillageAffairs ? TipKind.Service : TipKind.Tip;

    public static IReadOnlyList<TopicCategory> Of(TipKind kind) => [.. Enum.GetValues<TopicCategory>().Where(category => category.Kind() == kind)];
}

/// <summary>Why a tip is not accepted.</summary>
public enum DeclineReason
{
    /// <summary>不属于受理范围: the answer says where to go.</summary>
    NotOurs,
    /// <summary>无实质内容: only with a second officer (rules of 2020, 18).</summary>
    NoSubstance,
    /// <summary>重复举报: registered and kept (rules of 2020, 14).</summary>
    Repeated,
    /// <summary>涉法涉诉.</summary>
    Courts,
    /// <summary>已办结且无新证据.</summary>
    Concluded,
}

/// <summary>属实, 部分属实, 不属实, 无法查实. "Not confirmed" accuses nobody (provisions of 1996, 7 and 8).</summary>
public enum TipResult { Confirmed, Partly, NotConfirmed, NotDeterminable }

/// <summary>Of a service problem, by who asked: 已解决, 部分解决, 未解决 (reopens once).</summary>
public enum Rating { Solved, Partly, NotSolved }

/// <summary>What an entry is. Those of the tipster come first.</summary>
public enum TipEntryKind
{
    /// <summary>The form.</summary>
    Sent,
    /// <summary>More words; after a question, the answer to it.</summary>
    Added,
    FileAdded, Objected, Rated,
    /// <summary>To the tipster, the first of them: a question.</summary>
    Asked,
    Told, Accepted, Declined, HandedUp, Forwarded, Concluded, FedBack,
    /// <summary>Of the desk alone, the first of them: 内部备注.</summary>
    Noted,
    DeclineProposed, SentToCheck, CheckReported, OriginalOpened, IdentityAsked, IdentityOpened, Recused, HandedOver, Held, Released, Linked, TurnedIntoTip,
}

public static class TipEntryKinds
{
    public static bool IsOfTipster(this TipEntryKind kind) => kind < TipEntryKind.Asked;
    /// <summary>The tipster sees it on the page of the code.</summary>
    public static bool IsForTipster(this TipEntryKind kind) => kind < TipEntryKind.Noted;
}
