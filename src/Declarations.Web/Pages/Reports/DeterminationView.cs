using Declarations.Reports;
using Declarations.Rules;

namespace Declarations.Web.Pages.Reports;

/// <summary>What the panel shows: the determination of one interest, or of the person where there is none.</summary>
public sealed record DeterminationView(Filing.Filing Filing, Interest? Interest, int? Number, Determination Determination, bool ForReader);
