namespace Declarations;

/// <summary>
/// An act that is not allowed now. Pages answer 409 with the sentence of <see cref="Code"/>, a key of the words;
/// <see cref="Arguments"/> are filled into it.
/// </summary>
public sealed class RefusedException(string code, params object[] arguments) : Exception(code)
{
    public string Code { get; } = code;
    public IReadOnlyList<object> Arguments { get; } = arguments;
}
