using System.Linq.Expressions;
using Declarations.Integrity;
using Declarations.Organisation;
using Declarations.Reports;

#pragma warning disable CA1309, CA1310 // these comparisons run in the database, where keys sort by code point

namespace Declarations.Data;

/// <summary>Narrows to subtrees of units by ranges of a stored key, which an index answers.</summary>
public static class Subtrees
{
    /// <summary>After every key that begins with a path.</summary>
    private const char Last = '\uffff';

    /// <param name="paths">Paths of units; none: no report.</param>
    public static IQueryable<PersonalSituationReport> Under(this IQueryable<PersonalSituationReport> reports, IReadOnlyCollection<string> paths) =>
        reports.Where(Within<PersonalSituationReport>(report => report.ListKey, paths));

    /// <inheritdoc cref="Under(IQueryable{PersonalSituationReport}, IReadOnlyCollection{string})"/>
    public static IQueryable<InterestRow> Under(this IQueryable<InterestRow> rows, IReadOnlyCollection<string> paths) =>
        rows.Where(Within<InterestRow>(row => row.ListKey, paths));

    /// <inheritdoc cref="Under(IQueryable{PersonalSituationReport}, IReadOnlyCollection{string})"/>
    public static IQueryable<Unit> Under(this IQueryable<Unit> units, IReadOnlyCollection<string> paths) => units.Where(Within<Unit>(unit => unit.Path, paths));

    /// <summary>By the unit that the person is in now.</summary>
    public static IQueryable<IntegrityEntry> Under(this IQueryable<IntegrityEntry> entries, IReadOnlyCollection<string> paths) =>
        entries.Where(Within<IntegrityEntry>(entry => entry.Official.Unit.Path, paths));

    private static Expression<Func<T, bool>> Within<T>(Expression<Func<T, string>> key, IReadOnlyCollection<string> paths) =>
        Expression.Lambda<Func<T, bool>>(paths.Select(path => Within(key.Body, path)).DefaultIfEmpty(Expression.Constant(false)).Aggregate(Expression.OrElse),
            key.Parameters);

    private static Expression Within(Expression key, string path)
    {
        var end = path + Last;
        Expression<Func<string, bool>> within = each => string.Compare(each, path) >= 0 && string.Compare(each, end) < 0;
        return new Replacing(within.Parameters[0], key).Visit(within.Body);
    }

    private sealed class Replacing(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
