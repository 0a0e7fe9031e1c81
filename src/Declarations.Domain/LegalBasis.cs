namespace Declarations;

/// <summary>The document that a decision rests on: title, number and date.</summary>
public sealed record LegalBasis(string Document, string Number, DateOnly On);
