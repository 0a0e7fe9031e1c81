namespace Declarations.Web.Pages.Slips;

/// <summary>Slips to cut out, with the address at which they are used. The code stands behind its "#", which no browser sends and no log keeps.</summary>
public sealed record SlipSheet(IReadOnlyList<PrintedSlip> Slips, string Address)
{
    /// <summary>How many were not printed, since they are the printer's own or a relative's.</summary>
    public int LeftOut { get; init; }

    public static SlipSheet For(HttpRequest request, IReadOnlyList<PrintedSlip> slips) => new(slips, $"{request.Scheme}://{request.Host}{Links.Activate}");

    public string AddressOf(PrintedSlip slip) => $"{Address}#{slip.Code}";
}
