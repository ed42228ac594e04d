// A small site in memory: two CAs that know nothing of each other, and servers of any names on loopback.
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace VmsTrust.Tests;

internal static class Site
{
    internal static readonly X509Certificate2 Authority = MakeAuthority("Harbour CA");
    internal static readonly X509Certificate2 OtherAuthority = MakeAuthority("Other CA");

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-30);

    internal static TrustStore Store(X509Certificate2? authority = null)
    {
        var store = new TrustStore();
        using var root = Certificate.FromX509(authority ?? Authority);
        store.Add(root);
        return store;
    }

    internal static X509Certificate2 MakeAuthority(string title, X509Certificate2? issuer = null)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={title}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is null) {
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-100), DateTimeOffset.UtcNow.AddDays(3000));
        }
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        using X509Certificate2 made = request.Create(issuer, DateTimeOffset.UtcNow.AddDays(-90),
                                                     DateTimeOffset.UtcNow.AddDays(2000), NewSerial());
        return made.CopyWithPrivateKey(key);
    }

    /// <summary>A server's certificate with its key, in a form that SslStream takes.</summary>
    internal static X509Certificate2 MakeServer(string host, X509Certificate2? authority = null,
                                                DateTimeOffset? until = null, string purpose = "1.3.6.1.5.5.7.3.1")
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out IPAddress? address)) {
            names.AddIpAddress(address);
        } else {
            names.AddDnsName(host);
        }
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority ?? Authority, true, false));
        using X509Certificate2 made = request.Create(authority ?? Authority, Start,
                                                     until ?? DateTimeOffset.UtcNow.AddDays(300), NewSerial());
        using X509Certificate2 withKey = made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    internal static CertificateChain ChainOf(params X509Certificate2[] certificates)
    {
        var chain = new CertificateChain();
        foreach (X509Certificate2 one in certificates) {
            chain.AddDer(one.RawData);
        }
        return chain;
    }

    internal static byte[] Pem(X509Certificate2 certificate) =>
        Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());

    private static byte[] NewSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7f | 0x40);
        return serial;
    }
}

/// <summary>A TLS server on loopback that answers every request with "hello" by HTTP/1.1.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly SslServerAuthenticationOptions options;

    internal LoopbackServer(X509Certificate2 certificate, params X509Certificate2[] intermediates)
    {
        options = new SslServerAuthenticationOptions {
            ServerCertificateContext = SslStreamCertificateContext.Create(
                certificate, new X509Certificate2Collection(intermediates), offline: true),
        };
        listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true) {
            TcpClient client;
            try {
                client = await listener.AcceptTcpClientAsync();
            } catch (Exception) {
                return; // disposed
            }
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try {
            using (client)
            using (var stream = new SslStream(client.GetStream())) {
                await stream.AuthenticateAsServerAsync(options);
                await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"));
                await stream.ShutdownAsync();
            }
        } catch (Exception failure) when (failure is IOException or AuthenticationException or SocketException) {
            // a client that refused
        }
    }
}
