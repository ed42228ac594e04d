// By which rules a certificate is judged for which role. Nothing weakens a check without Insecure in its name.
using System;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A policy: by which rules a certificate is judged. It never holds a host, an address or the time of one
/// connection; it is made once, and any number of threads may verify by it at once. Change it before, not while it is
/// in use. Each change answers with the policy itself, so that calls can be joined.
/// </summary>
public sealed class VerificationPolicy : IDisposable
{
    private VerificationPolicy(PolicyHandle handle) => Handle = handle;

    /// <summary>A policy for a role under the newest "vms" rules, for no client in particular: what any client of that
    /// role would refuse is refused.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> for an unknown role,
    /// <see cref="ErrorCode.Memory"/></exception>
    public VerificationPolicy(Role role) =>
        Handle = Answer.Check(vmstrust_policy_new(role, out PolicyHandle made, out ErrorHandle error), made, error);

    internal PolicyHandle Handle { get; }

    /// <summary>The role it was made for.</summary>
    public Role Role => vmstrust_policy_get_role(Handle);

    /// <summary>Who judges; <see cref="Client.None"/> if nobody in particular.</summary>
    public Client Client => vmstrust_policy_get_client(Handle);

    /// <summary>What a finding weighs under this policy: its rule set, its client and what was set besides;
    /// <see cref="Severity.Error"/> for a number that is not known. The revocation mode comes on top of it.</summary>
    public Severity GetSeverity(Finding finding) => vmstrust_policy_get_severity(Handle, finding);

    /// <summary>One more owner of the same policy; the last one frees.</summary>
    public VerificationPolicy Share()
    {
        using Hold hold = Handle.Hold();
        return new VerificationPolicy(vmstrust_policy_ref(Handle.DangerousGetHandle()));
    }

    /// <summary>Who judges: chooses what that client's TLS stack refuses, and the consequence and the fix in the
    /// text.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> for an unknown client</exception>
    public VerificationPolicy SetClient(Client client) =>
        Changed(vmstrust_policy_set_client(Handle, client, out ErrorHandle error), error);

    /// <summary>The rule set: "vms", "path", "rfc5280" or "webpki", the newest of this major version, or one version of
    /// it such as "vms@1".</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, naming the ones there are</exception>
    public VerificationPolicy SetRules(string rules) =>
        Changed(vmstrust_policy_set_rules(Handle, Foreign.Utf8(rules, nameof(rules)), out ErrorHandle error), error);

    /// <summary>Overrides the severity of one finding, whatever the rule set and the order of calls. Any finding may be
    /// raised; only lints may be lowered.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Locked"/> if the finding is not a lint and the severity
    /// is not <see cref="Severity.Error"/>; <see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy SetSeverity(Finding finding, Severity severity) =>
        Changed(vmstrust_policy_set_severity(Handle, finding, severity, out ErrorHandle error), error);

    /// <summary>Lowers or raises any finding, also a locked one. Every report then says so.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy InsecureSetSeverity(Finding finding, Severity severity) =>
        Changed(vmstrust_policy_insecure_set_severity(Handle, finding, severity, out ErrorHandle error), error);

    /// <summary>Makes these fields of an anchor count (RFC 5937), also where the rule set ignores them.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy SetAnchorFields(AnchorFields fields) =>
        Changed(vmstrust_policy_set_anchor_fields(Handle, fields, out ErrorHandle error), error);

    /// <summary>Makes these fields of an anchor not count.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy InsecureIgnoreAnchorFields(AnchorFields fields) =>
        Changed(vmstrust_policy_insecure_ignore_anchor_fields(Handle, fields, out ErrorHandle error), error);

    /// <summary>At most this many intermediates between the server certificate and the trusted root. Self-issued ones
    /// do not count (RFC 5280 4.2.1.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public VerificationPolicy SetMaxPathLength(int length) =>
        Changed(vmstrust_policy_set_max_path_length(Handle, Count(length, nameof(length)), out ErrorHandle error),
                error);

    /// <summary>A name or address that the certificate must carry besides the host: the short name, the alias, the
    /// cluster. All of them must be there.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with what is wrong with it,
    /// <see cref="ErrorCode.Limit"/> beyond 64 names, <see cref="ErrorCode.Memory"/></exception>
    public VerificationPolicy AddRequiredName(string name) =>
        Changed(vmstrust_policy_add_required_name(Handle, Foreign.Utf8(name, nameof(name)), out ErrorHandle error),
                error);

    /// <summary>The purpose (extended key usage) that the certificate must allow, instead of the role's own
    /// (RFC 5280 4.2.1.12).</summary>
    /// <param name="purpose">An object identifier with dots, such as "1.3.6.1.5.5.7.3.1".</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy SetPurpose(string purpose) =>
        Changed(vmstrust_policy_set_purpose(Handle, Foreign.Utf8(purpose, nameof(purpose)), out ErrorHandle error),
                error);

    /// <summary>A certificate policy that is accepted (user-initial-policy-set, RFC 5280 6.1.1 (c)); without any call
    /// every policy is. It decides only where a certificate of the path, or <see cref="RequireExplicitPolicy"/>,
    /// demands one.</summary>
    /// <param name="policyId">An object identifier with dots.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Limit"/> beyond 64,
    /// <see cref="ErrorCode.Memory"/></exception>
    public VerificationPolicy AddInitialPolicy(string policyId) =>
        Changed(vmstrust_policy_add_initial_policy(Handle, Foreign.Utf8(policyId, nameof(policyId)),
                                                   out ErrorHandle error), error);

    /// <summary>Demands a path that is valid for an accepted certificate policy (initial-explicit-policy, RFC 5280
    /// 6.1.1 (f)).</summary>
    public VerificationPolicy RequireExplicitPolicy() =>
        Changed(vmstrust_policy_require_explicit_policy(Handle, out ErrorHandle error), error);

    /// <summary>Lets no CA map one certificate policy to another (initial-policy-mapping-inhibit, RFC 5280
    /// 6.1.1 (e)).</summary>
    public VerificationPolicy InhibitPolicyMapping() =>
        Changed(vmstrust_policy_inhibit_policy_mapping(Handle, out ErrorHandle error), error);

    /// <summary>Lets anyPolicy in a certificate match nothing (initial-any-policy-inhibit, RFC 5280 6.1.1 (g)).</summary>
    public VerificationPolicy InhibitAnyPolicy() =>
        Changed(vmstrust_policy_inhibit_any_policy(Handle, out ErrorHandle error), error);

    /// <summary>How revocation is judged; <see cref="RevocationMode.Available"/> unless set. This mode, and nothing
    /// else, decides what <see cref="Finding.RevocationUnknown"/> and <see cref="Finding.CrlExpired"/> weigh.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy SetRevocation(RevocationMode mode) =>
        Changed(vmstrust_policy_set_revocation(Handle, mode, out ErrorHandle error), error);

    /// <summary>Asks only whether the server's own certificate was revoked, and not its issuers.</summary>
    public VerificationPolicy InsecureSkipIssuerRevocation() =>
        Changed(vmstrust_policy_insecure_skip_issuer_revocation(Handle, out ErrorHandle error), error);

    /// <summary>Lets a revocation list count after its time.</summary>
    public VerificationPolicy InsecureIgnoreCrlExpiry() =>
        Changed(vmstrust_policy_insecure_ignore_crl_expiry(Handle, out ErrorHandle error), error);

    /// <summary>A time before which no clock can be right, such as that of the build or the last one seen: an earlier
    /// clock is the finding <see cref="Finding.ClockWrong"/>.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy SetEarliestTime(DateTimeOffset time) =>
        Changed(vmstrust_policy_set_earliest_time(Handle, time.ToUnixTimeSeconds(), out ErrorHandle error), error);

    /// <summary>How many days before its end a certificate gets <see cref="Finding.ExpiresSoon"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public VerificationPolicy SetDueWithin(int days) =>
        Changed(vmstrust_policy_set_due_within(Handle, Count(days, nameof(days)), out ErrorHandle error), error);

    /// <summary>Lets another policy judge beside this one, without a say: this one decides, and the report tells the
    /// difference (<see cref="VerificationReport.ShadowText"/>). So a site sees what a stricter policy would refuse before it
    /// does. An evidence file leaves the shadow out.</summary>
    /// <param name="other">Is copied as it is now, without a shadow of its own.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Limit"/> for a second one,
    /// <see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public VerificationPolicy AddShadow(VerificationPolicy other) =>
        Changed(vmstrust_policy_add_shadow(Handle, Foreign.NotNull(other, nameof(other)).Handle, out ErrorHandle error),
                error);

    /// <summary>Asks no host name: whoever has any certificate of the CA is taken for the server.</summary>
    public VerificationPolicy InsecureSkipName() =>
        Changed(vmstrust_policy_insecure_skip_name(Handle, out ErrorHandle error), error);

    /// <summary>Takes keys and signatures that are too weak: whoever can forge one is taken for the server.</summary>
    public VerificationPolicy InsecureAllowWeak() =>
        Changed(vmstrust_policy_insecure_allow_weak(Handle, out ErrorHandle error), error);

    /// <summary>Asks no validity: an expired certificate, whose key may long be known, is taken.</summary>
    public VerificationPolicy InsecureSkipTime() =>
        Changed(vmstrust_policy_insecure_skip_time(Handle, out ErrorHandle error), error);

    /// <summary>Gives up this owner; the last one frees.</summary>
    public void Dispose() => Handle.Dispose();

    private VerificationPolicy Changed(ErrorCode code, ErrorHandle error)
    {
        Answer.Check(code, error);
        return this;
    }

    private static uint Count(int value, string name) =>
        value >= 0 ? (uint)value : throw new ArgumentOutOfRangeException(name, value, "It may not be negative.");
}
