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
byte[] key = identity.ToKeyPem(passphrase: null);
using (var files = new FileSet(mayReplace: true)) { // all of them or none, the key 0600 from the first byte
    files.Add(Path.Combine(beside, $"{args[2]}.key"), key, isPrivate: true);
    Array.Clear(key);
    files.Add(Path.Combine(beside, $"{args[2]}.pem"), Encoding.ASCII.GetBytes(identity.ToChainPem()), false);
    files.Add(Path.Combine(beside, "ca.pem"), Encoding.ASCII.GetBytes(authority.Certificate.ToPem()), false);
    files.Write();
}
authority.SetDelivered(identity.Certificates[0]);
Console.WriteLine($"{args[2]}.pem: {identity.Certificates[0].Thumbprint}");
