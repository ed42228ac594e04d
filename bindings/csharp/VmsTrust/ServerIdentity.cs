// The certificate that a server presents, the chain that it sends with it, and its private key.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// An identity: certificate, chain and private key; from files of any form, and to files for any importer. It never
/// changes, so any number of threads may use one at once.
/// </summary>
public sealed partial class ServerIdentity : IDisposable
{
    internal ServerIdentity(IdentityHandle handle) => Handle = handle;

    internal IdentityHandle Handle { get; }

    /// <summary>A new private key that has no certificate yet: for a request.</summary>
    /// <param name="keyType">"rsa2048", "rsa3072", "rsa4096", "p256" or "p384".</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/> for another type,
    /// <see cref="ErrorCode.Crypto"/>, <see cref="ErrorCode.Memory"/></exception>
    public static ServerIdentity Make(string keyType) =>
        new(Answer.Check(vmstrust_identity_make(Foreign.Utf8(keyType, nameof(keyType)), out IdentityHandle made,
                                                out ErrorHandle error), made, error));

    /// <summary>Certificate, chain and key out of bytes: a PKCS#12 file (PFX), or PEM with all of it. Of PKCS#12 the
    /// certificate of the key comes first.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="passphrase">Null for none.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/> if one is needed or this one is wrong,
    /// and the text says which; <see cref="ErrorCode.Malformed"/> if the certificate or the key is not there;
    /// <see cref="ErrorCode.Limit"/> for more than 1 MiB or for a count of iterations that would cost minutes;
    /// <see cref="ErrorCode.Crypto"/> for encryption that is not known; <see cref="ErrorCode.Memory"/></exception>
    public static ServerIdentity Parse(byte[] data, Passphrase? passphrase = null)
    {
        Foreign.NotNull(data, nameof(data));
        return new ServerIdentity(Answer.Check(
            vmstrust_identity_parse(data, (nuint)data.Length, Passphrase.BytesOf(passphrase),
                                    Passphrase.SizeOf(passphrase), out IdentityHandle made, out ErrorHandle error),
            made, error));
    }

    /// <summary>The same from files: the certificate with its chain behind it, and the key. Whether the two belong
    /// together is not asked here: see <see cref="KeyMatches"/> and <see cref="Prove"/>.</summary>
    /// <param name="certificatePath">Null for a key that has no certificate yet.</param>
    /// <param name="keyPath">A file, or a PKCS#11 URL (RFC 7512), whose PIN is the passphrase; null if the key is in
    /// the certificate's own file.</param>
    /// <param name="passphrase">Null for none.</param>
    /// <exception cref="VmsTrustException">As <see cref="Parse"/>, <see cref="ErrorCode.File"/>, and
    /// <see cref="ErrorCode.NotFound"/> if no token has the key</exception>
    public static ServerIdentity Load(string? certificatePath, string? keyPath = null, Passphrase? passphrase = null) =>
        new(Answer.Check(vmstrust_identity_load(Foreign.Utf8OrNull(certificatePath, nameof(certificatePath)),
                                                Foreign.Utf8OrNull(keyPath, nameof(keyPath)),
                                                Passphrase.BytesOf(passphrase), Passphrase.SizeOf(passphrase),
                                                out IdentityHandle made, out ErrorHandle error), made, error));

    /// <summary>The server's own certificate and its chain; empty for a key that has none yet.</summary>
    public IReadOnlyList<Certificate> Certificates =>
        Foreign.List(vmstrust_identity_get_cert_count(Handle), index => {
            using Hold hold = Handle.Hold();
            return Certificate.Own(vmstrust_identity_get_cert(Handle, index))!;
        });

    /// <summary>Whether the private key is that of the first certificate, by its numbers.</summary>
    public bool KeyMatches => vmstrust_identity_key_matches(Handle);

    /// <summary>Whether the private key is in a token, which never hands it out.</summary>
    public bool KeyIsInToken => vmstrust_identity_key_is_in_token(Handle);

    /// <summary>Proves that they belong together: the key signs random bytes, and the certificate verifies them.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> if they do not, and the text names the
    /// certificate of the file that would; <see cref="ErrorCode.Crypto"/> if the key does not sign</exception>
    public void Prove() => Answer.Check(vmstrust_identity_prove(Handle, out ErrorHandle error), error);

    /// <summary>The certificate and its chain as PEM.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public string ToChainPem() =>
        Answer.Text(vmstrust_identity_write_chain(Handle, out BytesHandle pem, out ErrorHandle error), pem, error);

    /// <summary>The certificate and its chain as a PKCS#7 bundle, DER (RFC 5652 5).</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public byte[] ToPkcs7() =>
        Answer.Bytes(vmstrust_identity_write_pkcs7(Handle, out BytesHandle der, out ErrorHandle error), der, error);

    /// <summary>The private key as PKCS#8 in PEM: under a passphrase (AES-256, 600,000 iterations of PBKDF2 with
    /// HMAC-SHA-256), or plain without one. Wipe the bytes when they are written.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, also for a key in a token;
    /// <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Memory"/></exception>
    public byte[] ToKeyPem(Passphrase? passphrase) =>
        Answer.Bytes(vmstrust_identity_write_key(Handle, Passphrase.BytesOf(passphrase),
                                                 Passphrase.SizeOf(passphrase), out BytesHandle pem,
                                                 out ErrorHandle error), pem, error);

    /// <summary>All of it as PKCS#12 (PFX) that the target imports: AES-256 with SHA-256, or 3DES with SHA-1 for one
    /// that knows nothing newer.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/> for a target that imports no PFX;
    /// <see cref="ErrorCode.Argument"/> if key and certificate do not belong together, or the key is in a token;
    /// <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Memory"/></exception>
    public byte[] ToPfx(Target target, Passphrase passphrase) =>
        Answer.Bytes(vmstrust_identity_write_pfx(Handle, target,
                                                 Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                                 Passphrase.SizeOf(passphrase), out BytesHandle pfx,
                                                 out ErrorHandle error), pfx, error);

    /// <summary>Frees it, and wipes the key.</summary>
    public void Dispose() => Handle.Dispose();
}

/// <summary>What a PKCS#12 file (PFX) is made of. No passphrase is needed.</summary>
public static class Pfx
{
    /// <summary>What it is made of, and which targets import it, as text.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> if it is none, or not DER (NSS writes
    /// such); <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Memory"/></exception>
    public static string Describe(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        return Answer.Text(vmstrust_pfx_write_text(data, (nuint)data.Length, out BytesHandle text,
                                                   out ErrorHandle error), text, error);
    }

    /// <summary>The same as JSON, schema "vmstrust-pfx-1".</summary>
    /// <exception cref="VmsTrustException">As <see cref="Describe"/></exception>
    public static string DescribeAsJson(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        return Answer.Text(vmstrust_pfx_write_json(data, (nuint)data.Length, out BytesHandle json,
                                                   out ErrorHandle error), json, error);
    }

    /// <summary>Why one target does not import it: a sentence; "" if it does.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Describe"/>; <see cref="ErrorCode.NotFound"/> for a target that
    /// imports no PFX, or of which nothing is known</exception>
    public static string CheckTarget(byte[] data, Target target)
    {
        Foreign.NotNull(data, nameof(data));
        return Answer.Text(vmstrust_pfx_check_target(data, (nuint)data.Length, target, out BytesHandle reason,
                                                     out ErrorHandle error), reason, error);
    }
}
