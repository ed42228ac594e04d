// What the library's tables say of a number: its id, its name, its sentences. A number that this binding has no
// name for is answered by the library, too.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>What the library says of an <see cref="ErrorCode"/>.</summary>
public static class ErrorCodes
{
    /// <summary>The stable name, such as "malformed", for logs; "unknown" for a number that the library does not
    /// have.</summary>
    public static string GetName(this ErrorCode code) => Foreign.Text(vmstrust_code_get_name(code));

    /// <summary>What it means, in a few words.</summary>
    public static string GetText(this ErrorCode code) => Foreign.Text(vmstrust_code_get_text(code));
}

/// <summary>The roles: what presents a certificate.</summary>
public static class Roles
{
    /// <summary>Every role that the library knows.</summary>
    public static IReadOnlyList<Role> All => Foreign.List(vmstrust_role_get_total(), vmstrust_role_get_at);

    /// <summary>The role of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static Role Find(string id)
    {
        Answer.Check(vmstrust_role_find(Foreign.Utf8(id, nameof(id)), out Role role, out ErrorHandle error), error);
        return role;
    }

    /// <summary>The stable id; "unknown" for a number that is not known.</summary>
    public static string GetId(this Role role) => Foreign.Text(vmstrust_role_get_id(role));

    /// <summary>The name people know it by.</summary>
    public static string GetName(this Role role) => Foreign.Text(vmstrust_role_get_name(role));

    /// <summary>Which of the product's certificates it is, such as "Streaming media certificate"; "" where there is one
    /// only.</summary>
    public static string GetEndpoint(this Role role) => Foreign.Text(vmstrust_role_get_endpoint(role));

    /// <summary>Where the row comes from.</summary>
    public static string GetSource(this Role role) => Foreign.Text(vmstrust_role_get_source(role));

    /// <summary>The port it is reached at unless configured; 0 if there is none.</summary>
    public static int GetPort(this Role role) => vmstrust_role_get_port(role);

    /// <summary>Whether a verification for this role needs a host.</summary>
    public static bool TakesHost(this Role role) => vmstrust_role_takes_host(role);
}

/// <summary>The clients: what verifies a certificate.</summary>
public static class Clients
{
    /// <summary>Every client that the library knows.</summary>
    public static IReadOnlyList<Client> All => Foreign.List(vmstrust_client_get_total(), vmstrust_client_get_at);

    /// <summary>The client of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static Client Find(string id)
    {
        Answer.Check(vmstrust_client_find(Foreign.Utf8(id, nameof(id)), out Client client, out ErrorHandle error),
                     error);
        return client;
    }

    /// <summary>The stable id; "unknown" for a number that is not known.</summary>
    public static string GetId(this Client client) => Foreign.Text(vmstrust_client_get_id(client));

    /// <summary>The name people know it by.</summary>
    public static string GetName(this Client client) => Foreign.Text(vmstrust_client_get_name(client));

    /// <summary>Which list of trusted roots it uses.</summary>
    public static string GetStore(this Client client) => Foreign.Text(vmstrust_client_get_store(client));

    /// <summary>How a trusted root is installed there.</summary>
    public static string GetInstall(this Client client) => Foreign.Text(vmstrust_client_get_install(client));

    /// <summary>Where the row comes from.</summary>
    public static string GetSource(this Client client) => Foreign.Text(vmstrust_client_get_source(client));

    /// <summary>Its TLS stack.</summary>
    public static Target GetTarget(this Client client) => vmstrust_client_get_target(client);
}

/// <summary>The targets: TLS stacks, and what they refuse.</summary>
public static class Targets
{
    /// <summary>Every target that the library knows.</summary>
    public static IReadOnlyList<Target> All => Foreign.List(vmstrust_target_get_total(), vmstrust_target_get_at);

    /// <summary>The target of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static Target Find(string id)
    {
        Answer.Check(vmstrust_target_find(Foreign.Utf8(id, nameof(id)), out Target target, out ErrorHandle error),
                     error);
        return target;
    }

    /// <summary>The stable id; "unknown" for a number that is not known.</summary>
    public static string GetId(this Target target) => Foreign.Text(vmstrust_target_get_id(target));

    /// <summary>The name people know it by.</summary>
    public static string GetName(this Target target) => Foreign.Text(vmstrust_target_get_name(target));

    /// <summary>What this stack makes of a finding: <see cref="Severity.Error"/> if it refuses,
    /// <see cref="Severity.Off"/> if it does not care.</summary>
    public static Severity GetSeverity(this Target target, Finding finding) =>
        vmstrust_target_get_severity(target, finding);

    /// <summary>Whether the stack itself was run on chains with one fault each; otherwise what is known of it is
    /// documented, and may lack something.</summary>
    public static bool IsMeasured(this Target target) => vmstrust_target_is_measured(target);
}

/// <summary>The connections: a client that connects to a role.</summary>
public static class Connections
{
    /// <summary>Every connection that the library knows.</summary>
    public static IReadOnlyList<Connection> All =>
        Foreign.List(vmstrust_connection_get_total(), vmstrust_connection_get_at);

    /// <summary>The connection of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static Connection Find(string id)
    {
        Answer.Check(vmstrust_connection_find(Foreign.Utf8(id, nameof(id)), out Connection connection,
                                              out ErrorHandle error), error);
        return connection;
    }

    /// <summary>The stable id; "unknown" for a number that is not known.</summary>
    public static string GetId(this Connection connection) => Foreign.Text(vmstrust_connection_get_id(connection));

    /// <summary>Which name the certificate must carry for it.</summary>
    public static string GetNameRule(this Connection connection) =>
        Foreign.Text(vmstrust_connection_get_name_rule(connection));

    /// <summary>What happens when the certificate expires.</summary>
    public static string GetIfExpired(this Connection connection) =>
        Foreign.Text(vmstrust_connection_get_if_expired(connection));

    /// <summary>What happens when the certificate is not trusted.</summary>
    public static string GetIfUntrusted(this Connection connection) =>
        Foreign.Text(vmstrust_connection_get_if_untrusted(connection));

    /// <summary>Where the row comes from.</summary>
    public static string GetSource(this Connection connection) =>
        Foreign.Text(vmstrust_connection_get_source(connection));

    /// <summary>Who connects.</summary>
    public static Client GetClient(this Connection connection) => vmstrust_connection_get_client(connection);

    /// <summary>To what.</summary>
    public static Role GetRole(this Connection connection) => vmstrust_connection_get_role(connection);

    /// <summary>At which port.</summary>
    public static int GetPort(this Connection connection) => vmstrust_connection_get_port(connection);
}

/// <summary>The findings: what can be wrong, or remarkable, with a certificate or a path.</summary>
public static class Findings
{
    /// <summary>Every finding that the library knows.</summary>
    public static IReadOnlyList<Finding> All => Foreign.List(vmstrust_finding_get_total(), vmstrust_finding_get_at);

    /// <summary>The finding of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static Finding Find(string id)
    {
        Answer.Check(vmstrust_finding_find(Foreign.Utf8(id, nameof(id)), out Finding finding, out ErrorHandle error),
                     error);
        return finding;
    }

    /// <summary>The stable id, such as "expired"; "unknown" for a number that is not known.</summary>
    public static string GetId(this Finding finding) => Foreign.Text(vmstrust_finding_get_id(finding));

    /// <summary>At most 48 characters.</summary>
    public static string GetTitle(this Finding finding) => Foreign.Text(vmstrust_finding_get_title(finding));

    /// <summary>How it comes about.</summary>
    public static string GetCause(this Finding finding) => Foreign.Text(vmstrust_finding_get_cause(finding));

    /// <summary>What to do, in general.</summary>
    public static string GetFix(this Finding finding) => Foreign.Text(vmstrust_finding_get_fix(finding));

    /// <summary>How it is seen on a platform, and where; "" where the platforms do not differ.</summary>
    public static string GetHowToSee(this Finding finding, Platform platform) =>
        Foreign.Text(vmstrust_finding_get_how_to_see(finding, platform));

    /// <summary>How what <see cref="GetFix"/> says is done on a platform; "" likewise.</summary>
    public static string GetHowToFix(this Finding finding, Platform platform) =>
        Foreign.Text(vmstrust_finding_get_how_to_fix(finding, platform));

    /// <summary>The rule it rests on.</summary>
    public static string GetSource(this Finding finding) => Foreign.Text(vmstrust_finding_get_source(finding));

    /// <summary>Whether no override may lower it. True for an unknown number.</summary>
    public static bool IsLocked(this Finding finding) => vmstrust_finding_is_locked(finding);

    /// <summary>Its severity under a rule set such as "vms" or "vms@1"; <see cref="Severity.Error"/> for a number or a
    /// rule set that is not known.</summary>
    public static Severity GetSeverity(this Finding finding, string rules) =>
        vmstrust_finding_get_severity(finding, Foreign.Utf8(rules, nameof(rules)));

    /// <summary>What a word of the guides or a message of a product means: "private certificate", "Connection
    /// Lost".</summary>
    /// <param name="word">The word, or the message.</param>
    /// <param name="finding">The finding that it stands for, or <see cref="Finding.None"/>.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static string ExplainWord(string word, out Finding finding)
    {
        Answer.Check(vmstrust_word_find(Foreign.Utf8(word, nameof(word)), out finding, out IntPtr text,
                                        out ErrorHandle error), error);
        return Foreign.Text(text);
    }
}

/// <summary>The platforms: where an administrator looks and acts.</summary>
public static class Platforms
{
    /// <summary>Every platform that the library knows.</summary>
    public static IReadOnlyList<Platform> All =>
        Foreign.List(vmstrust_platform_get_total(), vmstrust_platform_get_at);

    /// <summary>The stable id; "unknown" for a number that is not known.</summary>
    public static string GetId(this Platform platform) => Foreign.Text(vmstrust_platform_get_id(platform));

    /// <summary>Its name for people.</summary>
    public static string GetName(this Platform platform) => Foreign.Text(vmstrust_platform_get_name(platform));
}

/// <summary>What the library says of its smaller enumerations.</summary>
public static class Ids
{
    /// <summary>"off", "info", "warning", "error"; "unknown" for another number.</summary>
    public static string GetId(this Severity severity) => Foreign.Text(vmstrust_severity_get_id(severity));

    /// <summary>The severity of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/></exception>
    public static Severity FindSeverity(string id)
    {
        Answer.Check(vmstrust_severity_find(Foreign.Utf8(id, nameof(id)), out Severity severity, out ErrorHandle error),
                     error);
        return severity;
    }

    /// <summary>"san-dns", "san-ip", "subject-cn", "none"; "unknown" for another number.</summary>
    public static string GetId(this HostMatch match) => Foreign.Text(vmstrust_match_get_id(match));

    /// <summary>"missing-intermediate" and so on; "unknown" for another number.</summary>
    public static string GetId(this NearMissKind kind) => Foreign.Text(vmstrust_near_miss_get_id(kind));

    /// <summary>"off", "available", "required"; "unknown" for another number.</summary>
    public static string GetId(this RevocationMode mode) => Foreign.Text(vmstrust_revocation_get_id(mode));

    /// <summary>"not-asked", "not-available", "good", "unknown" (a state), "revoked"; "unknown" for another
    /// number.</summary>
    public static string GetId(this RevocationState state) => Foreign.Text(vmstrust_revocation_state_get_id(state));

    /// <summary>"not-asked", "tested-yes", "tested-no", "evaluated-yes", "evaluated-no", "unknown" (a state); "unknown" for
    /// another number.</summary>
    public static string GetId(this KeyAccess access) => Foreign.Text(vmstrust_key_access_get_id(access));

    /// <summary>"root", "private-key" and so on; "unknown" for another number.</summary>
    public static string GetId(this Content content) => Foreign.Text(vmstrust_content_get_id(content));

    /// <summary>The revocation mode of an id.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/>, naming the nearest</exception>
    public static RevocationMode FindRevocationMode(string id)
    {
        Answer.Check(vmstrust_revocation_find(Foreign.Utf8(id, nameof(id)), out RevocationMode mode,
                                              out ErrorHandle error), error);
        return mode;
    }
}
