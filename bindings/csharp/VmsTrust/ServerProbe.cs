// Asks running servers, many at once, which certificate they present, and judges it. The second library does it.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A probe: it connects as a TLS client would, keeps what a server sends even when it is bad, and goes no further than the
/// handshake. It belongs to one thread at a time; what it answers is the caller's, and stays when it asks again.
/// </summary>
public sealed class ServerProbe : IDisposable
{
    private readonly List<Action<ProbeHandle>> setup = [];
    private readonly List<IDisposable> owned = [];
    private ProbeHandle handle = New();
    private bool hasRun;

    /// <summary>A probe that asks nobody yet.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public ServerProbe()
    {
    }

    /// <summary>How many endpoints there are.</summary>
    public int Count => checked((int)vmstrust_probe_get_count(handle));

    /// <summary>Adds an endpoint to ask.</summary>
    /// <param name="endpoint">HOST, HOST:PORT, an IPv4 address with or without a port, an IPv6 address, or [IPv6]:PORT.
    /// Without a port it is where the policy's client connects to the policy's role, or where the role listens.</param>
    /// <param name="policy">By which it is judged. It must not be changed any more.</param>
    /// <param name="expected">The certificate that it should present: any other is
    /// <see cref="Finding.OtherCertificatePresented"/>; null: whichever is trusted.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with what is wrong, also where the role has no
    /// usual port and none is given; <see cref="ErrorCode.Limit"/> beyond 100,000; <see cref="ErrorCode.Memory"/></exception>
    public void Add(string endpoint, VerificationPolicy policy, Certificate? expected = null)
    {
        byte[] name = Foreign.Utf8(endpoint, nameof(endpoint));
        VerificationPolicy kept = Keep(Foreign.NotNull(policy, nameof(policy)).Share());
        Certificate? own = expected is null ? null : Keep(expected.Share());
        Do(probe => {
            Answer.Check(vmstrust_probe_add(probe, name, kept.Handle, out ErrorHandle error), error);
            if (own is not null) {
                nuint last = vmstrust_probe_get_count(probe) - 1;
                Answer.Check(vmstrust_probe_set_expected(probe, last, own.Handle, out error), error);
            }
        });
    }

    /// <summary>How long one endpoint may take, from looking up its name to the end of the handshake: up to an hour; ten
    /// seconds unless set.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public void SetTimeout(TimeSpan timeout)
    {
        uint milliseconds = (uint)Math.Min(Math.Max(timeout.TotalMilliseconds, 0), uint.MaxValue);
        Do(probe => Answer.Check(vmstrust_probe_set_timeout(probe, milliseconds, out ErrorHandle error), error));
    }

    /// <summary>How many endpoints are asked side by side, 1 to 10,000; 500 unless set.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public void SetParallel(int count) =>
        Do(probe => Answer.Check(vmstrust_probe_set_parallel(probe, (uint)Math.Max(count, 0), out ErrorHandle error),
                                 error));

    /// <summary>Asks all endpoints, and returns when each has its outcome. May be called again, and then asks
    /// again.</summary>
    /// <param name="store">Whom to trust.</param>
    /// <param name="task">Counts endpoints; may be null. Cancelled, the call returns within a tenth of a second, and what
    /// has no outcome yet is <see cref="Outcome.Cancelled"/>.</param>
    /// <returns>What came of each, in the order in which they were added.</returns>
    /// <exception cref="VmsTrustException">Nobody was asked: <see cref="ErrorCode.Argument"/>,
    /// <see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Crypto"/></exception>
    public IReadOnlyList<ProbedServer> Run(TrustStore store, LongTask? task = null)
    {
        StoreHandle trust = Foreign.NotNull(store, nameof(store)).Handle;
        BeforeARun();
        ErrorCode code = vmstrust_probe_run(handle, trust, LongTask.HandleOf(task), out ErrorHandle error);
        using (error) {
            hasRun = true;
            return code is ErrorCode.Ok or ErrorCode.Untrusted or ErrorCode.Unreachable or ErrorCode.Cancelled
                ? Foreign.List(vmstrust_probe_get_count(handle), index => new ProbedServer(handle, index))
                : throw Answer.Failure(code, error);
        }
    }

    /// <summary>Frees it. What it answered stays.</summary>
    public void Dispose()
    {
        handle.Dispose();
        owned.ForEach(one => one.Dispose());
    }

    private static ProbeHandle New() =>
        Answer.Check(vmstrust_probe_new(out ProbeHandle made, out ErrorHandle error), made, error);

    private T Keep<T>(T one) where T : IDisposable
    {
        owned.Add(one);
        return one;
    }

    private void Do(Action<ProbeHandle> step)
    {
        BeforeARun();
        step(handle);
        setup.Add(step);
    }

    /// <summary>Another run would take away the reports of the last one: it gets a probe of its own.</summary>
    private void BeforeARun()
    {
        if (!hasRun || handle.IsClosed) {
            return;
        }
        ProbeHandle fresh = New();
        setup.ForEach(step => step(fresh));
        handle.Dispose();
        handle = fresh;
        hasRun = false;
    }
}

/// <summary>What came of asking one server.</summary>
public sealed class ProbedServer
{
    internal ProbedServer(ProbeHandle probe, nuint index)
    {
        using Hold hold = probe.Hold();
        Host = Foreign.Text(vmstrust_probe_get_host(probe, index));
        Port = vmstrust_probe_get_port(probe, index);
        Outcome = vmstrust_probe_get_outcome(probe, index);
        Text = Foreign.Text(vmstrust_probe_get_text(probe, index));
        Protocol = Foreign.Text(vmstrust_probe_get_protocol(probe, index));
        Group = Foreign.Text(vmstrust_probe_get_group(probe, index));
        Address = Foreign.Text(vmstrust_probe_get_address(probe, index));
        Elapsed = TimeSpan.FromMilliseconds(vmstrust_probe_get_millis(probe, index));
        Report = VerificationReport.Lent(probe, vmstrust_probe_get_report(probe, index));
        Certificates = CertificateChain.ListOf(probe, vmstrust_probe_get_chain(probe, index));
        Findings = Foreign.List(vmstrust_probe_get_finding_count(probe, index),
                                row => new ConnectionFinding(probe, index, row));
    }

    /// <summary>The host, as it was given: a name or an address.</summary>
    public string Host { get; }

    /// <summary>Its port, given or of its role.</summary>
    public int Port { get; }

    /// <summary>What came of it.</summary>
    public Outcome Outcome { get; }

    /// <summary>The outcome as a sentence with the facts; of an untrusted one the worst finding's.</summary>
    public string Text { get; }

    /// <summary>What the verdict is of the certificates that it sent, to be disposed of; null if it sent none.</summary>
    public VerificationReport? Report { get; }

    /// <summary>The certificates that it sent, in their order.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>Findings about the connection itself, besides those of the report; the worst first.</summary>
    public IReadOnlyList<ConnectionFinding> Findings { get; }

    /// <summary>The version that was agreed on, such as "TLS 1.3"; "" if none was.</summary>
    public string Protocol { get; }

    /// <summary>The group of the key exchange, such as "X25519"; "" if there is none.</summary>
    public string Group { get; }

    /// <summary>The address that answered, or else the last that was tried; "" if there was none.</summary>
    public string Address { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }
}

/// <summary>A finding about a connection itself.</summary>
public sealed class ConnectionFinding
{
    internal ConnectionFinding(ProbeHandle probe, nuint index, nuint row)
    {
        Finding = vmstrust_probe_get_finding(probe, index, row);
        Severity = vmstrust_probe_get_severity(probe, index, row);
        Found = Foreign.Text(vmstrust_probe_get_found(probe, index, row));
        Expected = Foreign.Text(vmstrust_probe_get_expected(probe, index, row));
    }

    /// <summary>Which finding it is.</summary>
    public Finding Finding { get; }

    /// <summary>What it weighs under the endpoint's policy.</summary>
    public Severity Severity { get; }

    /// <summary>What it found: a version, a SHA-256 fingerprint; "" where there is nothing to say.</summary>
    public string Found { get; }

    /// <summary>What was expected; "" likewise.</summary>
    public string Expected { get; }
}

/// <summary>What the library says of an <see cref="Outcome"/>.</summary>
public static class Outcomes
{
    /// <summary>"trusted", "refused" and so on; "unknown" for a number that is not known.</summary>
    public static string GetId(this Outcome outcome) => Foreign.Text(vmstrust_outcome_get_id(outcome));

    /// <summary>A few words for people.</summary>
    public static string GetTitle(this Outcome outcome) => Foreign.Text(vmstrust_outcome_get_title(outcome));

    /// <summary>Whether the server answered, so that it is known whether it is trusted.</summary>
    public static bool IsAnswer(this Outcome outcome) => vmstrust_outcome_is_answer(outcome);
}
