// One client object for servers of different names, each judged by the name that it was asked by.
// usage: Servers CA-FILE HOST=PORT...      (all of them on this computer)
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using VmsTrust;

Dictionary<string, int> ports = args.Skip(1).Select(one => one.Split('='))
    .ToDictionary(one => one[0], one => int.Parse(one[1]));
using TrustStore store = TrustStore.Load(args[0]);
using var client = new HttpClient(new SocketsHttpHandler {
    SslOptions = {
        RemoteCertificateValidationCallback = VmsTrustValidation.Callback(store, Role.RecordingServer),
        // .NET would fetch missing intermediates from addresses in a certificate that nobody trusts yet.
        CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true },
    },
    ConnectCallback = async (context, cancel) => {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("localhost", ports[context.DnsEndPoint.Host], cancel);
        return new NetworkStream(socket, ownsSocket: true);
    },
});
int refused = 0;
foreach (string host in ports.Keys) {
    try {
        using HttpResponseMessage answer = await client.GetAsync($"https://{host}/");
        Console.WriteLine($"{host}: trusted, answers {(int)answer.StatusCode}");
    } catch (HttpRequestException failure) when (failure.InnerException is UntrustedException refusal) {
        Console.WriteLine($"{host}: refused: {refusal.Message}");
        refused++;
    }
}
return refused == 0 ? 0 : 1;
