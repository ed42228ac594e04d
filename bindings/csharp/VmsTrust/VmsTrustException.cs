// Why a call could not do what was asked, and that a chain is not trusted: two exceptions, so that nobody
// takes the one for the other.
using System;

namespace VmsTrust;

/// <summary>
/// A call could not do what was asked. The message is the library's sentence: the thing it is about and, where
/// there is one, the fix. Text that came from a certificate or a file is shown escaped in it.
/// </summary>
public class VmsTrustException : Exception
{
    internal VmsTrustException(ErrorCode code, string message, long offset) : base(message)
    {
        Code = code;
        Offset = offset;
    }

    /// <summary>The kind of failure.</summary>
    public ErrorCode Code { get; }

    /// <summary>Where malformed input stopped being understood, in bytes from its start; -1 where no place can
    /// be named.</summary>
    public long Offset { get; }
}

/// <summary>
/// The chain is not trusted. The message is the sentence and the fix of the worst finding.
/// </summary>
public sealed class UntrustedException : VmsTrustException
{
    internal UntrustedException(string message, VerificationReport? report)
        : base(ErrorCode.Untrusted, message, -1) => Report = report;

    /// <summary>All findings, with reasons and fixes. Null only after
    /// <see cref="TrustStore.EnsureTrusted(byte[], Role, string)"/> and its overload, which make none.</summary>
    public VerificationReport? Report { get; }
}
