// A passphrase, in memory that is wiped. What .NET copied of a string before is beyond its reach.
using System;
using System.Text;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>A passphrase, or the PIN of a token: UTF-8 without a zero byte inside. Wiped when disposed.</summary>
public sealed class Passphrase : IDisposable
{
    private readonly byte[] bytes;
    private bool isDisposed;

    /// <summary>A passphrase out of bytes, which are copied: wipe yours.</summary>
    public Passphrase(byte[] utf8) => bytes = (byte[])Foreign.NotNull(utf8, nameof(utf8)).Clone();

    /// <summary>A passphrase out of a string. A string cannot be wiped: prefer bytes, or <see cref="Load"/>.</summary>
    /// <exception cref="ArgumentException">It is no valid UTF-16.</exception>
    public Passphrase(string text) =>
        bytes = new UTF8Encoding(false, true).GetBytes(Foreign.NotNull(text, nameof(text)));

    /// <summary>The first line of a file of at most 4 KiB, without LF or CR LF; a UTF-8 or UTF-16 byte order mark is
    /// understood. No text of an error holds any of it.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>; <see cref="ErrorCode.Malformed"/> for an empty
    /// line or zero bytes; <see cref="ErrorCode.Memory"/></exception>
    public static Passphrase Load(string path)
    {
        byte[] read = Answer.Bytes(vmstrust_passphrase_load(Foreign.Utf8(path, nameof(path)), out BytesHandle made,
                                                            out ErrorHandle error), made, error);
        try {
            return new Passphrase(read);
        } finally {
            Array.Clear(read, 0, read.Length);
        }
    }

    /// <summary>Its bytes for a call; null for none.</summary>
    internal static byte[]? BytesOf(Passphrase? passphrase) =>
        passphrase is null ? null
        : passphrase.isDisposed ? throw new ObjectDisposedException(nameof(Passphrase))
        : passphrase.bytes;

    internal static nuint SizeOf(Passphrase? passphrase) => (nuint)(passphrase?.bytes.Length ?? 0);

    /// <summary>Wipes it.</summary>
    public void Dispose()
    {
        isDisposed = true;
        Array.Clear(bytes, 0, bytes.Length);
    }
}
