using Declarations.Registers;

namespace Declarations.Web.Pages.Registers;

/// <summary>What somebody may do to a problem, a measure or an activity, each on a form of its own.</summary>
public enum RegisterAct
{
    Assign, AddMeasure, Acknowledge, Progress, Claim, ClaimBasic, TakeBack, Pass, Return, LookBack, Extend, Solve, HandOver, Escalate, Answer, Reopen,
    Withdraw, Move, Hold, Drop, Confirm, Dissent, Issue, Close, Lead, Result, Tally, Withhold, Disclose, Grade, Dispose, Indicator, Award,
}

/// <summary>What the form of an act asks for.</summary>
[Flags]
public enum Ask
{
    Nothing = 0, Task = 1, Person = 2, DueOn = 4, Class = 8, Unit = 16, Result = 32, Proof = 64, How = 128, Reason = 256, Judgement = 512,
    Disposition = 1024, To = 2048, Basis = 4096, Text = 8192, HeldOn = 16384, Attendance = 32768, Conclusion = 65536,
    Achieved = 1 << 17, Tally = 1 << 18, Withheld = 1 << 19, Leader = 1 << 20, Sign = 1 << 21, Level = 1 << 22, Disposal = 1 << 23, Indicator = 1 << 24,
    Awarded = 1 << 25, File = 1 << 26,
}

public static class RegisterActs
{
    /// <param name="ofClue">A clue has its own way to be closed, and its own words.</param>
    /// <param name="ofMeasure">Otherwise of a problem or an activity.</param>
    public static Ask Asks(this RegisterAct act, bool ofClue = false, bool ofMeasure = false) => act switch
    {
        RegisterAct.Assign => ofClue ? Ask.Task | Ask.Person | Ask.DueOn : Ask.Person | Ask.Reason,
        RegisterAct.AddMeasure => Ask.Task | Ask.Unit | Ask.Leader | Ask.Person | Ask.Class | Ask.DueOn,
        RegisterAct.Lead => Ask.Person | Ask.Reason,
        RegisterAct.Issue => Ask.Basis,
        RegisterAct.Result => Ask.Achieved | Ask.Proof,
        RegisterAct.Tally => Ask.Tally | Ask.Proof,
        RegisterAct.Dispose => Ask.Disposal | Ask.Text,
        RegisterAct.Indicator => Ask.Indicator | Ask.Proof,
        RegisterAct.Award => Ask.Awarded | Ask.Basis,
        RegisterAct.Grade => Ask.Level | Ask.Reason,
        RegisterAct.Withhold => Ask.Withheld | Ask.Reason | Ask.Basis,
        RegisterAct.Progress or RegisterAct.Escalate or RegisterAct.Answer or RegisterAct.LookBack => Ask.Text,
        RegisterAct.Claim => Ask.Result | Ask.Proof,
        RegisterAct.ClaimBasic => Ask.Result | Ask.Proof | Ask.DueOn,
        RegisterAct.Pass => Ask.How,
        RegisterAct.Return or RegisterAct.Drop or RegisterAct.Dissent or RegisterAct.Disclose => Ask.Reason,
        RegisterAct.Extend => ofClue ? Ask.DueOn | Ask.Basis : Ask.DueOn | Ask.Class | Ask.Basis,
        RegisterAct.Solve => ofClue ? Ask.Disposition | Ask.Judgement : Ask.Judgement,
        RegisterAct.HandOver => Ask.To | Ask.Basis,
        RegisterAct.Reopen => ofMeasure ? Ask.Reason | Ask.DueOn | Ask.Basis : Ask.Reason,
        RegisterAct.Withdraw => Ask.Reason | Ask.Basis,
        RegisterAct.Move => Ask.DueOn | Ask.Reason,
        RegisterAct.Hold => Ask.HeldOn | Ask.Attendance | Ask.Conclusion,
        _ => Ask.Nothing,
    };

    /// <summary>With a file that shows it.</summary>
    public static Ask Shown(this Ask asks, RegisterAct act) => act is RegisterAct.Progress or RegisterAct.Result or RegisterAct.Tally or RegisterAct.Indicator
        or RegisterAct.Claim or RegisterAct.ClaimBasic ? asks | Ask.File : asks;

    /// <summary>
    /// With proof of who it is, where the register is one that an office sets up and the act strikes something off or sets it in force (0104).
    /// </summary>
    public static Ask Signed(this Ask asks, RegisterAct act, RegisterKind kind) =>
        kind.IsSetUp() && act is (RegisterAct.Issue or RegisterAct.Close or RegisterAct.Pass or RegisterAct.Solve or RegisterAct.Award)
            ? asks | Ask.Sign : asks;
}
