// What a caller and a long call have in common: how far it has come, and the wish to end it.
using System;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>A task: made by the caller, handed to a long call, and read or cancelled meanwhile by any number of
/// threads.</summary>
public sealed class LongTask : IDisposable
{
    /// <summary>A task that nothing was done of.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public LongTask() =>
        Handle = Answer.Check(vmstrust_task_new(out TaskHandle made, out ErrorHandle error), made, error);

    internal TaskHandle Handle { get; }

    /// <summary>The handle of a task that may be null.</summary>
    internal static TaskHandle HandleOf(LongTask? task) => task?.Handle ?? new TaskHandle();

    /// <summary>Asks the call that has this task to end. There is no way back.</summary>
    public void Cancel() => vmstrust_task_cancel(Handle);

    /// <summary>Whether it was cancelled: for a caller's own long loop that shares the task.</summary>
    public bool IsCancelled => vmstrust_task_is_cancelled(Handle);

    /// <summary>How much is done, in the unit of the call: endpoints, certificates.</summary>
    public ulong Done => vmstrust_task_get_done(Handle);

    /// <summary>How much there is to do, in the same unit; 0 as long as nobody knows.</summary>
    public ulong Total => vmstrust_task_get_total(Handle);

    /// <summary>What a long loop of the caller's own says of itself.</summary>
    public void SetProgress(ulong done, ulong total) => vmstrust_task_set_progress(Handle, done, total);

    /// <summary>Gives it up; a call that has it still keeps it.</summary>
    public void Dispose() => Handle.Dispose();
}
