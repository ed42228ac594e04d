// What one connection's peer sent, in the order received, and the time at which it is judged.
using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A chain: what one connection's peer sent, in the order received. The first certificate is the one judged,
/// always; the library never picks another. A chain belongs to one thread at a time.
/// </summary>
public sealed class CertificateChain : IDisposable
{
    private CertificateChain(ChainHandle handle) => Handle = handle;

    /// <summary>An empty chain.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public CertificateChain() =>
        Handle = Answer.Check(vmstrust_chain_new(out ChainHandle made, out ErrorHandle error), made, error);

    internal ChainHandle Handle { get; }

    /// <summary>A chain from bytes: every CERTIFICATE block of a PEM text (CRLF, byte order mark and UTF-16 are
    /// read), the certificates of a PKCS#7 bundle, or one DER certificate. Private keys in it are passed over.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> if there is no certificate at all: it
    /// says what the bytes look like instead; <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Memory"/></exception>
    public static CertificateChain Parse(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        return new CertificateChain(Answer.Check(
            vmstrust_chain_parse(data, (nuint)data.Length, out ChainHandle made, out ErrorHandle error), made, error));
    }

    /// <summary>The same from a regular file of at most 64 MiB.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Parse"/>, and <see cref="ErrorCode.File"/></exception>
    public static CertificateChain Load(string path) =>
        new(Answer.Check(vmstrust_chain_load(Foreign.Utf8(path, nameof(path)), out ChainHandle made,
                                             out ErrorHandle error), made, error));

    /// <summary>What .NET hands to a validation callback: the peer's certificate, and of the chain what the peer sent
    /// with it (<see cref="X509ChainPolicy.ExtraStore"/>), not what .NET found or downloaded itself.</summary>
    /// <param name="certificate">The peer's own.</param>
    /// <param name="chain">May be null: then the certificate stands alone.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public static CertificateChain FromX509(X509Certificate certificate, X509Chain? chain = null)
    {
        byte[] own = Foreign.NotNull(certificate, nameof(certificate)).GetRawCertData();
        var made = new CertificateChain();
        try {
            made.AddDer(own);
            foreach (X509Certificate2 sent in chain?.ChainPolicy.ExtraStore ?? []) {
                byte[] der = sent.GetRawCertData();
                if (!Foreign.Same(der, own)) {
                    made.AddDer(der);
                }
            }
            return made;
        } catch {
            made.Dispose();
            throw;
        }
    }

    /// <summary>The next certificate that the peer sent. Any bytes are taken, since what a peer can cause is a
    /// verdict: bytes that are no certificate become an item with the finding <see cref="Finding.Malformed"/> (the
    /// first one) or <see cref="Finding.MalformedExtra"/>.</summary>
    /// <param name="der">At most 1 MiB.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/> if it is too large or the chain too long;
    /// <see cref="ErrorCode.Memory"/>. The chain is unchanged then.</exception>
    public void AddDer(byte[] der)
    {
        Foreign.NotNull(der, nameof(der));
        Answer.Check(vmstrust_chain_add_der(Handle, der, (nuint)der.Length, out ErrorHandle error), error);
    }

    /// <summary>The next certificate, already parsed.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void Add(Certificate certificate) =>
        Answer.Check(vmstrust_chain_add_cert(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                             out ErrorHandle error), error);

    /// <summary>A CRL that came with the chain, as DER of at most 64 MiB. Any bytes are taken: a malformed CRL is an
    /// item that answers nothing, and a CRL counts only if the authority that it speaks for signed it.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/>,
    /// <see cref="ErrorCode.Crypto"/></exception>
    public void AddCrl(byte[] der)
    {
        Foreign.NotNull(der, nameof(der));
        Answer.Check(vmstrust_chain_add_crl(Handle, der, (nuint)der.Length, out ErrorHandle error), error);
    }

    /// <summary>The OCSP response that the peer stapled to its handshake, as DER of at most 128 KiB, in the place of
    /// one set before. One that is malformed, of another certificate or signed by nobody entitled answers nothing.</summary>
    /// <exception cref="VmsTrustException">As <see cref="AddCrl"/></exception>
    public void SetOcspResponse(byte[] der)
    {
        Foreign.NotNull(der, nameof(der));
        Answer.Check(vmstrust_chain_set_ocsp(Handle, der, (nuint)der.Length, out ErrorHandle error), error);
    }

    /// <summary>The time at which this chain is judged, instead of the system's clock.</summary>
    public void SetTime(DateTimeOffset time) =>
        Answer.Check(vmstrust_chain_set_time(Handle, time.ToUnixTimeSeconds(), out ErrorHandle error), error);

    /// <summary>The certificates in the order received. Each is the caller's to dispose.</summary>
    public IReadOnlyList<Certificate> Certificates => ListOf(Handle);

    /// <summary>The certificates of a chain that another object lends.</summary>
    internal static IReadOnlyList<Certificate> ListOf(Handle lender, IntPtr lent)
    {
        using var borrowed = new ChainHandle();
        if (lent != IntPtr.Zero) {
            borrowed.Borrow(lender, lent);
        }
        return ListOf(borrowed);
    }

    private static IReadOnlyList<Certificate> ListOf(ChainHandle chain) =>
        Foreign.List(vmstrust_chain_get_count(chain), index => {
            using Hold hold = chain.Hold();
            return Certificate.Own(vmstrust_chain_get_cert(chain, index))!;
        });

    /// <summary>What a TLS stack would refuse, or warn of, in the form of this chain; the worst first. Not asked are
    /// trust, time, revocation, the host and signatures: a verification answers those.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> if the first certificate is not well
    /// formed; <see cref="ErrorCode.Argument"/> for a chain without a certificate and a target that is not known;
    /// <see cref="ErrorCode.Memory"/></exception>
    public Refusals FindRefusals(Target target)
    {
        using RefusalsHandle made = Answer.Check(
            vmstrust_chain_find_refusals(Handle, target, out RefusalsHandle refusals, out ErrorHandle error), refusals,
            error);
        return new Refusals(made);
    }

    /// <summary>Frees it.</summary>
    public void Dispose() => Handle.Dispose();
}
