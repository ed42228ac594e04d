// Would your code have noticed? Servers on loopback, each with one deliberate fault, and what a client made of each.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A trial of a client, for the tests of whoever writes an integration: connect to every port as your code always does, while
/// <see cref="Run"/> serves on another thread, and then read what it accepted. Its keys exist in memory only. It belongs to
/// one thread at a time.
/// </summary>
public sealed class ClientTrial : IDisposable
{
    private readonly TrialHandle handle;

    /// <summary>Makes a CA and the certificates, and listens at 127.0.0.1, at one port of the kernel's choice for each fault.
    /// The certificates are for "localhost" and the addresses of loopback, and valid for a week.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Crypto"/>,
    /// <see cref="ErrorCode.Clock"/>, <see cref="ErrorCode.Unreachable"/> if there is no loopback or no port</exception>
    public ClientTrial() =>
        handle = Answer.Check(vmstrust_trial_new(out TrialHandle made, out ErrorHandle error), made, error);

    /// <summary>The CA certificate that the client is to trust, and no other.</summary>
    public Certificate Authority
    {
        get {
            using Hold hold = handle.Hold();
            return Certificate.Own(vmstrust_trial_get_ca(handle))!;
        }
    }

    /// <summary>The servers, one for each fault, with what the client made of each so far.</summary>
    public IReadOnlyList<TrialServer> Servers =>
        Foreign.List(vmstrust_trial_get_count(handle), index => new TrialServer(handle, index));

    /// <summary>Serves, until every server was tried or the task is cancelled. May be called again.</summary>
    /// <param name="task">Counts the servers that were tried; may be null. From another thread it cancels.</param>
    /// <returns>All were tried, the good one was accepted and every other refused. False: the client does not tell good from
    /// bad, or the task was cancelled before every server was tried.</returns>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public bool Run(LongTask? task = null)
    {
        ErrorCode code = vmstrust_trial_run(handle, LongTask.HandleOf(task), out ErrorHandle error);
        using (error) {
            return code is ErrorCode.Ok or ErrorCode.Untrusted or ErrorCode.Cancelled ? code == ErrorCode.Ok
                                                                                     : throw Answer.Failure(code, error);
        }
    }

    /// <summary>Frees it.</summary>
    public void Dispose() => handle.Dispose();
}

/// <summary>One server of a trial.</summary>
public sealed class TrialServer
{
    internal TrialServer(TrialHandle trial, nuint index)
    {
        Fault = vmstrust_trial_get_fault(trial, index);
        Port = vmstrust_trial_get_port(trial, index);
        Reaction = vmstrust_trial_get_reaction(trial, index);
    }

    /// <summary>What is wrong with it.</summary>
    public Fault Fault { get; }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What the client made of it; of several attempts the one in which it trusted most.</summary>
    public Reaction Reaction { get; }
}

/// <summary>What the library says of the enumerations of a trial.</summary>
public static class Trials
{
    /// <summary>"expired", "wrong-name" and so on; "unknown" for a number that is not known.</summary>
    public static string GetId(this Fault fault) => Foreign.Text(vmstrust_fault_get_id(fault));

    /// <summary>A few words for people.</summary>
    public static string GetTitle(this Fault fault) => Foreign.Text(vmstrust_fault_get_title(fault));

    /// <summary>"refused", "finished", "accepted"; "none" if nobody came, "unknown" for a number that is not known.</summary>
    public static string GetId(this Reaction reaction) => Foreign.Text(vmstrust_reaction_get_id(reaction));

    /// <summary>A few words for people.</summary>
    public static string GetTitle(this Reaction reaction) => Foreign.Text(vmstrust_reaction_get_title(reaction));
}
