// The smallest useful client in C#: may this chain be trusted?
// usage: client ROOTS ROLE HOST CHAIN; exit 0 trusted, 1 not trusted, 2 could
// not tell. The library is the installed one, or what VMSTRUST_LIBRARY names.
using System.Runtime.InteropServices;
using System.Text;
using static Native;

NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (_, assembly, search) =>
    NativeLibrary.Load(Environment.GetEnvironmentVariable("VMSTRUST_LIBRARY")
                       ?? "libvmstrust.so.0", assembly, search));
if (args.Length != 4) {
    Console.Error.WriteLine("usage: client ROOTS ROLE HOST CHAIN");
    return 2;
}
try {
    Check(vmstrust_store_load(Utf8(args[0]), out var store, out var error), error);
    Check(vmstrust_chain_load(Utf8(args[3]), out var chain, out error), error);
    Check(vmstrust_role_find(Utf8(args[1]), out var role, out error), error);
    Check(vmstrust_policy_new(role, out var policy, out error), error);
    using (store) using (chain) using (policy) {
        int code = vmstrust_verify(store, policy, chain, Utf8(args[2]),
                                   out var report, out error);
        using (report) {
            Print(report);
        }
        Check(code, error);
    }
    return 0;
} catch (VmsTrustException failure) {
    Console.Error.WriteLine(failure.Message);
    return failure.Code == Untrusted ? 1 : 2;
}

static void Print(ReportHandle report)
{
    if (!report.IsInvalid) {
        Check(vmstrust_report_write_text(report, out var text, out var error), error);
        using (text) {
            Console.Write(Text(vmstrust_bytes_get_data(text)));
        }
    }
}
