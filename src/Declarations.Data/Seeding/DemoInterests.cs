using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Data.Seeding;

/// <summary>Invents interests, and how people got out of them or mean to.</summary>
internal sealed class DemoInterests(Random random, DemoNames names, DemoEnterprises enterprises)
{
    private static readonly string[] Funds = ["家庭积蓄", "工资收入和家庭积蓄", "家庭积蓄和银行贷款", "向亲友借款，已还清", "单位集资时以工资抵扣"];

    private static readonly (ParticipationMode Mode, string[] Contents)[] Hydropower =
    [
        (ParticipationMode.Equity,
        [
            "参加电站建设集资，按出资比例持股分红，不参与日常经营。", "单位动员职工集资办电时认购股份，电站改制后转为个人股权。",
            "与同事共同出资收购电站股权，由专人管理，每年年终分红。", "受让亲戚转出的电站股份，已办理工商登记，未在电站任职。",
        ]),
        (ParticipationMode.Partnership, ["与同学、朋友合伙修建电站，按合伙协议分配发电收入。", "作为普通合伙人出资，合伙事务委托他人执行。"]),
        (ParticipationMode.Nominee, ["实际出资入股，工商登记在朋友名下，签有代持协议，分红转入本人账户。"]),
        (ParticipationMode.Contracting, ["与他人共同承包电站发电业务，按年上缴承包费。"]),
        (ParticipationMode.Officer, ["在电站公司挂名监事，未领取报酬，未参加股东会。"]),
        (ParticipationMode.Financing, ["出借资金用于电站增效扩容，约定按发电收入支付收益。"]),
    ];

    /// <summary>A share in small hydropower, given up by <paramref name="by"/> with everything proven.</summary>
    public Interest ExitedHydropower(Member member, DateOnly by)
    {
        var enterprise = enterprises.In(Sector.SmallHydro);
        var (mode, contents) = Hydropower[random.Next(20) switch { < 12 => 0, < 15 => 1, 15 => 2, 16 => 3, 17 => 4, 18 => 5, _ => 0 }];
        var holder = member.Family.Count > 0 && random.OneIn(4) ? member.Family[0] : null;
        var amount = mode == ParticipationMode.Officer ? Money.Zero : random.Amount(200, 4500);
        var interest = Interest(enterprise, mode, member, holder, random.Pick(contents), amount) with
        {
            FundsSource = mode == ParticipationMode.Officer ? "未出资" : random.Pick(Funds),
            PostHeld = mode == ParticipationMode.Officer ? "监事" : null,
        };
        interest = WithDutyLink(interest, member);
        return interest with { Exit = Exited(interest, random.WorkingDay(new(2017, 8, 21), by)) };
    }

    /// <summary>The one share whose exit waits for the policy to be defined.</summary>
    public Interest AwaitingPolicy(Member member)
    {
        var interest = Interest(enterprises.In(Sector.SmallHydro), ParticipationMode.Equity, member, null,
            "2004年单位改制时由职工持股会统一出资入股电站，本人按职工份额持有，未单独登记股权。该类参股是否属于清退范围，需上级作出政策界定。", Money.FromWan(3.6m));
        return WithDutyLink(interest, member) with
        {
            SharePercent = 0.8m,
            StartedOn = new(2004, 11, 1),
            FundsSource = "职工持股会统一出资，个人份额以工资抵扣",
            Exit = new Exit(ExitState.NotYet) { Reason = "参股份额由职工持股会统一持有，是否清退待政策界定，界定后立即办理。" },
        };
    }

    /// <param name="filedOn">Day of the report: an exit is completed on it or before.</param>
    public Interest Of(InterestPattern pattern, Member member, ExitKind exit, DateOnly filedOn)
    {
        var holder = pattern.HolderIn(member.Family);
        var amount = pattern.PaidIn ? random.Amount(pattern.MostWan * 25, pattern.MostWan * 100) : Money.Zero;
        var interest = Interest(enterprises.In(pattern.Sector, pattern.EntityType), pattern.Mode, member, holder, pattern.Content, amount) with
        {
            SubActivity = pattern.SubActivity,
            FundsSource = pattern.Funds,
            PostHeld = pattern.PostHeld,
        };
        if (interest.SharePercent is not null)
            interest = interest with { SharePercent = random.Between(8, 120) / 4m };
        if (!pattern.PaidIn)
            interest = interest with { Profit = random.Amount(40, 600) };
        interest = WithDutyLink(interest, member);
        return interest with
        {
            Exit = pattern.Mode == ParticipationMode.ListedShares
                ? new Exit(ExitState.NotYet) { Reason = "系证券交易所公开买入的流通股，请专项整治办认定是否需要清退。" }
                : ExitOf(exit == ExitKind.InQuestion && interest.SharePercent is null ? ExitKind.Exited : exit, interest, filedOn),
        };
    }

    public Exit ExitOf(ExitKind kind, Interest interest, DateOnly filedOn) => kind switch
    {
        ExitKind.Exited => Exited(interest, random.WorkingDay(new(2017, 8, 21), filedOn)),
        ExitKind.InQuestion => Exited(interest, random.WorkingDay(new(2017, 8, 21), filedOn)) with
        {
            Way = ExitWay.Transfer,
            TransfereeName = names.Name(Sex.Male),
            TransfereeRelation = TransfereeRelation.OtherRelative,
            PaymentProven = false,
            Evidence = "转让协议；受让人为堂弟，价款约定分两年付清，尚无转账凭证。",
        },
        ExitKind.Planned => new Exit(ExitState.Planned)
        {
            PlannedOn = new DateOnly(2017, 9, random.Between(20, 30)),
            Reason = random.Pick(["已与其他股东谈妥，正在办理股权变更登记。", "正在评估作价，评估报告出具后签订转让协议。", "已提出退出申请，等待合伙人会议决定。"]),
        },
        _ => new Exit(ExitState.NotYet) { Reason = random.Pick(["暂未找到受让人。", "与合伙人对作价有分歧，正在协商。", "刚向家人核实清楚，退出事宜正在商量。"]) },
    };

    private Interest Interest(Enterprise enterprise, ParticipationMode mode, Member member, Relative? holder, string content, Money amount)
    {
        // Nobody invests before they earn, and children earn later.
        var earliest = holder?.Relation is Relation.Child or Relation.ChildSpouse ? 2013 : Math.Clamp(member.Official.JoinedWorkOn!.Value.Year + 1, 2004, 2016);
        var startedOn = new DateOnly(random.Between(earliest, 2016), random.Between(1, 12), 1);
        return new Interest
        {
            Id = Guid.CreateVersion7(),
            Sector = enterprise.Sector,
            RelativeId = holder?.Id,
            Holder = holder?.Relation ?? Relation.Self,
            Enterprise = enterprise.Name,
            CreditCode = enterprise.CreditCode,
            EntityType = enterprise.Type,
            CapacityKw = enterprise.CapacityKw,
            Mode = mode,
            SharePercent = mode is ParticipationMode.Equity or ParticipationMode.Partnership or ParticipationMode.Nominee or ParticipationMode.DryShare
                ? random.Between(1, 16) / 4m : null,
            StartedOn = startedOn,
            Content = content,
            Amount = amount,
            // A return of up to a tenth a year.
            Profit = Portion(amount, random.Next(0, 11) * (2017 - startedOn.Year)),
        };
    }

    private Exit Exited(Interest interest, DateOnly on)
    {
        var way = interest.Mode switch
        {
            ParticipationMode.Contracting => ExitWay.ContractEnded,
            ParticipationMode.Officer => ExitWay.Resignation,
            ParticipationMode.SoleTrader => ExitWay.Deregistration,
            ParticipationMode.Financing or ParticipationMode.LoanDisguised => ExitWay.Withdrawal,
            ParticipationMode.VehicleVessel => ExitWay.Transfer,
            _ => random.OneIn(3) ? ExitWay.Withdrawal : ExitWay.Transfer,
        };
        var exit = new Exit(ExitState.Exited) { CompletedOn = on, Way = way, RegistryUpdated = true, PaymentProven = true, RetainsBenefit = false };
        if (way is not (ExitWay.Transfer or ExitWay.Withdrawal))
            return exit with
            {
                Evidence = way switch
                {
                    ExitWay.ContractEnded => "终止承包协议、承包费结清证明。",
                    ExitWay.Resignation => "辞任书、公司变更备案通知书。",
                    _ => "个体工商户注销登记通知书。",
                },
            };
        var valuation = interest.Amount is { Fen: > 0 } amount ? Portion(amount, random.Between(90, 140)) : random.Amount(400, 3000);
        return exit with
        {
            TransfereeName = way == ExitWay.Transfer ? names.Name(random.OneIn(3) ? Sex.Female : Sex.Male) : interest.Enterprise,
            TransfereeRelation = TransfereeRelation.Unrelated,
            Price = Portion(valuation, random.Between(92, 108)),
            Valuation = valuation,
            Evidence = interest.Mode switch
            {
                ParticipationMode.VehicleVessel => "车船转让协议、银行转账凭证、价格评估报告、过户登记证明。",
                ParticipationMode.Financing or ParticipationMode.LoanDisguised => "还款协议、银行转账凭证、债权债务结清证明。",
                _ => (way == ExitWay.Transfer ? "股权转让协议" : "退股协议") + "、银行转账凭证、资产评估报告、工商变更登记通知书。",
            },
        };
    }

    private static Interest WithDutyLink(Interest interest, Member member)
    {
        var related = interest.Sector == Sector.SmallHydro && member.Chain[0].Code == DemoOrganisation.Hydropower
            || interest.Sector == Sector.Sand && member.Chain[0].Code is "demo-resources" or "demo-river" or "demo-enforcement";
        return related
            ? interest with { DutyLink = DutyLink.Related, DutyNote = "所在单位承担该行业的审批或监管工作，本人未经办该企业的事项。" }
            : interest with { DutyLink = DutyLink.Unrelated };
    }

    /// <summary>A percentage of an amount, in whole hundreds of yuan.</summary>
    private static Money Portion(Money amount, int percent) => Money.FromWan(Math.Round(amount.Wan * percent / 100m, 2));
}
