// A certificate authority in FOLDER, made if it is not there, and a recording server's certificate of it.
// usage: Issue FOLDER PASSPHRASE-FILE HOST...      writes HOST.pem, HOST.key and ca.pem beside FOLDER
using System.Text;
using VmsTrust;

string folder = Path.GetFullPath(args[0]);
string beside = Path.GetDirectoryName(folder)!;
using Passphrase passphrase = Passphrase.Load(args[1]);
if (!Directory.Exists(folder)) {
    using var plan = new AuthorityPlan(folder, "Harbour CA");
    CertificateAuthority.Create(plan, passphrase);
}
using CertificateAuthority authority = CertificateAuthority.Open(folder, passphrase);
authority.SetActor(Environment.UserName, Environment.MachineName);
using var order = new CertificateOrder(Role.RecordingServer);
foreach (string host in args.Skip(2)) {
    order.AddHost(host);
}
using ServerIdentity identity = authority.Issue(order);
Write($"{args[2]}.key", identity.ToKeyPem(passphrase: null));
Write($"{args[2]}.pem", Encoding.ASCII.GetBytes(identity.ToChainPem()));
Write("ca.pem", Encoding.ASCII.GetBytes(authority.Certificate.ToPem()));
authority.SetDelivered(identity.Certificates[0]);
Console.WriteLine($"{args[2]}.pem: {identity.Certificates[0].Thumbprint}");

// Whole or not at all, and nobody else's to read from the first byte.
void Write(string name, byte[] data)
{
    string path = Path.Combine(beside, name);
    var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
    if (!OperatingSystem.IsWindows()) {
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    }
    using (var file = new FileStream(path + ".new", options)) {
        file.Write(data);
        file.Flush(flushToDisk: true);
    }
    File.Move(path + ".new", path, overwrite: true);
}
