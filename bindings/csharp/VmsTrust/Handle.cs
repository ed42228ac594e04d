// What every C type is held by: counted by the runtime while a call is under way, so that a Dispose on
// another thread frees nothing that is in use, and a call after it is an ObjectDisposedException.
using System;
using System.Runtime.InteropServices;

namespace VmsTrust;

internal abstract class Handle : SafeHandle
{
    private Handle? lender;

    protected Handle() : base(IntPtr.Zero, true) { }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected abstract void Free(IntPtr value);

    protected override bool ReleaseHandle()
    {
        if (lender is null) {
            Free(handle);
        } else {
            lender.DangerousRelease();
        }
        return true;
    }

    /// <summary>Becomes the handle of what another object lends, and keeps that object alive.</summary>
    internal void Borrow(Handle from, IntPtr value)
    {
        bool isHeld = false;
        from.DangerousAddRef(ref isHeld);
        lender = from;
        SetHandle(value);
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
