// The report of one verification, read from the library when it is asked for and owned by itself from then on.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// The report of one verification: the verdict, every finding with its reason and its fix, the path, and what was
/// almost a path. It never changes, and any number of threads may read it. All text is escaped. What it hands out
/// outlives it.
/// </summary>
public sealed class VerificationReport : IDisposable
{
    private readonly ReportHandle handle;

    internal VerificationReport(ReportHandle handle) => this.handle = handle;

    /// <summary>The report of a trusted chain, or the exception.</summary>
    internal static VerificationReport OrThrow(ErrorCode code, ReportHandle made, ErrorHandle error)
    {
        using (error) {
            return code switch {
                ErrorCode.Ok => new VerificationReport(made),
                ErrorCode.Untrusted => throw new UntrustedException(TextOf(error), new VerificationReport(made)),
                _ => throw Answer.Failure(code, error),
            };
        }
    }

    /// <summary>Judges again what <see cref="ToEvidence"/> kept, with its own time, rules and anchors, and nothing of
    /// this computer.</summary>
    /// <param name="evidence">An evidence file (*.case).</param>
    /// <returns>The report, trusted or not.</returns>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Malformed"/> with the line, and as
    /// <see cref="TrustStore.Verify(CertificateChain, string, VerificationPolicy)"/></exception>
    public static VerificationReport Replay(byte[] evidence)
    {
        Foreign.NotNull(evidence, nameof(evidence));
        ErrorCode code = vmstrust_replay(evidence, (nuint)evidence.Length, out ReportHandle made,
                                         out ErrorHandle error);
        using (error) {
            return code is ErrorCode.Ok or ErrorCode.Untrusted ? new VerificationReport(made)
                                                               : throw Answer.Failure(code, error);
        }
    }

    /// <summary>Trusted: no finding is an error.</summary>
    public bool IsTrusted => vmstrust_report_is_trusted(handle);

    /// <summary>Every finding, the worst first.</summary>
    public IReadOnlyList<ReportedFinding> Findings =>
        Foreign.List(vmstrust_report_get_count(handle), index => new ReportedFinding(handle, index));

    /// <summary>The path, the server's own certificate first; the trusted one, or of the refused ones the most
    /// telling.</summary>
    public IReadOnlyList<Certificate> Path =>
        Foreign.List(vmstrust_report_get_path_count(handle), depth => {
            using Hold hold = handle.Hold();
            return Certificate.Own(vmstrust_report_get_path_cert(handle, depth))!;
        });

    /// <summary>What was almost a path, at most 8.</summary>
    public IReadOnlyList<NearMiss> NearMisses =>
        Foreign.List(vmstrust_report_get_near_miss_count(handle), index => new NearMiss(handle, index));

    /// <summary>What is known of the revocation of the path: of its worst certificate.</summary>
    public RevocationState Revocation => vmstrust_report_get_revocation(handle);

    /// <summary>Whether the account can use the private key, of a report that <see cref="Deployment.Check"/> made.</summary>
    public KeyAccess KeyAccess => vmstrust_report_get_key_access(handle);

    /// <summary>A sentence about the private key: whether it matches, which account can use it, and how that is known; ""
    /// where nobody asked.</summary>
    public string KeyText
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_report_get_key_text(handle));
        }
    }

    /// <summary>The certificate policies that the path is valid for, in dotted decimal, as far as they are named, at
    /// most 64 (user-constrained-policy-set, RFC 5280 6.1.5 (g)).</summary>
    public IReadOnlyList<string> Policies =>
        Foreign.List(vmstrust_report_get_policy_count(handle), index => {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_report_get_policy(handle, index));
        });

    /// <summary>What the policy's shadow makes of the same question, to be disposed of by itself; null where the policy has
    /// no shadow, or it could not judge.</summary>
    public VerificationReport? GetShadow()
    {
        using Hold hold = handle.Hold();
        return Lent(handle, vmstrust_report_get_shadow(handle));
    }

    /// <summary>A report that another object lends, which it keeps alive; null for none.</summary>
    internal static VerificationReport? Lent(Handle lender, IntPtr lent)
    {
        if (lent == IntPtr.Zero) {
            return null;
        }
        var borrowed = new ReportHandle();
        borrowed.Borrow(lender, lent);
        return new VerificationReport(borrowed);
    }

    /// <summary>A sentence about the shadow's verdict beside the one that counts: the same, or the reason and the fix; ""
    /// where the policy has no shadow.</summary>
    public string ShadowText
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_report_get_shadow_text(handle));
        }
    }

    /// <summary>Which rule matched the host.</summary>
    public HostMatch Matched => vmstrust_report_get_matched(handle);

    /// <summary>The role that was judged.</summary>
    public Role Role => vmstrust_report_get_role(handle);

    /// <summary>The host that was asked for, as it was compared; "" if there was none.</summary>
    public string Host
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_report_get_host(handle));
        }
    }

    /// <summary>The rule set with its version, such as "vms@1".</summary>
    public string Rules
    {
        get {
            using Hold hold = handle.Hold();
            return Foreign.Text(vmstrust_report_get_rules(handle));
        }
    }

    /// <summary>The time at which it was judged.</summary>
    public DateTimeOffset JudgedAt => Foreign.Time(vmstrust_report_get_judged_at(handle));

    /// <summary>The store's generation that was in force.</summary>
    public ulong Generation => vmstrust_report_get_generation(handle);

    /// <summary>The report as text for people: verdict, the certificates as a tree, Why, Then, Fix. At most 80 columns,
    /// with box-drawing characters.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public string ToText() =>
        Answer.Text(vmstrust_report_write_text(handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The same in ASCII only.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public string ToAscii() =>
        Answer.Text(vmstrust_report_write_ascii(handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>The report as JSON, schema "vmstrust-report-1".</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Crypto"/></exception>
    public string ToJson() =>
        Answer.Text(vmstrust_report_write_json(handle, out BytesHandle json, out ErrorHandle error), json, error);

    /// <summary>The evidence: chain, anchors used and near, severities, host, time and version as one text file that
    /// <see cref="Replay"/> judges alike anywhere.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public byte[] ToEvidence() =>
        Answer.Bytes(vmstrust_report_write_evidence(handle, out BytesHandle made, out ErrorHandle error), made, error);

    /// <summary>Frees it. What it handed out stays.</summary>
    public void Dispose() => handle.Dispose();

    private static string TextOf(ErrorHandle error)
    {
        using Hold hold = error.Hold();
        return Foreign.Text(vmstrust_error_get_text(error));
    }
}

/// <summary>One finding of a report.</summary>
public sealed class ReportedFinding
{
    internal ReportedFinding(ReportHandle report, nuint index)
    {
        using Hold hold = report.Hold();
        Finding = vmstrust_report_get_finding(report, index);
        Severity = vmstrust_report_get_severity(report, index);
        Certificate = Certificate.Own(vmstrust_report_get_cert(report, index));
        Depth = vmstrust_report_get_depth(report, index);
        Client = vmstrust_report_get_client(report, index);
        Title = Foreign.Text(vmstrust_report_get_title(report, index));
        Text = Foreign.Text(vmstrust_report_get_text(report, index));
        Expected = Foreign.Text(vmstrust_report_get_expected(report, index));
        Found = Foreign.Text(vmstrust_report_get_found(report, index));
        Consequence = Foreign.Text(vmstrust_report_get_consequence(report, index));
        Fix = Foreign.Text(vmstrust_report_get_fix(report, index));
        Source = Foreign.Text(vmstrust_report_get_source(report, index));
    }

    /// <summary>Which finding it is.</summary>
    public Finding Finding { get; }

    /// <summary>How much it weighs here.</summary>
    public Severity Severity { get; }

    /// <summary>The certificate it is about; null if it is about none.</summary>
    public Certificate? Certificate { get; }

    /// <summary>The place of that certificate on the path, the server's own is 0; -1 if it is about none, or about one
    /// that is not on the path.</summary>
    public int Depth { get; }

    /// <summary>The client whose TLS stack made this weigh more than the rule set says; <see cref="Client.None"/> if
    /// none did.</summary>
    public Client Client { get; }

    /// <summary>A few words, at most 48 characters, for an overlay.</summary>
    public string Title { get; }

    /// <summary>The sentence with the facts.</summary>
    public string Text { get; }

    /// <summary>What was expected; "" where there is no such thing.</summary>
    public string Expected { get; }

    /// <summary>What was found instead; "" where there is no such thing.</summary>
    public string Found { get; }

    /// <summary>What follows from it for the user of the system; "" where nothing does.</summary>
    public string Consequence { get; }

    /// <summary>What to do.</summary>
    public string Fix { get; }

    /// <summary>The rule it rests on: RFC and section, or the document of the field.</summary>
    public string Source { get; }

    /// <summary>Severity, id and sentence on one line.</summary>
    public override string ToString() => $"{Severity.GetId()} {Finding.GetId()}: {Text}";
}

/// <summary>What was almost a path to a trusted root.</summary>
public sealed class NearMiss
{
    internal NearMiss(ReportHandle report, nuint index)
    {
        using Hold hold = report.Hold();
        Kind = vmstrust_report_get_near_miss(report, index);
        Certificate = Certificate.Own(vmstrust_report_get_near_miss_cert(report, index));
        Text = Foreign.Text(vmstrust_report_get_near_miss_text(report, index));
    }

    /// <summary>What kind it is.</summary>
    public NearMissKind Kind { get; }

    /// <summary>The certificate that was almost on a path; for a missing intermediate the one whose issuer nobody
    /// has.</summary>
    public Certificate? Certificate { get; }

    /// <summary>One sentence about it, with the address of a missing intermediate where its certificate names one.</summary>
    public string Text { get; }
}
