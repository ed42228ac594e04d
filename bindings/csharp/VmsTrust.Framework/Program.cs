// What a plug-in on .NET Framework does, against a TLS server at PORT whose certificate is for localhost:
//   VmsTrust.Framework FOLDER PORT
// FOLDER has ca.pem, other-ca.pem and good.pem, which is for rec01.harbour.local. Ends with 0 or says what is wrong.
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using VmsTrust;

internal static class Program
{
    private const string Host = "rec01.harbour.local";

    private static int Main(string[] arguments)
    {
        string folder = arguments[0];
        int port = int.Parse(arguments[1]);
        using (TrustStore store = TrustStore.Load(Path.Combine(folder, "ca.pem")))
        using (TrustStore other = TrustStore.Load(Path.Combine(folder, "other-ca.pem"))) {
            Verdicts(store, other, Path.Combine(folder, "good.pem"));
            Streams(store, other, port);
            Requests(store, other, port);
            if (typeof(TrustStore).Assembly.GetType("VmsTrust.EndpointCertificateValidator") is object) {
                Wcf(store, other, Path.Combine(folder, "good.pem"));
            }
        }
        Console.WriteLine($"{typeof(TrustStore).Assembly.FullName} on {Environment.Version}: good");
        return 0;
    }

    private static void Verdicts(TrustStore store, TrustStore other, string path)
    {
        using CertificateChain chain = CertificateChain.Load(path);
        using (VerificationReport report = store.Verify(chain, Host, Role.RecordingServer)) {
            Demand(report.IsTrusted && report.ToText().StartsWith("TRUSTED"), "the report of a trusted chain");
        }
        var refusal = Thrown<UntrustedException>(() => other.Verify(chain, Host, Role.RecordingServer));
        Demand(refusal.Report.Findings[0].Finding == Finding.RootNotInstalled, "root-not-installed");
        Demand(Role.RecordingServer.GetId() == "recording-server" && ((Role)4711).GetId() == "unknown", "ids");
        Demand(Roles.All.All(one => one.GetName().Length > 0), "names");
        Thrown<ObjectDisposedException>(() => {
            TrustStore gone = store.Share();
            gone.Dispose();
            return gone.Count;
        });
    }

    /// <summary>.NET Framework tells a callback no host: the answer is no, and CallbackForHost knows it.</summary>
    private static void Streams(TrustStore store, TrustStore other, int port)
    {
        ConnectionVerdict verdict = null;
        Demand(Connects(port, VmsTrustValidation.CallbackForHost(store, Role.TlsServer, "localhost")), "a stream");
        Demand(!Connects(port, VmsTrustValidation.CallbackForHost(store, Role.TlsServer, Host, one => verdict = one))
               && verdict.Failure is UntrustedException, "a stream with another name");
        Demand(!Connects(port, VmsTrustValidation.CallbackForHost(other, Role.TlsServer, "localhost")),
               "a stream with another CA");
        Demand(!Connects(port, VmsTrustValidation.Callback(store, Role.TlsServer, one => verdict = one))
               && verdict.Host is null && verdict.Reason.StartsWith("No host could be found"), "no host");
        RemoteCertificateValidationCallback untold =
            VmsTrustValidation.CallbackForHost(store, Role.TlsServer, "localhost", _ => throw new IOException("full"));
        Demand(!Connects(port, untold) && !untold(null, null, null, SslPolicyErrors.None), "a report that cannot be told");
    }

    private static bool Connects(int port, RemoteCertificateValidationCallback callback)
    {
        try {
            using (var client = new TcpClient("localhost", port))
            using (var stream = new SslStream(client.GetStream(), false, callback)) {
                stream.AuthenticateAsClient("localhost");
                return true;
            }
        } catch (Exception failure) when (failure is System.Security.Authentication.AuthenticationException
                                          || failure is IOException) {
            return false;
        }
    }

    private static void Requests(TrustStore store, TrustStore other, int port)
    {
        Demand(Answers(port, VmsTrustValidation.Callback(store, Role.TlsServer)), "a request");
        Demand(!Answers(port, VmsTrustValidation.Callback(other, Role.TlsServer)), "a request with another CA");
        VmsTrustValidation.AnswerForWholeProcess(store, Role.TlsServer, new[] { "localhost" });
        Demand(Answers(port, null), "a request that the whole process answers for");
    }

    private static bool Answers(int port, RemoteCertificateValidationCallback callback)
    {
        try {
            HttpWebRequest request = WebRequest.CreateHttp($"https://localhost:{port}/");
            if (callback is object) {
                request.ServerCertificateValidationCallback = callback;
            }
            using (request.GetResponse()) {
                return true;
            }
        } catch (WebException) {
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Wcf(TrustStore store, TrustStore other, string path)
    {
        using var certificate = new X509Certificate2(path);
        using (var good = new EndpointCertificateValidator(store, Role.RecordingServer, Host)) {
            good.Validate(certificate);
        }
        using (var bad = new EndpointCertificateValidator(other, Role.RecordingServer, Host)) {
            Exception failure = Thrown<System.IdentityModel.Tokens.SecurityTokenValidationException>(() => {
                bad.Validate(certificate);
                return 0;
            });
            Demand(failure.InnerException is UntrustedException, "the inner exception of a validator");
        }
    }

    private static T Thrown<T>(Func<object> work) where T : Exception
    {
        try {
            work();
        } catch (T failure) {
            return failure;
        }
        throw new InvalidOperationException($"no {typeof(T).Name}");
    }

    private static void Demand(bool isSo, string what)
    {
        if (!isSo) {
            throw new InvalidOperationException($"wrong: {what}");
        }
    }
}
