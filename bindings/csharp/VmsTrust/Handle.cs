// What every C type is held by: counted by the runtime while a call is under way, so that a Dispose on
// another thread frees nothing that is in use, and a call after it is an ObjectDisposedException.
using System;
using System.Runtime.InteropServices;

namespace VmsTrust;

internal abstract class Handle : SafeHandle
{
    protected Handle() : base(IntPtr.Zero, true) { }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected abstract void Free(IntPtr value);

    protected override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }

    /// <summary>Keeps the object alive while something that it lent is read.</summary>
    internal Hold Hold() => new(this);
}

internal readonly ref struct Hold
{
    private readonly Handle held;

    internal Hold(Handle handle)
    {
        bool isHeld = false;
        handle.DangerousAddRef(ref isHeld);
        held = handle;
    }

    public void Dispose() => held.DangerousRelease();
}
