// What the binding costs, and that it keeps nothing.
//   VmsTrust.Measure cost ROOTS CHAIN HOST       microseconds of a verification in C and in C#, in turns:
//                                                from the bytes that a server sent to a report that is disposed of
//   VmsTrust.Measure rounds ROOTS CHAIN HOST     100,000 rounds from 8 threads; ends with 1 unless memory is flat
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using VmsTrust;

if (args.Length != 4) {
    Console.Error.WriteLine("usage: VmsTrust.Measure cost|rounds ROOTS CHAIN HOST");
    return 64;
}
byte[] roots = File.ReadAllBytes(args[1]);
byte[] sent = File.ReadAllBytes(args[2]);
string host = args[3];
return args[0] == "cost" ? Cost() : Rounds();

unsafe int Cost()
{
    const int Batches = 41, Batch = 500;
    using var native = new NativeCaller(roots, sent, host);
    using var store = new TrustStore();
    store.AddPem(roots);
    using var policy = new VerificationPolicy(Role.RecordingServer);
    var inC = new List<double>();
    var inCSharp = new List<double>();
    for (int i = 0; i < Batches; i++) {
        inC.Add(Time(Batch, native.Verify));
        inCSharp.Add(Time(Batch, () => {
            using var chain = CertificateChain.Parse(sent);
            store.TryVerify(chain, host, policy, out VerificationReport report);
            report.Dispose();
        }));
    }
    double c = Median(inC), cs = Median(inCSharp);
    Console.WriteLine($"C# binding: a verification takes {c:F1} us in C and {cs:F1} us in C#: {cs - c:F1} us more");
    return 0;
}

static double Time(int times, Action work)
{
    var watch = Stopwatch.StartNew();
    for (int i = 0; i < times; i++) {
        work();
    }
    return watch.Elapsed.TotalMicroseconds / times;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

int Rounds()
{
    const int Threads = 8, Phases = 6, RoundsInAll = 100_000;
    // What malloc and the runtime keep varies by this much; one report that is lost in each round would be many
    // times that.
    const long Slack = 24;
    var resident = new List<long>();
    for (int phase = 0; phase < Phases; phase++) {
        int left = RoundsInAll / Phases;
        Thread[] threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() => {
            while (Interlocked.Decrement(ref left) >= 0) {
                Round();
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        resident.Add(Resident());
    }
    Console.WriteLine($"resident after each {RoundsInAll / Phases} of {RoundsInAll} rounds from {Threads} threads: "
                      + $"{string.Join(", ", resident)} MB");
    return resident[^1] - resident[1] <= Slack ? 0 : 1;
}

void Round()
{
    using var store = new TrustStore();
    store.AddPem(roots);
    using var chain = CertificateChain.Parse(sent);
    using var policy = new VerificationPolicy(Role.RecordingServer);
    if (!store.TryVerify(chain, host, policy, out VerificationReport report)) {
        throw new InvalidOperationException(report.ToText());
    }
    using (report) {
        foreach (Certificate one in report.Path) {
            one.Dispose();
        }
    }
}

static long Resident()
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    GC.Collect();
    using Process self = Process.GetCurrentProcess();
    return self.WorkingSet64 / (1024 * 1024);
}

/// <summary>The same calls as C makes them: pointers in, pointers out, nothing between.</summary>
internal sealed unsafe class NativeCaller : IDisposable
{
    private readonly IntPtr library = NativeLibrary.Load("libvmstrust.so.0");
    private readonly delegate* unmanaged<IntPtr, IntPtr, IntPtr, byte*, IntPtr*, IntPtr*, int> verify;
    private readonly delegate* unmanaged<IntPtr, void> freeReport;
    private readonly delegate* unmanaged<byte*, nuint, IntPtr*, IntPtr*, int> parse;
    private readonly delegate* unmanaged<IntPtr, void> freeChain;
    private readonly IntPtr store, policy;
    private readonly byte[] sent, host;

    internal NativeCaller(byte[] roots, byte[] sent, string host)
    {
        this.sent = sent;
        this.host = Encoding.ASCII.GetBytes(host + "\0");
        verify = (delegate* unmanaged<IntPtr, IntPtr, IntPtr, byte*, IntPtr*, IntPtr*, int>)Call("verify");
        freeReport = (delegate* unmanaged<IntPtr, void>)Call("report_free");
        parse = (delegate* unmanaged<byte*, nuint, IntPtr*, IntPtr*, int>)Call("chain_parse");
        freeChain = (delegate* unmanaged<IntPtr, void>)Call("chain_free");
        IntPtr made;
        Demand(((delegate* unmanaged<IntPtr*, IntPtr*, int>)Call("store_new"))(&made, null));
        store = made;
        Demand(((delegate* unmanaged<int, IntPtr*, IntPtr*, int>)Call("policy_new"))(
            (int)Role.RecordingServer, &made, null));
        policy = made;
        fixed (byte* data = roots) {
            Demand(((delegate* unmanaged<IntPtr, byte*, nuint, IntPtr*, int>)Call("store_add_pem"))(
                store, data, (nuint)roots.Length, null));
        }
    }

    internal void Verify()
    {
        IntPtr chain, report, error;
        fixed (byte* name = host, data = sent) {
            Demand(parse(data, (nuint)sent.Length, &chain, &error));
            Demand(verify(store, policy, chain, name, &report, &error));
        }
        freeReport(report);
        freeChain(chain);
    }

    public void Dispose()
    {
        ((delegate* unmanaged<IntPtr, void>)Call("store_free"))(store);
        ((delegate* unmanaged<IntPtr, void>)Call("policy_free"))(policy);
    }

    private IntPtr Call(string name) => NativeLibrary.GetExport(library, $"vmstrust_{name}");

    private static void Demand(int code)
    {
        if (code != 0) {
            throw new InvalidOperationException($"code {code}");
        }
    }
}
