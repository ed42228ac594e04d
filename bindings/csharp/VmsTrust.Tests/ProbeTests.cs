// The second library: running servers are asked, and what they answered stays when they are asked again.
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace VmsTrust.Tests;

public class ProbeTests
{
    [Fact]
    public void RunningServersAreAsked()
    {
        X509Certificate2 certificate = Site.MakeServer("127.0.0.1");
        using var good = new LoopbackServer(certificate);
        using var bad = new LoopbackServer(Site.MakeServer("127.0.0.1", Site.OtherAuthority));
        using var expected = Certificate.FromX509(Site.MakeServer("127.0.0.1"));
        using TrustStore store = Site.Store();
        using var policy = new VerificationPolicy(Role.RecordingServer);
        using var task = new LongTask();
        using var probe = new ServerProbe();
        probe.SetTimeout(TimeSpan.FromMinutes(5)); // however loaded the computer is
        probe.SetParallel(10);
        probe.Add($"127.0.0.1:{good.Port}", policy);
        probe.Add($"127.0.0.1:{bad.Port}", policy);
        probe.Add($"127.0.0.1:{good.Port}", policy, expected);
        probe.Add($"127.0.0.1:{FreePort()}", policy);
        Assert.Equal(4, probe.Count);
        IReadOnlyList<ProbedServer> servers = probe.Run(store, task);

        Assert.Equal((4UL, 4UL, false), (task.Done, task.Total, task.IsCancelled));
        Assert.Equal([Outcome.Trusted, Outcome.Untrusted, Outcome.Refused],
                     [servers[0].Outcome, servers[1].Outcome, servers[3].Outcome]);
        Assert.Equal("refused", Outcome.Refused.GetId());
        Assert.NotEqual("", Outcome.Refused.GetTitle());
        Assert.True(Outcome.Untrusted.IsAnswer() && !Outcome.Refused.IsAnswer());
        Assert.Equal(("127.0.0.1", good.Port, "127.0.0.1", true),
                     (servers[0].Host, servers[0].Port, servers[0].Address.Split(':')[0], servers[0].Report!.IsTrusted));
        Assert.StartsWith("TLS 1.", servers[0].Protocol);
        Assert.NotEqual("", servers[0].Group);
        Assert.True(servers[0].Elapsed >= TimeSpan.Zero);
        Assert.Equal(certificate.RawData, servers[0].Certificates[0].GetDer());
        Assert.NotEqual("", servers[1].Text);
        Assert.Equal(Finding.RootNotInstalled, servers[1].Report!.Findings[0].Finding);
        ConnectionFinding other = servers[2].Findings.Single(one => one.Finding == Finding.OtherCertificatePresented);
        Assert.Equal(Severity.Error, other.Severity);
        Assert.NotEqual(other.Expected, other.Found);
        Assert.Null(servers[3].Report);
        Assert.Empty(servers[3].Certificates);

        IReadOnlyList<ProbedServer> again = probe.Run(store);
        Assert.Equal(servers.Select(one => one.Outcome), again.Select(one => one.Outcome));
        probe.Dispose();
        Assert.True(servers[0].Report!.IsTrusted && again[0].Report!.IsTrusted); // each keeps what lends it
        Assert.Throws<ObjectDisposedException>(() => probe.Run(store));
    }

    [Fact]
    public void ATaskCancels()
    {
        using TrustStore store = Site.Store();
        using var policy = new VerificationPolicy(Role.RecordingServer);
        using var task = new LongTask();
        using var probe = new ServerProbe();
        probe.Add("127.0.0.1", policy);
        Assert.Equal(ErrorCode.Argument,
                     Assert.Throws<VmsTrustException>(() => probe.Add("two words", policy)).Code);
        task.SetProgress(1, 2);
        task.Cancel();
        Assert.True(task.IsCancelled);
        Assert.Equal(Outcome.Cancelled, probe.Run(store, task).Single().Outcome);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
