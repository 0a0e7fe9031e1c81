using System.Linq.Expressions;
using Declarations.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Declarations.Data.Guards;

/// <summary>Rows change; are added and never change (a ledger); or come and go without a change, as far as nothing refers to them.</summary>
internal enum Rows { Change, Grow, ComeAndGo }

/// <summary>
/// What a table holds, said once, in its mapping: the way of its rows, the texts that stand in clear, whose it is. Sealing, erasure,
/// triggers and the administrators' view of the ledger follow from it. What is not named is sealed, goes with its owner, and is
/// hidden from administrators. A table that says nothing stops the
/// migration, a column that is neither sealed nor harmless the model.
/// </summary>
internal static class Holdings
{
    private const string RowsKey = "Holds:Rows";
    private const string ClearKey = "Holds:Clear";
    private const string EmptiedKey = "Holds:Emptied";
    private const string OwnerKey = "Holds:Owner";
    private const string OwnedByKey = "Holds:OwnedBy";
    private const string ShownKey = "Holds:Shown";

    /// <param name="clear">Texts and bytes that stand in clear, so that the database can search and sort by them.</param>
    /// <param name="shown">Administrators see the reasons that the ledger keeps about these rows.</param>
    public static EntityTypeBuilder<T> Holds<T>(
        this EntityTypeBuilder<T> table, Expression<Func<T, object?>>? clear = null, Rows rows = Rows.Change, bool shown = false) where T : class
    {
        table.HasAnnotation(RowsKey, rows.ToString());
        table.HasAnnotation(ClearKey, Names(clear));
        table.HasAnnotation(ShownKey, shown.ToString());
        return table;
    }

    /// <summary>Said several times, a row is of whichever of them has the id.</summary>
    /// <param name="key">Column with the owner's id.</param>
    /// <param name="emptied">What an erasure empties besides all that is sealed.</param>
    public static EntityTypeBuilder<T> OwnedBy<T, TOwner>(
        this EntityTypeBuilder<T> table, Expression<Func<T, object?>> key, Expression<Func<T, object?>>? emptied = null)
        where T : class where TOwner : class
    {
        table.HasAnnotation(OwnerKey, string.Join(' ', [.. List(table.Metadata.FindAnnotation(OwnerKey)?.Value as string), typeof(TOwner).FullName!]));
        table.HasAnnotation(OwnedByKey, Names(key));
        table.HasAnnotation(EmptiedKey, Names(emptied));
        return table;
    }

    public static bool IsDeclared(this IReadOnlyEntityType table) => table.FindAnnotation(ClearKey) is not null;
    public static Rows Way(this IReadOnlyEntityType table) => Enum.Parse<Rows>(Said(table, RowsKey));
    public static bool IsShown(this IReadOnlyEntityType table) => Said(table, ShownKey) == bool.TrueString;
    public static IReadOnlyList<string> Clear(this IReadOnlyEntityType table) => List(Said(table, ClearKey));

    /// <summary>Columns that an erasure empties.</summary>
    public static IReadOnlyList<string> Erased(this IReadOnlyEntityType table) =>
        [.. SealedColumn.Of(table.ClrType).Select(column => column.Shadow), .. List(table.FindAnnotation(EmptiedKey)?.Value as string)];

    /// <summary>Tables whose rows belong to a campaign in the end: their contents go when it is erased.</summary>
    public static IEnumerable<IReadOnlyEntityType> OfCampaign(this IReadOnlyModel model) =>
        model.GetEntityTypes().Where(table => table.Erased().Count > 0 && table.CampaignOf() is not null);

    /// <summary>SQL for the campaign of a row; null: it belongs to none.</summary>
    /// <param name="row">How SQL names the row; null: by its table.</param>
    public static string? CampaignOf(this IReadOnlyEntityType table, string? row = null)
    {
        var key = $"{row ?? $"\"{table.GetTableName()}\""}.\"{table.FindAnnotation(OwnedByKey)?.Value}\"";
        List<string> found = [.. List(table.FindAnnotation(OwnerKey)?.Value as string).Select(owner => table.Model.FindEntityType(owner)!)
            .Select(owner => owner.ClrType == typeof(Campaign) ? key : owner.CampaignOf() is { } campaign
                ? $"(SELECT {campaign} FROM \"{owner.GetTableName()}\" WHERE \"{owner.GetTableName()}\".\"Id\" = {key})" : null).OfType<string>()];
        return found.Count switch { 0 => null, 1 => found[0], _ => $"COALESCE({string.Join(", ", found)})" };
    }

    /// <exception cref="InvalidOperationException">The mapping says nothing about its table.</exception>
    private static string Said(IReadOnlyEntityType table, string key) =>
        table.FindAnnotation(key)?.Value as string
        ?? throw new InvalidOperationException($"{table.DisplayName()} does not say what it holds: call Holds in its mapping.");

    private static string[] List(string? names) => names?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Names<T>(Expression<Func<T, object?>>? named) => named?.Body switch
    {
        null => "",
        NewExpression several => string.Join(' ', several.Members!.Select(member => member.Name)),
        MemberExpression one => one.Member.Name,
        UnaryExpression { Operand: MemberExpression one } => one.Member.Name,
        _ => throw new ArgumentException("Name properties only.", nameof(named)),
    };
}
