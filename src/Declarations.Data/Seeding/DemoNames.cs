using Declarations.Roster;

namespace Declarations.Data.Seeding;

/// <summary>Invented persons: names put together from common characters, and resident numbers of an area that does not exist.</summary>
internal sealed class DemoNames(Random random)
{
    private const string CommonSurnames = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏";
    private const string RarerSurnames = "卢蒋蔡贾丁魏薛叶余潘杜戴夏汪田任姜范方石姚谭廖邹熊金陆孔白崔康毛邱秦史顾侯邵孟万段雷钱汤尹黎常乔贺赖龚";
    private const string MaleLetters = "伟强军勇杰涛斌鹏飞鑫浩凯健俊峰磊刚毅诚平国明永新宏林春辰宇航泽晨旭阳恒达远立成安康宁松柏石磐";
    private const string FemaleLetters = "芳娜敏静丽艳娟霞秀英慧燕玲桂兰红梅琳颖婷雪倩洁莉萍蓉璐晶妍瑶佳怡思雅欣梦菲岚薇云月";

    /// <summary>Province 43 has no prefecture 99, so these numbers belong to nobody.</summary>
    private static readonly string[] Areas = ["439901", "439902", "439903", "439904", "439905"];

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private readonly HashSet<string> given = [];

    public string Surname() => random.Pick((random.Next(4) > 0 ? CommonSurnames : RarerSurnames).ToCharArray()).ToString();

    /// <param name="surname">Null: drawn too.</param>
    public string Name(Sex sex, string? surname = null)
    {
        var letters = (sex == Sex.Male ? MaleLetters : FemaleLetters).ToCharArray();
        var first = random.Pick(letters);
        var name = (surname ?? Surname()) + first;
        return random.Next(5) == 0 ? name : name + random.Pick(letters);
    }

    /// <summary>An 18-digit number by GB 11643, given to one person only.</summary>
    public string ResidentNumber(DateOnly bornOn, Sex sex)
    {
        string number;
        do
        {
            var serial = random.Next(1, 500) * 2 - (sex == Sex.Male ? 1 : 0);
            var digits = $"{random.Pick(Areas)}{bornOn:yyyyMMdd}{serial:000}";
            number = digits + "10X98765432"[digits.Zip(Weights, (digit, weight) => (digit - '0') * weight).Sum() % 11];
        }
        while (!given.Add(number));
        return number;
    }

    /// <summary>Area code 0700 is not in use.</summary>
    public string Telephone() => $"0700-{random.Next(5_000_000, 5_999_999)}";
}
