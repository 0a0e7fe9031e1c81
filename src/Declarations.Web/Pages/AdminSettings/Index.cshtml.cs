using Declarations.Auditing;
using Declarations.Data;
using Declarations.Data.Accounts;
using Declarations.Web.Door;
using Declarations.Web.Language;
using Declarations.Web.Pages.Reports;
using Declarations.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Declarations.Web.Pages.AdminSettings;

/// <summary>The settings in force that protect the installation, to be compared with what was agreed. No secret is shown.</summary>
public sealed class SettingsModel(DeclarationsDb db, IConfiguration settings, Transport transport, PasswordProfile passwords, SingleSignOn singleSignOn,
    ReadingLog log, WorkingDays calendar, Words words) : PageModel
{
    /// <summary>When the newest backup was made with the verb of the product.</summary>
    public DateTimeOffset? NewestBackup { get; private set; }

    private bool KeyIsSet => settings["Encryption:Key"] is { Length: > 0 };

    /// <summary>What is set, how, and under which name in the configuration.</summary>
    public IEnumerable<(string What, string How, string? Name)> Settings =>
    [
        (words["settings.database"], db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite", "Database:Provider"),
        (words["settings.key"], words[KeyIsSet ? "settings.key-set" : "settings.key-file"], "Encryption:Key"),
        (words["settings.https"], words[transport.Https ? "settings.https-only" : "settings.https-off"], "Security:Https"),
        (words["settings.hosts"], string.Join(", ", transport.Hosts), "AllowedHosts"),
        (words["settings.proxies"], settings["Security:Proxies"] ?? words["settings.loopback"], "Security:Proxies"),
        (words["settings.passwords"], $"{passwords.Name}: {words["settings.length", PasswordRules.MinLength]}{words["password.rules." + passwords.Name]}",
            "Passwords:Profile"),
        (words["settings.sessions"], words["settings.session-times", Session.LongestIdle.TotalMinutes, Session.Longest.TotalHours], null),
        (words["settings.single"], singleSignOn.IsConfigured ? settings["SingleSignOn:Authority"]! : words["settings.off"], "SingleSignOn:Authority"),
        (words["settings.passkeys"], settings["Passkeys:Domain"] ?? words["settings.any-host"], "Passkeys:Domain"),
        (words["settings.many"], words["settings.many-a-day", log.Many], "Audit:ManyReports"),
        (words["settings.backup"], NewestBackup is { } made ? words.Minute(made) : words["settings.no-backup"], "backup"),
        (words["settings.holidays"], string.Join(", ", calendar.Years), "WorkingDays:File"),
    ];

    public async Task OnGetAsync() => NewestBackup = await db.AuditEntries.Where(entry => entry.Action == AuditAction.BackupMade)
        .OrderByDescending(entry => entry.At).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync();
}
