// The certificate and the private key of a server, as they lie on a computer, and the account that uses them.
using System;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>A deployment. It is set up once and may then be checked by any number of threads at once; each check reads the
/// files again.</summary>
public sealed class Deployment : IDisposable
{
    private readonly DeploymentHandle handle;

    /// <summary>A deployment of these files, which are not read yet.</summary>
    /// <param name="certificatePath">The certificate, with its chain behind it as the server sends it (PEM, DER, PKCS#7),
    /// or a PFX.</param>
    /// <param name="keyPath">The private key, or a PKCS#11 URL (RFC 7512); null if it is in the certificate's own
    /// file.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public Deployment(string certificatePath, string? keyPath = null) =>
        handle = Answer.Check(vmstrust_deployment_new(Foreign.Utf8(certificatePath, nameof(certificatePath)),
                                                      Foreign.Utf8OrNull(keyPath, nameof(keyPath)),
                                                      out DeploymentHandle made, out ErrorHandle error), made, error);

    /// <summary>The passphrase of the private key or PFX, or the PIN of the token; null takes it back.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetPassphrase(Passphrase? passphrase) =>
        Answer.Check(vmstrust_deployment_set_passphrase(handle, Passphrase.BytesOf(passphrase),
                                                        Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Asks whether this account of this computer can use the private key, too. As root it is tried, by a helper
    /// that becomes that account; otherwise it is worked out from modes, groups and POSIX ACLs.
    /// <see cref="VerificationReport.KeyAccess"/> says which of the two it was. Not seen is the sandbox of the service
    /// itself.</summary>
    /// <param name="account">Its name; null asks about none.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetAccount(string? account) =>
        Answer.Check(vmstrust_deployment_set_account(handle, Foreign.Utf8OrNull(account, nameof(account)),
                                                     out ErrorHandle error), error);

    /// <summary>Asks whether the private key lies where it belongs, too.</summary>
    /// <param name="computer">The name or address of the computer that the files are on; null asks nothing.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, also for what is no host</exception>
    public void SetComputer(string? computer) =>
        Answer.Check(vmstrust_deployment_set_computer(handle, Foreign.Utf8OrNull(computer, nameof(computer)),
                                                      out ErrorHandle error), error);

    /// <summary>Asks whether this target imports the PFX, too; <see cref="Target.None"/> asks about none.</summary>
    public void SetTarget(Target target) =>
        Answer.Check(vmstrust_deployment_set_target(handle, target, out ErrorHandle error), error);

    /// <summary>Judges it at this time and not at the system's clock.</summary>
    public void SetTime(DateTimeOffset time) =>
        Answer.Check(vmstrust_deployment_set_time(handle, time.ToUnixTimeSeconds(), out ErrorHandle error), error);

    /// <summary>Reads the files and judges all of it: the certificates as the server would send them, and the private key:
    /// whether it is there, belongs to the certificate and signs, whether it is that of a CA, who can read it, and what was
    /// asked besides.</summary>
    /// <param name="store">Whom to trust.</param>
    /// <param name="host">As for <see cref="TrustStore.Verify(CertificateChain, string, VerificationPolicy)"/>.</param>
    /// <param name="policy">By which rules.</param>
    /// <returns>Everything is right, but for warnings.</returns>
    /// <exception cref="UntrustedException">Something is not; it carries the report.</exception>
    /// <exception cref="VmsTrustException">No answer: as
    /// <see cref="TrustStore.Verify(CertificateChain, string, VerificationPolicy)"/> and <see cref="ServerIdentity.Load"/>,
    /// <see cref="ErrorCode.NotFound"/> for an account that does not exist, <see cref="ErrorCode.Argument"/> for a target
    /// that imports no PFX or a file that is none</exception>
    public VerificationReport Check(TrustStore store, string? host, VerificationPolicy policy)
    {
        ErrorCode code = vmstrust_deployment_check(
            handle, Foreign.NotNull(store, nameof(store)).Handle, Foreign.NotNull(policy, nameof(policy)).Handle,
            Foreign.Utf8OrNull(host, nameof(host)), out ReportHandle report, out ErrorHandle error);
        return VerificationReport.OrThrow(code, report, error);
    }

    /// <summary>The account's part of <see cref="Check"/> alone: for after the files were replaced.</summary>
    /// <param name="text">A sentence about the key and the account.</param>
    /// <returns><see cref="KeyAccess.NotAsked"/> if the key is missing, does not match, or is that of a CA.</returns>
    /// <exception cref="VmsTrustException">As <see cref="Check"/></exception>
    public KeyAccess CheckAccess(out string text)
    {
        ErrorCode code = vmstrust_deployment_check_access(handle, out KeyAccess access, out BytesHandle made,
                                                          out ErrorHandle error);
        text = Answer.Text(code, made, error);
        return access;
    }

    /// <summary>Frees it, and wipes the passphrase.</summary>
    public void Dispose() => handle.Dispose();
}
