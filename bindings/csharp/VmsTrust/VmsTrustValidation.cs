// Where .NET asks whether a peer's certificate is good, the library answers. The host is the one that this
// connection dialled, read off the connection itself: one callback serves many servers, and none is taken for
// another. Where no host can be found the answer is no.
using System;
using System.Collections.Generic;
#if !NET8_0_OR_GREATER
using System.Diagnostics;
#endif
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace VmsTrust;

/// <summary>What was answered to .NET about one connection.</summary>
public sealed class ConnectionVerdict
{
    internal ConnectionVerdict(string? host, VerificationReport? report, Exception? failure)
    {
        Host = host;
        Report = report;
        Failure = failure;
    }

    /// <summary>Whether the connection may go on.</summary>
    public bool IsTrusted => Failure is null;

    /// <summary>The host that the connection dialled; null where none could be found.</summary>
    public string? Host { get; }

    /// <summary>The report; null where there is no answer, and so the connection ends. It is the receiver's to
    /// dispose.</summary>
    public VerificationReport? Report { get; }

    /// <summary>Why not: an <see cref="UntrustedException"/>, or what stood in the way of an answer. Null if
    /// trusted.</summary>
    public Exception? Failure { get; }

    /// <summary>Why not, as a sentence with the fix; "" if trusted.</summary>
    public string Reason => Failure?.Message ?? "";

    /// <summary>The host and the answer in one line for a log, as "rec01.site.local: trusted".</summary>
    public override string ToString() => $"{Host ?? "(no host)"}: {(IsTrusted ? "trusted" : Reason)}";
}

/// <summary>
/// Callbacks for the places where .NET asks about a certificate. They look at neither the chain that .NET built nor at
/// its errors: the library decides alone. On refusal the verdict reaches the caller through <c>onReport</c>; on .NET 8
/// and newer the callback throws the <see cref="UntrustedException"/>, too, and it becomes the inner exception of what
/// the TLS stack throws. Elsewhere it answers false, since not every stack survives an exception there. Where
/// <c>onReport</c> throws, there is no connection either.
/// </summary>
/// <remarks>Switch off .NET's own downloads (<c>X509ChainPolicy.DisableCertificateDownloads</c>): it would fetch missing
/// intermediates from addresses that the peer's certificate names, before anybody trusts it.</remarks>
public static partial class VmsTrustValidation
{
    /// <summary>A callback for <see cref="SslStream"/>, for <c>SocketsHttpHandler.SslOptions</c> and for
    /// <see cref="HttpWebRequest"/>, under the rule set "vms".</summary>
    /// <param name="store">The callback keeps an owner of its own.</param>
    /// <param name="role">What the peer is. Of roles that take no host (<see cref="Role.TlsClient"/>) none is
    /// asked.</param>
    /// <param name="onReport">Told of every answer; may be null.</param>
    public static RemoteCertificateValidationCallback Callback(TrustStore store, Role role,
                                                               Action<ConnectionVerdict>? onReport = null) =>
        new Judge(store, role, onReport).Answer;

    /// <summary>The same by a policy, of which the callback keeps an owner of its own, too.</summary>
    /// <param name="store">Whom to trust.</param>
    /// <param name="policy">By which rules.</param>
    /// <param name="onReport">Told of every answer; may be null.</param>
    public static RemoteCertificateValidationCallback Callback(TrustStore store, VerificationPolicy policy,
                                                               Action<ConnectionVerdict>? onReport = null) =>
        new Judge(store, policy, onReport).Answer;

    /// <summary>A callback for one connection to one host, where the stack tells the callback none: for an
    /// <see cref="SslStream"/> on .NET Framework. Make one for each connection, with the name that it dials.</summary>
    /// <param name="store">Whom to trust.</param>
    /// <param name="role">What the peer is.</param>
    /// <param name="host">The one name or address that this connection dials.</param>
    /// <param name="onReport">Told of the answer; may be null.</param>
    public static RemoteCertificateValidationCallback CallbackForHost(TrustStore store, Role role, string host,
                                                                      Action<ConnectionVerdict>? onReport = null)
    {
        Foreign.NotNull(host, nameof(host));
        var judge = new Judge(store, role, onReport);
        return (_, certificate, chain, _) => judge.AnswerFor(host, null, certificate, chain);
    }

    /// <summary>A callback for <see cref="HttpClientHandler"/>: the host is that of the request's address. On .NET 8 and
    /// newer prefer <c>SocketsHttpHandler</c> with <see cref="Callback(TrustStore, Role, Action{ConnectionVerdict})"/>,
    /// which knows the connection itself: a request that is redirected while its first connection is still being made
    /// has another address by then.</summary>
    /// <param name="store">Whom to trust.</param>
    /// <param name="role">What the peers are.</param>
    /// <param name="onReport">Told of every answer; may be null.</param>
    public static Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool> HttpCallback(
        TrustStore store, Role role, Action<ConnectionVerdict>? onReport = null) =>
        new Judge(store, role, onReport).Answer;

    /// <summary>Answers for these hosts in everything of the whole process that asks
    /// <see cref="ServicePointManager.ServerCertificateValidationCallback"/>: also in code that is not yours. A callback
    /// that was set before is kept and asked about every other host; without one .NET decides about them.</summary>
    /// <param name="store">Whom to trust.</param>
    /// <param name="role">What the hosts are.</param>
    /// <param name="hosts">The names and addresses that are dialled.</param>
    /// <param name="onReport">Told of every answer about one of them; may be null.</param>
    /// <exception cref="ArgumentException">One of the hosts is none: nothing would ask about it.</exception>
    public static void AnswerForWholeProcess(TrustStore store, Role role, IEnumerable<string> hosts,
                                             Action<ConnectionVerdict>? onReport = null)
    {
        var ours = new HashSet<string>(Foreign.NotNull(hosts, nameof(hosts)).Select(AsDialled),
                                       StringComparer.OrdinalIgnoreCase);
        var judge = new Judge(store, role, onReport);
#pragma warning disable SYSLIB0014 // where this is what is left, it is asked for by name
        RemoteCertificateValidationCallback? previous = ServicePointManager.ServerCertificateValidationCallback;
        ServicePointManager.ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
            HostOf(sender) is string host && ours.Contains(host)
                ? judge.AnswerFor(host, sender, certificate, chain)
                : previous?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
#pragma warning restore SYSLIB0014
    }

    /// <summary>The host that a connection dialled; null where it does not say.</summary>
    private static string? HostOf(object? sender) => sender switch {
        SslStream stream => TargetOf(stream),
        HttpRequestMessage request => HostOf(request.RequestUri),
        HttpWebRequest request => HostOf(request.Address),
        _ => null,
    };

    private static string? HostOf(Uri? address) => address is { IsAbsoluteUri: true } ? address.IdnHost : null;

    /// <summary>A name or address as <see cref="HostOf(Uri)"/> reads it off a connection: an international name in its
    /// form for the DNS, an IPv6 address in its shortest and without brackets.</summary>
    private static string AsDialled(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Unknown
            ? throw new ArgumentException($"\"{host}\" is neither a host name nor an address.", nameof(host))
            : new UriBuilder("https", host).Uri.IdnHost;

    private static string? TargetOf(SslStream stream)
    {
#if NET8_0_OR_GREATER
        string? host = stream.TargetHostName;
#else
        // .NET Framework does not say; what runs this build may be newer.
        string? host = typeof(SslStream).GetProperty("TargetHostName")?.GetValue(stream) as string;
#endif
        // Of a server's own stream it is what the client asked for, and proves nothing about the client.
        return stream.IsServer || string.IsNullOrEmpty(host) ? null : host;
    }

    /// <summary>Whom to trust, by which rules, and whom to tell.</summary>
    private sealed class Judge
    {
        private readonly TrustStore store;
        private readonly VerificationPolicy policy;
        private readonly Action<ConnectionVerdict>? onReport;

        internal Judge(TrustStore store, Role role, Action<ConnectionVerdict>? onReport)
        {
            this.store = Foreign.NotNull(store, nameof(store)).Share();
            policy = new VerificationPolicy(role);
            this.onReport = onReport;
        }

        internal Judge(TrustStore store, VerificationPolicy policy, Action<ConnectionVerdict>? onReport)
        {
            this.store = Foreign.NotNull(store, nameof(store)).Share();
            this.policy = Foreign.NotNull(policy, nameof(policy)).Share();
            this.onReport = onReport;
        }

        internal bool Answer(object? sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
            AnswerFor(HostOf(sender), sender, certificate, chain);

        internal bool AnswerFor(string? host, object? sender, X509Certificate? certificate, X509Chain? chain)
        {
            ConnectionVerdict verdict = Verdict(host, sender, certificate, chain);
            if (!IsTold(verdict)) {
                return false;
            }
            if (verdict.IsTrusted) {
                if (onReport is null) {
                    verdict.Report!.Dispose();
                }
                return true;
            }
#if NET8_0_OR_GREATER
            throw verdict.Failure!;
#else
            return false;
#endif
        }

        private bool IsTold(ConnectionVerdict verdict)
        {
#if NET8_0_OR_GREATER
            onReport?.Invoke(verdict);
            return true;
#else
            try {
                onReport?.Invoke(verdict);
                return true;
            } catch (Exception failure) {
                Trace.TraceError($"{nameof(VmsTrust)}: no connection, since onReport threw: {failure}");
                return false;
            }
#endif
        }

        private ConnectionVerdict Verdict(string? host, object? sender, X509Certificate? certificate, X509Chain? chain)
        {
            try {
                if (certificate is null) {
                    throw new VmsTrustException(ErrorCode.Argument, "The peer sent no certificate.", -1);
                }
                if (host is null && policy.Role.TakesHost()) {
                    throw new VmsTrustException(
                        ErrorCode.Argument,
                        "No host could be found: a callback learns which one was dialled from an SslStream with a "
                        + "target name, an HttpRequestMessage or an HttpWebRequest, and this is "
                        + $"{sender?.GetType().Name ?? "nothing"}. Give CallbackForHost the host of the connection.",
                        -1);
                }
                using var sent = CertificateChain.FromX509(certificate, chain);
                return new ConnectionVerdict(host, store.Verify(sent, host, policy), null);
            } catch (UntrustedException refusal) {
                return new ConnectionVerdict(host, refusal.Report, refusal);
            } catch (Exception failure) {
                return new ConnectionVerdict(host, null, failure); // whatever it was, the answer is no
            }
        }
    }
}
