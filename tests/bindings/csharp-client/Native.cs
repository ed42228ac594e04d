// The calls of libvmstrust as P/Invoke sees them: each import once, one sealed
// SafeHandle for each C type, text as UTF-8 bytes with a NUL.
using System.Runtime.InteropServices;
using System.Text;

abstract class Handle : SafeHandle
{
    protected Handle() : base(IntPtr.Zero, true) { }
    public override bool IsInvalid => handle == IntPtr.Zero;
    protected abstract void Free(IntPtr value);
    protected override bool ReleaseHandle() { Free(handle); return true; }
}

sealed class StoreHandle : Handle
{
    protected override void Free(IntPtr value) => Native.vmstrust_store_free(value);
}

sealed class ChainHandle : Handle
{
    protected override void Free(IntPtr value) => Native.vmstrust_chain_free(value);
}

sealed class PolicyHandle : Handle
{
    protected override void Free(IntPtr value) => Native.vmstrust_policy_free(value);
}

sealed class ReportHandle : Handle
{
    protected override void Free(IntPtr value) => Native.vmstrust_report_free(value);
}

sealed class BytesHandle : Handle
{
    protected override void Free(IntPtr value) => Native.vmstrust_bytes_free(value);
}

sealed class ErrorHandle : Handle
{
    protected override void Free(IntPtr value) => Native.vmstrust_error_free(value);
}

sealed class VmsTrustException : Exception
{
    public VmsTrustException(int code, string text) : base(text) => Code = code;
    public int Code { get; }
}

static class Native
{
    const string Library = "vmstrust";
    public const int Untrusted = -400;

    [DllImport(Library)]
    public static extern int vmstrust_store_load(
        byte[] path, out StoreHandle store, out ErrorHandle error);
    [DllImport(Library)]
    public static extern int vmstrust_chain_load(
        byte[] path, out ChainHandle chain, out ErrorHandle error);
    [DllImport(Library)]
    public static extern int vmstrust_role_find(
        byte[] id, out int role, out ErrorHandle error);
    [DllImport(Library)]
    public static extern int vmstrust_policy_new(
        int role, out PolicyHandle policy, out ErrorHandle error);
    [DllImport(Library)]
    public static extern int vmstrust_verify(
        StoreHandle store, PolicyHandle policy, ChainHandle chain, byte[] host,
        out ReportHandle report, out ErrorHandle error);
    [DllImport(Library)]
    public static extern int vmstrust_report_write_text(
        ReportHandle report, out BytesHandle text, out ErrorHandle error);
    [DllImport(Library)]
    public static extern IntPtr vmstrust_bytes_get_data(BytesHandle bytes);
    [DllImport(Library)]
    public static extern IntPtr vmstrust_error_get_text(ErrorHandle error);
    [DllImport(Library)]
    public static extern void vmstrust_store_free(IntPtr store);
    [DllImport(Library)]
    public static extern void vmstrust_chain_free(IntPtr chain);
    [DllImport(Library)]
    public static extern void vmstrust_policy_free(IntPtr policy);
    [DllImport(Library)]
    public static extern void vmstrust_report_free(IntPtr report);
    [DllImport(Library)]
    public static extern void vmstrust_bytes_free(IntPtr bytes);
    [DllImport(Library)]
    public static extern void vmstrust_error_free(IntPtr error);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + "\0");
    public static string Text(IntPtr text) => Marshal.PtrToStringUTF8(text) ?? "";

    public static void Check(int code, ErrorHandle error)
    {
        using (error) {
            if (code != 0) {
                throw new VmsTrustException(code, Text(vmstrust_error_get_text(error)));
            }
        }
    }
}
