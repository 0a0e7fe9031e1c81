namespace Declarations.Rules;

/// <summary>The policy versions by code.</summary>
public static class Policies
{
    public static IReadOnlyList<Policy> All { get; } = [Policy.Zhuzhou2017];

    /// <returns>Null: no such version.</returns>
    public static Policy? Find(string version) => All.FirstOrDefault(policy => policy.Version == version);
}
