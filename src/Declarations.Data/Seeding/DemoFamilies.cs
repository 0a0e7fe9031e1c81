using Declarations.Participation;
using Declarations.Reports;
using Declarations.Roster;

namespace Declarations.Data.Seeding;

/// <summary>Invents the spouse, the children and the children's spouses of a leading cadre.</summary>
internal sealed class DemoFamilies(Random random, DemoNames names)
{
    /// <summary>What children below working age do.</summary>
    public const string AtSchool = "在校学生";

    private static readonly string[] Employers =
    [
        "云澜市第三中学教师", "云澜市人民医院护士", "云澜市供电公司职工", "个体经营", "云澜市图书馆馆员", "已退休", "云澜市公交集团职工",
        "云澜市青禾商贸有限公司会计", "自由职业", "云澜市第一幼儿园教师", "云澜市邮政公司职工",
    ];

    private static readonly string[] FirstJobs = ["外省高校在读研究生", "云澜市农业银行职员", "省城软件公司工程师", "云澜区乡镇卫生院医生", "待业"];

    public IReadOnlyList<Relative> Of(Official official)
    {
        if (random.OneIn(14))
            return [];
        var bornOn = official.BornOn!.Value;
        var spouseSex = official.Sex == Sex.Male ? Sex.Female : Sex.Male;
        List<Relative> family = [Relative(
            Relation.Spouse, names.Name(spouseSex), spouseSex, bornOn.AddDays(random.Between(-1400, 1400)), random.Pick(Employers))];
        for (var children = random.Pick([1, 1, 1, 2, 0]); children > 0; children--)
        {
            var childBornOn = bornOn.AddDays(random.Between(24 * 365, 30 * 365));
            if (childBornOn.Year > 2016)
                continue;
            var sex = random.OneIn(2) ? Sex.Male : Sex.Female;
            var surname = (official.Sex == Sex.Male ? official.Name : family[0].Name)[..1];
            family.Add(Relative(Relation.Child, names.Name(sex, surname), sex, childBornOn, childBornOn.Year < 1994 ? random.Pick(FirstJobs) : AtSchool));
            if (childBornOn.Year < 1991 && random.OneIn(2))
            {
                var other = sex == Sex.Male ? Sex.Female : Sex.Male;
                family.Add(Relative(Relation.ChildSpouse, names.Name(other), other, childBornOn.AddDays(random.Between(-900, 900)), random.Pick(FirstJobs)));
            }
        }
        return family;
    }

    private Relative Relative(Relation relation, string name, Sex sex, DateOnly bornOn, string employer)
    {
        var inquiry = random.Next(20) switch { 0 => Inquiry.Refused, 1 => Inquiry.Unreachable, < 9 => Inquiry.Asked, _ => Inquiry.Known };
        return new(Guid.CreateVersion7(), relation, name)
        {
            ResidentNumber = names.ResidentNumber(bornOn, sex),
            EmployerAndPost = employer,
            Inquiry = inquiry,
            AskedOn = inquiry.IsSilent() ? new(2017, 8, 28) : null,
            AskedHow = inquiry.IsSilent() ? "电话" : null,
        };
    }
}
