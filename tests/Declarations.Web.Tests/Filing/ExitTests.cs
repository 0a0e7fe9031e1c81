using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Tests.Hosting;
using Xunit;

namespace Declarations.Web.Tests.Filing;

/// <summary>The page about an exit asks what its way needs, and what is missing is said with what it leaves in question.</summary>
public sealed class ExitTests(Office office) : IClassFixture<Office>
{
    private City City => office.City;

    [Theory, InlineData(ExitWay.Withdrawal, true), InlineData(ExitWay.Deregistration, true), InlineData(ExitWay.Resignation, true)]
    [InlineData(ExitWay.ContractEnded, null)]
    public async Task A_way_without_a_buyer_asks_for_none_and_keeps_none(ExitWay way, bool? registered)
    {
        var (visitor, cadre) = await At(City.Practice, exit => exit, Links.Exit);
        var buyer = visitor.Page.QuerySelector("label.choice:has([value=Transfer]) + .reveal")!.QuerySelectorAll("[name]")
            .Select(control => control.GetAttribute("name")).Distinct();
        Assert.Equal(["Form.TransfereeName", "Form.TransfereeRelation", "Form.Price", "Form.Valuation", "Form.PaymentProven"], buyer);

        await visitor.Form("filing.save").Fill("ExitForm.Way", way).Submit();
        await visitor.Form("loss.yes").Submit();

        var exit = (await City.ReportOf(cadre)).Draft.Interests[0].Exit!;
        Assert.Equal((way, null, null, null, null), (exit.Way, exit.TransfereeName, exit.TransfereeRelation, exit.Price, exit.Valuation));
        Assert.Equal((null, registered, false), (exit.PaymentProven, exit.RegistryUpdated, exit.RetainsBenefit));
    }

    [Fact]
    public async Task Each_missing_proof_is_named_with_what_it_leaves_in_question()
    {
        var (visitor, _) = await At(City.Practice, exit => exit with { PaymentProven = null, RegistryUpdated = null, Valuation = null }, (campaign, _) =>
            Links.Check(campaign));
        foreach (var missing in new[] { "PaymentProven", "RegistryUpdated", "PriceRatio" })
            Assert.Contains(Visitor.Words["missing.Exit." + missing], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["missing.Exit.Transferee"], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["leniency.exit-question"], visitor.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(TransfereeRelation.OtherRelative), InlineData(TransfereeRelation.LinkedEntity)]
    public async Task A_connected_transferee_is_to_be_examined_not_a_missing_proof(TransfereeRelation relation)
    {
        var (visitor, _) = await At(City.Practice, exit => exit with { TransfereeRelation = relation }, (campaign, _) => Links.Check(campaign));
        Assert.Contains(Visitor.Words["leniency.exit-examined"], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["leniency.exit-question"], visitor.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_exit_whose_proof_is_missing_is_to_be_examined_everywhere_and_nowhere_not_made(bool signed)
    {
        var cadre = await City.LeadingCadre(City.Station);
        var barge = City.Barge(cadre);
        var version = await City.HandIn(cadre, barge with
        {
            Interests = [barge.Interests[0] with { Exit = barge.Interests[0].Exit! with { PaymentProven = null } }]
        });
        if (signed)
            await City.Sign(cadre);
        var visitor = await office.Visit(cadre);
        Assert.Contains(Visitor.Words["work.exit-examined.status", 1], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["work.exit.status", 1], visitor.Text, StringComparison.Ordinal);
        await visitor.Open(Links.Receipt(version.ReceiptNumber));
        Assert.Contains(Visitor.Words["receipt.exit-examined"], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["receipt.next-proof"], visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Words["receipt.next-exit", new DateOnly(2017, 9, 30)], visitor.Text, StringComparison.Ordinal);
        Assert.Contains(Visitor.Words["missing.Exit.PaymentProven"], (await visitor.Open(Links.Check(City.Practice))).Text, StringComparison.Ordinal);
    }

    private async Task<(Visitor Visitor, Person Cadre)> At(string campaign, Func<Exit, Exit> change, Func<string, Guid, string> page)
    {
        var cadre = await City.LeadingCadre(City.Station);
        var barge = City.Barge(cadre);
        var interest = barge.Interests[0] with { Exit = change(barge.Interests[0].Exit!) };
        await City.Draft(cadre, barge with { Interests = [interest] });
        return (await (await office.Visit(cadre)).Open(page(campaign, interest.Id)), cadre);
    }
}
