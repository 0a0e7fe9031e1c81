using Declarations.Roster;

namespace Declarations.Web.Tests.Hosting;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Official">Null: an account without a place on the roster.</param>
public sealed record Person(Guid AccountId, string UserName, string Password, Official? Official);
