// An object that is disposed while other threads use it is freed when the last one is done.
using Xunit;

namespace VmsTrust.Tests;

[Collection(nameof(Alone))]
public class ThreadTests
{
    private const int Threads = 8;
    private const string Host = "rec01.harbour.local";

    private readonly byte[] server = Site.MakeServer(Host).RawData;

    private static void OnEachThread(Action work)
    {
        var failures = new List<Exception>();
        Thread[] threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() => {
            try {
                work();
            } catch (Exception failure) {
                lock (failures) {
                    failures.Add(failure);
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }

    [Fact]
    public void WhatIsDisposedWhileOthersUseItIsFreedWhenTheLastIsDone()
    {
        for (int i = 0; i < 5; i++) {
            TrustStore store = Site.Store();
            using var started = new CountdownEvent(Threads - 1);
            int first = 0;
            OnEachThread(() => {
                if (Interlocked.Exchange(ref first, 1) == 0) {
                    started.Wait();
                    store.Dispose();
                    return;
                }
                started.Signal();
                using var chain = new CertificateChain();
                chain.AddDer(server);
                try {
                    while (true) {
                        store.EnsureTrusted(chain, Role.RecordingServer, Host);
                    }
                } catch (ObjectDisposedException) {
                    // as it must end
                }
            });
        }
    }
}
