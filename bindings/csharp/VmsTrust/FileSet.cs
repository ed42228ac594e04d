// Files that belong together, such as a private key and its certificate, written together.
using System;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// Files that are written all or none: whoever looks finds the old ones or the new ones, and never a part of one. A file that
/// replaces another takes over owner, group, mode, POSIX ACL and SELinux label before it takes its name. Links are not
/// followed. It belongs to one thread at a time.
/// </summary>
public sealed class FileSet : IDisposable
{
    private readonly FilesHandle handle;

    /// <summary>No files yet.</summary>
    /// <param name="mayReplace">Files that are there are replaced; otherwise one that is there is a failure.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public FileSet(bool mayReplace) =>
        handle = Answer.Check(vmstrust_files_new(mayReplace, out FilesHandle made, out ErrorHandle error), made, error);

    /// <summary>One more file, the private key first.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="data">What is in it; wipe yours if it is a secret.</param>
    /// <param name="isPrivate">Where it replaces none, its mode is 0600 and not 0644.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/> for the ninth; <see cref="ErrorCode.Argument"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public void Add(string path, byte[] data, bool isPrivate)
    {
        Foreign.NotNull(data, nameof(data));
        Answer.Check(vmstrust_files_add(handle, Foreign.Utf8(path, nameof(path)), data, (nuint)data.Length, isPrivate,
                                        out ErrorHandle error), error);
    }

    /// <summary>Writes them, all or none; again, if it is called again.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, and the text says which file, why, and what to run;
    /// <see cref="ErrorCode.Argument"/>, also for no file at all; <see cref="ErrorCode.Memory"/>;
    /// <see cref="ErrorCode.Crypto"/></exception>
    public void Write() => Answer.Check(vmstrust_files_write(handle, out ErrorHandle error), error);

    /// <summary>Frees it, and wipes what it was to write.</summary>
    public void Dispose() => handle.Dispose();
}
