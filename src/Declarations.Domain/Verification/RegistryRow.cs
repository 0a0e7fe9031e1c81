using System.Text.Json;
using Declarations.Participation;
using Declarations.Reports;

namespace Declarations.Verification;

/// <summary>Files of company data: 企业名单 (batch export), 股东, 主要人员, 变更记录; and 往次退出清单, what people exited in an earlier campaign (回头看).</summary>
public enum RegistryKind { Companies, Shareholders, Officers, Changes, EarlierExits }

/// <summary>登记状态: 存续, 吊销, 注销, anything else.</summary>
public enum FirmStatus { Active, Revoked, Deregistered, Other }

/// <summary>
/// One row of a company-data file as it was imported, never changed: what it states is encrypted at rest, and keyed hashes of the names beside it
/// let the database join it. A name in it is no proof of who that is.
/// </summary>
public sealed class RegistryRow : ISealed
{
    public required Guid Id { get; init; }
    public required Guid ImportId { get; init; }
    /// <summary>Of the file, from 1.</summary>
    public required int Number { get; init; }
    public required RegistryKind Kind { get; init; }
    /// <summary>Keyed hash, 16 bytes, of the name of a natural person: 法定代表人, 股东 or 主要人员. Null: the row names none.</summary>
    public byte[]? PersonKey { get; init; }
    /// <summary>Of the resident number; only an authority's extract has one.</summary>
    public byte[]? NumberKey { get; init; }
    public required byte[] FirmKey { get; init; }
    public byte[]? CodeKey { get; init; }
    /// <summary>JSON, encrypted at rest.</summary>
    public string Text { get; set; } = "";
    public bool IsUnreadable { get; set; }

    private RegistryFacts? read;

    public RegistryFacts Facts => read ??= IsUnreadable ? new RegistryFacts("") : JsonSerializer.Deserialize<RegistryFacts>(Text, CanonicalReport.Json)!;
}

/// <summary>What a row states. What it leaves out is null.</summary>
public sealed record RegistryFacts(string Firm)
{
    public string? CreditCode { get; init; }
    public FirmStatus? Status { get; init; }
    /// <summary>注册资本, whole hundredths of its currency.</summary>
    public Money? Capital { get; init; }
    /// <summary>As printed (美元); null: yuan.</summary>
    public string? Currency { get; init; }
    public DateOnly? FoundedOn { get; init; }
    public string? Province { get; init; }
    public string? City { get; init; }
    public string? District { get; init; }
    /// <summary>国标行业, the finest class that is named.</summary>
    public string? Industry { get; init; }
    public string? Scope { get; init; }
    public Sector? Sector { get; init; }
    public SectorStrength? Strength { get; init; }
    public string? Person { get; init; }
    /// <summary>From the resident number of an authority's extract.</summary>
    public DateOnly? BornOn { get; init; }
    /// <summary>职务, or 法定代表人.</summary>
    public string? Post { get; init; }
    public decimal? SharePercent { get; init; }
    public bool? HasExited { get; init; }
    /// <summary>退出日期, of an earlier campaign's list.</summary>
    public DateOnly? ExitedOn { get; init; }
    /// <summary>认缴出资日期 or 任职日期.</summary>
    public DateOnly? Since { get; init; }
    public DateOnly? ChangedOn { get; init; }
    public string? Item { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}
