using Declarations.Participation;
using Declarations.Reports;
using Declarations.Web.Forms;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Declarations.Web.Pages.Filing;

/// <summary>Block 3: seven rows, for the official and, where relatives are reported, for the family. All "no" is the nil return.</summary>
public sealed class ParticipationModel(FilingDesk desk, Words words) : FilingStep<ParticipationForm>(desk, words)
{
    public bool FilledIn { get; private set; }

    protected override string Block => "answers";
    protected override ParticipationForm Read()
    {
        var form = new ParticipationForm();
        foreach (var (sector, row) in form.Rows())
            (row.Self, row.Family) = (Draft.AnswerOf(sector).Self, Draft.AnswerOf(sector).Family);
        return form;
    }

    // A "no" takes what was described under the "yes" with it.
    protected override ReportContent Write(ParticipationForm form)
    {
        var answered = Draft with { Answers = [.. form.Rows().Select(row => new SectorAnswer(row.Sector, row.Row.Self, row.Row.Family))] };
        return answered with
        {
            Interests = [.. Draft.Interests.Where(i => answered.AnswerOf(i.Sector).Covers(i))],
        };
    }

    protected override string Next(ReportContent saved) => Steps.NextAfter(Filing, saved);

    protected override IEnumerable<(string Field, string Key)> Check(ParticipationForm form)
    {
        foreach (var (sector, row) in form.Rows())
        {
            if (row.Self is null)
                yield return ($"{sector}.Self", "error.answer-self");
            if (Filing.Person.MustReportRelatives == false)
            {
                if (row.Family is not null)
                    yield return ($"{sector}.Family", "error.family-not-asked");
            }
            else if (row.Family is null && Filing.Person.MustReportRelatives == true)
                yield return ($"{sector}.Family", "error.answer-family");
            else if (row.Family is not (null or FamilyAnswer.No) && Draft.Relatives is not { Count: > 0 })
                yield return ($"{sector}.Family", "error.answer-no-family");
            else if (row.Family == FamilyAnswer.No && Draft.Silent.Any())
                yield return ($"{sector}.Family", "error.answer-silent");
        }
    }

    /// <summary>Answers "no" to everything still open, and stays. Who is silent has not said no.</summary>
    [WithoutForm]
    public async Task<IActionResult> OnPostRestNoAsync()
    {
        foreach (var (_, row) in Form.Rows())
            (row.Self, row.Family) = (row.Self ?? false, Filing.HasFamilyStep ? row.Family ?? Draft.NobodyInTheFamily : row.Family);
        foreach (var key in ModelState.Keys.Where(key => key.StartsWith(nameof(Form), StringComparison.Ordinal)).ToList())
            ModelState.Remove(key);
        FilledIn = true;
        return Page();
    }
}

public sealed record ParticipationForm
{
    public ParticipationRow Mining { get; set; } = new();
    public ParticipationRow Sand { get; set; } = new();
    public ParticipationRow Fishery { get; set; } = new();
    public ParticipationRow SmallHydro { get; set; } = new();
    public ParticipationRow Fireworks { get; set; } = new();
    public ParticipationRow Hazchem { get; set; } = new();
    public ParticipationRow Other { get; set; } = new();

    public IEnumerable<(Sector Sector, ParticipationRow Row)> Rows() =>
    [
        (Sector.Mining, Mining), (Sector.Sand, Sand), (Sector.Fishery, Fishery), (Sector.SmallHydro, SmallHydro),
        (Sector.Fireworks, Fireworks), (Sector.Hazchem, Hazchem), (Sector.Other, Other),
    ];
}

public sealed record ParticipationRow
{
    public bool? Self { get; set; }
    public FamilyAnswer? Family { get; set; }
}
