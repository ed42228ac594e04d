// Made from include/*/*.h by devel/generate: edit those.
#nullable enable
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VmsTrust;

internal static partial class NativeMethods
{
#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_bytes_get_data(BytesHandle bytes);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_bytes_get_size(BytesHandle bytes);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_bytes_free(IntPtr bytes);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_plan_new(byte[]? path, byte[]? title, out CaPlanHandle plan,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_ca_plan_free(IntPtr plan);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_plan_set_key_type(CaPlanHandle plan, byte[]? type, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_ca_plan_set_valid_for(CaPlanHandle plan, long seconds);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_plan_set_actor(CaPlanHandle plan, byte[]? account, byte[]? computer,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_plan_add_permitted(CaPlanHandle plan, byte[]? name,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_ca_plan_set_subordinate(CaPlanHandle plan,
        [MarshalAs(UnmanagedType.U1)] bool is_subordinate);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_plan_check(CaPlanHandle plan, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_passphrase(byte[]? passphrase, nuint passphrase_size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_create(CaPlanHandle plan, byte[]? passphrase, nuint passphrase_size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_adopt(CaPlanHandle plan, IdentityHandle identity, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_adoption(CaPlanHandle plan, IdentityHandle identity,
        out ReportHandle report, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_answer(CaPlanHandle plan, ChainHandle answer, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_complete(CaPlanHandle plan, ChainHandle answer, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_compare_answer(CaPlanHandle plan, ChainHandle answer,
        out BytesHandle text, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_open(byte[]? path, byte[]? passphrase, nuint passphrase_size,
        out CaHandle ca, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_ca_free(IntPtr ca);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_ca_get_cert(CaHandle ca);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_set_actor(CaHandle ca, byte[]? account, byte[]? computer,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_new(Role role, out OrderHandle order, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_new_renewal(CaHandle ca, CertHandle cert, out OrderHandle order,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_order_free(IntPtr order);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_add_host(OrderHandle order, byte[]? host, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_add_requested(OrderHandle order, RequestHandle request,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_write_ungranted(OrderHandle order, RequestHandle request,
        out BytesHandle text, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Role vmstrust_order_get_role(OrderHandle order);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_order_get_host_count(OrderHandle order);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_order_get_host(OrderHandle order, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_add_crl_url(OrderHandle order, byte[]? url, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_add_aia_url(OrderHandle order, byte[]? url, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_set_valid_for(OrderHandle order, long seconds, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_order_set_key_type(OrderHandle order, byte[]? type, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_order_set_replacing(OrderHandle order,
        [MarshalAs(UnmanagedType.U1)] bool is_replacing);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_order(CaHandle ca, OrderHandle order, out long not_before,
        out long not_after, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_issue(CaHandle ca, OrderHandle order, out IdentityHandle identity,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_sign(CaHandle ca, OrderHandle order, RequestHandle request,
        out CertHandle cert, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_request(CaHandle ca, OrderHandle order, RequestHandle request,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_renew(CaHandle ca, OrderHandle order, out CertHandle cert,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_renewal(CaHandle ca, OrderHandle order, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_write_chain(CaHandle ca, CertHandle cert, out BytesHandle pem,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_record(CaHandle ca, CertHandle cert, Role role,
        [MarshalAs(UnmanagedType.U1)] out bool is_new, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_record(CaHandle ca, CertHandle cert,
        [MarshalAs(UnmanagedType.U1)] out bool is_new, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_set_delivered(CaHandle ca, CertHandle cert, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_revoke(CaHandle ca, CertHandle cert, byte[]? reason, long invalid_since,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_revoke(CaHandle ca, CertHandle cert, byte[]? reason,
        long invalid_since, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_crl(CaHandle ca, byte[]? data, nuint size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_write_crl(CaHandle ca, long valid_for, out BytesHandle pem,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_list(CaHandle ca, out EntriesHandle entries, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_list_due(CaHandle ca, long before, out EntriesHandle entries,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_find(CaHandle ca, byte[]? word, out EntriesHandle entries,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_list_successors(CaHandle ca, OrderHandle order,
        out EntriesHandle entries, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_entries_free(IntPtr entries);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_entries_get_count(EntriesHandle entries);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_entries_get_cert(EntriesHandle entries, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_entries_get_state(EntriesHandle entries, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_entries_get_role(EntriesHandle entries, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_entries_get_revoked_at(EntriesHandle entries, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_entries_get_reason(EntriesHandle entries, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_entries_get_invalid_since(EntriesHandle entries, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_write_log(CaHandle ca, out BytesHandle text, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_ca_get_root_count(CaHandle ca);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_ca_get_root(CaHandle ca, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_ca_get_cross(CaHandle ca, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_ca_get_back_cross(CaHandle ca, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_plan_next(CaHandle ca, byte[]? title, out CaPlanHandle plan,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_rollover(CaHandle ca, CaPlanHandle plan, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_roll_over(CaHandle ca, CaPlanHandle plan, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_set_passphrase(CaHandle ca, byte[]? passphrase, nuint passphrase_size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_set_passphrase(CaHandle ca, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_backup(CaHandle ca, byte[]? path,
        [MarshalAs(UnmanagedType.U1)] bool is_replacing, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_move(CaHandle ca, byte[]? path,
        [MarshalAs(UnmanagedType.U1)] bool is_replacing, byte[]? place, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_ca_check_backup(CaHandle ca, byte[]? path,
        [MarshalAs(UnmanagedType.U1)] bool is_replacing, byte[]? place, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_backup_open(byte[]? path, out BackupHandle backup, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_backup_free(IntPtr backup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_backup_get_made_at(BackupHandle backup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_backup_get_place(BackupHandle backup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_backup_get_computer(BackupHandle backup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_backup_get_moving_to(BackupHandle backup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_backup_set_actor(BackupHandle backup, byte[]? account, byte[]? computer,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_backup_check(BackupHandle backup, byte[]? folder, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_backup_try_passphrase(BackupHandle backup, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_backup_restore(BackupHandle backup, byte[]? folder, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_checkup_new(byte[]? path, byte[]? passphrase, nuint passphrase_size,
        out CheckupHandle checkup, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_checkup_free(IntPtr checkup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_checkup_get_count(CheckupHandle checkup);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_checkup_get_id(CheckupHandle checkup, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_checkup_get_mark(CheckupHandle checkup, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_checkup_get_text(CheckupHandle checkup, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_parse(byte[]? data, nuint size, out CertHandle cert,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    CertHandle vmstrust_cert_ref(IntPtr cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_cert_free(IntPtr cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_cert_is_malformed(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_cert_get_der(CertHandle cert, out nuint size);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_cert_get_sha256(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_get_thumbprint(CertHandle cert, byte[]? thumbprint,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_write_subject(CertHandle cert, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_write_issuer(CertHandle cert, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_cert_get_serial(CertHandle cert, out nuint size);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_cert_get_not_before(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_cert_get_not_after(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_cert_is_authority(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_cert_is_limited_to_names(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_cert_get_path_length(CertHandle cert, out uint length);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_cert_get_dns_name_count(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_cert_get_dns_name(CertHandle cert, nuint index, out nuint size);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_cert_get_ip_address_count(CertHandle cert);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_cert_get_ip_address(CertHandle cert, nuint index, out nuint size);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_write_text(CertHandle cert, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_write_json(CertHandle cert, out BytesHandle json,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_write_difference(CertHandle cert, CertHandle before,
        out BytesHandle text, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_cert_write_pem(CertHandle cert, out BytesHandle pem, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_new(out ChainHandle chain, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_add_der(ChainHandle chain, byte[]? data, nuint size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_add_cert(ChainHandle chain, CertHandle cert, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_add_crl(ChainHandle chain, byte[]? data, nuint size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_set_ocsp(ChainHandle chain, byte[]? data, nuint size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_parse(byte[]? data, nuint size, out ChainHandle chain,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_load(byte[]? path, out ChainHandle chain, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_set_time(ChainHandle chain, long time, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_chain_get_count(ChainHandle chain);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_chain_get_cert(ChainHandle chain, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_chain_free(IntPtr chain);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_new(byte[]? cert_path, byte[]? key_path,
        out DeploymentHandle deployment, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_deployment_free(IntPtr deployment);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_set_passphrase(DeploymentHandle deployment, byte[]? passphrase,
        nuint passphrase_size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_set_account(DeploymentHandle deployment, byte[]? account,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_set_computer(DeploymentHandle deployment, byte[]? computer,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_set_target(DeploymentHandle deployment, Target target,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_set_time(DeploymentHandle deployment, long time,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_check(DeploymentHandle deployment, StoreHandle store,
        PolicyHandle policy, byte[]? host, out ReportHandle report, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_deployment_check_access(DeploymentHandle deployment, out KeyAccess access,
        out BytesHandle text, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_error_get_code(ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_error_get_text(ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_error_get_offset(ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_error_new(ErrorCode code, byte[]? text);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_error_free(IntPtr error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_code_get_name(ErrorCode code);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_code_get_text(ErrorCode code);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_files_new([MarshalAs(UnmanagedType.U1)] bool may_replace,
        out FilesHandle files, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_files_free(IntPtr files);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_files_add(FilesHandle files, byte[]? path, byte[]? data, nuint size,
        [MarshalAs(UnmanagedType.U1)] bool is_private, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_files_write(FilesHandle files, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_finding_get_total();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Finding vmstrust_finding_get_at(nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_finding_find(byte[]? id, out Finding finding, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_id(Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_title(Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_cause(Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_fix(Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_how_to_see(Finding finding, Platform platform);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_how_to_fix(Finding finding, Platform platform);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_finding_get_source(Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_finding_is_locked(Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_finding_get_severity(Finding finding, byte[]? rules);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_platform_get_total();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Platform vmstrust_platform_get_at(nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_platform_get_id(Platform platform);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_platform_get_name(Platform platform);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_severity_get_id(Severity severity);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_severity_find(byte[]? id, out Severity severity, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_match_get_id(HostMatch match);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_near_miss_get_id(NearMissKind near_miss);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_revocation_get_id(RevocationMode mode);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_revocation_state_get_id(RevocationState state);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_key_access_get_id(KeyAccess access);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_revocation_find(byte[]? id, out RevocationMode mode, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_word_find(byte[]? word, out Finding finding, out IntPtr text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_passphrase_load(byte[]? path, out BytesHandle passphrase,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_make(byte[]? key_type, out IdentityHandle identity,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_parse(byte[]? data, nuint size, byte[]? passphrase,
        nuint passphrase_size, out IdentityHandle identity, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_load(byte[]? cert_path, byte[]? key_path, byte[]? passphrase,
        nuint passphrase_size, out IdentityHandle identity, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_identity_free(IntPtr identity);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_identity_get_cert_count(IdentityHandle identity);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_identity_get_cert(IdentityHandle identity, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_identity_key_matches(IdentityHandle identity);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_identity_key_is_in_token(IdentityHandle identity);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_prove(IdentityHandle identity, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_write_chain(IdentityHandle identity, out BytesHandle pem,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_write_pkcs7(IdentityHandle identity, out BytesHandle der,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_write_key(IdentityHandle identity, byte[]? passphrase,
        nuint passphrase_size, out BytesHandle pem, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_identity_write_pfx(IdentityHandle identity, Target target,
        byte[]? passphrase, nuint passphrase_size, out BytesHandle pfx, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_pfx_write_text(byte[]? data, nuint size, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_pfx_write_json(byte[]? data, nuint size, out BytesHandle json,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_pfx_check_target(byte[]? data, nuint size, Target target,
        out BytesHandle reason, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_inventory_read(byte[]? path, out InventoryHandle inventory,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_inventory_check(InventoryHandle inventory, long now, long within,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_inventory_free(IntPtr inventory);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_inventory_get_count(InventoryHandle inventory);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_kind(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_file(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_cert(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Role vmstrust_inventory_get_role(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_host(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_inventory_get_expires(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_inventory_get_added_at(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_actor(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_reason(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_inventory_get_problem_count(InventoryHandle inventory);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_inventory_get_problem_severity(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_problem_id(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_problem_file(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_inventory_get_problem_text(InventoryHandle inventory, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_new(Role role, out PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    PolicyHandle vmstrust_policy_ref(IntPtr policy);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_policy_free(IntPtr policy);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Role vmstrust_policy_get_role(PolicyHandle policy);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Client vmstrust_policy_get_client(PolicyHandle policy);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_policy_get_severity(PolicyHandle policy, Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_client(PolicyHandle policy, Client client, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_rules(PolicyHandle policy, byte[]? rules, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_severity(PolicyHandle policy, Finding finding, Severity severity,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_set_severity(PolicyHandle policy, Finding finding,
        Severity severity, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_anchor_fields(PolicyHandle policy, AnchorFields fields,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_ignore_anchor_fields(PolicyHandle policy,
        AnchorFields fields, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_max_path_length(PolicyHandle policy, uint length,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_add_required_name(PolicyHandle policy, byte[]? name,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_purpose(PolicyHandle policy, byte[]? purpose,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_add_initial_policy(PolicyHandle policy, byte[]? policy_id,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_require_explicit_policy(PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_inhibit_policy_mapping(PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_inhibit_any_policy(PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_revocation(PolicyHandle policy, RevocationMode mode,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_skip_issuer_revocation(PolicyHandle policy,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_ignore_crl_expiry(PolicyHandle policy,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_earliest_time(PolicyHandle policy, long time,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_set_due_within(PolicyHandle policy, uint days, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_add_shadow(PolicyHandle policy, PolicyHandle other,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_skip_name(PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_allow_weak(PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_policy_insecure_skip_time(PolicyHandle policy, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_chain_find_refusals(ChainHandle chain, Target target,
        out RefusalsHandle refusals, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_refusals_is_accepted(RefusalsHandle refusals);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_refusals_get_count(RefusalsHandle refusals);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Finding vmstrust_refusals_get_finding(RefusalsHandle refusals, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_refusals_get_severity(RefusalsHandle refusals, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    int vmstrust_refusals_get_depth(RefusalsHandle refusals, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_refusals_get_cert(RefusalsHandle refusals, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_refusals_is_measured(RefusalsHandle refusals, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_refusals_get_message(RefusalsHandle refusals, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_refusals_free(IntPtr refusals);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_report_is_trusted(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_report_get_count(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Finding vmstrust_report_get_finding(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_report_get_severity(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_cert(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    int vmstrust_report_get_depth(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Client vmstrust_report_get_client(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_title(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_text(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_expected(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_found(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_consequence(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_fix(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_source(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_report_get_path_count(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_path_cert(ReportHandle report, nuint depth);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_report_get_near_miss_count(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    NearMissKind vmstrust_report_get_near_miss(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_near_miss_cert(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_near_miss_text(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    RevocationState vmstrust_report_get_revocation(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    KeyAccess vmstrust_report_get_key_access(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_key_text(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_shadow(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_shadow_text(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_report_get_policy_count(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_policy(ReportHandle report, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    HostMatch vmstrust_report_get_matched(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Role vmstrust_report_get_role(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_host(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_report_get_rules(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    long vmstrust_report_get_judged_at(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ulong vmstrust_report_get_generation(ReportHandle report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_report_write_text(ReportHandle report, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_report_write_ascii(ReportHandle report, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_report_write_json(ReportHandle report, out BytesHandle json,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_report_write_evidence(ReportHandle report, out BytesHandle evidence,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_report_free(IntPtr report);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_draft_new(Role role, out DraftHandle draft, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_draft_free(IntPtr draft);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_draft_add_subject(DraftHandle draft, byte[]? attribute, byte[]? value,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_draft_add_host(DraftHandle draft, byte[]? host, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_draft_write(DraftHandle draft, IdentityHandle identity, out BytesHandle pem,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_request_parse(byte[]? data, nuint size, out RequestHandle request,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_request_free(IntPtr request);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_request_write_subject(RequestHandle request, out BytesHandle text,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_request_get_dns_name_count(RequestHandle request);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_request_get_dns_name(RequestHandle request, nuint index, out nuint size);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_request_get_ip_address_count(RequestHandle request);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_request_get_ip_address(RequestHandle request, nuint index, out nuint size);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_role_get_total();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Role vmstrust_role_get_at(nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_role_find(byte[]? id, out Role role, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_role_get_id(Role role);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_role_get_name(Role role);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_role_get_endpoint(Role role);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_role_get_source(Role role);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ushort vmstrust_role_get_port(Role role);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_role_takes_host(Role role);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_client_get_total();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Client vmstrust_client_get_at(nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_client_find(byte[]? id, out Client client, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_client_get_id(Client client);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_client_get_name(Client client);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_client_get_store(Client client);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_client_get_install(Client client);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_client_get_source(Client client);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Target vmstrust_client_get_target(Client client);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_target_get_total();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Target vmstrust_target_get_at(nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_target_find(byte[]? id, out Target target, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_target_get_id(Target target);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_target_get_name(Target target);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_target_get_severity(Target target, Finding finding);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_target_is_measured(Target target);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_connection_get_total();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Connection vmstrust_connection_get_at(nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_connection_find(byte[]? id, out Connection connection,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_connection_get_id(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_connection_get_name_rule(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_connection_get_if_expired(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_connection_get_if_untrusted(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_connection_get_source(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Client vmstrust_connection_get_client(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Role vmstrust_connection_get_role(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ushort vmstrust_connection_get_port(Connection connection);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_new(out StoreHandle store, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_load(byte[]? path, out StoreHandle store, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    StoreHandle vmstrust_store_ref(IntPtr store);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_store_free(IntPtr store);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_cert(StoreHandle store, CertHandle cert, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_cert_for_role(StoreHandle store, CertHandle cert, Role role,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_pem(StoreHandle store, byte[]? data, nuint size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_path(StoreHandle store, byte[]? path, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_system_roots(StoreHandle store, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_intermediate(StoreHandle store, CertHandle cert,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_crl(StoreHandle store, byte[]? data, nuint size,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_crl_file(StoreHandle store, byte[]? path, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_remove_superseded_crls(StoreHandle store, out nuint removed,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_distrust_cert(StoreHandle store, CertHandle cert,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_distrust_key(StoreHandle store, CertHandle cert,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_pin(StoreHandle store, byte[]? host, CertHandle cert,
        long expires, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_remove_pins(StoreHandle store, byte[]? host, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_remove_cert(StoreHandle store, CertHandle cert, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_create(byte[]? path, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_open(byte[]? path, out StoreHandle store, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_add_folder(StoreHandle store, byte[]? path, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_refresh(StoreHandle store, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_set_actor(StoreHandle store, byte[]? account, byte[]? computer,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_save(StoreHandle store, byte[]? reason, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ulong vmstrust_store_get_generation(StoreHandle store);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_store_get_count(StoreHandle store);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_verify_pem(StoreHandle store, Role role, byte[]? host, byte[]? data,
        nuint size, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_store_verify_chain(StoreHandle store, Role role, byte[]? host,
        ChainHandle chain, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_bytes_classify(byte[]? data, nuint size, Role role, out Content content,
        out BytesHandle sentence, out CertHandle cert, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_content_get_id(Content content);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_task_new(out TaskHandle task, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_task_cancel(TaskHandle task);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_task_is_cancelled(TaskHandle task);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ulong vmstrust_task_get_done(TaskHandle task);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ulong vmstrust_task_get_total(TaskHandle task);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_task_set_progress(TaskHandle task, ulong done, ulong total);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_task_free(IntPtr task);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_verify(StoreHandle store, PolicyHandle policy, ChainHandle chain,
        byte[]? host, out ReportHandle report, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_replay(byte[]? data, nuint size, out ReportHandle report,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    uint vmstrust_version_number();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_version_text();

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Name)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Name, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_version_write_libraries(out BytesHandle text, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_probe_new(out ProbeHandle probe, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_probe_add(ProbeHandle probe, byte[]? endpoint, PolicyHandle policy,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_probe_set_expected(ProbeHandle probe, nuint index, CertHandle cert,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_probe_set_timeout(ProbeHandle probe, uint milliseconds,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_probe_set_parallel(ProbeHandle probe, uint count, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_probe_run(ProbeHandle probe, StoreHandle store, TaskHandle task,
        out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_probe_get_count(ProbeHandle probe);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_host(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ushort vmstrust_probe_get_port(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Outcome vmstrust_probe_get_outcome(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_text(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_report(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_chain(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_probe_get_finding_count(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Finding vmstrust_probe_get_finding(ProbeHandle probe, nuint index, nuint row);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Severity vmstrust_probe_get_severity(ProbeHandle probe, nuint index, nuint row);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_found(ProbeHandle probe, nuint index, nuint row);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_expected(ProbeHandle probe, nuint index, nuint row);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_protocol(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_group(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_probe_get_address(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    uint vmstrust_probe_get_millis(ProbeHandle probe, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_probe_free(IntPtr probe);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_outcome_get_id(Outcome outcome);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_outcome_get_title(Outcome outcome);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static extern
#endif
    bool vmstrust_outcome_is_answer(Outcome outcome);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_trial_new(out TrialHandle trial, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_trial_get_ca(TrialHandle trial);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    nuint vmstrust_trial_get_count(TrialHandle trial);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Fault vmstrust_trial_get_fault(TrialHandle trial, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ushort vmstrust_trial_get_port(TrialHandle trial, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    Reaction vmstrust_trial_get_reaction(TrialHandle trial, nuint index);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    ErrorCode vmstrust_trial_run(TrialHandle trial, TaskHandle task, out ErrorHandle error);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    void vmstrust_trial_free(IntPtr trial);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_fault_get_id(Fault fault);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_fault_get_title(Fault fault);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_reaction_get_id(Reaction reaction);

#if NET8_0_OR_GREATER
    [LibraryImport(Library.Site)]
    [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
    internal static partial
#else
    [DllImport(Library.Site, ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    internal static extern
#endif
    IntPtr vmstrust_reaction_get_title(Reaction reaction);
}

internal sealed class BackupHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_backup_free(value);
}

internal sealed class BytesHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_bytes_free(value);
}

internal sealed class CaHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_ca_free(value);
}

internal sealed class CaPlanHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_ca_plan_free(value);
}

internal sealed class CertHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_cert_free(value);
}

internal sealed class ChainHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_chain_free(value);
}

internal sealed class CheckupHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_checkup_free(value);
}

internal sealed class DeploymentHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_deployment_free(value);
}

internal sealed class DraftHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_draft_free(value);
}

internal sealed class EntriesHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_entries_free(value);
}

internal sealed class ErrorHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_error_free(value);
}

internal sealed class FilesHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_files_free(value);
}

internal sealed class IdentityHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_identity_free(value);
}

internal sealed class InventoryHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_inventory_free(value);
}

internal sealed class OrderHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_order_free(value);
}

internal sealed class PolicyHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_policy_free(value);
}

internal sealed class ProbeHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_probe_free(value);
}

internal sealed class RefusalsHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_refusals_free(value);
}

internal sealed class ReportHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_report_free(value);
}

internal sealed class RequestHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_request_free(value);
}

internal sealed class StoreHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_store_free(value);
}

internal sealed class TaskHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_task_free(value);
}

internal sealed class TrialHandle : Handle
{
    protected override void Free(IntPtr value) => NativeMethods.vmstrust_trial_free(value);
}
