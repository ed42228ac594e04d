/*
 * Every enumeration of libvmstrust. Made from the tables there by
 * devel/generate: edit those. Numbers are for ever; new ones may appear in any
 * release, and the library itself answers for a number that these headers do
 * not name.
 */
#ifndef VMSTRUST_ENUMERATIONS_H
#define VMSTRUST_ENUMERATIONS_H

/**
 * What a call answers. Negative numbers are failures; the hundreds are
 * the kind. Only ever grows.
 */
typedef enum vmstrust_code {
    /** Done; for a verification: trusted */
    VMSTRUST_OK = 0,
    /** An argument is not valid */
    VMSTRUST_E_ARGUMENT = -100,
    /** This finding cannot be lowered */
    VMSTRUST_E_LOCKED = -101,
    /** There is no such thing */
    VMSTRUST_E_NOT_FOUND = -102,
    /** Larger or more than this library accepts */
    VMSTRUST_E_LIMIT = -103,
    /** A passphrase is needed, or it is wrong */
    VMSTRUST_E_PASSPHRASE = -104,
    /** Out of memory */
    VMSTRUST_E_MEMORY = -200,
    /** A file could not be read or written */
    VMSTRUST_E_FILE = -201,
    /** The system's clock could not be read */
    VMSTRUST_E_CLOCK = -202,
    /** A server could not be asked */
    VMSTRUST_E_UNREACHABLE = -203,
    /** The input is not well formed */
    VMSTRUST_E_MALFORMED = -300,
    /** Not trusted; the report says why */
    VMSTRUST_E_UNTRUSTED = -400,
    /** Cancelled by the caller */
    VMSTRUST_E_CANCELLED = -500,
    /** The cryptographic library refused */
    VMSTRUST_E_CRYPTO = -600,
    /** A fault of this library */
    VMSTRUST_E_INTERNAL = -601,
} vmstrust_code;

/**
 * What a finding means for the verdict: untrusted if and only if at
 * least one finding is an error. Only ever grows.
 */
typedef enum vmstrust_severity {
    /** Not reported */
    VMSTRUST_SEVERITY_OFF = 0,
    /** Worth knowing */
    VMSTRUST_SEVERITY_INFO = 1,
    /** Trusted, and something should be done */
    VMSTRUST_SEVERITY_WARNING = 2,
    /** Not trusted */
    VMSTRUST_SEVERITY_ERROR = 3,
} vmstrust_severity;

/**
 * What is wrong, or remarkable, with a certificate, a key or a name. Only ever grows.
 */
typedef enum vmstrust_finding {
    /** No finding, or none is meant */
    VMSTRUST_FINDING_NONE = 0,
    /** Certificate is not well formed */
    VMSTRUST_FINDING_MALFORMED = 1,
    /** An extra certificate is not well formed */
    VMSTRUST_FINDING_MALFORMED_EXTRA = 2,
    /** Signature does not match the issuer's key */
    VMSTRUST_FINDING_SIGNATURE_INVALID = 3,
    /** Key or signature algorithm is not known */
    VMSTRUST_FINDING_ALGORITHM_UNKNOWN = 4,
    /** Certificate or key is distrusted here */
    VMSTRUST_FINDING_DISTRUSTED = 5,
    /** Too much work to decide: refused */
    VMSTRUST_FINDING_WORK_LIMIT_REACHED = 6,
    /** The clock of this device looks wrong */
    VMSTRUST_FINDING_CLOCK_WRONG = 10,
    /** Expired */
    VMSTRUST_FINDING_EXPIRED = 11,
    /** Not valid yet */
    VMSTRUST_FINDING_NOT_VALID_YET = 12,
    /** CA certificate has expired */
    VMSTRUST_FINDING_ROOT_EXPIRED = 13,
    /** Expires in N days */
    VMSTRUST_FINDING_EXPIRES_SOON = 14,
    /** Valid longer than its CA */
    VMSTRUST_FINDING_OUTLIVES_ITS_CA = 15,
    /** Valid too long for phones (825 days) */
    VMSTRUST_FINDING_VALID_TOO_LONG_FOR_PHONES = 16,
    /** Valid longer than the rules of its day allow */
    VMSTRUST_FINDING_VALID_TOO_LONG = 17,
    /** Key or signature too weak */
    VMSTRUST_FINDING_KEY_OR_SIGNATURE_TOO_WEAK = 20,
    /** Key of unreasonable size */
    VMSTRUST_FINDING_KEY_UNREASONABLE = 21,
    /** Not RSA */
    VMSTRUST_FINDING_NOT_RSA = 22,
    /** Key algorithm is not allowed here */
    VMSTRUST_FINDING_KEY_ALGORITHM_NOT_ALLOWED = 23,
    /** RSA key size is not a multiple of 8 */
    VMSTRUST_FINDING_KEY_SIZE_NOT_MULTIPLE_OF_8 = 24,
    /** Issuer is not a CA */
    VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA = 30,
    /** Issuer may not sign certificates */
    VMSTRUST_FINDING_ISSUER_MAY_NOT_SIGN_CERTIFICATES = 31,
    /** More intermediates than the CA allows */
    VMSTRUST_FINDING_PATH_TOO_LONG = 32,
    /** The CA may not issue for this name */
    VMSTRUST_FINDING_NAME_NOT_PERMITTED_BY_CA = 33,
    /** Contains a critical rule we do not know */
    VMSTRUST_FINDING_CRITICAL_EXTENSION_UNKNOWN = 34,
    /** Not issued for Server Authentication */
    VMSTRUST_FINDING_NOT_FOR_SERVER_AUTHENTICATION = 35,
    /** Not issued for this purpose */
    VMSTRUST_FINDING_NOT_FOR_THIS_PURPOSE = 36,
    /** Trusted root is not marked as a CA */
    VMSTRUST_FINDING_TRUSTED_ROOT_NOT_MARKED_AS_CA = 37,
    /** Server certificate is marked as a CA */
    VMSTRUST_FINDING_SERVER_CERTIFICATE_IS_A_CA = 38,
    /** No certificate policy that is accepted here */
    VMSTRUST_FINDING_POLICY_NOT_ACCEPTABLE = 39,
    /** Host name is not in the certificate */
    VMSTRUST_FINDING_HOST_NAME_NOT_IN_CERTIFICATE = 40,
    /** IP address is not in the certificate */
    VMSTRUST_FINDING_IP_ADDRESS_NOT_IN_CERTIFICATE = 41,
    /** A required name is not in the certificate */
    VMSTRUST_FINDING_REQUIRED_NAME_NOT_IN_CERTIFICATE = 42,
    /** Host name only in the subject, not in DNS names */
    VMSTRUST_FINDING_HOST_NAME_ONLY_IN_SUBJECT = 43,
    /** Only the short name */
    VMSTRUST_FINDING_SHORT_NAME_ONLY = 44,
    /** Only the full name */
    VMSTRUST_FINDING_FULL_NAME_ONLY = 45,
    /** Not the certificate that was pinned */
    VMSTRUST_FINDING_PIN_CHANGED = 50,
    /** CA certificate is not installed here */
    VMSTRUST_FINDING_ROOT_NOT_INSTALLED = 51,
    /** CA certificate installed for another use */
    VMSTRUST_FINDING_ROOT_NOT_FOR_THIS_USE = 52,
    /** Another CA has the same name */
    VMSTRUST_FINDING_OTHER_CA_SAME_NAME = 53,
    /** Server does not send its intermediate */
    VMSTRUST_FINDING_INTERMEDIATE_NOT_SENT = 54,
    /** Certificates are sent in the wrong order */
    VMSTRUST_FINDING_CERTIFICATES_OUT_OF_ORDER = 55,
    /** Purpose is marked critical */
    VMSTRUST_FINDING_PURPOSE_MARKED_CRITICAL = 60,
    /** Issuer key id is missing */
    VMSTRUST_FINDING_ISSUER_KEY_ID_MISSING = 61,
    /** Subject key id is missing */
    VMSTRUST_FINDING_SUBJECT_KEY_ID_MISSING = 62,
    /** Key id is marked critical */
    VMSTRUST_FINDING_KEY_ID_MARKED_CRITICAL = 63,
    /** Serial number is zero or negative */
    VMSTRUST_FINDING_SERIAL_NUMBER_NOT_POSITIVE = 64,
    /** Serial number is longer than 20 bytes */
    VMSTRUST_FINDING_SERIAL_NUMBER_TOO_LONG = 65,
    /** CA certificate has no subject */
    VMSTRUST_FINDING_SUBJECT_NAME_MISSING = 66,
    /** Issuer name is missing */
    VMSTRUST_FINDING_ISSUER_NAME_MISSING = 67,
    /** DNS names not critical, with no subject */
    VMSTRUST_FINDING_NAMES_NOT_MARKED_CRITICAL = 68,
    /** DNS names marked critical, with a subject */
    VMSTRUST_FINDING_NAMES_MARKED_CRITICAL = 69,
    /** May sign certificates, but is not a CA */
    VMSTRUST_FINDING_KEY_USAGE_DOES_NOT_FIT = 70,
    /** Server certificate restricts names like a CA */
    VMSTRUST_FINDING_NAME_CONSTRAINTS_ON_SERVER_CERTIFICATE = 71,
    /** Name rules of the CA not marked critical */
    VMSTRUST_FINDING_NAME_CONSTRAINTS_NOT_MARKED_CRITICAL = 72,
    /** Name rules of the CA are empty */
    VMSTRUST_FINDING_NAME_CONSTRAINTS_EMPTY = 73,
    /** DNS name not in the preferred syntax */
    VMSTRUST_FINDING_DNS_NAME_NOT_PREFERRED = 74,
    /** An address extension is not well formed */
    VMSTRUST_FINDING_EXTENSION_NOT_WELL_FORMED = 75,
    /** Issuer addresses are marked critical */
    VMSTRUST_FINDING_AUTHORITY_INFO_MARKED_CRITICAL = 76,
    /** Policy rules not marked critical */
    VMSTRUST_FINDING_POLICY_CONSTRAINTS_NOT_MARKED_CRITICAL = 77,
    /** CA mark is not marked critical */
    VMSTRUST_FINDING_BASIC_CONSTRAINTS_NOT_MARKED_CRITICAL = 78,
    /** Date in an encoding that is not allowed */
    VMSTRUST_FINDING_TIME_ENCODING_NOT_ALLOWED = 79,
    /** Contains unique ids, which nobody may use */
    VMSTRUST_FINDING_UNIQUE_IDS_PRESENT = 80,
    /** Not a version 3 certificate */
    VMSTRUST_FINDING_VERSION_NOT_3 = 81,
    /** Encoded in a way that DER forbids */
    VMSTRUST_FINDING_ENCODING_NOT_STRICT = 82,
    /** Root names its issuer in its key id */
    VMSTRUST_FINDING_ROOT_KEY_ID_WITH_ISSUER = 90,
    /** Root's issuer key id is not its own */
    VMSTRUST_FINDING_ROOT_KEY_ID_DOES_NOT_MATCH = 91,
    /** Subject is not one of the DNS names */
    VMSTRUST_FINDING_COMMON_NAME_NOT_IN_NAMES = 92,
    /** No purpose is named */
    VMSTRUST_FINDING_PURPOSE_MISSING = 93,
    /** Issued for any purpose */
    VMSTRUST_FINDING_PURPOSE_ANY = 94,
    /** Root is limited to a purpose */
    VMSTRUST_FINDING_ROOT_HAS_PURPOSE = 95,
    /** Wildcard for a whole public suffix */
    VMSTRUST_FINDING_WILDCARD_BELOW_PUBLIC_SUFFIX = 96,
    /** Public suffixes could not be judged */
    VMSTRUST_FINDING_PUBLIC_SUFFIX_NOT_JUDGED = 97,
    /** Revoked */
    VMSTRUST_FINDING_REVOKED = 100,
    /** Revocation list has expired */
    VMSTRUST_FINDING_CRL_EXPIRED = 101,
    /** Not known if revoked */
    VMSTRUST_FINDING_REVOCATION_UNKNOWN = 102,
    /** Revocation list is not valid */
    VMSTRUST_FINDING_CRL_NOT_VALID = 103,
    /** Revocation list has no number */
    VMSTRUST_FINDING_CRL_NUMBER_MISSING = 104,
    /** Number of the revocation list marked critical */
    VMSTRUST_FINDING_CRL_NUMBER_MARKED_CRITICAL = 105,
    /** Private key is missing */
    VMSTRUST_FINDING_PRIVATE_KEY_MISSING = 110,
    /** Private key does not match */
    VMSTRUST_FINDING_PRIVATE_KEY_DOES_NOT_MATCH = 111,
    /** Private key of the CA lies on a server */
    VMSTRUST_FINDING_CA_PRIVATE_KEY_ON_SERVER = 112,
    /** Service account cannot read the private key */
    VMSTRUST_FINDING_SERVICE_ACCOUNT_CANNOT_READ_KEY = 113,
    /** Not known if the account can read the key */
    VMSTRUST_FINDING_KEY_ACCESS_UNKNOWN = 114,
    /** Others can read the private key */
    VMSTRUST_FINDING_PRIVATE_KEY_READABLE_BY_OTHERS = 115,
    /** Private key lies on the wrong computer */
    VMSTRUST_FINDING_PRIVATE_KEY_ON_WRONG_COMPUTER = 116,
    /** This target cannot import the PFX */
    VMSTRUST_FINDING_PFX_NOT_READABLE_BY_TARGET = 117,
    /** Server presents another certificate */
    VMSTRUST_FINDING_OTHER_CERTIFICATE_PRESENTED = 120,
    /** Server only speaks an old TLS version */
    VMSTRUST_FINDING_SERVER_PROTOCOL_TOO_OLD = 121,
    /** Unencrypted HTTP still answers */
    VMSTRUST_FINDING_PLAIN_HTTP_STILL_OPEN = 122,
} vmstrust_finding;

/**
 * What presents a certificate. Only ever grows.
 */
typedef enum vmstrust_role {
    /** Any use */
    VMSTRUST_ROLE_ANY = 1,
    /** TLS server */
    VMSTRUST_ROLE_TLS_SERVER = 2,
    /** TLS client */
    VMSTRUST_ROLE_TLS_CLIENT = 3,
    /** Certificate authority */
    VMSTRUST_ROLE_AUTHORITY = 4,
    /** Management server */
    VMSTRUST_ROLE_MANAGEMENT_SERVER = 10,
    /** Recording server, streaming media */
    VMSTRUST_ROLE_RECORDING_SERVER = 11,
    /** Recording server, server certificate */
    VMSTRUST_ROLE_RECORDING_SERVER_MANAGEMENT = 12,
    /** Failover recording server, streaming media */
    VMSTRUST_ROLE_FAILOVER_RECORDING_SERVER = 13,
    /** Failover recording server, server certificate */
    VMSTRUST_ROLE_FAILOVER_RECORDING_SERVER_MANAGEMENT = 14,
    /** Mobile server */
    VMSTRUST_ROLE_MOBILE_SERVER = 15,
    /** Event server and add-ons */
    VMSTRUST_ROLE_EVENT_SERVER = 16,
    /** Data Collector server */
    VMSTRUST_ROLE_DATA_COLLECTOR = 17,
    /** API Gateway */
    VMSTRUST_ROLE_API_GATEWAY = 18,
    /** Identity Provider */
    VMSTRUST_ROLE_IDENTITY_PROVIDER = 19,
    /** Log server */
    VMSTRUST_ROLE_LOG_SERVER = 20,
    /** Management Server Failover web console */
    VMSTRUST_ROLE_FAILOVER_WEB_CONSOLE = 21,
    /** Secure Display Station, web server */
    VMSTRUST_ROLE_SECURE_DISPLAY_STATION_WEB = 30,
    /** Milestone AI Bridge */
    VMSTRUST_ROLE_AI_BRIDGE = 31,
    /** XProtect Access service */
    VMSTRUST_ROLE_ACCESS_CONTROL_SERVICE = 32,
    /** Camera or encoder */
    VMSTRUST_ROLE_CAMERA_DEVICE = 33,
} vmstrust_role;

/**
 * What verifies a certificate. Only ever grows.
 */
typedef enum vmstrust_client {
    /** No client was named, or none is meant */
    VMSTRUST_CLIENT_NONE = 0,
    /** XProtect Smart Client */
    VMSTRUST_CLIENT_SMART_CLIENT = 1,
    /** Management Client */
    VMSTRUST_CLIENT_MANAGEMENT_CLIENT = 2,
    /** Management server */
    VMSTRUST_CLIENT_MANAGEMENT_SERVER = 3,
    /** Recording server */
    VMSTRUST_CLIENT_RECORDING_SERVER = 4,
    /** Failover recording server */
    VMSTRUST_CLIENT_FAILOVER_RECORDING_SERVER = 5,
    /** Mobile server */
    VMSTRUST_CLIENT_MOBILE_SERVER = 6,
    /** Event server */
    VMSTRUST_CLIENT_EVENT_SERVER = 7,
    /** Data Collector server */
    VMSTRUST_CLIENT_DATA_COLLECTOR = 8,
    /** XProtect LPR */
    VMSTRUST_CLIENT_LPR_SERVER = 9,
    /** Milestone Open Network Bridge */
    VMSTRUST_CLIENT_OPEN_NETWORK_BRIDGE = 10,
    /** XProtect DLNA Server */
    VMSTRUST_CLIENT_DLNA_SERVER = 11,
    /** Site connected through Milestone Interconnect */
    VMSTRUST_CLIENT_INTERCONNECT_SITE = 12,
    /** Integration made with the MIP SDK */
    VMSTRUST_CLIENT_MIP_SDK_INTEGRATION = 13,
    /** Integration that speaks the server APIs itself */
    VMSTRUST_CLIENT_DIRECT_API_INTEGRATION = 20,
    /** XProtect Mobile app (iOS, Android) */
    VMSTRUST_CLIENT_XPROTECT_MOBILE_CLIENT = 21,
    /** XProtect Web Client */
    VMSTRUST_CLIENT_XPROTECT_WEB_CLIENT = 22,
    /** Browser of an administrator */
    VMSTRUST_CLIENT_BROWSER_ADMIN = 23,
    /** Secure Display Station */
    VMSTRUST_CLIENT_SECURE_DISPLAY_STATION = 24,
    /** Milestone AI Bridge */
    VMSTRUST_CLIENT_AI_BRIDGE = 25,
} vmstrust_client;

/**
 * The consumer of a file or of a lint: a TLS stack. Only ever grows.
 */
typedef enum vmstrust_target {
    /** No stack, or one of which nothing is known */
    VMSTRUST_TARGET_NONE = 0,
    /** XProtect on Windows */
    VMSTRUST_TARGET_XPROTECT = 1,
    /** Windows Server 2016 */
    VMSTRUST_TARGET_WINDOWS_2016 = 2,
    /** Windows Server 2019 */
    VMSTRUST_TARGET_WINDOWS_2019 = 3,
    /** Windows, the newest */
    VMSTRUST_TARGET_WINDOWS = 4,
    /** .NET */
    VMSTRUST_TARGET_DOTNET = 5,
    /** Java */
    VMSTRUST_TARGET_JAVA = 6,
    /** iOS and iPadOS, 13 and newer */
    VMSTRUST_TARGET_IOS = 7,
    /** Android */
    VMSTRUST_TARGET_ANDROID = 8,
    /** Web browsers */
    VMSTRUST_TARGET_BROWSER = 9,
    /** Secure Display Station */
    VMSTRUST_TARGET_SDS = 10,
    /** Milestone AI Bridge */
    VMSTRUST_TARGET_AI_BRIDGE = 11,
    /** Python (ssl since 3.13, or pyca/cryptography) */
    VMSTRUST_TARGET_PYTHON = 12,
    /** Go */
    VMSTRUST_TARGET_GO = 13,
    /** Node.js */
    VMSTRUST_TARGET_NODE = 14,
    /** NSS as a library */
    VMSTRUST_TARGET_NSS = 15,
    /** OpenSSL */
    VMSTRUST_TARGET_OPENSSL = 16,
    /** OpenSSL with -x509_strict */
    VMSTRUST_TARGET_OPENSSL_STRICT = 17,
} vmstrust_target;

/**
 * A client that connects to a role. Only ever grows.
 */
typedef enum vmstrust_connection {
    /** rs-to-ms, RECORDING_SERVER to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_RECORDING_SERVER_TO_MANAGEMENT_SERVER = 1,
    /** ms-to-rs, MANAGEMENT_SERVER to RECORDING_SERVER_MANAGEMENT */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_RECORDING_SERVER_MANAGEMENT = 2,
    /** failover-to-ms, FAILOVER_RECORDING_SERVER to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_FAILOVER_RECORDING_SERVER_TO_MANAGEMENT_SERVER = 3,
    /** ms-to-failover, MANAGEMENT_SERVER to FAILOVER_RECORDING_SERVER_MANAGEMENT */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_FAILOVER_RECORDING_SERVER_MANAGEMENT =
        4,
    /** data-to-rs, SMART_CLIENT to RECORDING_SERVER */
    VMSTRUST_CONNECTION_SMART_CLIENT_TO_RECORDING_SERVER = 5,
    /** data-to-rs, MANAGEMENT_CLIENT to RECORDING_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_RECORDING_SERVER = 6,
    /** data-to-rs, MANAGEMENT_SERVER to RECORDING_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_RECORDING_SERVER = 7,
    /** data-to-rs, MOBILE_SERVER to RECORDING_SERVER */
    VMSTRUST_CONNECTION_MOBILE_SERVER_TO_RECORDING_SERVER = 8,
    /** data-to-rs, EVENT_SERVER to RECORDING_SERVER */
    VMSTRUST_CONNECTION_EVENT_SERVER_TO_RECORDING_SERVER = 9,
    /** data-to-rs, LPR_SERVER to RECORDING_SERVER */
    VMSTRUST_CONNECTION_LPR_SERVER_TO_RECORDING_SERVER = 10,
    /** data-to-rs, OPEN_NETWORK_BRIDGE to RECORDING_SERVER */
    VMSTRUST_CONNECTION_OPEN_NETWORK_BRIDGE_TO_RECORDING_SERVER = 11,
    /** data-to-rs, DLNA_SERVER to RECORDING_SERVER */
    VMSTRUST_CONNECTION_DLNA_SERVER_TO_RECORDING_SERVER = 12,
    /** data-to-rs, INTERCONNECT_SITE to RECORDING_SERVER */
    VMSTRUST_CONNECTION_INTERCONNECT_SITE_TO_RECORDING_SERVER = 13,
    /** data-to-rs, MIP_SDK_INTEGRATION to RECORDING_SERVER */
    VMSTRUST_CONNECTION_MIP_SDK_INTEGRATION_TO_RECORDING_SERVER = 14,
    /** data-to-rs, DIRECT_API_INTEGRATION to RECORDING_SERVER */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_RECORDING_SERVER = 15,
    /** sds-to-rs, SECURE_DISPLAY_STATION to RECORDING_SERVER */
    VMSTRUST_CONNECTION_SECURE_DISPLAY_STATION_TO_RECORDING_SERVER = 16,
    /** data-to-failover, SMART_CLIENT to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_SMART_CLIENT_TO_FAILOVER_RECORDING_SERVER = 17,
    /** data-to-failover, MANAGEMENT_CLIENT to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_FAILOVER_RECORDING_SERVER = 18,
    /** data-to-failover, MANAGEMENT_SERVER to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_FAILOVER_RECORDING_SERVER = 19,
    /** data-to-failover, MOBILE_SERVER to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_MOBILE_SERVER_TO_FAILOVER_RECORDING_SERVER = 20,
    /** data-to-failover, EVENT_SERVER to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_EVENT_SERVER_TO_FAILOVER_RECORDING_SERVER = 21,
    /** data-to-failover, LPR_SERVER to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_LPR_SERVER_TO_FAILOVER_RECORDING_SERVER = 22,
    /** data-to-failover, OPEN_NETWORK_BRIDGE to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_OPEN_NETWORK_BRIDGE_TO_FAILOVER_RECORDING_SERVER = 23,
    /** data-to-failover, DLNA_SERVER to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_DLNA_SERVER_TO_FAILOVER_RECORDING_SERVER = 24,
    /** data-to-failover, INTERCONNECT_SITE to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_INTERCONNECT_SITE_TO_FAILOVER_RECORDING_SERVER = 25,
    /** data-to-failover, MIP_SDK_INTEGRATION to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_MIP_SDK_INTEGRATION_TO_FAILOVER_RECORDING_SERVER = 26,
    /** data-to-failover, DIRECT_API_INTEGRATION to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_FAILOVER_RECORDING_SERVER =
        27,
    /** sds-to-failover, SECURE_DISPLAY_STATION to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_SECURE_DISPLAY_STATION_TO_FAILOVER_RECORDING_SERVER =
        28,
    /** mobile-to-mos, XPROTECT_MOBILE_CLIENT to MOBILE_SERVER */
    VMSTRUST_CONNECTION_XPROTECT_MOBILE_CLIENT_TO_MOBILE_SERVER = 29,
    /** mobile-to-mos, XPROTECT_WEB_CLIENT to MOBILE_SERVER */
    VMSTRUST_CONNECTION_XPROTECT_WEB_CLIENT_TO_MOBILE_SERVER = 30,
    /** data-to-mos, DIRECT_API_INTEGRATION to MOBILE_SERVER */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_MOBILE_SERVER = 31,
    /** mos-to-ms, MOBILE_SERVER to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_MOBILE_SERVER_TO_MANAGEMENT_SERVER = 32,
    /** ms-to-mos, MANAGEMENT_SERVER to MOBILE_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_MOBILE_SERVER = 33,
    /** es-to-ms, EVENT_SERVER to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_EVENT_SERVER_TO_MANAGEMENT_SERVER = 34,
    /** ms-to-es, MANAGEMENT_SERVER to EVENT_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_EVENT_SERVER = 35,
    /** client-to-es, SMART_CLIENT to EVENT_SERVER */
    VMSTRUST_CONNECTION_SMART_CLIENT_TO_EVENT_SERVER = 36,
    /** client-to-es, MANAGEMENT_CLIENT to EVENT_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_EVENT_SERVER = 37,
    /** client-to-es, DIRECT_API_INTEGRATION to EVENT_SERVER */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_EVENT_SERVER = 38,
    /** dc-to-ms, DATA_COLLECTOR to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_DATA_COLLECTOR_TO_MANAGEMENT_SERVER = 39,
    /** ms-to-dc, MANAGEMENT_SERVER to DATA_COLLECTOR */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_DATA_COLLECTOR = 40,
    /** xp-to-log, MANAGEMENT_SERVER to LOG_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_LOG_SERVER = 41,
    /** xp-to-log, MANAGEMENT_CLIENT to LOG_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_LOG_SERVER = 42,
    /** login-to-ms, SMART_CLIENT to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_SMART_CLIENT_TO_MANAGEMENT_SERVER = 43,
    /** login-to-ms, MANAGEMENT_CLIENT to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_MANAGEMENT_SERVER = 44,
    /** login-to-ms, MIP_SDK_INTEGRATION to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_MIP_SDK_INTEGRATION_TO_MANAGEMENT_SERVER = 45,
    /** login-to-ms, DIRECT_API_INTEGRATION to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_MANAGEMENT_SERVER = 46,
    /** login-to-ms, DIRECT_API_INTEGRATION to API_GATEWAY */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_API_GATEWAY = 47,
    /** login-to-ms, XPROTECT_WEB_CLIENT to API_GATEWAY */
    VMSTRUST_CONNECTION_XPROTECT_WEB_CLIENT_TO_API_GATEWAY = 48,
    /** login-to-ms, SMART_CLIENT to IDENTITY_PROVIDER */
    VMSTRUST_CONNECTION_SMART_CLIENT_TO_IDENTITY_PROVIDER = 49,
    /** login-to-ms, MANAGEMENT_CLIENT to IDENTITY_PROVIDER */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_IDENTITY_PROVIDER = 50,
    /** login-to-ms, MIP_SDK_INTEGRATION to IDENTITY_PROVIDER */
    VMSTRUST_CONNECTION_MIP_SDK_INTEGRATION_TO_IDENTITY_PROVIDER = 51,
    /** login-to-ms, DIRECT_API_INTEGRATION to IDENTITY_PROVIDER */
    VMSTRUST_CONNECTION_DIRECT_API_INTEGRATION_TO_IDENTITY_PROVIDER = 52,
    /** login-to-ms, BROWSER_ADMIN to IDENTITY_PROVIDER */
    VMSTRUST_CONNECTION_BROWSER_ADMIN_TO_IDENTITY_PROVIDER = 53,
    /** xp-to-sds, MANAGEMENT_CLIENT to SECURE_DISPLAY_STATION_WEB */
    VMSTRUST_CONNECTION_MANAGEMENT_CLIENT_TO_SECURE_DISPLAY_STATION_WEB = 54,
    /** xp-to-sds, RECORDING_SERVER to SECURE_DISPLAY_STATION_WEB */
    VMSTRUST_CONNECTION_RECORDING_SERVER_TO_SECURE_DISPLAY_STATION_WEB = 55,
    /** rs-to-camera, RECORDING_SERVER to CAMERA_DEVICE */
    VMSTRUST_CONNECTION_RECORDING_SERVER_TO_CAMERA_DEVICE = 56,
    /** rs-to-camera, FAILOVER_RECORDING_SERVER to CAMERA_DEVICE */
    VMSTRUST_CONNECTION_FAILOVER_RECORDING_SERVER_TO_CAMERA_DEVICE = 57,
    /** admin-to-fwc, BROWSER_ADMIN to FAILOVER_WEB_CONSOLE */
    VMSTRUST_CONNECTION_BROWSER_ADMIN_TO_FAILOVER_WEB_CONSOLE = 58,
    /** ms-to-fwc, MANAGEMENT_SERVER to FAILOVER_WEB_CONSOLE */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_FAILOVER_WEB_CONSOLE = 59,
    /** xp-to-aib, MANAGEMENT_SERVER to AI_BRIDGE */
    VMSTRUST_CONNECTION_MANAGEMENT_SERVER_TO_AI_BRIDGE = 60,
    /** xp-to-aib, RECORDING_SERVER to AI_BRIDGE */
    VMSTRUST_CONNECTION_RECORDING_SERVER_TO_AI_BRIDGE = 61,
    /** xp-to-aib, SMART_CLIENT to AI_BRIDGE */
    VMSTRUST_CONNECTION_SMART_CLIENT_TO_AI_BRIDGE = 62,
    /** aib-to-xp, AI_BRIDGE to MANAGEMENT_SERVER */
    VMSTRUST_CONNECTION_AI_BRIDGE_TO_MANAGEMENT_SERVER = 63,
    /** aib-to-xp, AI_BRIDGE to API_GATEWAY */
    VMSTRUST_CONNECTION_AI_BRIDGE_TO_API_GATEWAY = 64,
    /** aib-to-xp, AI_BRIDGE to RECORDING_SERVER */
    VMSTRUST_CONNECTION_AI_BRIDGE_TO_RECORDING_SERVER = 65,
    /** aib-to-failover, AI_BRIDGE to FAILOVER_RECORDING_SERVER */
    VMSTRUST_CONNECTION_AI_BRIDGE_TO_FAILOVER_RECORDING_SERVER = 66,
    /** es-to-acs, EVENT_SERVER to ACCESS_CONTROL_SERVICE */
    VMSTRUST_CONNECTION_EVENT_SERVER_TO_ACCESS_CONTROL_SERVICE = 67,
} vmstrust_connection;

/**
 * Which rule matched the host to the certificate. Only ever grows.
 */
typedef enum vmstrust_match {
    /** No name was asked for, or none matched */
    VMSTRUST_MATCH_NONE = 0,
    /** A DNS name of the certificate (SAN) */
    VMSTRUST_MATCH_SAN_DNS = 1,
    /** An IP address of the certificate (SAN) */
    VMSTRUST_MATCH_SAN_IP = 2,
    /** The subject (CN), for want of DNS names */
    VMSTRUST_MATCH_SUBJECT_CN = 3,
} vmstrust_match;

/**
 * The fields of an anchor that may count; a sum of them is one, too. Only ever grows.
 */
typedef enum vmstrust_anchor_field {
    /** Its validity period */
    VMSTRUST_ANCHOR_FIELD_VALIDITY = 1,
    /** Its basicConstraints: cA false, and a missing one where the rule set says so */
    VMSTRUST_ANCHOR_FIELD_AUTHORITY = 2,
    /** Its key usage */
    VMSTRUST_ANCHOR_FIELD_KEY_USAGE = 4,
    /** Its path length */
    VMSTRUST_ANCHOR_FIELD_PATH_LENGTH = 8,
    /** Its name constraints */
    VMSTRUST_ANCHOR_FIELD_NAME_CONSTRAINTS = 16,
    /** Its extended key usage */
    VMSTRUST_ANCHOR_FIELD_PURPOSE = 32,
    /** Its policies */
    VMSTRUST_ANCHOR_FIELD_POLICIES = 64,
    /** Critical extensions that are not known */
    VMSTRUST_ANCHOR_FIELD_CRITICAL = 128,
} vmstrust_anchor_field;

/**
 * What is known of the revocation of a path: of its worst certificate. Only ever grows.
 */
typedef enum vmstrust_revocation_state {
    /** Nobody asked whether it was revoked */
    VMSTRUST_REVOCATION_STATE_NOT_ASKED = 0,
    /** No revocation list was at hand */
    VMSTRUST_REVOCATION_STATE_NOT_AVAILABLE = 1,
    /** Not revoked, by the lists at hand */
    VMSTRUST_REVOCATION_STATE_GOOD = 2,
    /** Not known if revoked */
    VMSTRUST_REVOCATION_STATE_UNKNOWN = 3,
    /** Revoked */
    VMSTRUST_REVOCATION_STATE_REVOKED = 4,
} vmstrust_revocation_state;

/**
 * How revocation is judged. Only ever grows.
 */
typedef enum vmstrust_revocation {
    /** Nobody asks */
    VMSTRUST_REVOCATION_OFF = 0,
    /** By the lists and responses at hand; what they leave open is a warning */
    VMSTRUST_REVOCATION_AVAILABLE = 1,
    /** Every certificate of the path must be known not to be revoked */
    VMSTRUST_REVOCATION_REQUIRED = 2,
} vmstrust_revocation;

/**
 * Whether an account can use a private key, and how that is known. Only ever grows.
 */
typedef enum vmstrust_key_access {
    /** was not asked about */
    VMSTRUST_KEY_ACCESS_NOT_ASKED = 0,
    /** opened it and signed with it (tested, outside any sandbox of its service) */
    VMSTRUST_KEY_ACCESS_TESTED_YES = 1,
    /** could not use it (tested) */
    VMSTRUST_KEY_ACCESS_TESTED_NO = 2,
    /** can read it, by modes, groups and ACLs (evaluated, not tested) */
    VMSTRUST_KEY_ACCESS_EVALUATED_YES = 3,
    /** cannot read it, by modes, groups and ACLs (evaluated) */
    VMSTRUST_KEY_ACCESS_EVALUATED_NO = 4,
    /** may be able to use it or not: unknown */
    VMSTRUST_KEY_ACCESS_UNKNOWN = 5,
} vmstrust_key_access;

/**
 * Where an administrator looks and acts. Only ever grows.
 */
typedef enum vmstrust_platform {
    /** Windows */
    VMSTRUST_PLATFORM_WINDOWS = 1,
    /** Linux */
    VMSTRUST_PLATFORM_LINUX = 2,
    /** Phone */
    VMSTRUST_PLATFORM_PHONE = 3,
    /** Secure Display Station */
    VMSTRUST_PLATFORM_DISPLAY = 4,
} vmstrust_platform;

/**
 * What was almost a path to a trusted root. Only ever grows.
 */
typedef enum vmstrust_near_miss {
    /** Nobody has the certificate of this issuer */
    VMSTRUST_NEAR_MISS_MISSING_INTERMEDIATE = 1,
    /** A CA of this name is trusted, with another key */
    VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME = 2,
    /** The CA is trusted, for another role only */
    VMSTRUST_NEAR_MISS_OTHER_ROLE = 3,
    /** The issuer has expired, or is not valid yet */
    VMSTRUST_NEAR_MISS_EXPIRED_ISSUER = 4,
    /** The issuer's key did not make this signature */
    VMSTRUST_NEAR_MISS_SIGNATURE_FAILED = 5,
    /** The issuer is distrusted here */
    VMSTRUST_NEAR_MISS_DISTRUSTED = 6,
} vmstrust_near_miss;

/**
 * What bytes hold that somebody uploads. Only ever grows.
 */
typedef enum vmstrust_content {
    /** CA certificate (trusted root) */
    VMSTRUST_CONTENT_ROOT = 1,
    /** Intermediate */
    VMSTRUST_CONTENT_INTERMEDIATE = 2,
    /** Server certificate */
    VMSTRUST_CONTENT_SERVER_CERTIFICATE = 3,
    /** Self-signed certificate of a device */
    VMSTRUST_CONTENT_SELF_SIGNED = 4,
    /** Several certificates */
    VMSTRUST_CONTENT_SEVERAL_CERTIFICATES = 5,
    /** A private key is inside */
    VMSTRUST_CONTENT_PRIVATE_KEY = 6,
    /** Certificate request (CSR) */
    VMSTRUST_CONTENT_REQUEST = 7,
    /** Revocation list (CRL) */
    VMSTRUST_CONTENT_REVOCATION_LIST = 8,
    /** PFX: a password is needed */
    VMSTRUST_CONTENT_PASSWORD_NEEDED = 9,
    /** Not a certificate */
    VMSTRUST_CONTENT_NO_CERTIFICATE = 10,
} vmstrust_content;

#endif
