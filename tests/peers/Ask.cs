// Connects with .NET to each server of the list and tells what it says.
// usage: dotnet Ask.dll LIST; LIST has lines of fault, base, host, port, time.
using System;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

static class Ask
{
    static X509ChainPolicy Trusting(string path, string time)
    {
        var policy = new X509ChainPolicy {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (time != "") {
            policy.VerificationTimeIgnored = false;
            policy.VerificationTime = DateTimeOffset
                .FromUnixTimeSeconds(long.Parse(time)).UtcDateTime;
        }
        policy.CustomTrustStore.ImportFromPemFile(path);
        policy.ApplicationPolicy.Add(
            new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        return policy;
    }

    static string Connect(string[] fields)
    {
        string details = "";
        try {
            using var plain = new TcpClient("127.0.0.1", int.Parse(fields[3]));
            using var stream = new SslStream(plain.GetStream());
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions {
                TargetHost = fields[2],
                CertificateChainPolicy = Trusting(fields[1] + ".root",
                                                  fields[4]),
                RemoteCertificateValidationCallback =
                    (sender, certificate, chain, errors) => {
                        details = Describe(chain, errors);
                        return errors == SslPolicyErrors.None;
                    },
            });
            return "OK";
        } catch (Exception error) {
            return details + " " + error.Message.Replace("\n", " ");
        }
    }

    static string Describe(X509Chain? chain, SslPolicyErrors errors)
    {
        var status = chain?.ChainStatus.Select(one => one.Status.ToString());
        return errors + ": " + string.Join(", ", status ?? new string[0]) + ":";
    }

    static void Main(string[] arguments)
    {
        foreach (string line in File.ReadLines(arguments[0])) {
            string[] fields = line.Split('\t');
            Console.WriteLine(fields[0] + "\t" + Connect(fields));
        }
    }
}
