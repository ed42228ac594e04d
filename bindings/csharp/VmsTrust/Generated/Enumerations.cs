// Made from libvmstrust*/*.def by devel/generate: edit those.
#nullable enable
using System;

namespace VmsTrust;

/// <summary>What a call answers. Negative numbers are failures; the hundreds are the kind.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum ErrorCode
{
    /// <summary>A fault of this library</summary>
    Internal = -601,
    /// <summary>The cryptographic library refused</summary>
    Crypto = -600,
    /// <summary>Cancelled by the caller</summary>
    Cancelled = -500,
    /// <summary>Not trusted; the report says why</summary>
    Untrusted = -400,
    /// <summary>The input is not well formed</summary>
    Malformed = -300,
    /// <summary>A server could not be asked</summary>
    Unreachable = -203,
    /// <summary>The system's clock could not be read</summary>
    Clock = -202,
    /// <summary>A file could not be read or written</summary>
    File = -201,
    /// <summary>Out of memory</summary>
    Memory = -200,
    /// <summary>A passphrase is needed, or it is wrong</summary>
    Passphrase = -104,
    /// <summary>Larger or more than this library accepts</summary>
    Limit = -103,
    /// <summary>There is no such thing</summary>
    NotFound = -102,
    /// <summary>This finding cannot be lowered</summary>
    Locked = -101,
    /// <summary>An argument is not valid</summary>
    Argument = -100,
    /// <summary>Done; for a verification: trusted</summary>
    Ok = 0,
}

/// <summary>What a finding means for the verdict: untrusted if and only if at least one finding is an error.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Severity
{
    /// <summary>Not reported</summary>
    Off = 0,
    /// <summary>Worth knowing</summary>
    Info = 1,
    /// <summary>Trusted, and something should be done</summary>
    Warning = 2,
    /// <summary>Not trusted</summary>
    Error = 3,
}

/// <summary>What is wrong, or remarkable, with a certificate, a key or a name.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Finding
{
    /// <summary>No finding, or none is meant</summary>
    None = 0,
    /// <summary>Certificate is not well formed</summary>
    Malformed = 1,
    /// <summary>An extra certificate is not well formed</summary>
    MalformedExtra = 2,
    /// <summary>Signature does not match the issuer's key</summary>
    SignatureInvalid = 3,
    /// <summary>Key or signature algorithm is not known</summary>
    AlgorithmUnknown = 4,
    /// <summary>Certificate or key is distrusted here</summary>
    Distrusted = 5,
    /// <summary>Too much work to decide: refused</summary>
    WorkLimitReached = 6,
    /// <summary>The clock of this device looks wrong</summary>
    ClockWrong = 10,
    /// <summary>Expired</summary>
    Expired = 11,
    /// <summary>Not valid yet</summary>
    NotValidYet = 12,
    /// <summary>CA certificate has expired</summary>
    RootExpired = 13,
    /// <summary>Expires in N days</summary>
    ExpiresSoon = 14,
    /// <summary>Valid longer than its CA</summary>
    OutlivesItsCa = 15,
    /// <summary>Valid too long for phones (825 days)</summary>
    ValidTooLongForPhones = 16,
    /// <summary>Valid longer than the rules of its day allow</summary>
    ValidTooLong = 17,
    /// <summary>Key or signature too weak</summary>
    KeyOrSignatureTooWeak = 20,
    /// <summary>Key of unreasonable size</summary>
    KeyUnreasonable = 21,
    /// <summary>Not RSA</summary>
    NotRsa = 22,
    /// <summary>Key algorithm is not allowed here</summary>
    KeyAlgorithmNotAllowed = 23,
    /// <summary>RSA key size is not a multiple of 8</summary>
    KeySizeNotMultipleOf8 = 24,
    /// <summary>Issuer is not a CA</summary>
    IssuerIsNotACa = 30,
    /// <summary>Issuer may not sign certificates</summary>
    IssuerMayNotSignCertificates = 31,
    /// <summary>More intermediates than the CA allows</summary>
    PathTooLong = 32,
    /// <summary>The CA may not issue for this name</summary>
    NameNotPermittedByCa = 33,
    /// <summary>Contains a critical rule we do not know</summary>
    CriticalExtensionUnknown = 34,
    /// <summary>Not issued for Server Authentication</summary>
    NotForServerAuthentication = 35,
    /// <summary>Not issued for this purpose</summary>
    NotForThisPurpose = 36,
    /// <summary>Trusted root is not marked as a CA</summary>
    TrustedRootNotMarkedAsCa = 37,
    /// <summary>Server certificate is marked as a CA</summary>
    ServerCertificateIsACa = 38,
    /// <summary>No certificate policy that is accepted here</summary>
    PolicyNotAcceptable = 39,
    /// <summary>Host name is not in the certificate</summary>
    HostNameNotInCertificate = 40,
    /// <summary>IP address is not in the certificate</summary>
    IpAddressNotInCertificate = 41,
    /// <summary>A required name is not in the certificate</summary>
    RequiredNameNotInCertificate = 42,
    /// <summary>Host name only in the subject, not in DNS names</summary>
    HostNameOnlyInSubject = 43,
    /// <summary>Only the short name</summary>
    ShortNameOnly = 44,
    /// <summary>Only the full name</summary>
    FullNameOnly = 45,
    /// <summary>Not the certificate that was pinned</summary>
    PinChanged = 50,
    /// <summary>CA certificate is not installed here</summary>
    RootNotInstalled = 51,
    /// <summary>CA certificate installed for another use</summary>
    RootNotForThisUse = 52,
    /// <summary>Another CA has the same name</summary>
    OtherCaSameName = 53,
    /// <summary>Server does not send its intermediate</summary>
    IntermediateNotSent = 54,
    /// <summary>Certificates are sent in the wrong order</summary>
    CertificatesOutOfOrder = 55,
    /// <summary>Purpose is marked critical</summary>
    PurposeMarkedCritical = 60,
    /// <summary>Issuer key id is missing</summary>
    IssuerKeyIdMissing = 61,
    /// <summary>Subject key id is missing</summary>
    SubjectKeyIdMissing = 62,
    /// <summary>Key id is marked critical</summary>
    KeyIdMarkedCritical = 63,
    /// <summary>Serial number is zero or negative</summary>
    SerialNumberNotPositive = 64,
    /// <summary>Serial number is longer than 20 bytes</summary>
    SerialNumberTooLong = 65,
    /// <summary>CA certificate has no subject</summary>
    SubjectNameMissing = 66,
    /// <summary>Issuer name is missing</summary>
    IssuerNameMissing = 67,
    /// <summary>DNS names not critical, with no subject</summary>
    NamesNotMarkedCritical = 68,
    /// <summary>DNS names marked critical, with a subject</summary>
    NamesMarkedCritical = 69,
    /// <summary>May sign certificates, but is not a CA</summary>
    KeyUsageDoesNotFit = 70,
    /// <summary>Server certificate restricts names like a CA</summary>
    NameConstraintsOnServerCertificate = 71,
    /// <summary>Name rules of the CA not marked critical</summary>
    NameConstraintsNotMarkedCritical = 72,
    /// <summary>Name rules of the CA are empty</summary>
    NameConstraintsEmpty = 73,
    /// <summary>DNS name not in the preferred syntax</summary>
    DnsNameNotPreferred = 74,
    /// <summary>An address extension is not well formed</summary>
    ExtensionNotWellFormed = 75,
    /// <summary>Issuer addresses are marked critical</summary>
    AuthorityInfoMarkedCritical = 76,
    /// <summary>Policy rules not marked critical</summary>
    PolicyConstraintsNotMarkedCritical = 77,
    /// <summary>CA mark is not marked critical</summary>
    BasicConstraintsNotMarkedCritical = 78,
    /// <summary>Date in an encoding that is not allowed</summary>
    TimeEncodingNotAllowed = 79,
    /// <summary>Contains unique ids, which nobody may use</summary>
    UniqueIdsPresent = 80,
    /// <summary>Not a version 3 certificate</summary>
    VersionNot3 = 81,
    /// <summary>Encoded in a way that DER forbids</summary>
    EncodingNotStrict = 82,
    /// <summary>Root names its issuer in its key id</summary>
    RootKeyIdWithIssuer = 90,
    /// <summary>Root's issuer key id is not its own</summary>
    RootKeyIdDoesNotMatch = 91,
    /// <summary>Subject is not one of the DNS names</summary>
    CommonNameNotInNames = 92,
    /// <summary>No purpose is named</summary>
    PurposeMissing = 93,
    /// <summary>Issued for any purpose</summary>
    PurposeAny = 94,
    /// <summary>Root is limited to a purpose</summary>
    RootHasPurpose = 95,
    /// <summary>Wildcard for a whole public suffix</summary>
    WildcardBelowPublicSuffix = 96,
    /// <summary>Public suffixes could not be judged</summary>
    PublicSuffixNotJudged = 97,
    /// <summary>Revoked</summary>
    Revoked = 100,
    /// <summary>Revocation list has expired</summary>
    CrlExpired = 101,
    /// <summary>Not known if revoked</summary>
    RevocationUnknown = 102,
    /// <summary>Revocation list is not valid</summary>
    CrlNotValid = 103,
    /// <summary>Revocation list has no number</summary>
    CrlNumberMissing = 104,
    /// <summary>Number of the revocation list marked critical</summary>
    CrlNumberMarkedCritical = 105,
    /// <summary>Private key is missing</summary>
    PrivateKeyMissing = 110,
    /// <summary>Private key does not match</summary>
    PrivateKeyDoesNotMatch = 111,
    /// <summary>Private key of the CA lies on a server</summary>
    CaPrivateKeyOnServer = 112,
    /// <summary>Service account cannot read the private key</summary>
    ServiceAccountCannotReadKey = 113,
    /// <summary>Not known if the account can read the key</summary>
    KeyAccessUnknown = 114,
    /// <summary>Others can read the private key</summary>
    PrivateKeyReadableByOthers = 115,
    /// <summary>Private key lies on the wrong computer</summary>
    PrivateKeyOnWrongComputer = 116,
    /// <summary>This target cannot import the PFX</summary>
    PfxNotReadableByTarget = 117,
    /// <summary>Server presents another certificate</summary>
    OtherCertificatePresented = 120,
    /// <summary>Server only speaks an old TLS version</summary>
    ServerProtocolTooOld = 121,
    /// <summary>Unencrypted HTTP still answers</summary>
    PlainHttpStillOpen = 122,
}

/// <summary>What presents a certificate.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Role
{
    /// <summary>Any use</summary>
    Any = 1,
    /// <summary>TLS server</summary>
    TlsServer = 2,
    /// <summary>TLS client</summary>
    TlsClient = 3,
    /// <summary>Certificate authority</summary>
    Authority = 4,
    /// <summary>Management server</summary>
    ManagementServer = 10,
    /// <summary>Recording server, streaming media</summary>
    RecordingServer = 11,
    /// <summary>Recording server, server certificate</summary>
    RecordingServerManagement = 12,
    /// <summary>Failover recording server, streaming media</summary>
    FailoverRecordingServer = 13,
    /// <summary>Failover recording server, server certificate</summary>
    FailoverRecordingServerManagement = 14,
    /// <summary>Mobile server</summary>
    MobileServer = 15,
    /// <summary>Event server and add-ons</summary>
    EventServer = 16,
    /// <summary>Data Collector server</summary>
    DataCollector = 17,
    /// <summary>API Gateway</summary>
    ApiGateway = 18,
    /// <summary>Identity Provider</summary>
    IdentityProvider = 19,
    /// <summary>Log server</summary>
    LogServer = 20,
    /// <summary>Management Server Failover web console</summary>
    FailoverWebConsole = 21,
    /// <summary>Secure Display Station, web server</summary>
    SecureDisplayStationWeb = 30,
    /// <summary>Milestone AI Bridge</summary>
    AiBridge = 31,
    /// <summary>XProtect Access service</summary>
    AccessControlService = 32,
    /// <summary>Camera or encoder</summary>
    CameraDevice = 33,
}

/// <summary>What verifies a certificate.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Client
{
    /// <summary>No client was named, or none is meant</summary>
    None = 0,
    /// <summary>XProtect Smart Client</summary>
    SmartClient = 1,
    /// <summary>Management Client</summary>
    ManagementClient = 2,
    /// <summary>Management server</summary>
    ManagementServer = 3,
    /// <summary>Recording server</summary>
    RecordingServer = 4,
    /// <summary>Failover recording server</summary>
    FailoverRecordingServer = 5,
    /// <summary>Mobile server</summary>
    MobileServer = 6,
    /// <summary>Event server</summary>
    EventServer = 7,
    /// <summary>Data Collector server</summary>
    DataCollector = 8,
    /// <summary>XProtect LPR</summary>
    LprServer = 9,
    /// <summary>Milestone Open Network Bridge</summary>
    OpenNetworkBridge = 10,
    /// <summary>XProtect DLNA Server</summary>
    DlnaServer = 11,
    /// <summary>Site connected through Milestone Interconnect</summary>
    InterconnectSite = 12,
    /// <summary>Integration made with the MIP SDK</summary>
    MipSdkIntegration = 13,
    /// <summary>Integration that speaks the server APIs itself</summary>
    DirectApiIntegration = 20,
    /// <summary>XProtect Mobile app (iOS, Android)</summary>
    XprotectMobileClient = 21,
    /// <summary>XProtect Web Client</summary>
    XprotectWebClient = 22,
    /// <summary>Browser of an administrator</summary>
    BrowserAdmin = 23,
    /// <summary>Secure Display Station</summary>
    SecureDisplayStation = 24,
    /// <summary>Milestone AI Bridge</summary>
    AiBridge = 25,
}

/// <summary>The consumer of a file or of a lint: a TLS stack.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Target
{
    /// <summary>No stack, or one of which nothing is known</summary>
    None = 0,
    /// <summary>XProtect on Windows</summary>
    Xprotect = 1,
    /// <summary>Windows Server 2016</summary>
    Windows2016 = 2,
    /// <summary>Windows Server 2019</summary>
    Windows2019 = 3,
    /// <summary>Windows, the newest</summary>
    Windows = 4,
    /// <summary>.NET</summary>
    Dotnet = 5,
    /// <summary>Java</summary>
    Java = 6,
    /// <summary>iOS and iPadOS, 13 and newer</summary>
    Ios = 7,
    /// <summary>Android</summary>
    Android = 8,
    /// <summary>Web browsers</summary>
    Browser = 9,
    /// <summary>Secure Display Station</summary>
    Sds = 10,
    /// <summary>Milestone AI Bridge</summary>
    AiBridge = 11,
    /// <summary>Python (ssl since 3.13, or pyca/cryptography)</summary>
    Python = 12,
    /// <summary>Go</summary>
    Go = 13,
    /// <summary>Node.js</summary>
    Node = 14,
    /// <summary>NSS as a library</summary>
    Nss = 15,
    /// <summary>OpenSSL</summary>
    Openssl = 16,
    /// <summary>OpenSSL with -x509_strict</summary>
    OpensslStrict = 17,
}

/// <summary>A client that connects to a role.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Connection
{
    /// <summary>rs-to-ms, RECORDING_SERVER to MANAGEMENT_SERVER</summary>
    RecordingServerToManagementServer = 1,
    /// <summary>ms-to-rs, MANAGEMENT_SERVER to RECORDING_SERVER_MANAGEMENT</summary>
    ManagementServerToRecordingServerManagement = 2,
    /// <summary>failover-to-ms, FAILOVER_RECORDING_SERVER to MANAGEMENT_SERVER</summary>
    FailoverRecordingServerToManagementServer = 3,
    /// <summary>ms-to-failover, MANAGEMENT_SERVER to FAILOVER_RECORDING_SERVER_MANAGEMENT</summary>
    ManagementServerToFailoverRecordingServerManagement = 4,
    /// <summary>data-to-rs, SMART_CLIENT to RECORDING_SERVER</summary>
    SmartClientToRecordingServer = 5,
    /// <summary>data-to-rs, MANAGEMENT_CLIENT to RECORDING_SERVER</summary>
    ManagementClientToRecordingServer = 6,
    /// <summary>data-to-rs, MANAGEMENT_SERVER to RECORDING_SERVER</summary>
    ManagementServerToRecordingServer = 7,
    /// <summary>data-to-rs, MOBILE_SERVER to RECORDING_SERVER</summary>
    MobileServerToRecordingServer = 8,
    /// <summary>data-to-rs, EVENT_SERVER to RECORDING_SERVER</summary>
    EventServerToRecordingServer = 9,
    /// <summary>data-to-rs, LPR_SERVER to RECORDING_SERVER</summary>
    LprServerToRecordingServer = 10,
    /// <summary>data-to-rs, OPEN_NETWORK_BRIDGE to RECORDING_SERVER</summary>
    OpenNetworkBridgeToRecordingServer = 11,
    /// <summary>data-to-rs, DLNA_SERVER to RECORDING_SERVER</summary>
    DlnaServerToRecordingServer = 12,
    /// <summary>data-to-rs, INTERCONNECT_SITE to RECORDING_SERVER</summary>
    InterconnectSiteToRecordingServer = 13,
    /// <summary>data-to-rs, MIP_SDK_INTEGRATION to RECORDING_SERVER</summary>
    MipSdkIntegrationToRecordingServer = 14,
    /// <summary>data-to-rs, DIRECT_API_INTEGRATION to RECORDING_SERVER</summary>
    DirectApiIntegrationToRecordingServer = 15,
    /// <summary>sds-to-rs, SECURE_DISPLAY_STATION to RECORDING_SERVER</summary>
    SecureDisplayStationToRecordingServer = 16,
    /// <summary>data-to-failover, SMART_CLIENT to FAILOVER_RECORDING_SERVER</summary>
    SmartClientToFailoverRecordingServer = 17,
    /// <summary>data-to-failover, MANAGEMENT_CLIENT to FAILOVER_RECORDING_SERVER</summary>
    ManagementClientToFailoverRecordingServer = 18,
    /// <summary>data-to-failover, MANAGEMENT_SERVER to FAILOVER_RECORDING_SERVER</summary>
    ManagementServerToFailoverRecordingServer = 19,
    /// <summary>data-to-failover, MOBILE_SERVER to FAILOVER_RECORDING_SERVER</summary>
    MobileServerToFailoverRecordingServer = 20,
    /// <summary>data-to-failover, EVENT_SERVER to FAILOVER_RECORDING_SERVER</summary>
    EventServerToFailoverRecordingServer = 21,
    /// <summary>data-to-failover, LPR_SERVER to FAILOVER_RECORDING_SERVER</summary>
    LprServerToFailoverRecordingServer = 22,
    /// <summary>data-to-failover, OPEN_NETWORK_BRIDGE to FAILOVER_RECORDING_SERVER</summary>
    OpenNetworkBridgeToFailoverRecordingServer = 23,
    /// <summary>data-to-failover, DLNA_SERVER to FAILOVER_RECORDING_SERVER</summary>
    DlnaServerToFailoverRecordingServer = 24,
    /// <summary>data-to-failover, INTERCONNECT_SITE to FAILOVER_RECORDING_SERVER</summary>
    InterconnectSiteToFailoverRecordingServer = 25,
    /// <summary>data-to-failover, MIP_SDK_INTEGRATION to FAILOVER_RECORDING_SERVER</summary>
    MipSdkIntegrationToFailoverRecordingServer = 26,
    /// <summary>data-to-failover, DIRECT_API_INTEGRATION to FAILOVER_RECORDING_SERVER</summary>
    DirectApiIntegrationToFailoverRecordingServer = 27,
    /// <summary>sds-to-failover, SECURE_DISPLAY_STATION to FAILOVER_RECORDING_SERVER</summary>
    SecureDisplayStationToFailoverRecordingServer = 28,
    /// <summary>mobile-to-mos, XPROTECT_MOBILE_CLIENT to MOBILE_SERVER</summary>
    XprotectMobileClientToMobileServer = 29,
    /// <summary>mobile-to-mos, XPROTECT_WEB_CLIENT to MOBILE_SERVER</summary>
    XprotectWebClientToMobileServer = 30,
    /// <summary>data-to-mos, DIRECT_API_INTEGRATION to MOBILE_SERVER</summary>
    DirectApiIntegrationToMobileServer = 31,
    /// <summary>mos-to-ms, MOBILE_SERVER to MANAGEMENT_SERVER</summary>
    MobileServerToManagementServer = 32,
    /// <summary>ms-to-mos, MANAGEMENT_SERVER to MOBILE_SERVER</summary>
    ManagementServerToMobileServer = 33,
    /// <summary>es-to-ms, EVENT_SERVER to MANAGEMENT_SERVER</summary>
    EventServerToManagementServer = 34,
    /// <summary>ms-to-es, MANAGEMENT_SERVER to EVENT_SERVER</summary>
    ManagementServerToEventServer = 35,
    /// <summary>client-to-es, SMART_CLIENT to EVENT_SERVER</summary>
    SmartClientToEventServer = 36,
    /// <summary>client-to-es, MANAGEMENT_CLIENT to EVENT_SERVER</summary>
    ManagementClientToEventServer = 37,
    /// <summary>client-to-es, DIRECT_API_INTEGRATION to EVENT_SERVER</summary>
    DirectApiIntegrationToEventServer = 38,
    /// <summary>dc-to-ms, DATA_COLLECTOR to MANAGEMENT_SERVER</summary>
    DataCollectorToManagementServer = 39,
    /// <summary>ms-to-dc, MANAGEMENT_SERVER to DATA_COLLECTOR</summary>
    ManagementServerToDataCollector = 40,
    /// <summary>xp-to-log, MANAGEMENT_SERVER to LOG_SERVER</summary>
    ManagementServerToLogServer = 41,
    /// <summary>xp-to-log, MANAGEMENT_CLIENT to LOG_SERVER</summary>
    ManagementClientToLogServer = 42,
    /// <summary>login-to-ms, SMART_CLIENT to MANAGEMENT_SERVER</summary>
    SmartClientToManagementServer = 43,
    /// <summary>login-to-ms, MANAGEMENT_CLIENT to MANAGEMENT_SERVER</summary>
    ManagementClientToManagementServer = 44,
    /// <summary>login-to-ms, MIP_SDK_INTEGRATION to MANAGEMENT_SERVER</summary>
    MipSdkIntegrationToManagementServer = 45,
    /// <summary>login-to-ms, DIRECT_API_INTEGRATION to MANAGEMENT_SERVER</summary>
    DirectApiIntegrationToManagementServer = 46,
    /// <summary>login-to-ms, DIRECT_API_INTEGRATION to API_GATEWAY</summary>
    DirectApiIntegrationToApiGateway = 47,
    /// <summary>login-to-ms, XPROTECT_WEB_CLIENT to API_GATEWAY</summary>
    XprotectWebClientToApiGateway = 48,
    /// <summary>login-to-ms, SMART_CLIENT to IDENTITY_PROVIDER</summary>
    SmartClientToIdentityProvider = 49,
    /// <summary>login-to-ms, MANAGEMENT_CLIENT to IDENTITY_PROVIDER</summary>
    ManagementClientToIdentityProvider = 50,
    /// <summary>login-to-ms, MIP_SDK_INTEGRATION to IDENTITY_PROVIDER</summary>
    MipSdkIntegrationToIdentityProvider = 51,
    /// <summary>login-to-ms, DIRECT_API_INTEGRATION to IDENTITY_PROVIDER</summary>
    DirectApiIntegrationToIdentityProvider = 52,
    /// <summary>login-to-ms, BROWSER_ADMIN to IDENTITY_PROVIDER</summary>
    BrowserAdminToIdentityProvider = 53,
    /// <summary>xp-to-sds, MANAGEMENT_CLIENT to SECURE_DISPLAY_STATION_WEB</summary>
    ManagementClientToSecureDisplayStationWeb = 54,
    /// <summary>xp-to-sds, RECORDING_SERVER to SECURE_DISPLAY_STATION_WEB</summary>
    RecordingServerToSecureDisplayStationWeb = 55,
    /// <summary>rs-to-camera, RECORDING_SERVER to CAMERA_DEVICE</summary>
    RecordingServerToCameraDevice = 56,
    /// <summary>rs-to-camera, FAILOVER_RECORDING_SERVER to CAMERA_DEVICE</summary>
    FailoverRecordingServerToCameraDevice = 57,
    /// <summary>admin-to-fwc, BROWSER_ADMIN to FAILOVER_WEB_CONSOLE</summary>
    BrowserAdminToFailoverWebConsole = 58,
    /// <summary>ms-to-fwc, MANAGEMENT_SERVER to FAILOVER_WEB_CONSOLE</summary>
    ManagementServerToFailoverWebConsole = 59,
    /// <summary>xp-to-aib, MANAGEMENT_SERVER to AI_BRIDGE</summary>
    ManagementServerToAiBridge = 60,
    /// <summary>xp-to-aib, RECORDING_SERVER to AI_BRIDGE</summary>
    RecordingServerToAiBridge = 61,
    /// <summary>xp-to-aib, SMART_CLIENT to AI_BRIDGE</summary>
    SmartClientToAiBridge = 62,
    /// <summary>aib-to-xp, AI_BRIDGE to MANAGEMENT_SERVER</summary>
    AiBridgeToManagementServer = 63,
    /// <summary>aib-to-xp, AI_BRIDGE to API_GATEWAY</summary>
    AiBridgeToApiGateway = 64,
    /// <summary>aib-to-xp, AI_BRIDGE to RECORDING_SERVER</summary>
    AiBridgeToRecordingServer = 65,
    /// <summary>aib-to-failover, AI_BRIDGE to FAILOVER_RECORDING_SERVER</summary>
    AiBridgeToFailoverRecordingServer = 66,
    /// <summary>es-to-acs, EVENT_SERVER to ACCESS_CONTROL_SERVICE</summary>
    EventServerToAccessControlService = 67,
}

/// <summary>Which rule matched the host to the certificate.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum HostMatch
{
    /// <summary>No name was asked for, or none matched</summary>
    None = 0,
    /// <summary>A DNS name of the certificate (SAN)</summary>
    SanDns = 1,
    /// <summary>An IP address of the certificate (SAN)</summary>
    SanIp = 2,
    /// <summary>The subject (CN), for want of DNS names</summary>
    SubjectCn = 3,
}

/// <summary>The fields of an anchor that may count; a sum of them is one, too.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
[Flags]
public enum AnchorFields
{
    /// <summary>Its validity period</summary>
    Validity = 1,
    /// <summary>Its basicConstraints: cA false, and a missing one where the rule set says so</summary>
    Authority = 2,
    /// <summary>Its key usage</summary>
    KeyUsage = 4,
    /// <summary>Its path length</summary>
    PathLength = 8,
    /// <summary>Its name constraints</summary>
    NameConstraints = 16,
    /// <summary>Its extended key usage</summary>
    Purpose = 32,
    /// <summary>Its policies</summary>
    Policies = 64,
    /// <summary>Critical extensions that are not known</summary>
    Critical = 128,
}

/// <summary>What is known of the revocation of a path: of its worst certificate.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum RevocationState
{
    /// <summary>Nobody asked whether it was revoked</summary>
    NotAsked = 0,
    /// <summary>No revocation list was at hand</summary>
    NotAvailable = 1,
    /// <summary>Not revoked, by the lists at hand</summary>
    Good = 2,
    /// <summary>Not known if revoked</summary>
    Unknown = 3,
    /// <summary>Revoked</summary>
    Revoked = 4,
}

/// <summary>How revocation is judged.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum RevocationMode
{
    /// <summary>Nobody asks</summary>
    Off = 0,
    /// <summary>By the lists and responses at hand; what they leave open is a warning</summary>
    Available = 1,
    /// <summary>Every certificate of the path must be known not to be revoked</summary>
    Required = 2,
}

/// <summary>Whether an account can use a private key, and how that is known.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum KeyAccess
{
    /// <summary>was not asked about</summary>
    NotAsked = 0,
    /// <summary>opened it and signed with it (tested, outside any sandbox of its service)</summary>
    TestedYes = 1,
    /// <summary>could not use it (tested)</summary>
    TestedNo = 2,
    /// <summary>can read it, by modes, groups and ACLs (evaluated, not tested)</summary>
    EvaluatedYes = 3,
    /// <summary>cannot read it, by modes, groups and ACLs (evaluated)</summary>
    EvaluatedNo = 4,
    /// <summary>may be able to use it or not: unknown</summary>
    Unknown = 5,
}

/// <summary>Where an administrator looks and acts.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Platform
{
    /// <summary>Windows</summary>
    Windows = 1,
    /// <summary>Linux</summary>
    Linux = 2,
    /// <summary>Phone</summary>
    Phone = 3,
    /// <summary>Secure Display Station</summary>
    Display = 4,
}

/// <summary>What was almost a path to a trusted root.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum NearMissKind
{
    /// <summary>Nobody has the certificate of this issuer</summary>
    MissingIntermediate = 1,
    /// <summary>A CA of this name is trusted, with another key</summary>
    OtherCaSameName = 2,
    /// <summary>The CA is trusted, for another role only</summary>
    OtherRole = 3,
    /// <summary>The issuer has expired, or is not valid yet</summary>
    ExpiredIssuer = 4,
    /// <summary>The issuer's key did not make this signature</summary>
    SignatureFailed = 5,
    /// <summary>The issuer is distrusted here</summary>
    Distrusted = 6,
}

/// <summary>What bytes hold that somebody uploads.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Content
{
    /// <summary>CA certificate (trusted root)</summary>
    Root = 1,
    /// <summary>Intermediate</summary>
    Intermediate = 2,
    /// <summary>Server certificate</summary>
    ServerCertificate = 3,
    /// <summary>Self-signed certificate of a device</summary>
    SelfSigned = 4,
    /// <summary>Several certificates</summary>
    SeveralCertificates = 5,
    /// <summary>A private key is inside</summary>
    PrivateKey = 6,
    /// <summary>Certificate request (CSR)</summary>
    Request = 7,
    /// <summary>Revocation list (CRL)</summary>
    RevocationList = 8,
    /// <summary>PFX: a password is needed</summary>
    PasswordNeeded = 9,
    /// <summary>Not a certificate</summary>
    NoCertificate = 10,
}

/// <summary>What came of an attempt to reach a server.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Outcome
{
    /// <summary>Nobody was asked yet</summary>
    None = 0,
    /// <summary>Trusted</summary>
    Trusted = 1,
    /// <summary>Not trusted</summary>
    Untrusted = 2,
    /// <summary>Answers in plain HTTP, not in TLS</summary>
    PlainHttp = 3,
    /// <summary>Answers, but not in TLS</summary>
    NotTls = 4,
    /// <summary>The name has no address</summary>
    NoAddress = 10,
    /// <summary>The name server does not answer</summary>
    NameServerSilent = 11,
    /// <summary>Nothing listens at this port</summary>
    Refused = 12,
    /// <summary>No way to this address</summary>
    Unreachable = 13,
    /// <summary>No connection within the time</summary>
    TimedOut = 14,
    /// <summary>Takes the connection and says nothing</summary>
    Silent = 15,
    /// <summary>Ends the connection at once</summary>
    Reset = 16,
    /// <summary>Speaks TLS, but the handshake failed</summary>
    HandshakeFailed = 17,
    /// <summary>Cancelled before there was an answer</summary>
    Cancelled = 18,
    /// <summary>This computer could not ask</summary>
    Failed = 19,
}

/// <summary>What is wrong with the certificate of one server of a trial.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Fault
{
    /// <summary>No server is meant</summary>
    None = 0,
    /// <summary>Nothing: this one must be accepted</summary>
    Good = 1,
    /// <summary>Expired yesterday</summary>
    Expired = 2,
    /// <summary>Issued for another host</summary>
    WrongName = 3,
    /// <summary>Issued by a CA that is not trusted</summary>
    OtherCa = 4,
    /// <summary>Issued by nobody but itself</summary>
    SelfSigned = 5,
    /// <summary>Its intermediate is not sent</summary>
    MissingIntermediate = 6,
}

/// <summary>What a client made of one server of a trial.</summary>
/// <remarks>Only ever grows: a newer library may answer with a number that has no name here.</remarks>
public enum Reaction
{
    /// <summary>Nobody came yet</summary>
    None = 0,
    /// <summary>Refused</summary>
    Refused = 1,
    /// <summary>Finished the handshake and sent nothing</summary>
    Finished = 2,
    /// <summary>Accepted, and sent data</summary>
    Accepted = 3,
}
