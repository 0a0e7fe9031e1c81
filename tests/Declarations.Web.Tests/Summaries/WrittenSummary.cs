using Declarations.Handling;
using Declarations.Participation;
using Declarations.Reporting.Summaries;
using Declarations.Reporting.Workbooks;
using Declarations.Roster;
using Declarations.Rules;
using Declarations.Web.Language;
using Declarations.Web.Pages.Summaries;

namespace Declarations.Web.Tests.Summaries;

/// <summary>Invented officials and their interests, written as the workbook of a summary.</summary>
internal static class WrittenSummary
{
    public const int FirstRow = 8;
    public static readonly SummaryWords Chinese = AnnexWords.Of(new Words(Words.Chinese));
    public static readonly SummaryHead Head = new("云澜市", "云澜市环境保护局", new(2017, 11, 20), "何书宁", "0700-5550126");

    public static SummaryInterest Interest(AnnexRow? cells = null) =>
        new(Guid.Empty, null, Relation.Self, ParticipationMode.Equity, new(2015, 3, 1), null, null, "经营砂石堆场",
            Money.FromWan(35), Money.FromWan(6.8m), cells ?? new() { Sector = Sector.Sand });

    public static SummaryDisposal Decided(string reason) => new(DisposalKind.NoAction, DisposalMeasure.MinorCircumstances, reason, HasCasePage: false);

    public static SummaryOfficial Official(params SummaryInterest[] interests) =>
        new(Guid.Empty, 1, "林知远", 36, "环境监察支队副大队长", Rank.TownshipDeputy, PoliticalStatus.CpcMember, interests);

    public static SummaryTable Table(params SummaryOfficial[] officials) =>
        new(Head, officials);

    public static Task<WrittenSheet> Sheet(params SummaryOfficial[] officials) => Sheet(Table(officials));

    public static async Task<WrittenSheet> Sheet(SummaryTable table, SummaryWords? words = null) => new(await Workbook(table, words));

    public static async Task<MemoryStream> Workbook(SummaryTable table, SummaryWords? words = null)
    {
        var stream = new MemoryStream();
        await SummaryWorkbook.WriteAsync(table.Head, table.Officials.ToAsyncEnumerable(), words ?? Chinese, stream);
        stream.Position = 0;
        return stream;
    }
}
