using System.Xml.Linq;
using Declarations.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Door;

/// <summary>Where the framework keeps the keys of cookies: in the database, sealed by <see cref="KeySeal"/>.</summary>
public sealed class KeyStore(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<DeclarationsDb>().CookieKeys.AsNoTracking().Select(key => key.Element).AsEnumerable()
            .Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<DeclarationsDb>();
        db.CookieKeys.Add(new() { Name = friendlyName, Element = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
