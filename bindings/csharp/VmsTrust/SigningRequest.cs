// Certificate requests (PKCS#10, RFC 2986): one that is written, and one that somebody else wrote.
using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>A draft collects what a certificate shall say, and is signed with the key of an identity. It belongs to one
/// thread at a time.</summary>
public sealed class SigningRequestDraft : IDisposable
{
    private readonly DraftHandle handle;

    /// <summary>An empty draft, for a role: the purpose is Client Authentication for <see cref="Role.TlsClient"/> and
    /// Server Authentication for every server.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, also for a role that presents neither;
    /// <see cref="ErrorCode.Memory"/></exception>
    public SigningRequestDraft(Role role) =>
        handle = Answer.Check(vmstrust_draft_new(role, out DraftHandle made, out ErrorHandle error), made, error);

    /// <summary>One attribute of the subject; they stand in the order in which they came.</summary>
    /// <param name="attribute">"C", "ST", "L", "O", "OU" or "CN".</param>
    /// <param name="value">C two capital letters, O, OU and CN up to 64 characters, ST and L up to 128 (RFC 5280
    /// A.1).</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with the reason,
    /// <see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void AddSubject(string attribute, string value) =>
        Answer.Check(vmstrust_draft_add_subject(handle, Foreign.Utf8(attribute, nameof(attribute)),
                                                Foreign.Utf8(value, nameof(value)), out ErrorHandle error), error);

    /// <summary>A DNS name or an IP address by which the server is reached; it goes into the subject alternative name. A
    /// wildcard may be the first label.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with what is wrong with it,
    /// <see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void AddHost(string host) =>
        Answer.Check(vmstrust_draft_add_host(handle, Foreign.Utf8(host, nameof(host)), out ErrorHandle error), error);

    /// <summary>The request in PEM, signed with the key of an identity.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> if the draft names nobody, or the key does
    /// not sign here; <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Memory"/></exception>
    public string Sign(ServerIdentity identity) =>
        Answer.Text(vmstrust_draft_write(handle, Foreign.NotNull(identity, nameof(identity)).Handle,
                                         out BytesHandle pem, out ErrorHandle error), pem, error);

    /// <summary>Frees it.</summary>
    public void Dispose() => handle.Dispose();
}

/// <summary>A request that somebody else wrote, read and proved. It asks and grants nothing: who signs a certificate for
/// it decides about each name. Any number of threads may read one.</summary>
public sealed class SigningRequest : IDisposable
{
    private SigningRequest(RequestHandle handle) => Handle = handle;

    internal RequestHandle Handle { get; }

    /// <summary>Reads a request, PEM or DER, and proves that it was signed with its own key.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> if it is none, is malformed, or possession
    /// is not proved; <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Crypto"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public static SigningRequest Parse(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        return new SigningRequest(Answer.Check(
            vmstrust_request_parse(data, (nuint)data.Length, out RequestHandle made, out ErrorHandle error), made,
            error));
    }

    /// <summary>The subject as text (RFC 4514), escaped.</summary>
    public string Subject =>
        Answer.Text(vmstrust_request_write_subject(Handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The DNS names it asks for, raw: they may hold anything.</summary>
    public IReadOnlyList<string> DnsNames => Foreign.List(vmstrust_request_get_dns_name_count(Handle), index => {
        using Hold hold = Handle.Hold();
        IntPtr name = vmstrust_request_get_dns_name(Handle, index, out nuint size);
        return Encoding.UTF8.GetString(Foreign.Bytes(name, size));
    });

    /// <summary>The IP addresses it asks for.</summary>
    public IReadOnlyList<IPAddress> IPAddresses =>
        Foreign.List(vmstrust_request_get_ip_address_count(Handle), index => {
            using Hold hold = Handle.Hold();
            IntPtr address = vmstrust_request_get_ip_address(Handle, index, out nuint size);
            return new IPAddress(Foreign.Bytes(address, size));
        });

    /// <summary>Frees it.</summary>
    public void Dispose() => Handle.Dispose();
}
