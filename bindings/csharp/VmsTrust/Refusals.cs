// What one TLS stack would refuse in the form of a chain.
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>What a TLS stack makes of the form of a chain.</summary>
public sealed class Refusals
{
    internal Refusals(RefusalsHandle handle)
    {
        IsAccepted = vmstrust_refusals_is_accepted(handle);
        Reasons = Foreign.List(vmstrust_refusals_get_count(handle), index => new Refusal(handle, index));
    }

    /// <summary>Whether the stack takes the form of the chain: no reason is an error.</summary>
    public bool IsAccepted { get; }

    /// <summary>The reasons, the worst first.</summary>
    public IReadOnlyList<Refusal> Reasons { get; }
}

/// <summary>One reason for which a TLS stack refuses a chain.</summary>
public sealed class Refusal
{
    internal Refusal(RefusalsHandle handle, nuint index)
    {
        using Hold hold = handle.Hold();
        Finding = vmstrust_refusals_get_finding(handle, index);
        Severity = vmstrust_refusals_get_severity(handle, index);
        Depth = vmstrust_refusals_get_depth(handle, index);
        Certificate = Certificate.Own(vmstrust_refusals_get_cert(handle, index));
        IsMeasured = vmstrust_refusals_is_measured(handle, index);
        Message = Foreign.Text(vmstrust_refusals_get_message(handle, index));
    }

    /// <summary>Which finding it is.</summary>
    public Finding Finding { get; }

    /// <summary><see cref="Severity.Error"/>: it refuses. <see cref="Severity.Warning"/>: it refuses in some cases,
    /// which the message names or, for an intermediate that was not sent, unless the issuer is a trusted root.</summary>
    public Severity Severity { get; }

    /// <summary>The place of the certificate; the server's own is 0.</summary>
    public int Depth { get; }

    /// <summary>The certificate it is about.</summary>
    public Certificate? Certificate { get; }

    /// <summary>Whether the stack was run on such a chain and refused it; otherwise public material says so.</summary>
    public bool IsMeasured { get; }

    /// <summary>What the stack says, or what is known about it.</summary>
    public string Message { get; }
}
