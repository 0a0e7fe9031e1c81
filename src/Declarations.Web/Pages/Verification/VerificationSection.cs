namespace Declarations.Web.Pages.Verification;

public enum VerificationSection { Leads, Registries, Sectors }
