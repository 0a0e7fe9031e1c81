using Declarations.Reporting.Uploads;
using Declarations.Verification;
using Declarations.Written;

namespace Declarations.Reporting.Registries;

/// <summary>What a column of company data says.</summary>
public enum RegistryColumn
{
    Firm, CreditCode, Status, Person, HolderKind, ResidentNumber, Capital, Founded, Province, City, District, Industry, Scope, Post, Share, Exited, Since,
    ChangedOn, Item, Before, After, ExitedOn,
}

/// <summary>The columns of one file, found by the names in its header (D1, D2).</summary>
public sealed class RegistryColumns
{
    /// <summary>Names by which exports call a column, the best first: the finest class of industry, the name that was matched.</summary>
    private static readonly Dictionary<RegistryColumn, string[]> Names = new()
    {
        [RegistryColumn.Firm] = ["系统匹配企业名称", "企业名称", "公司名称", "公司", "企业", "原文件导入名称"],
        [RegistryColumn.CreditCode] = ["统一社会信用代码", "社会信用代码", "信用代码"],
        [RegistryColumn.Status] = ["登记状态", "经营状态", "企业状态"],
        [RegistryColumn.HolderKind] = ["股东类型"],
        [RegistryColumn.ResidentNumber] = ["公民身份号码", "身份证号码", "身份证号", "证件号码"],
        [RegistryColumn.Capital] = ["注册资本", "注册资金"],
        [RegistryColumn.Founded] = ["成立日期", "成立时间"],
        [RegistryColumn.Province] = ["所属省份", "省份"],
        [RegistryColumn.City] = ["所属城市", "城市"],
        [RegistryColumn.District] = ["所属区县", "区县"],
        [RegistryColumn.Industry] = ["国标行业小类", "国标行业中类", "国标行业大类", "国标行业门类", "所属行业"],
        [RegistryColumn.Scope] = ["经营范围"],
        [RegistryColumn.Post] = ["职务", "职位"],
        [RegistryColumn.Share] = ["持股比例", "出资比例"],
        [RegistryColumn.Exited] = ["是否退出"],
        [RegistryColumn.Since] = ["认缴出资日期", "实缴出资日期", "任职日期"],
        [RegistryColumn.ChangedOn] = ["变更日期"],
        [RegistryColumn.Item] = ["变更事项", "变更项目"],
        [RegistryColumn.Before] = ["变更前", "变更前内容"],
        [RegistryColumn.After] = ["变更后", "变更后内容"],
        [RegistryColumn.ExitedOn] = ["退出日期", "退出时间"],
    };

    /// <summary>Columns by which a kind of file is known, and where its person stands.</summary>
    private static readonly (RegistryKind Kind, string[] Persons)[] Kinds =
    [
        (RegistryKind.Changes, []),
        (RegistryKind.EarlierExits, ["参与人员", "参与人", "退出人", "持有人", "姓名"]),
        (RegistryKind.Shareholders, ["股东名称", "股东姓名", "股东", "投资人"]),
        (RegistryKind.Officers, ["姓名", "人员姓名", "主要人员"]),
        (RegistryKind.Companies, ["法定代表人", "法人代表", "法人"]),
    ];

    private readonly Dictionary<int, string> titles;
    private readonly Dictionary<RegistryColumn, int[]> places = [];

    private RegistryColumns(RegistryKind kind, Dictionary<int, string> titles, string[] persons)
    {
        (Kind, this.titles) = (kind, titles);
        foreach (var (column, names) in Names)
            places[column] = Places(names);
        places[RegistryColumn.Person] = Places(persons);
    }

    public RegistryKind Kind { get; }
    public IReadOnlyList<int> PlacesOf(RegistryColumn column) => places.GetValueOrDefault(column, []);
    public string TitleOf(int place) => titles.GetValueOrDefault(place, "");

    /// <returns>Null: this row is no header, or none of the kind that is wanted.</returns>
    public static RegistryColumns? Of(UploadedRow row, RegistryKind? wanted)
    {
        var titles = row.Cells.ToDictionary(cell => cell.Column, cell => WrittenKey.Normal(cell.Text));
        foreach (var (kind, persons) in Kinds.Where(each => wanted is null || each.Kind == wanted))
        {
            var columns = new RegistryColumns(kind, titles, persons);
            if (columns.Has(RegistryColumn.Firm) && kind switch
            {
                RegistryKind.Changes => columns.Has(RegistryColumn.ChangedOn) && columns.Has(RegistryColumn.Item),
                RegistryKind.EarlierExits => columns.Has(RegistryColumn.Person) && columns.Has(RegistryColumn.ExitedOn),
                _ => columns.Has(RegistryColumn.Person) || kind == RegistryKind.Companies && columns.Has(RegistryColumn.Status),
            })
                return columns;
        }
        return null;
    }

    private bool Has(RegistryColumn column) => PlacesOf(column).Count > 0;

    private int[] Places(string[] names) =>
        [.. names.SelectMany(name => titles.Where(title => title.Value == name).OrderBy(title => title.Key).Select(title => title.Key))];
}
