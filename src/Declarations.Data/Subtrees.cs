using System.Linq.Expressions;
using Declarations.Reports;

#pragma warning disable CA1309, CA1310 // these comparisons run in the database, where keys sort by code point

namespace Declarations.Data;

/// <summary>Narrows to subtrees of units by ranges of a stored key, which an index answers.</summary>
public static class Subtrees
{
    /// <summary>After every key that begins with a path.</summary>
    private const char Last = '\uffff';

    /// <param name="paths">Paths of units; none: no report.</param>
    public static IQueryable<PersonalSituationReport> Under(this IQueryable<PersonalSituationReport> reports, IReadOnlyCollection<string> paths)
    {
        Expression<Func<PersonalSituationReport, bool>> none = report => false;
        return reports.Where(paths.Select(Within).DefaultIfEmpty(none).Aggregate((one, other) => Expression.Lambda<Func<PersonalSituationReport, bool>>(
            Expression.OrElse(one.Body, new Replacing(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters)));
    }

    private static Expression<Func<PersonalSituationReport, bool>> Within(string path)
    {
        var end = path + Last;
        return report => string.Compare(report.ListKey, path) >= 0 && string.Compare(report.ListKey, end) < 0;
    }

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
