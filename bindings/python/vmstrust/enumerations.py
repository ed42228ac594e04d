"""Every enumeration of libvmstrust.

Made of the tables in libvmstrust/ by devel/generate: edit those. Numbers
are for ever. New ones may appear in any release of the library: a number that
is not named here becomes a member when it is met, and the library answers for
it.
"""

from enum import IntFlag

from . import _tables

__all__ = [
    "AnchorField",
    "Client",
    "Code",
    "Connection",
    "Content",
    "Finding",
    "KeyAccess",
    "Match",
    "NearMiss",
    "Platform",
    "Revocation",
    "RevocationState",
    "Role",
    "Severity",
    "Target",
]


class Code(_tables.Code):
    """What a call answers. Negative numbers are failures; the hundreds are the
    kind."""

    #: Done; for a verification: trusted
    OK = 0
    #: An argument is not valid
    ARGUMENT = -100
    #: This finding cannot be lowered
    LOCKED = -101
    #: There is no such thing
    NOT_FOUND = -102
    #: Larger or more than this library accepts
    LIMIT = -103
    #: A passphrase is needed, or it is wrong
    PASSPHRASE = -104
    #: Out of memory
    MEMORY = -200
    #: A file could not be read or written
    FILE = -201
    #: The system's clock could not be read
    CLOCK = -202
    #: A server could not be asked
    UNREACHABLE = -203
    #: The input is not well formed
    MALFORMED = -300
    #: Not trusted; the report says why
    UNTRUSTED = -400
    #: Cancelled by the caller
    CANCELLED = -500
    #: The cryptographic library refused
    CRYPTO = -600
    #: A fault of this library
    INTERNAL = -601


class Severity(_tables.Severity):
    """What a finding means for the verdict: untrusted if and only if at least
    one finding is an error."""

    #: Not reported
    OFF = 0
    #: Worth knowing
    INFO = 1
    #: Trusted, and something should be done
    WARNING = 2
    #: Not trusted
    ERROR = 3


class Finding(_tables.Finding):
    """What is wrong, or remarkable, with a certificate, a key or a name."""

    #: No finding, or none is meant
    NONE = 0
    #: Certificate is not well formed
    MALFORMED = 1
    #: An extra certificate is not well formed
    MALFORMED_EXTRA = 2
    #: Signature does not match the issuer's key
    SIGNATURE_INVALID = 3
    #: Key or signature algorithm is not known
    ALGORITHM_UNKNOWN = 4
    #: Certificate or key is distrusted here
    DISTRUSTED = 5
    #: Too much work to decide: refused
    WORK_LIMIT_REACHED = 6
    #: The clock of this device looks wrong
    CLOCK_WRONG = 10
    #: Expired
    EXPIRED = 11
    #: Not valid yet
    NOT_VALID_YET = 12
    #: CA certificate has expired
    ROOT_EXPIRED = 13
    #: Expires in N days
    EXPIRES_SOON = 14
    #: Valid longer than its CA
    OUTLIVES_ITS_CA = 15
    #: Valid too long for phones (825 days)
    VALID_TOO_LONG_FOR_PHONES = 16
    #: Valid longer than the rules of its day allow
    VALID_TOO_LONG = 17
    #: Key or signature too weak
    KEY_OR_SIGNATURE_TOO_WEAK = 20
    #: Key of unreasonable size
    KEY_UNREASONABLE = 21
    #: Not RSA
    NOT_RSA = 22
    #: Key algorithm is not allowed here
    KEY_ALGORITHM_NOT_ALLOWED = 23
    #: RSA key size is not a multiple of 8
    KEY_SIZE_NOT_MULTIPLE_OF_8 = 24
    #: Issuer is not a CA
    ISSUER_IS_NOT_A_CA = 30
    #: Issuer may not sign certificates
    ISSUER_MAY_NOT_SIGN_CERTIFICATES = 31
    #: More intermediates than the CA allows
    PATH_TOO_LONG = 32
    #: The CA may not issue for this name
    NAME_NOT_PERMITTED_BY_CA = 33
    #: Contains a critical rule we do not know
    CRITICAL_EXTENSION_UNKNOWN = 34
    #: Not issued for Server Authentication
    NOT_FOR_SERVER_AUTHENTICATION = 35
    #: Not issued for this purpose
    NOT_FOR_THIS_PURPOSE = 36
    #: Trusted root is not marked as a CA
    TRUSTED_ROOT_NOT_MARKED_AS_CA = 37
    #: Server certificate is marked as a CA
    SERVER_CERTIFICATE_IS_A_CA = 38
    #: No certificate policy that is accepted here
    POLICY_NOT_ACCEPTABLE = 39
    #: Host name is not in the certificate
    HOST_NAME_NOT_IN_CERTIFICATE = 40
    #: IP address is not in the certificate
    IP_ADDRESS_NOT_IN_CERTIFICATE = 41
    #: A required name is not in the certificate
    REQUIRED_NAME_NOT_IN_CERTIFICATE = 42
    #: Host name only in the subject, not in DNS names
    HOST_NAME_ONLY_IN_SUBJECT = 43
    #: Only the short name
    SHORT_NAME_ONLY = 44
    #: Only the full name
    FULL_NAME_ONLY = 45
    #: Not the certificate that was pinned
    PIN_CHANGED = 50
    #: CA certificate is not installed here
    ROOT_NOT_INSTALLED = 51
    #: CA certificate installed for another use
    ROOT_NOT_FOR_THIS_USE = 52
    #: Another CA has the same name
    OTHER_CA_SAME_NAME = 53
    #: Server does not send its intermediate
    INTERMEDIATE_NOT_SENT = 54
    #: Certificates are sent in the wrong order
    CERTIFICATES_OUT_OF_ORDER = 55
    #: Purpose is marked critical
    PURPOSE_MARKED_CRITICAL = 60
    #: Issuer key id is missing
    ISSUER_KEY_ID_MISSING = 61
    #: Subject key id is missing
    SUBJECT_KEY_ID_MISSING = 62
    #: Key id is marked critical
    KEY_ID_MARKED_CRITICAL = 63
    #: Serial number is zero or negative
    SERIAL_NUMBER_NOT_POSITIVE = 64
    #: Serial number is longer than 20 bytes
    SERIAL_NUMBER_TOO_LONG = 65
    #: CA certificate has no subject
    SUBJECT_NAME_MISSING = 66
    #: Issuer name is missing
    ISSUER_NAME_MISSING = 67
    #: DNS names not critical, with no subject
    NAMES_NOT_MARKED_CRITICAL = 68
    #: DNS names marked critical, with a subject
    NAMES_MARKED_CRITICAL = 69
    #: May sign certificates, but is not a CA
    KEY_USAGE_DOES_NOT_FIT = 70
    #: Server certificate restricts names like a CA
    NAME_CONSTRAINTS_ON_SERVER_CERTIFICATE = 71
    #: Name rules of the CA not marked critical
    NAME_CONSTRAINTS_NOT_MARKED_CRITICAL = 72
    #: Name rules of the CA are empty
    NAME_CONSTRAINTS_EMPTY = 73
    #: DNS name not in the preferred syntax
    DNS_NAME_NOT_PREFERRED = 74
    #: An address extension is not well formed
    EXTENSION_NOT_WELL_FORMED = 75
    #: Issuer addresses are marked critical
    AUTHORITY_INFO_MARKED_CRITICAL = 76
    #: Policy rules not marked critical
    POLICY_CONSTRAINTS_NOT_MARKED_CRITICAL = 77
    #: CA mark is not marked critical
    BASIC_CONSTRAINTS_NOT_MARKED_CRITICAL = 78
    #: Date in an encoding that is not allowed
    TIME_ENCODING_NOT_ALLOWED = 79
    #: Contains unique ids, which nobody may use
    UNIQUE_IDS_PRESENT = 80
    #: Not a version 3 certificate
    VERSION_NOT_3 = 81
    #: Encoded in a way that DER forbids
    ENCODING_NOT_STRICT = 82
    #: Root names its issuer in its key id
    ROOT_KEY_ID_WITH_ISSUER = 90
    #: Root's issuer key id is not its own
    ROOT_KEY_ID_DOES_NOT_MATCH = 91
    #: Subject is not one of the DNS names
    COMMON_NAME_NOT_IN_NAMES = 92
    #: No purpose is named
    PURPOSE_MISSING = 93
    #: Issued for any purpose
    PURPOSE_ANY = 94
    #: Root is limited to a purpose
    ROOT_HAS_PURPOSE = 95
    #: Wildcard for a whole public suffix
    WILDCARD_BELOW_PUBLIC_SUFFIX = 96
    #: Public suffixes could not be judged
    PUBLIC_SUFFIX_NOT_JUDGED = 97
    #: Revoked
    REVOKED = 100
    #: Revocation list has expired
    CRL_EXPIRED = 101
    #: Not known if revoked
    REVOCATION_UNKNOWN = 102
    #: Revocation list is not valid
    CRL_NOT_VALID = 103
    #: Revocation list has no number
    CRL_NUMBER_MISSING = 104
    #: Number of the revocation list marked critical
    CRL_NUMBER_MARKED_CRITICAL = 105
    #: Private key is missing
    PRIVATE_KEY_MISSING = 110
    #: Private key does not match
    PRIVATE_KEY_DOES_NOT_MATCH = 111
    #: Private key of the CA lies on a server
    CA_PRIVATE_KEY_ON_SERVER = 112
    #: Service account cannot read the private key
    SERVICE_ACCOUNT_CANNOT_READ_KEY = 113
    #: Not known if the account can read the key
    KEY_ACCESS_UNKNOWN = 114
    #: Others can read the private key
    PRIVATE_KEY_READABLE_BY_OTHERS = 115
    #: Private key lies on the wrong computer
    PRIVATE_KEY_ON_WRONG_COMPUTER = 116
    #: This target cannot import the PFX
    PFX_NOT_READABLE_BY_TARGET = 117
    #: Server presents another certificate
    OTHER_CERTIFICATE_PRESENTED = 120
    #: Server only speaks an old TLS version
    SERVER_PROTOCOL_TOO_OLD = 121
    #: Unencrypted HTTP still answers
    PLAIN_HTTP_STILL_OPEN = 122


class Role(_tables.Role):
    """What presents a certificate."""

    #: Any use
    ANY = 1
    #: TLS server
    TLS_SERVER = 2
    #: TLS client
    TLS_CLIENT = 3
    #: Certificate authority
    AUTHORITY = 4
    #: Management server
    MANAGEMENT_SERVER = 10
    #: Recording server, streaming media
    RECORDING_SERVER = 11
    #: Recording server, server certificate
    RECORDING_SERVER_MANAGEMENT = 12
    #: Failover recording server, streaming media
    FAILOVER_RECORDING_SERVER = 13
    #: Failover recording server, server certificate
    FAILOVER_RECORDING_SERVER_MANAGEMENT = 14
    #: Mobile server
    MOBILE_SERVER = 15
    #: Event server and add-ons
    EVENT_SERVER = 16
    #: Data Collector server
    DATA_COLLECTOR = 17
    #: API Gateway
    API_GATEWAY = 18
    #: Identity Provider
    IDENTITY_PROVIDER = 19
    #: Log server
    LOG_SERVER = 20
    #: Management Server Failover web console
    FAILOVER_WEB_CONSOLE = 21
    #: Secure Display Station, web server
    SECURE_DISPLAY_STATION_WEB = 30
    #: Milestone AI Bridge
    AI_BRIDGE = 31
    #: XProtect Access service
    ACCESS_CONTROL_SERVICE = 32
    #: Camera or encoder
    CAMERA_DEVICE = 33


class Client(_tables.Client):
    """What verifies a certificate."""

    #: No client was named, or none is meant
    NONE = 0
    #: XProtect Smart Client
    SMART_CLIENT = 1
    #: Management Client
    MANAGEMENT_CLIENT = 2
    #: Management server
    MANAGEMENT_SERVER = 3
    #: Recording server
    RECORDING_SERVER = 4
    #: Failover recording server
    FAILOVER_RECORDING_SERVER = 5
    #: Mobile server
    MOBILE_SERVER = 6
    #: Event server
    EVENT_SERVER = 7
    #: Data Collector server
    DATA_COLLECTOR = 8
    #: XProtect LPR
    LPR_SERVER = 9
    #: Milestone Open Network Bridge
    OPEN_NETWORK_BRIDGE = 10
    #: XProtect DLNA Server
    DLNA_SERVER = 11
    #: Site connected through Milestone Interconnect
    INTERCONNECT_SITE = 12
    #: Integration made with the MIP SDK
    MIP_SDK_INTEGRATION = 13
    #: Integration that speaks the server APIs itself
    DIRECT_API_INTEGRATION = 20
    #: XProtect Mobile app (iOS, Android)
    XPROTECT_MOBILE_CLIENT = 21
    #: XProtect Web Client
    XPROTECT_WEB_CLIENT = 22
    #: Browser of an administrator
    BROWSER_ADMIN = 23
    #: Secure Display Station
    SECURE_DISPLAY_STATION = 24
    #: Milestone AI Bridge
    AI_BRIDGE = 25


class Target(_tables.Target):
    """The consumer of a file or of a lint: a TLS stack."""

    #: No stack, or one of which nothing is known
    NONE = 0
    #: XProtect on Windows
    XPROTECT = 1
    #: Windows Server 2016
    WINDOWS_2016 = 2
    #: Windows Server 2019
    WINDOWS_2019 = 3
    #: Windows, the newest
    WINDOWS = 4
    #: .NET
    DOTNET = 5
    #: Java
    JAVA = 6
    #: iOS and iPadOS, 13 and newer
    IOS = 7
    #: Android
    ANDROID = 8
    #: Web browsers
    BROWSER = 9
    #: Secure Display Station
    SDS = 10
    #: Milestone AI Bridge
    AI_BRIDGE = 11
    #: Python (ssl since 3.13, or pyca/cryptography)
    PYTHON = 12
    #: Go
    GO = 13
    #: Node.js
    NODE = 14
    #: NSS as a library
    NSS = 15
    #: OpenSSL
    OPENSSL = 16
    #: OpenSSL with -x509_strict
    OPENSSL_STRICT = 17


class Connection(_tables.Connection):
    """A client that connects to a role."""

    #: rs-to-ms, RECORDING_SERVER to MANAGEMENT_SERVER
    RECORDING_SERVER_TO_MANAGEMENT_SERVER = 1
    #: ms-to-rs, MANAGEMENT_SERVER to RECORDING_SERVER_MANAGEMENT
    MANAGEMENT_SERVER_TO_RECORDING_SERVER_MANAGEMENT = 2
    #: failover-to-ms, FAILOVER_RECORDING_SERVER to MANAGEMENT_SERVER
    FAILOVER_RECORDING_SERVER_TO_MANAGEMENT_SERVER = 3
    #: ms-to-failover, MANAGEMENT_SERVER to FAILOVER_RECORDING_SERVER_MANAGEMENT
    MANAGEMENT_SERVER_TO_FAILOVER_RECORDING_SERVER_MANAGEMENT = 4
    #: data-to-rs, SMART_CLIENT to RECORDING_SERVER
    SMART_CLIENT_TO_RECORDING_SERVER = 5
    #: data-to-rs, MANAGEMENT_CLIENT to RECORDING_SERVER
    MANAGEMENT_CLIENT_TO_RECORDING_SERVER = 6
    #: data-to-rs, MANAGEMENT_SERVER to RECORDING_SERVER
    MANAGEMENT_SERVER_TO_RECORDING_SERVER = 7
    #: data-to-rs, MOBILE_SERVER to RECORDING_SERVER
    MOBILE_SERVER_TO_RECORDING_SERVER = 8
    #: data-to-rs, EVENT_SERVER to RECORDING_SERVER
    EVENT_SERVER_TO_RECORDING_SERVER = 9
    #: data-to-rs, LPR_SERVER to RECORDING_SERVER
    LPR_SERVER_TO_RECORDING_SERVER = 10
    #: data-to-rs, OPEN_NETWORK_BRIDGE to RECORDING_SERVER
    OPEN_NETWORK_BRIDGE_TO_RECORDING_SERVER = 11
    #: data-to-rs, DLNA_SERVER to RECORDING_SERVER
    DLNA_SERVER_TO_RECORDING_SERVER = 12
    #: data-to-rs, INTERCONNECT_SITE to RECORDING_SERVER
    INTERCONNECT_SITE_TO_RECORDING_SERVER = 13
    #: data-to-rs, MIP_SDK_INTEGRATION to RECORDING_SERVER
    MIP_SDK_INTEGRATION_TO_RECORDING_SERVER = 14
    #: data-to-rs, DIRECT_API_INTEGRATION to RECORDING_SERVER
    DIRECT_API_INTEGRATION_TO_RECORDING_SERVER = 15
    #: sds-to-rs, SECURE_DISPLAY_STATION to RECORDING_SERVER
    SECURE_DISPLAY_STATION_TO_RECORDING_SERVER = 16
    #: data-to-failover, SMART_CLIENT to FAILOVER_RECORDING_SERVER
    SMART_CLIENT_TO_FAILOVER_RECORDING_SERVER = 17
    #: data-to-failover, MANAGEMENT_CLIENT to FAILOVER_RECORDING_SERVER
    MANAGEMENT_CLIENT_TO_FAILOVER_RECORDING_SERVER = 18
    #: data-to-failover, MANAGEMENT_SERVER to FAILOVER_RECORDING_SERVER
    MANAGEMENT_SERVER_TO_FAILOVER_RECORDING_SERVER = 19
    #: data-to-failover, MOBILE_SERVER to FAILOVER_RECORDING_SERVER
    MOBILE_SERVER_TO_FAILOVER_RECORDING_SERVER = 20
    #: data-to-failover, EVENT_SERVER to FAILOVER_RECORDING_SERVER
    EVENT_SERVER_TO_FAILOVER_RECORDING_SERVER = 21
    #: data-to-failover, LPR_SERVER to FAILOVER_RECORDING_SERVER
    LPR_SERVER_TO_FAILOVER_RECORDING_SERVER = 22
    #: data-to-failover, OPEN_NETWORK_BRIDGE to FAILOVER_RECORDING_SERVER
    OPEN_NETWORK_BRIDGE_TO_FAILOVER_RECORDING_SERVER = 23
    #: data-to-failover, DLNA_SERVER to FAILOVER_RECORDING_SERVER
    DLNA_SERVER_TO_FAILOVER_RECORDING_SERVER = 24
    #: data-to-failover, INTERCONNECT_SITE to FAILOVER_RECORDING_SERVER
    INTERCONNECT_SITE_TO_FAILOVER_RECORDING_SERVER = 25
    #: data-to-failover, MIP_SDK_INTEGRATION to FAILOVER_RECORDING_SERVER
    MIP_SDK_INTEGRATION_TO_FAILOVER_RECORDING_SERVER = 26
    #: data-to-failover, DIRECT_API_INTEGRATION to FAILOVER_RECORDING_SERVER
    DIRECT_API_INTEGRATION_TO_FAILOVER_RECORDING_SERVER = 27
    #: sds-to-failover, SECURE_DISPLAY_STATION to FAILOVER_RECORDING_SERVER
    SECURE_DISPLAY_STATION_TO_FAILOVER_RECORDING_SERVER = 28
    #: mobile-to-mos, XPROTECT_MOBILE_CLIENT to MOBILE_SERVER
    XPROTECT_MOBILE_CLIENT_TO_MOBILE_SERVER = 29
    #: mobile-to-mos, XPROTECT_WEB_CLIENT to MOBILE_SERVER
    XPROTECT_WEB_CLIENT_TO_MOBILE_SERVER = 30
    #: data-to-mos, DIRECT_API_INTEGRATION to MOBILE_SERVER
    DIRECT_API_INTEGRATION_TO_MOBILE_SERVER = 31
    #: mos-to-ms, MOBILE_SERVER to MANAGEMENT_SERVER
    MOBILE_SERVER_TO_MANAGEMENT_SERVER = 32
    #: ms-to-mos, MANAGEMENT_SERVER to MOBILE_SERVER
    MANAGEMENT_SERVER_TO_MOBILE_SERVER = 33
    #: es-to-ms, EVENT_SERVER to MANAGEMENT_SERVER
    EVENT_SERVER_TO_MANAGEMENT_SERVER = 34
    #: ms-to-es, MANAGEMENT_SERVER to EVENT_SERVER
    MANAGEMENT_SERVER_TO_EVENT_SERVER = 35
    #: client-to-es, SMART_CLIENT to EVENT_SERVER
    SMART_CLIENT_TO_EVENT_SERVER = 36
    #: client-to-es, MANAGEMENT_CLIENT to EVENT_SERVER
    MANAGEMENT_CLIENT_TO_EVENT_SERVER = 37
    #: client-to-es, DIRECT_API_INTEGRATION to EVENT_SERVER
    DIRECT_API_INTEGRATION_TO_EVENT_SERVER = 38
    #: dc-to-ms, DATA_COLLECTOR to MANAGEMENT_SERVER
    DATA_COLLECTOR_TO_MANAGEMENT_SERVER = 39
    #: ms-to-dc, MANAGEMENT_SERVER to DATA_COLLECTOR
    MANAGEMENT_SERVER_TO_DATA_COLLECTOR = 40
    #: xp-to-log, MANAGEMENT_SERVER to LOG_SERVER
    MANAGEMENT_SERVER_TO_LOG_SERVER = 41
    #: xp-to-log, MANAGEMENT_CLIENT to LOG_SERVER
    MANAGEMENT_CLIENT_TO_LOG_SERVER = 42
    #: login-to-ms, SMART_CLIENT to MANAGEMENT_SERVER
    SMART_CLIENT_TO_MANAGEMENT_SERVER = 43
    #: login-to-ms, MANAGEMENT_CLIENT to MANAGEMENT_SERVER
    MANAGEMENT_CLIENT_TO_MANAGEMENT_SERVER = 44
    #: login-to-ms, MIP_SDK_INTEGRATION to MANAGEMENT_SERVER
    MIP_SDK_INTEGRATION_TO_MANAGEMENT_SERVER = 45
    #: login-to-ms, DIRECT_API_INTEGRATION to MANAGEMENT_SERVER
    DIRECT_API_INTEGRATION_TO_MANAGEMENT_SERVER = 46
    #: login-to-ms, DIRECT_API_INTEGRATION to API_GATEWAY
    DIRECT_API_INTEGRATION_TO_API_GATEWAY = 47
    #: login-to-ms, XPROTECT_WEB_CLIENT to API_GATEWAY
    XPROTECT_WEB_CLIENT_TO_API_GATEWAY = 48
    #: login-to-ms, SMART_CLIENT to IDENTITY_PROVIDER
    SMART_CLIENT_TO_IDENTITY_PROVIDER = 49
    #: login-to-ms, MANAGEMENT_CLIENT to IDENTITY_PROVIDER
    MANAGEMENT_CLIENT_TO_IDENTITY_PROVIDER = 50
    #: login-to-ms, MIP_SDK_INTEGRATION to IDENTITY_PROVIDER
    MIP_SDK_INTEGRATION_TO_IDENTITY_PROVIDER = 51
    #: login-to-ms, DIRECT_API_INTEGRATION to IDENTITY_PROVIDER
    DIRECT_API_INTEGRATION_TO_IDENTITY_PROVIDER = 52
    #: login-to-ms, BROWSER_ADMIN to IDENTITY_PROVIDER
    BROWSER_ADMIN_TO_IDENTITY_PROVIDER = 53
    #: xp-to-sds, MANAGEMENT_CLIENT to SECURE_DISPLAY_STATION_WEB
    MANAGEMENT_CLIENT_TO_SECURE_DISPLAY_STATION_WEB = 54
    #: xp-to-sds, RECORDING_SERVER to SECURE_DISPLAY_STATION_WEB
    RECORDING_SERVER_TO_SECURE_DISPLAY_STATION_WEB = 55
    #: rs-to-camera, RECORDING_SERVER to CAMERA_DEVICE
    RECORDING_SERVER_TO_CAMERA_DEVICE = 56
    #: rs-to-camera, FAILOVER_RECORDING_SERVER to CAMERA_DEVICE
    FAILOVER_RECORDING_SERVER_TO_CAMERA_DEVICE = 57
    #: admin-to-fwc, BROWSER_ADMIN to FAILOVER_WEB_CONSOLE
    BROWSER_ADMIN_TO_FAILOVER_WEB_CONSOLE = 58
    #: ms-to-fwc, MANAGEMENT_SERVER to FAILOVER_WEB_CONSOLE
    MANAGEMENT_SERVER_TO_FAILOVER_WEB_CONSOLE = 59
    #: xp-to-aib, MANAGEMENT_SERVER to AI_BRIDGE
    MANAGEMENT_SERVER_TO_AI_BRIDGE = 60
    #: xp-to-aib, RECORDING_SERVER to AI_BRIDGE
    RECORDING_SERVER_TO_AI_BRIDGE = 61
    #: xp-to-aib, SMART_CLIENT to AI_BRIDGE
    SMART_CLIENT_TO_AI_BRIDGE = 62
    #: aib-to-xp, AI_BRIDGE to MANAGEMENT_SERVER
    AI_BRIDGE_TO_MANAGEMENT_SERVER = 63
    #: aib-to-xp, AI_BRIDGE to API_GATEWAY
    AI_BRIDGE_TO_API_GATEWAY = 64
    #: aib-to-xp, AI_BRIDGE to RECORDING_SERVER
    AI_BRIDGE_TO_RECORDING_SERVER = 65
    #: aib-to-failover, AI_BRIDGE to FAILOVER_RECORDING_SERVER
    AI_BRIDGE_TO_FAILOVER_RECORDING_SERVER = 66
    #: es-to-acs, EVENT_SERVER to ACCESS_CONTROL_SERVICE
    EVENT_SERVER_TO_ACCESS_CONTROL_SERVICE = 67


class Match(_tables.Match):
    """Which rule matched the host to the certificate."""

    #: No name was asked for, or none matched
    NONE = 0
    #: A DNS name of the certificate (SAN)
    SAN_DNS = 1
    #: An IP address of the certificate (SAN)
    SAN_IP = 2
    #: The subject (CN), for want of DNS names
    SUBJECT_CN = 3


class AnchorField(IntFlag):
    """The fields of an anchor that may count; a sum of them is one, too."""

    #: Its validity period
    VALIDITY = 1
    #: Its basicConstraints: cA false, and a missing one where the rule set says so
    AUTHORITY = 2
    #: Its key usage
    KEY_USAGE = 4
    #: Its path length
    PATH_LENGTH = 8
    #: Its name constraints
    NAME_CONSTRAINTS = 16
    #: Its extended key usage
    PURPOSE = 32
    #: Its policies
    POLICIES = 64
    #: Critical extensions that are not known
    CRITICAL = 128


class RevocationState(_tables.RevocationState):
    """What is known of the revocation of a path: of its worst certificate."""

    #: Nobody asked whether it was revoked
    NOT_ASKED = 0
    #: No revocation list was at hand
    NOT_AVAILABLE = 1
    #: Not revoked, by the lists at hand
    GOOD = 2
    #: Not known if revoked
    UNKNOWN = 3
    #: Revoked
    REVOKED = 4


class Revocation(_tables.Revocation):
    """How revocation is judged."""

    #: Nobody asks
    OFF = 0
    #: By the lists and responses at hand; what they leave open is a warning
    AVAILABLE = 1
    #: Every certificate of the path must be known not to be revoked
    REQUIRED = 2


class KeyAccess(_tables.KeyAccess):
    """Whether an account can use a private key, and how that is known."""

    #: was not asked about
    NOT_ASKED = 0
    #: opened it and signed with it (tested, outside any sandbox of its service)
    TESTED_YES = 1
    #: could not use it (tested)
    TESTED_NO = 2
    #: can read it, by modes, groups and ACLs (evaluated, not tested)
    EVALUATED_YES = 3
    #: cannot read it, by modes, groups and ACLs (evaluated)
    EVALUATED_NO = 4
    #: may be able to use it or not: unknown
    UNKNOWN = 5


class Platform(_tables.Platform):
    """Where an administrator looks and acts."""

    #: Windows
    WINDOWS = 1
    #: Linux
    LINUX = 2
    #: Phone
    PHONE = 3
    #: Secure Display Station
    DISPLAY = 4


class NearMiss(_tables.NearMiss):
    """What was almost a path to a trusted root."""

    #: Nobody has the certificate of this issuer
    MISSING_INTERMEDIATE = 1
    #: A CA of this name is trusted, with another key
    OTHER_CA_SAME_NAME = 2
    #: The CA is trusted, for another role only
    OTHER_ROLE = 3
    #: The issuer has expired, or is not valid yet
    EXPIRED_ISSUER = 4
    #: The issuer's key did not make this signature
    SIGNATURE_FAILED = 5
    #: The issuer is distrusted here
    DISTRUSTED = 6


class Content(_tables.Content):
    """What bytes hold that somebody uploads."""

    #: CA certificate (trusted root)
    ROOT = 1
    #: Intermediate
    INTERMEDIATE = 2
    #: Server certificate
    SERVER_CERTIFICATE = 3
    #: Self-signed certificate of a device
    SELF_SIGNED = 4
    #: Several certificates
    SEVERAL_CERTIFICATES = 5
    #: A private key is inside
    PRIVATE_KEY = 6
    #: Certificate request (CSR)
    REQUEST = 7
    #: Revocation list (CRL)
    REVOCATION_LIST = 8
    #: PFX: a password is needed
    PASSWORD_NEEDED = 9
    #: Not a certificate
    NO_CERTIFICATE = 10
