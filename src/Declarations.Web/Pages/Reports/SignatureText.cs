using Declarations.Reports;
using Declarations.Web.Language;

namespace Declarations.Web.Pages.Reports;

/// <summary>In words, what a signature rests on. A password set shortly before it is there for the reader to see.</summary>
public static class SignatureText
{
    public static string Rest(Signature signature, Words words) => Proof(signature, words)
        + (signature.AfterResetAt is { } at ? words["signature.after-reset", BeijingTime.DayOf(at)] : "");

    private static string Proof(Signature signature, Words words) => signature switch
    {
        { Proof: SigningProof.Password, ProofSince: { } since } => words["signature.password-since", BeijingTime.DayOf(since)],
        { Proof: { } proof } => words["signature.rests-on", words.Of(proof)],
        _ => "",
    };
}
