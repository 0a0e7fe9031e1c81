namespace Declarations;

/// <summary>Holds values that are encrypted at rest, and says when one of them could not be opened: altered, or sealed with another key.</summary>
public interface ISealed
{
    bool IsUnreadable { get; set; }
}
