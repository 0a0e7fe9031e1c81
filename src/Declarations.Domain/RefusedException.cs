namespace Declarations;

/// <summary>An act that is not allowed now. Pages answer 409 with the sentence of the <see cref="Refusal"/>.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Code)
{
    public string Code => refusal.Code;
    public IReadOnlyList<object> Arguments => refusal.Arguments;
}
