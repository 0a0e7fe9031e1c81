using System.ComponentModel.DataAnnotations;
using Declarations.Access;
using Declarations.Questions;
using Declarations.Web.Access;
using Declarations.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.Questions;

/// <summary>What is explained to everybody; what the viewer has asked; and, to an office, what it has been asked.</summary>
public enum QuestionList { Explained, Mine, ToAnswer, Answered }

public sealed class QuestionsModel(Viewer viewer) : PageModel, IShown
{
    private const int Longest = 60;

    [BindProperty(SupportsGet = true)] public QuestionList List { get; set; }
    [BindProperty(SupportsGet = true), StringLength(Longest)] public string? Search { get; set; }
    /// <summary>Key of a clause.</summary>
    [BindProperty(SupportsGet = true), StringLength(80)] public string? Clause { get; set; }
    [BindProperty(SupportsGet = true, Name = Paging.Key)] public int Asked { get; set; } = 1;

    public IReadOnlyDictionary<QuestionList, int> Counts { get; private set; } = new Dictionary<QuestionList, int>();
    public bool MayAsk { get; private set; }
    public Paging Paging { get; private set; } = new(1, 0);
    public IReadOnlyList<Explanation> Explanations { get; private set; } = [];
    public IReadOnlyList<Question> Questions { get; private set; } = [];

    public async Task ShowAsync()
    {
        await viewer.LoadAsync();
        MayAsk = await viewer.CampaignsToAskIn().AnyAsync();
        var (explained, asked) = (viewer.Explained(), viewer.QuestionsToAnswer());
        if (!string.IsNullOrWhiteSpace(Search))
            explained = explained.Where(each => each.Text.Contains(Search.Trim()) || each.Answer!.Contains(Search.Trim()));
        if (!string.IsNullOrEmpty(Clause))
            explained = explained.Where(each => each.Clause == Clause);
        var lists = new Dictionary<QuestionList, IQueryable<Question>> { [QuestionList.Mine] = viewer.MyQuestions() };
        if (viewer.Holds(Role.CampaignOfficer))
            (lists[QuestionList.ToAnswer], lists[QuestionList.Answered]) =
                (asked.Where(question => question.AnsweredOn == null), asked.Where(question => question.AnsweredOn != null));
        if (!lists.ContainsKey(List))
            List = QuestionList.Explained;
        var counts = new Dictionary<QuestionList, int> { [QuestionList.Explained] = await explained.CountAsync() };
        foreach (var (list, questions) in lists)
            counts[list] = await questions.CountAsync();
        (Counts, Paging) = (counts, new Paging(Asked, counts[List]));
        if (List == QuestionList.Explained)
            Explanations = await explained.AsNoTracking().OrderByDescending(each => each.On).ThenBy(each => each.Id).Skip(Paging.Skip).Take(Paging.Size)
                .ToListAsync();
        else
            Questions = await lists[List].AsNoTracking().Include(question => question.Unit).Include(question => question.Explanations)
                .OrderByDescending(question => question.AskedOn).ThenBy(question => question.Id).Skip(Paging.Skip).Take(Paging.Size).ToListAsync();
    }
}
