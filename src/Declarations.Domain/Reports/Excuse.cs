using Declarations.Rules;

namespace Declarations.Reports;

/// <summary>Why somebody need not file, and what that rests on: a reason that nobody foresaw is said in words and rests on a decision.</summary>
public sealed record Excuse(NotSubmittedReason Reason, string? Text = null, LegalBasis? Basis = null)
{
    public static implicit operator Excuse(NotSubmittedReason reason) => new(reason);

    /// <exception cref="InvalidOperationException">Another reason than those foreseen, without words or without a decision.</exception>
    public override string ToString() => Reason == NotSubmittedReason.Other && (string.IsNullOrWhiteSpace(Text) || Basis is null)
        ? throw new InvalidOperationException("Another reason is said in words and rests on a decision.")
        : $"{Reason} {Text} {Basis?.Document} {Basis?.Number} {Basis?.On:yyyy-MM-dd}".TrimEnd();
}
