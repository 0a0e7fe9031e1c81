namespace Declarations.Web;

/// <summary>One page of a long list; a number outside it means the nearest page.</summary>
public sealed record Paging(int Asked, int Total, int Size = 50)
{
    /// <summary>Name of the page's number in an address.</summary>
    public const string Key = "p";

    public int Last => Math.Max(1, (Total + Size - 1) / Size);
    public int Current => Math.Clamp(Asked, 1, Last);
    public int Skip => (Current - 1) * Size;
}
