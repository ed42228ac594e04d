// A complete client: TLS to a recording server on this computer. usage: Client CA-FILE HOST PORT
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using VmsTrust;

using TrustStore store = TrustStore.Load(args[0]);
try {
    using var connection = new TcpClient("localhost", int.Parse(args[2]));
    using var tls = new SslStream(connection.GetStream());
    await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions {
        TargetHost = args[1],
        RemoteCertificateValidationCallback = VmsTrustValidation.Callback(store, Role.RecordingServer),
        // .NET would fetch missing intermediates from addresses in a certificate that nobody trusts yet.
        CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true },
    });
    Console.WriteLine($"TRUSTED  {args[1]}, {tls.SslProtocol}");
    return 0;
} catch (UntrustedException refusal) {
    Console.Write(refusal.Report!.ToText());
    return 1;
}
