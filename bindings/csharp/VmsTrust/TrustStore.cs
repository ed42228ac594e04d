// The roots, intermediates and device certificates that are trusted, what is distrusted, what is pinned to a
// host; and the verdict.
using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A trust store. It is made of immutable generations: every change builds the next one and swaps it in whole, so
/// one thread may change a store while any number of threads verify with it. After a failure the store is what it
/// was. Distrust beats everything.
/// </summary>
/// <example>
/// <code>
/// using var store = TrustStore.Load("site-ca.pem");
/// using var chain = CertificateChain.Parse(sent);
/// store.Verify(chain, "rec01.site.local", Role.RecordingServer).Dispose(); // UntrustedException: why, and the fix
/// </code>
/// </example>
public sealed partial class TrustStore : IDisposable
{
    private TrustStore(StoreHandle handle) => Handle = handle;

    /// <summary>An empty store: it trusts nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public TrustStore() =>
        Handle = Answer.Check(vmstrust_store_new(out StoreHandle made, out ErrorHandle error), made, error);

    internal StoreHandle Handle { get; }

    /// <summary>A store that trusts every certificate of a file (PEM, DER, PKCS#7), or of the files of a directory,
    /// as <see cref="AddPath"/> reads them.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>; <see cref="ErrorCode.Malformed"/> with the
    /// file, the block and the offset; <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Memory"/></exception>
    public static TrustStore Load(string path) =>
        new(Answer.Check(vmstrust_store_load(Foreign.Utf8(path, nameof(path)), out StoreHandle made,
                                             out ErrorHandle error), made, error));

    /// <summary>Makes a store on disk: an empty folder that a person can read, with one PEM file for each entry, named by
    /// SHA-256 and with who, when and why as text. It is made whole or not at all.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, also if there is anything of that name already;
    /// <see cref="ErrorCode.Memory"/></exception>
    public static void Create(string path) =>
        Answer.Check(vmstrust_store_create(Foreign.Utf8(path, nameof(path)), out ErrorHandle error), error);

    /// <summary>Opens a store on disk. Changes are in memory, as of any store, until <see cref="Save"/> writes them. A file
    /// that cannot be read or is not what its name says, a name or a role that is not known, a private key: the store does
    /// not open, since what it left out could be what distrusts.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, <see cref="ErrorCode.Malformed"/> with the file and
    /// the fix, or both numbers of another format; <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Memory"/></exception>
    public static TrustStore Open(string path) =>
        new(Answer.Check(vmstrust_store_open(Foreign.Utf8(path, nameof(path)), out StoreHandle made,
                                             out ErrorHandle error), made, error));

    /// <summary>Reads a further store on disk beneath, which is never written: a device's predefined set under what its
    /// owner uploads. Whatever any of the folders distrusts is distrusted.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Open"/></exception>
    public void AddFolder(string path) =>
        Answer.Check(vmstrust_store_add_folder(Handle, Foreign.Utf8(path, nameof(path)), out ErrorHandle error), error);

    /// <summary>Reads the folders again, and of their files those that changed; verifications go on meanwhile. Changes that
    /// were not saved stay. After a failure the generation in force stays: tell somebody, since what was distrusted
    /// meanwhile does not count yet.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Open"/></exception>
    public void Refresh() => Answer.Check(vmstrust_store_refresh(Handle, out ErrorHandle error), error);

    /// <summary>Who changes the store from now on, for the text beside each entry.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetActor(string? account, string? computer) =>
        Answer.Check(vmstrust_store_set_actor(Handle, Foreign.Utf8OrNull(account, nameof(account)),
                                              Foreign.Utf8OrNull(computer, nameof(computer)), out ErrorHandle error),
                     error);

    /// <summary>Writes what was changed since <see cref="Open"/> or the last saving, but never the operating system's roots.
    /// Each entry is written whole or not at all, what is distrusted first. After a failure all changes are still in force in
    /// memory, and the same call again writes the rest.</summary>
    /// <param name="reason">Why, for the text beside each new entry; null: none.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> if the store was not opened;
    /// <see cref="ErrorCode.File"/>; <see cref="ErrorCode.Clock"/>; else as <see cref="Open"/></exception>
    public void Save(string? reason = null) =>
        Answer.Check(vmstrust_store_save(Handle, Foreign.Utf8OrNull(reason, nameof(reason)), out ErrorHandle error),
                     error);

    /// <summary>One more owner of the same store: a change of either shows in both, and the last one frees.</summary>
    public TrustStore Share()
    {
        using Hold hold = Handle.Hold();
        return new TrustStore(vmstrust_store_ref(Handle.DangerousGetHandle()));
    }

    /// <summary>Trusts a certificate for every role: a root, an intermediate as the end of a path, or a device's own
    /// certificate.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> for a malformed one,
    /// <see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void Add(Certificate certificate) =>
        Answer.Check(vmstrust_store_add_cert(Handle, HandleOf(certificate), out ErrorHandle error), error);

    /// <summary>Trusts a certificate for one role only. Further calls add further roles; a certificate that is trusted
    /// for every role stays so.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Add(Certificate)"/>; <see cref="ErrorCode.Argument"/> for a
    /// role that is not known</exception>
    public void Add(Certificate certificate, Role role) =>
        Answer.Check(vmstrust_store_add_cert_for_role(Handle, HandleOf(certificate), role, out ErrorHandle error),
                     error);

    /// <summary>Trusts every certificate of a PEM text, a PKCS#7 bundle or DER.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/>, <see cref="ErrorCode.Limit"/>,
    /// <see cref="ErrorCode.Memory"/></exception>
    public void AddPem(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        Answer.Check(vmstrust_store_add_pem(Handle, data, (nuint)data.Length, out ErrorHandle error), error);
    }

    /// <summary>Trusts every certificate of a file, or of every file of a directory whose name ends in .pem, .crt,
    /// .cer, .der, .p7b or .p7c and starts with no dot. Each of those must be readable and well formed; other files,
    /// and directories below, are passed over.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Load"/></exception>
    public void AddPath(string path) =>
        Answer.Check(vmstrust_store_add_path(Handle, Foreign.Utf8(path, nameof(path)), out ErrorHandle error), error);

    /// <summary>Trusts the operating system's bundle, on Linux; on Windows see <see cref="OpenWindows"/>. Its roots are
    /// not the caller's own: no host name in the subject is accepted under them, and one that is not marked as a CA is
    /// refused.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/> with the places looked at; else as
    /// <see cref="Load"/></exception>
    public void AddSystemRoots() =>
        Answer.Check(vmstrust_store_add_system_roots(Handle, out ErrorHandle error), error);

    /// <summary>Adds an intermediate: it may stand on a path, and ends none.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Add(Certificate)"/></exception>
    public void AddIntermediate(Certificate certificate) =>
        Answer.Check(vmstrust_store_add_intermediate(Handle, HandleOf(certificate), out ErrorHandle error), error);

    /// <summary>Adds every CRL of a PEM text ("X509 CRL"), or one as DER. A CRL is evidence and not trusted by being
    /// here: it counts if the authority that it speaks for signed it.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> with the place, if there is none or one
    /// that is malformed; <see cref="ErrorCode.Limit"/>; <see cref="ErrorCode.Memory"/>;
    /// <see cref="ErrorCode.Crypto"/></exception>
    public void AddCrl(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        Answer.Check(vmstrust_store_add_crl(Handle, data, (nuint)data.Length, out ErrorHandle error), error);
    }

    /// <summary>The same from a regular file of at most 64 MiB.</summary>
    /// <exception cref="VmsTrustException">As <see cref="AddCrl"/>, and <see cref="ErrorCode.File"/></exception>
    public void AddCrlFile(string path) =>
        Answer.Check(vmstrust_store_add_crl_file(Handle, Foreign.Utf8(path, nameof(path)), out ErrorHandle error),
                     error);

    /// <summary>Distrusts one certificate, wherever it stands on a path.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void Distrust(Certificate certificate) =>
        Answer.Check(vmstrust_store_distrust_cert(Handle, HandleOf(certificate), out ErrorHandle error), error);

    /// <summary>Distrusts the public key of a certificate: every certificate with it.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void DistrustKey(Certificate certificate) =>
        Answer.Check(vmstrust_store_distrust_key(Handle, HandleOf(certificate), out ErrorHandle error), error);

    /// <summary>Pins a certificate to a host. While a host has any pin, also an expired one, the server's certificate
    /// must be one that is pinned there and not expired: a path to a CA is not enough. A match stands for the path;
    /// time, key strength, name and distrust still count.</summary>
    /// <param name="host">A DNS name or an IP address.</param>
    /// <param name="certificate">The server's own.</param>
    /// <param name="expires">From then on the pin matches nothing.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with what is wrong with the host,
    /// <see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public void Pin(string host, Certificate certificate, DateTimeOffset expires) =>
        Answer.Check(vmstrust_store_add_pin(Handle, Foreign.Utf8(host, nameof(host)), HandleOf(certificate),
                                            expires.ToUnixTimeSeconds(), out ErrorHandle error), error);

    /// <summary>Removes every pin of a host.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/> if it has none;
    /// <see cref="ErrorCode.Memory"/></exception>
    public void RemovePins(string host) =>
        Answer.Check(vmstrust_store_remove_pins(Handle, Foreign.Utf8(host, nameof(host)), out ErrorHandle error),
                     error);

    /// <summary>Removes a certificate from the roots and the intermediates, whatever its roles. What is distrusted
    /// stays distrusted.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, <see cref="ErrorCode.Memory"/></exception>
    public void Remove(Certificate certificate) =>
        Answer.Check(vmstrust_store_remove_cert(Handle, HandleOf(certificate), out ErrorHandle error), error);

    /// <summary>Removes the lists that another list of the store has replaced: same issuer and scope, a higher number, signed
    /// by the same key of a CA certificate in the store, and in force by the system's clock. Deltas, and lists with a part of
    /// the entries, stay.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Clock"/>, <see cref="ErrorCode.Memory"/></exception>
    public int RemoveSupersededCrls()
    {
        Answer.Check(vmstrust_store_remove_superseded_crls(Handle, out nuint removed, out ErrorHandle error), error);
        return checked((int)removed);
    }

    /// <summary>The number of the generation in force; every change makes a higher one, and no two stores of a process
    /// share one.</summary>
    public ulong Generation => vmstrust_store_get_generation(Handle);

    /// <summary>How many certificates end a path.</summary>
    public int Count => checked((int)vmstrust_store_get_count(Handle));

    // --- Windows ---------------------------------------------------------

    /// <summary>A store with what Windows trusts: the certificates of its stores Root (trusted), CA (intermediates)
    /// and Disallowed (distrusted), as they are now. Certificates that are not well formed are passed over, but
    /// nothing of Disallowed is.</summary>
    /// <param name="location">Of the computer, or of the current user, in which Windows shows both.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> for what Disallowed holds,
    /// <see cref="ErrorCode.Limit"/>, <see cref="ErrorCode.Memory"/></exception>
    public static TrustStore OpenWindows(StoreLocation location)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) {
            throw new PlatformNotSupportedException(
                "Only Windows has such a store; on Linux use TrustStore.Load or AddSystemRoots.");
        }
        return FromX509(Read(StoreName.Root, location), Read(StoreName.CertificateAuthority, location),
                        Read(StoreName.Disallowed, location));
    }

    /// <summary>A store made of .NET's certificates, such as those of an <see cref="X509Store"/>. Roots and
    /// intermediates that are not well formed are passed over; what is distrusted must be well formed.</summary>
    /// <exception cref="VmsTrustException">As <see cref="OpenWindows"/></exception>
    public static TrustStore FromX509(X509Certificate2Collection roots, X509Certificate2Collection intermediates,
                                      X509Certificate2Collection distrusted)
    {
        Foreign.NotNull(roots, nameof(roots));
        Foreign.NotNull(intermediates, nameof(intermediates));
        Foreign.NotNull(distrusted, nameof(distrusted));
        var store = new TrustStore();
        try {
            AddEach(roots, store.Add);
            AddEach(intermediates, store.AddIntermediate);
            foreach (X509Certificate2 one in distrusted) {
                using var certificate = Certificate.FromX509(one);
                store.Distrust(certificate);
            }
            return store;
        } catch {
            store.Dispose();
            throw;
        }
    }

    private static void AddEach(X509Certificate2Collection certificates, Action<Certificate> add)
    {
        foreach (X509Certificate2 one in certificates) {
            try {
                using var certificate = Certificate.FromX509(one);
                add(certificate);
            } catch (VmsTrustException failure) when (failure.Code == ErrorCode.Malformed) {
                Debug.WriteLine(failure.Message); // a store of a computer may hold anything, and this adds no trust
            }
        }
    }

    private static X509Certificate2Collection Read(StoreName name, StoreLocation location)
    {
        using var store = new X509Store(name, location);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return store.Certificates;
    }

    // --- The verdict -----------------------------------------------------

    /// <summary>Judges a chain by a policy. Several threads may call it at once with one store and one policy.</summary>
    /// <param name="chain">What the peer sent, its own certificate first.</param>
    /// <param name="host">The one name or address that this connection dialled: a DNS name or an IP address. Null only
    /// for roles that take no name and after <see cref="VerificationPolicy.InsecureSkipName"/>.</param>
    /// <param name="policy">By which rules.</param>
    /// <returns>The report: trusted, perhaps with warnings.</returns>
    /// <exception cref="UntrustedException">Not trusted; it carries the report.</exception>
    /// <exception cref="VmsTrustException">No answer, so do not connect: <see cref="ErrorCode.Argument"/> (a host that
    /// is none, a chain without a certificate), <see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Clock"/>,
    /// <see cref="ErrorCode.Crypto"/></exception>
    public VerificationReport Verify(CertificateChain chain, string? host, VerificationPolicy policy)
    {
        ErrorCode code = Judge(chain, host, policy, out ReportHandle report, out ErrorHandle error);
        return VerificationReport.OrThrow(code, report, error);
    }

    /// <summary>Judges a chain for a role, by the rule set "vms".</summary>
    /// <inheritdoc cref="Verify(CertificateChain, string, VerificationPolicy)"/>
    public VerificationReport Verify(CertificateChain chain, string? host, Role role)
    {
        using var policy = new VerificationPolicy(role);
        return Verify(chain, host, policy);
    }

    /// <summary>Whether a chain is trusted by a policy.</summary>
    /// <param name="chain">What the peer sent, its own certificate first.</param>
    /// <param name="host">As for <see cref="Verify(CertificateChain, string, VerificationPolicy)"/>.</param>
    /// <param name="policy">By which rules.</param>
    /// <param name="report">All findings, whatever the answer.</param>
    /// <returns>True: trusted. False: not trusted.</returns>
    /// <exception cref="VmsTrustException">No answer, as for
    /// <see cref="Verify(CertificateChain, string, VerificationPolicy)"/></exception>
    public bool TryVerify(CertificateChain chain, string? host, VerificationPolicy policy,
                          out VerificationReport report)
    {
        ErrorCode code = Judge(chain, host, policy, out ReportHandle made, out ErrorHandle error);
        using (error) {
            if (code is not (ErrorCode.Ok or ErrorCode.Untrusted)) {
                throw Answer.Failure(code, error);
            }
        }
        report = new VerificationReport(made);
        return code == ErrorCode.Ok;
    }

    /// <summary>Whether a chain is trusted for a role, by the rule set "vms".</summary>
    /// <inheritdoc cref="TryVerify(CertificateChain, string, VerificationPolicy, out VerificationReport)"/>
    public bool TryVerify(CertificateChain chain, string? host, Role role, out VerificationReport report)
    {
        using var policy = new VerificationPolicy(role);
        return TryVerify(chain, host, policy, out report);
    }

    /// <summary>The shortest safe use: judges what a server sent by the rule set "vms", and makes no report.</summary>
    /// <param name="data">What the server sent, as for <see cref="CertificateChain.Parse"/>.</param>
    /// <param name="role">What the server is.</param>
    /// <param name="host">The one name or address that this connection dialled.</param>
    /// <exception cref="UntrustedException">Not trusted; the message is the reason and the fix.</exception>
    /// <exception cref="VmsTrustException">No answer, so do not connect.</exception>
    public void EnsureTrusted(byte[] data, Role role, string? host)
    {
        Foreign.NotNull(data, nameof(data));
        Answer.Check(vmstrust_store_verify_pem(Handle, role, Foreign.Utf8OrNull(host, nameof(host)), data,
                                               (nuint)data.Length, out ErrorHandle error), error);
    }

    /// <inheritdoc cref="EnsureTrusted(byte[], Role, string)"/>
    /// <param name="chain">What the server sent.</param>
    /// <param name="role">What the server is.</param>
    /// <param name="host">The one name or address that this connection dialled.</param>
    public void EnsureTrusted(CertificateChain chain, Role role, string? host) =>
        Answer.Check(vmstrust_store_verify_chain(Handle, role, Foreign.Utf8OrNull(host, nameof(host)),
                                                 Foreign.NotNull(chain, nameof(chain)).Handle,
                                                 out ErrorHandle error), error);

    /// <summary>Gives up this owner; the last one frees.</summary>
    public void Dispose() => Handle.Dispose();

    private ErrorCode Judge(CertificateChain chain, string? host, VerificationPolicy policy, out ReportHandle report,
                            out ErrorHandle error) =>
        vmstrust_verify(Handle, Foreign.NotNull(policy, nameof(policy)).Handle,
                        Foreign.NotNull(chain, nameof(chain)).Handle, Foreign.Utf8OrNull(host, nameof(host)),
                        out report, out error);

    private static CertHandle HandleOf(Certificate certificate) =>
        Foreign.NotNull(certificate, nameof(certificate)).Handle;
}
