using System.Runtime.Versioning;
using Declarations.Signer;
using Declarations.Trust;

[assembly: UnsupportedOSPlatform("windows")]

// Holds the key that signs checkpoints of the tree, under a user of its own. Exit codes: 0 done, 1 could not, 2 misused.
try
{
    switch (args)
    {
        case ["serve", var path, var socket]:
            using (var folder = new SignerFolder(path))
                await Desk.ServeAsync(folder, socket);
            return 0;
        case ["rotate", var path]:
            using (var folder = new SignerFolder(path))
            {
                folder.Rotate();
                await SayKeysAsync(folder);
            }
            return 0;
        case ["keys", var path]:
            using (var folder = new SignerFolder(path))
                await SayKeysAsync(folder);
            return 0;
        default:
            await Console.Error.WriteLineAsync("""
                Declarations.Signer serve FOLDER SOCKET   sign checkpoints that only grow, for whoever may connect to SOCKET (its group)
                Declarations.Signer rotate FOLDER         make a new key; the old public key stays, the old private key goes (stop it first)
                Declarations.Signer keys FOLDER           write all public keys, the present one last (stop it first)
                FOLDER holds the key and what was signed last. It is made at first; keep all of it together.
                """);
            return 2;
    }
}
catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException or ArgumentException
    or System.Net.Sockets.SocketException or System.Security.Cryptography.CryptographicException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

static async Task SayKeysAsync(SignerFolder folder)
{
    foreach (var key in folder.Keys)
        await Console.Out.WriteLineAsync(new VerifierKey(folder.Origin ?? "declarations", key).ToString());
}
