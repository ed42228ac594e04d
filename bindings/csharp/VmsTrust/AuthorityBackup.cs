// The backup of an authority: what it is of, and its way back into a folder.
using System;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>A backup of an authority, of which the head was read; its parts are checked by <see cref="Check"/>, and when it is
/// restored. It belongs to one thread at a time.</summary>
public sealed class AuthorityBackup : IDisposable
{
    private readonly BackupHandle handle;

    /// <summary>Reads what a backup is of.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, also for a newer format;
    /// <see cref="ErrorCode.Malformed"/>; <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Memory"/></exception>
    public AuthorityBackup(string path) =>
        handle = Answer.Check(vmstrust_backup_open(Foreign.Utf8(path, nameof(path)), out BackupHandle made,
                                                   out ErrorHandle error), made, error);

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt => Foreign.Time(vmstrust_backup_get_made_at(handle));

    /// <summary>The folder of the authority that it was made of, escaped.</summary>
    public string Place
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_backup_get_place(handle));
        }
    }

    /// <summary>The computer that it was made on, escaped; "" where that was not said.</summary>
    public string Computer
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_backup_get_computer(handle));
        }
    }

    /// <summary>Where the authority was to go, escaped; "" where it stayed.</summary>
    public string MovingTo
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_backup_get_moving_to(handle));
        }
    }

    /// <summary>Who restores it, for the log.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetActor(string? account, string? computer) =>
        Answer.Check(vmstrust_backup_set_actor(handle, Foreign.Utf8OrNull(account, nameof(account)),
                                               Foreign.Utf8OrNull(computer, nameof(computer)),
                                               out ErrorHandle error), error);

    /// <summary>Whether <see cref="Restore"/> would be refused for its folder, or for damage in the backup, all of which is
    /// read. Changes nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/> where the folder exists, or the authority that the
    /// backup was made of is alive on this computer, or what lies in its place cannot be opened;
    /// <see cref="ErrorCode.Malformed"/> if a part is damaged; <see cref="ErrorCode.Argument"/>; <see cref="ErrorCode.Crypto"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public void Check(string folder) =>
        Answer.Check(vmstrust_backup_check(handle, Foreign.Utf8(folder, nameof(folder)), out ErrorHandle error), error);

    /// <summary>Whether the passphrase, or the PIN of a token, opens the key in the backup, as <see cref="Restore"/> tries it.
    /// Changes nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/>; <see cref="ErrorCode.File"/>;
    /// <see cref="ErrorCode.Malformed"/> if a part is damaged, or the key is not the certificate's;
    /// <see cref="ErrorCode.Argument"/>; <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Memory"/></exception>
    public void TryPassphrase(Passphrase passphrase) =>
        Answer.Check(vmstrust_backup_try_passphrase(handle,
                                                    Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                                    Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Makes a folder of it: whole, or not at all. The authority that it was made of must not be used any more,
    /// unless the backup was made by <see cref="CertificateAuthority.Move"/>: of two, each would lack what the other issues
    /// and revokes.</summary>
    /// <param name="folder">Must not exist.</param>
    /// <param name="passphrase">Is tried; null leaves the key untried.</param>
    /// <exception cref="VmsTrustException">As <see cref="Check"/>; <see cref="ErrorCode.Passphrase"/>;
    /// <see cref="ErrorCode.Clock"/></exception>
    public void Restore(string folder, Passphrase? passphrase = null) =>
        Answer.Check(vmstrust_backup_restore(handle, Foreign.Utf8(folder, nameof(folder)), Passphrase.BytesOf(passphrase),
                                             Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Frees it.</summary>
    public void Dispose() => handle.Dispose();
}
