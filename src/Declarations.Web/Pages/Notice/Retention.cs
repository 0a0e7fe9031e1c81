namespace Declarations.Web.Pages.Notice;

/// <summary>
/// How long the contents of reports are kept. Setting: <c>Retention:Years</c>, whole years after the end of the campaign, 1 to
/// 100; without it nothing is erased. The law gives no period: the deploying body does.
/// </summary>
public sealed class Retention
{
    public Retention(IConfiguration settings)
    {
        var years = settings["Retention:Years"];
        if (string.IsNullOrEmpty(years))
            return;
        Years = int.TryParse(years, out var number) && number is >= 1 and <= 100 ? number
            : throw new InvalidOperationException($"Retention:Years is '{years}'; it must be a whole number of years from 1 to 100.");
    }

    public int? Years { get; }
}
