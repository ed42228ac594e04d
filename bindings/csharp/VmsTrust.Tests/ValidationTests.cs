// The callbacks under real TLS: the host is the connection's, one callback serves many servers, and a refusal
// reaches the caller with its report.
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace VmsTrust.Tests;

public class ValidationTests
{
    private const string Host = "rec01.harbour.local";

    /// <summary>Every name is on loopback, at the port of its server.</summary>
    private static HttpClient ClientOf(TrustStore store, Dictionary<string, LoopbackServer> servers,
                                       Action<ConnectionVerdict>? onReport = null) =>
        new(new SocketsHttpHandler {
            SslOptions = {
                RemoteCertificateValidationCallback =
                    VmsTrustValidation.Callback(store, Role.RecordingServer, onReport),
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true },
            },
            ConnectCallback = async (context, cancel) => {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, servers[context.DnsEndPoint.Host].Port, cancel);
                return new NetworkStream(socket, true);
            },
        });

    [Fact]
    public async Task OneClientServesServersOfDifferentNames()
    {
        string[] hosts = ["rec01.harbour.local", "rec02.harbour.local", "rec03.harbour.local"];
        Dictionary<string, LoopbackServer> servers =
            hosts.ToDictionary(host => host, host => new LoopbackServer(Site.MakeServer(host)));
        var verdicts = new List<ConnectionVerdict>();
        using TrustStore store = Site.Store();
        using HttpClient client = ClientOf(store, servers, verdicts.Add);
        foreach (string host in hosts) {
            Assert.Equal("hello", await client.GetStringAsync($"https://{host}/"));
        }
        Assert.Equal(hosts, verdicts.Select(one => one.Host));
        Assert.All(verdicts, one => Assert.True(one.IsTrusted && one.Report!.IsTrusted && one.Reason == ""));

        // One server with the certificate of another.
        servers["rec02.harbour.local"] = servers["rec01.harbour.local"];
        using HttpClient fresh = ClientOf(store, servers);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => fresh.GetStringAsync("https://rec02.harbour.local/"));
        var refusal = Assert.IsType<UntrustedException>(failure.InnerException);
        Assert.Equal(Finding.HostNameNotInCertificate, refusal.Report!.Findings[0].Finding);
        Assert.Equal("rec02.harbour.local", refusal.Report.Host);
    }

    [Fact]
    public async Task IntermediatesThatTheServerSendsAreJudged()
    {
        X509Certificate2 middle = Site.MakeAuthority("Harbour Issuing CA", Site.Authority);
        using var whole = new LoopbackServer(Site.MakeServer(Host, middle), middle);
        using var bare = new LoopbackServer(Site.MakeServer(Host, middle));
        using TrustStore store = Site.Store();
        using HttpClient good = ClientOf(store, new() { [Host] = whole });
        Assert.Equal("hello", await good.GetStringAsync($"https://{Host}/"));
        using HttpClient bad = ClientOf(store, new() { [Host] = bare });
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => bad.GetStringAsync($"https://{Host}/"));
        Assert.Equal(NearMissKind.MissingIntermediate,
                     Assert.IsType<UntrustedException>(failure.InnerException).Report!.NearMisses[0].Kind);
    }

    private static async Task<SslStream> HandshakeAsync(LoopbackServer server,
                                                        RemoteCertificateValidationCallback callback, string target)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = new SslStream(client.GetStream(), false, callback);
        await stream.AuthenticateAsClientAsync(target);
        return stream;
    }

    [Fact]
    public async Task AnSslStreamIsJudgedByItsTarget()
    {
        using var server = new LoopbackServer(Site.MakeServer(Host));
        using TrustStore store = Site.Store();
        ConnectionVerdict? verdict = null;
        RemoteCertificateValidationCallback callback =
            VmsTrustValidation.Callback(store, Role.RecordingServer, one => verdict = one);
        (await HandshakeAsync(server, callback, Host)).Dispose();
        Assert.Equal(Host, verdict!.Host);
        Assert.Equal(Host + ": trusted", verdict.ToString());
        await Assert.ThrowsAsync<UntrustedException>(() => HandshakeAsync(server, callback, "rec02.harbour.local"));
        Assert.False(verdict.IsTrusted);
        Assert.Equal("rec02.harbour.local", verdict.Host);
        Assert.Contains("rec02.harbour.local", verdict.Reason);
        Assert.Equal("rec02.harbour.local: " + verdict.Reason, verdict.ToString());

        var failure = await Assert.ThrowsAsync<VmsTrustException>(() => HandshakeAsync(server, callback, ""));
        Assert.Contains("No host could be found", failure.Message);
        Assert.Null(verdict.Host);
        Assert.Null(verdict.Report);

        (await HandshakeAsync(server, VmsTrustValidation.CallbackForHost(store, Role.RecordingServer, Host), ""))
            .Dispose();
        await Assert.ThrowsAsync<UntrustedException>(() => HandshakeAsync(
            server, VmsTrustValidation.CallbackForHost(store, Role.RecordingServer, "rec02.harbour.local"), Host));
        store.Dispose(); // the callback has an owner of its own
        (await HandshakeAsync(server, callback, Host)).Dispose();
    }

    /// <summary>The library's own trial of clients: every fault is noticed by the callback.</summary>
    [Fact]
    public async Task TheCallbackPassesTheTrial()
    {
        using var trial = new ClientTrial();
        using var store = new TrustStore();
        using var task = new LongTask();
        store.Add(trial.Authority);
        IReadOnlyList<TrialServer> servers = trial.Servers;
        Assert.All(servers, one => Assert.NotEqual("", one.Fault.GetId() + one.Fault.GetTitle()));
        Task<bool> serving = Task.Run(() => trial.Run(task));
        foreach (TrialServer server in servers) {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, server.Port);
            using var stream = new SslStream(connection.GetStream(), false,
                                             VmsTrustValidation.Callback(store, Role.TlsServer));
            try {
                await stream.AuthenticateAsClientAsync("localhost");
                await stream.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
                Assert.Equal(Fault.Good, server.Fault);
            } catch (Exception failure) when (failure is UntrustedException or IOException) {
                Assert.NotEqual(Fault.Good, server.Fault);
            }
        }
        await serving;
        // .NET asks when the handshake of TLS 1.3 is done; what counts is that no data is sent.
        Assert.All(trial.Servers, one => Assert.Equal(one.Fault == Fault.Good, one.Reaction.GetId() == "accepted"));
        Assert.NotEqual("", Reaction.Refused.GetTitle());
    }

    [Fact]
    public async Task APolicyDecides()
    {
        using var server = new LoopbackServer(
            Site.MakeServer(Host, until: DateTimeOffset.UtcNow.AddDays(-1)));
        using TrustStore store = Site.Store();
        using var policy = new VerificationPolicy(Role.RecordingServer).InsecureSkipTime();
        (await HandshakeAsync(server, VmsTrustValidation.Callback(store, policy), Host)).Dispose();
        await Assert.ThrowsAsync<UntrustedException>(() => HandshakeAsync(
            server, VmsTrustValidation.Callback(store, Role.RecordingServer), Host));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", false)]
    public async Task AnHttpClientHandlerIsJudgedByTheRequest(string host, bool isTrusted)
    {
        using var server = new LoopbackServer(Site.MakeServer("127.0.0.1"));
        using TrustStore store = Site.Store();
        using var client = new HttpClient(new HttpClientHandler {
            ServerCertificateCustomValidationCallback = VmsTrustValidation.HttpCallback(store, Role.RecordingServer),
        });
        string address = $"https://{host}:{server.Port}/";
        if (isTrusted) {
            Assert.Equal("hello", await client.GetStringAsync(address));
        } else {
            var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(address));
            Assert.IsType<UntrustedException>(failure.InnerException);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", false)]
    public void AWebRequestIsJudgedByItsAddress(string host, bool isTrusted)
    {
        using var server = new LoopbackServer(Site.MakeServer("127.0.0.1"));
        using TrustStore store = Site.Store();
        ConnectionVerdict? verdict = null;
        HttpWebRequest request = WebRequest.CreateHttp($"https://{host}:{server.Port}/");
        request.ServerCertificateValidationCallback =
            VmsTrustValidation.Callback(store, Role.RecordingServer, one => verdict = one);
        if (isTrusted) {
            using WebResponse response = request.GetResponse();
        } else {
            Assert.Throws<WebException>(request.GetResponse);
        }
        Assert.Equal((host, isTrusted), (verdict!.Host, verdict.IsTrusted));
    }

    [Fact]
    public void TheWholeProcessKeepsItsPreviousCallback()
    {
        using var server = new LoopbackServer(Site.MakeServer("127.0.0.1"));
        using TrustStore store = Site.Store();
        var asked = new List<string>();
        ServicePointManager.ServerCertificateValidationCallback = (sender, _, _, _) => {
            asked.Add(((HttpWebRequest)sender).Address.Host);
            return false;
        };
        try {
            VmsTrustValidation.AnswerForWholeProcess(store, Role.RecordingServer, ["127.0.0.1"]);
            using (WebRequest.CreateHttp($"https://127.0.0.1:{server.Port}/").GetResponse()) {
                Assert.Empty(asked);
            }
            Assert.Throws<WebException>(
                () => WebRequest.CreateHttp($"https://localhost:{server.Port}/").GetResponse());
            Assert.Equal(["localhost"], asked);
        } finally {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
    }

    [Theory]
    [InlineData("bücher.local", "https://BÜCHER.local/")]
    [InlineData("xn--bcher-kva.local", "https://bücher.local/")]
    [InlineData("fe80:0:0::1", "https://[fe80::1]/")]
    [InlineData("[::1]", "https://[::1]:7563/")]
    [InlineData("REC01.site.local", "https://rec01.site.local/")]
    public void TheWholeProcessKnowsAHostHoweverItIsWritten(string host, string address)
    {
        using TrustStore store = Site.Store();
        ConnectionVerdict? verdict = null;
        ServicePointManager.ServerCertificateValidationCallback = (_, _, _, _) => true;
        try {
            VmsTrustValidation.AnswerForWholeProcess(store, Role.RecordingServer, [host], one => verdict = one);
            Assert.Throws<UntrustedException>(() => ServicePointManager.ServerCertificateValidationCallback(
                WebRequest.CreateHttp(address), Site.MakeServer(Host), null, SslPolicyErrors.None));
            Assert.False(verdict!.IsTrusted);
        } finally {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rec01:7563")]
    [InlineData("https://rec01/")]
    [InlineData("user@rec01")]
    public void TheWholeProcessRefusesWhatIsNoHost(string host)
    {
        using TrustStore store = Site.Store();
        Assert.Throws<ArgumentException>(
            () => VmsTrustValidation.AnswerForWholeProcess(store, Role.RecordingServer, [host]));
        Assert.Null(ServicePointManager.ServerCertificateValidationCallback);
    }

    [Fact]
    public async Task AReportThatCannotBeToldIsNoConnection()
    {
        using var server = new LoopbackServer(Site.MakeServer(Host));
        using TrustStore store = Site.Store();
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => HandshakeAsync(
            server, VmsTrustValidation.Callback(store, Role.RecordingServer,
                                                _ => throw new InvalidOperationException("the log is full")), Host));
        Assert.Contains("the log is full", failure.ToString());
    }

    [Theory]
    [InlineData("https://REC01.site.local:7563/x", "rec01.site.local")]
    [InlineData("https://10.0.0.5/", "10.0.0.5")]
    [InlineData("https://[::1]:443/", "::1")]
    [InlineData("https://bücher.local/", "xn--bcher-kva.local")]
    [InlineData(null, null)]
    public void AHostIsReadAsItIsDialled(string? address, string? host)
    {
        using TrustStore store = Site.Store();
        ConnectionVerdict? verdict = null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var callback = VmsTrustValidation.HttpCallback(store, Role.RecordingServer, one => verdict = one);
        Assert.ThrowsAny<VmsTrustException>(
            () => callback(request, Site.MakeServer(Host), null, SslPolicyErrors.None));
        Assert.Equal(host, verdict!.Host);
        Assert.Equal(host is not null, verdict.Report is not null);
    }

    [Fact]
    public void WithoutAHostOrACertificateTheAnswerIsNo()
    {
        using TrustStore store = Site.Store();
        using var chain = new X509Chain();
        var reasons = new List<string>();
        RemoteCertificateValidationCallback callback =
            VmsTrustValidation.Callback(store, Role.RecordingServer, one => reasons.Add(one.Reason));
        Assert.Throws<VmsTrustException>(
            () => callback(new object(), Site.MakeServer(Host), chain, SslPolicyErrors.None));
        Assert.Throws<VmsTrustException>(
            () => callback(new object(), null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.Contains("No host could be found", reasons[0]);
        Assert.Contains("no certificate", reasons[1]);
    }

    [Fact]
    public async Task AServerJudgesItsClients()
    {
        using TrustStore store = Site.Store();
        ConnectionVerdict? verdict = null;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using X509Certificate2 own = Site.MakeServer(Host);
        using X509Certificate2 client = Site.MakeServer("display01.harbour.local", purpose: "1.3.6.1.5.5.7.3.2");
        Task serving = Task.Run(async () => {
            using TcpClient peer = await listener.AcceptTcpClientAsync();
            using var stream = new SslStream(peer.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions {
                ServerCertificate = own,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback =
                    VmsTrustValidation.Callback(store, Role.TlsClient, one => verdict = one),
            });
            await stream.WriteAsync(new byte[1]);
        });
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        using var asking = new SslStream(connection.GetStream());
        await asking.AuthenticateAsClientAsync(new SslClientAuthenticationOptions {
            TargetHost = Host,
            ClientCertificates = [client],
            RemoteCertificateValidationCallback = VmsTrustValidation.Callback(store, Role.RecordingServer),
        });
        await asking.ReadExactlyAsync(new byte[1]);
        await serving;
        Assert.True(verdict!.IsTrusted);
        Assert.Null(verdict.Host);
    }
}
