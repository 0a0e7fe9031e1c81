namespace Declarations.Rules;

/// <summary>Applies every rule of a policy to the facts of a case and gathers all findings. Pure: no clock, database or text.</summary>
public static class Assessor
{
    public static Determination Assess(CaseFacts facts, Policy policy) =>
        new(policy.Version, facts.AsOf, []);
}
