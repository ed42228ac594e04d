// A certificate, parsed once and never changed after.
using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A certificate (RFC 5280 4.1). Any number of threads may use one at once. What it says is foreign text:
/// <see cref="Subject"/>, <see cref="Issuer"/> and the texts show it escaped, <see cref="DnsNames"/> as it is.
/// </summary>
public sealed class Certificate : IDisposable, IEquatable<Certificate>
{
    internal Certificate(CertHandle handle) => Handle = handle;

    internal CertHandle Handle { get; }

    /// <summary>One owner more of a certificate that another object lends; null for none.</summary>
    internal static Certificate? Own(IntPtr lent) =>
        lent == IntPtr.Zero ? null : new Certificate(vmstrust_cert_ref(lent));

    /// <summary>One more owner of the same certificate; the last one frees.</summary>
    public Certificate Share()
    {
        using Hold hold = Handle.Hold();
        return new Certificate(vmstrust_cert_ref(Handle.DangerousGetHandle()));
    }

    /// <summary>Makes a certificate of one DER encoding.</summary>
    /// <param name="der">One certificate and nothing after it, at most 1 MiB.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> with the offset and the field;
    /// <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Memory"/></exception>
    public static Certificate Parse(byte[] der)
    {
        Foreign.NotNull(der, nameof(der));
        return new Certificate(Answer.Check(
            vmstrust_cert_parse(der, (nuint)der.Length, out CertHandle made, out ErrorHandle error), made, error));
    }

    /// <summary>The same certificate, out of .NET's own object.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Parse"/>: .NET accepts what DER forbids.</exception>
    public static Certificate FromX509(X509Certificate certificate) =>
        Parse(Foreign.NotNull(certificate, nameof(certificate)).GetRawCertData());

    /// <summary>The same certificate as .NET's own object, without a private key.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">.NET does not read it.</exception>
    public X509Certificate2 ToX509Certificate2() =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadCertificate(GetDer());
#else
        new(GetDer());
#endif

    /// <summary>Whether the bytes that a peer sent are no well-formed certificate. Only certificates of a chain or a
    /// report can be; everything else about such a certificate reads as empty, but its DER and its digests.</summary>
    public bool IsMalformed => vmstrust_cert_is_malformed(Handle);

    /// <summary>The encoding.</summary>
    public byte[] GetDer()
    {
        using Hold hold = Handle.Hold();
        IntPtr der = vmstrust_cert_get_der(Handle, out nuint size);
        return Foreign.Bytes(der, size);
    }

    /// <summary>SHA-256 over the encoding: 32 bytes.</summary>
    public byte[] GetSha256()
    {
        using Hold hold = Handle.Hold();
        return Foreign.Bytes(vmstrust_cert_get_sha256(Handle), 32);
    }

    /// <summary>The thumbprint as Windows prints it: SHA-1 over the encoding, 40 hexadecimal digits. A name for
    /// people, and no proof of anything.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Crypto"/> where SHA-1 is switched off</exception>
    public string Thumbprint
    {
        get {
            byte[] digits = new byte[41];
            Answer.Check(vmstrust_cert_get_thumbprint(Handle, digits, out ErrorHandle error), error);
            return Encoding.ASCII.GetString(digits, 0, 40);
        }
    }

    /// <summary>The subject as text (RFC 4514), escaped.</summary>
    public string Subject =>
        Answer.Text(vmstrust_cert_write_subject(Handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The issuer as text (RFC 4514), escaped.</summary>
    public string Issuer =>
        Answer.Text(vmstrust_cert_write_issuer(Handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The serial number: the contents of the INTEGER, big-endian two's complement (RFC 5280 4.1.2.2).
    /// Empty for a malformed one.</summary>
    public byte[] GetSerialNumber()
    {
        using Hold hold = Handle.Hold();
        IntPtr serial = vmstrust_cert_get_serial(Handle, out nuint size);
        return Foreign.Bytes(serial, size);
    }

    /// <summary>The first second in which it is valid (RFC 5280 4.1.2.5).</summary>
    public DateTimeOffset NotBefore => Foreign.Time(vmstrust_cert_get_not_before(Handle));

    /// <summary>The last second in which it is valid (RFC 5280 4.1.2.5).</summary>
    public DateTimeOffset NotAfter => Foreign.Time(vmstrust_cert_get_not_after(Handle));

    /// <summary>Whether basicConstraints mark it as a CA (RFC 5280 4.2.1.9).</summary>
    public bool IsAuthority => vmstrust_cert_is_authority(Handle);

    /// <summary>Whether its name constraints permit some DNS names only (RFC 5280 4.2.1.10): a CA
    /// without such limits can speak for every site.</summary>
    public bool IsLimitedToNames => vmstrust_cert_is_limited_to_names(Handle);

    /// <summary>How many other CAs may stand below it (pathLenConstraint, RFC 5280 4.2.1.9); null where it does not
    /// say.</summary>
    public long? PathLength => vmstrust_cert_get_path_length(Handle, out uint length) ? length : null;

    /// <summary>What differs between this certificate and the one that it takes the place of: key, issuer, names and dates,
    /// as one line for who decides about it; escaped; "" where either is malformed.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public string DescribeDifference(Certificate before) =>
        Answer.Text(vmstrust_cert_write_difference(Handle, Foreign.NotNull(before, nameof(before)).Handle,
                                                   out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The DNS names of the subject alternative name (RFC 5280 4.2.1.6), raw: they may hold anything.
    /// What is no UTF-8 in one shows as U+FFFD.</summary>
    public IReadOnlyList<string> DnsNames => Foreign.List(vmstrust_cert_get_dns_name_count(Handle), index => {
        using Hold hold = Handle.Hold();
        IntPtr name = vmstrust_cert_get_dns_name(Handle, index, out nuint size);
        return Encoding.UTF8.GetString(Foreign.Bytes(name, size));
    });

    /// <summary>The IP addresses of the subject alternative name.</summary>
    public IReadOnlyList<IPAddress> IPAddresses =>
        Foreign.List(vmstrust_cert_get_ip_address_count(Handle), index => {
            using Hold hold = Handle.Hold();
            IntPtr address = vmstrust_cert_get_ip_address(Handle, index, out nuint size);
            return new IPAddress(Foreign.Bytes(address, size));
        });

    /// <summary>Everything that matters about it as text for people: names, validity, thumbprint and SHA-256, key,
    /// signature, extensions; escaped.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Crypto"/></exception>
    public string ToText() =>
        Answer.Text(vmstrust_cert_write_text(Handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The same as JSON, schema "vmstrust-cert-1".</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Crypto"/></exception>
    public string ToJson() =>
        Answer.Text(vmstrust_cert_write_json(Handle, out BytesHandle json, out ErrorHandle error), json, error);

    /// <summary>The certificate as PEM (RFC 7468).</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public string ToPem() =>
        Answer.Text(vmstrust_cert_write_pem(Handle, out BytesHandle pem, out ErrorHandle error), pem, error);

    /// <summary>Whether both are the same certificate, by their SHA-256.</summary>
    public bool Equals(Certificate? other) =>
        other is not null && Foreign.Same(GetSha256(), other.GetSha256());

    /// <inheritdoc cref="Equals(Certificate)"/>
    public override bool Equals(object? obj) => Equals(obj as Certificate);

    /// <summary>Four bytes of its SHA-256.</summary>
    public override int GetHashCode() => BitConverter.ToInt32(GetSha256(), 0);

    /// <summary>Gives up this owner; the last one frees.</summary>
    public void Dispose() => Handle.Dispose();
}
