/*
 * The certificate profile as a table: a finding, where it applies, and the
 * claim that must hold. Adding a lint adds a row. Floor 2.
 */
#include "path/profile.h"

#include "cert/dns.h"
#include "der/oid.h"

static bool
is_marked_critical(const struct vmst_cert *cert, enum vmst_extension extension)
{
    return (cert->critical & VMST_EXT_BIT(extension)) != 0;
}

/* A bit that is needed only where the extension is there. */
static bool
is_critical_if_present(const struct vmst_cert *cert,
                       enum vmst_extension extension)
{
    return !vmst_cert_has(cert, extension) ||
           is_marked_critical(cert, extension);
}

/* RFC 5280 4.1.2.2: positive. The first bit is the sign. Nobody looks up the
 * serial number of an anchor, and public roots have 0. */
static bool
has_positive_serial(const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->serial.size; i++) {
        if (cert->serial.data[i] != 0) {
            return (cert->serial.data[0] & 0x80) == 0;
        }
    }
    return false;
}

/* RFC 5280 4.1.2.2: "MUST NOT use serialNumber values longer than 20
 * octets". */
static bool
has_short_serial(const struct vmst_cert *cert)
{
    return cert->serial.size <= 20;
}

/* RFC 5280 4.1.2.4: a non-empty issuer. */
static bool
has_issuer(const struct vmst_cert *cert)
{
    return cert->issuer.rdn_count > 0;
}

/* RFC 5280 4.1.2.6: a CA has a non-empty subject. */
static bool
has_subject(const struct vmst_cert *cert)
{
    return cert->subject.rdn_count > 0;
}

/* RFC 5280 4.1.2.5. */
static bool
has_legal_times(const struct vmst_cert *cert)
{
    return cert->is_time_encoding_legal;
}

/* RFC 5280 4.1.2.8: "CAs conforming to this profile MUST NOT generate
 * certificates with unique identifiers". */
static bool
has_no_unique_ids(const struct vmst_cert *cert)
{
    return !cert->has_unique_ids;
}

/* RFC 5280 4.1: DER. */
static bool
has_strict_encoding(const struct vmst_cert *cert)
{
    return !cert->has_loose_encoding;
}

/* CA/Browser Forum BR 7.1.1: version 3. */
static bool
is_version_3(const struct vmst_cert *cert)
{
    return cert->version == 3;
}

/* RFC 5280 4.2.1.1: in all certificates; it may be left out of a self-signed
 * one. */
static bool
has_issuer_key_id(const struct vmst_cert *cert)
{
    return cert->authority_key_id.size > 0;
}

/* RFC 5280 4.2.1.2: in all certificates of CAs. */
static bool
has_subject_key_id(const struct vmst_cert *cert)
{
    return vmst_cert_has(cert, VMST_EXT_SUBJECT_KEY_ID);
}

/* RFC 5280 4.2.1.1 and 4.2.1.2: not critical. */
static bool
has_plain_key_ids(const struct vmst_cert *cert)
{
    return !is_marked_critical(cert, VMST_EXT_AUTHORITY_KEY_ID) &&
           !is_marked_critical(cert, VMST_EXT_SUBJECT_KEY_ID);
}

/* RFC 5280 4.2.1.3 and 4.2.1.9: keyCertSign needs cA. */
static bool
has_fitting_key_usage(const struct vmst_cert *cert)
{
    return !vmst_cert_has(cert, VMST_EXT_KEY_USAGE) || cert->is_authority ||
           (cert->key_usage & VMST_USAGE_CERT_SIGN) == 0;
}

/* RFC 5280 4.2.1.6: critical if the subject is empty. */
static bool
has_critical_names_if_alone(const struct vmst_cert *cert)
{
    return has_subject(cert) ||
           is_critical_if_present(cert, VMST_EXT_SUBJECT_ALT_NAME);
}

/* CA/Browser Forum BR 7.1.2.7.12: not critical if the subject is there. */
static bool
has_plain_names_beside_subject(const struct vmst_cert *cert)
{
    return !has_subject(cert) ||
           !is_marked_critical(cert, VMST_EXT_SUBJECT_ALT_NAME);
}

/* RFC 5280 4.2.1.6: the preferred name syntax; a wildcard is left to
 * RFC 9525. */
static const struct vmst_general_name *
find_unpreferred(const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->alt_names.count; i++) {
        const struct vmst_general_name *name = &cert->alt_names.list[i];
        if (name->kind == VMST_GENERAL_DNS &&
            !vmst_dns_name_is_valid(name->value, VMST_DNS_WILDCARD)) {
            return name;
        }
    }
    return NULL;
}

static bool
has_preferred_dns_names(const struct vmst_cert *cert)
{
    return find_unpreferred(cert) == NULL;
}

/* RFC 5280 4.2.1.9: critical in a CA certificate that signs certificates. */
static bool
has_critical_basic_constraints(const struct vmst_cert *cert)
{
    return is_critical_if_present(cert, VMST_EXT_BASIC_CONSTRAINTS);
}

/* RFC 5280 4.2.1.10: "MUST be used only in a CA certificate". */
static bool
has_no_name_constraints(const struct vmst_cert *cert)
{
    return !vmst_cert_has(cert, VMST_EXT_NAME_CONSTRAINTS);
}

/* RFC 5280 4.2.1.10: critical. */
static bool
has_critical_name_constraints(const struct vmst_cert *cert)
{
    return is_critical_if_present(cert, VMST_EXT_NAME_CONSTRAINTS);
}

/* RFC 5280 4.2.1.10: "MUST NOT issue certificates where name constraints is
 * an empty sequence". */
static bool
has_no_empty_name_constraints(const struct vmst_cert *cert)
{
    return !cert->has_empty_constraints;
}

/* RFC 5280 4.2.1.11: critical. */
static bool
has_critical_policy_constraints(const struct vmst_cert *cert)
{
    return is_critical_if_present(cert, VMST_EXT_POLICY_CONSTRAINTS);
}

/* RFC 5280 4.2.2.1 and 4.2.2.2: not critical. */
static bool
has_plain_addresses(const struct vmst_cert *cert)
{
    return !is_marked_critical(cert, VMST_EXT_AUTHORITY_INFO) &&
           !is_marked_critical(cert, VMST_EXT_SUBJECT_INFO);
}

static bool
has_formed_addresses(const struct vmst_cert *cert)
{
    return cert->malformed_extras == 0;
}

/* CA/Browser Forum BR 7.1.2.7.10: serverAuth, and anyExtendedKeyUsage must
 * not be there; the extension is required and not critical. */
static bool
has_purpose(const struct vmst_cert *cert)
{
    return vmst_cert_has(cert, VMST_EXT_EXTENDED_KEY_USAGE);
}

static bool
has_no_any_purpose(const struct vmst_cert *cert)
{
    static const uint8_t any[] = {0x55, 0x1d, 0x25, 0x00}; /* 2.5.29.37.0 */
    for (size_t i = 0; i < cert->extended_key_usage.count; i++) {
        if (vmst_bytes_equal(cert->extended_key_usage.list[i],
                             vmst_bytes(any, sizeof(any)))) {
            return false;
        }
    }
    return true;
}

static bool
has_plain_purpose(const struct vmst_cert *cert)
{
    return !is_marked_critical(cert, VMST_EXT_EXTENDED_KEY_USAGE);
}

/* CA/Browser Forum BR 7.1.2.1.2: a root has no extended key usage. */
static bool
has_no_purpose(const struct vmst_cert *cert)
{
    return !has_purpose(cert);
}

/* CA/Browser Forum BR 7.1.2.1.3 and 7.1.2.11.1: the key identifier alone. */
static bool
names_no_issuer_in_key_id(const struct vmst_cert *cert)
{
    return !cert->has_authority_issuer;
}

/* CA/Browser Forum BR 7.1.2.1.3: identical to the subject key identifier. */
static bool
has_own_key_id(const struct vmst_cert *cert)
{
    return !vmst_cert_has(cert, VMST_EXT_AUTHORITY_KEY_ID) ||
           !vmst_cert_is_self_issued(cert) ||
           vmst_bytes_equal(cert->authority_key_id, cert->subject_key_id);
}

/* CA/Browser Forum BR 6.1.1.3 and 7.1.2.7.6: a server certificate is no CA. */
static bool
is_no_authority(const struct vmst_cert *cert)
{
    return !cert->is_authority;
}

/* CA/Browser Forum BR 6.1.5: RSA, or ECDSA on P-256, P-384, P-521. */
static bool
has_allowed_key(const struct vmst_cert *cert)
{
    enum vmst_key_algorithm kind = cert->key.kind;
    return kind == VMST_KEY_RSA || kind == VMST_KEY_EC_P256 ||
           kind == VMST_KEY_EC_P384 || kind == VMST_KEY_EC_P521;
}

/* CA/Browser Forum BR 6.1.5: divisible by 8. */
static bool
has_whole_byte_key(const struct vmst_cert *cert)
{
    return cert->key.kind != VMST_KEY_RSA || cert->key.size % 8 == 0;
}

/* The CA/Browser Forum's dates, BR 6.3.2: the longest validity of a server
 * certificate by the day on which it begins. */
static const struct {
    int64_t from;
    int64_t days;
} longest_validity[] = {
    {INT64_C(1868227200), 47},  /* 2029-03-15 */
    {INT64_C(1805068800), 100}, /* 2027-03-15 */
    {INT64_C(1773532800), 200}, /* 2026-03-15 */
    {INT64_C(1598918400), 398}, /* 2020-09-01 */
    {INT64_C(1519862400), 825}, /* 2018-03-01 */
};
#define DAY INT64_C(86400)

/* 0: no rule held on the day it begins. */
static int64_t
allowed_days(const struct vmst_cert *cert)
{
    for (size_t i = 0; i < VMST_COUNT(longest_validity); i++) {
        if (cert->not_before >= longest_validity[i].from) {
            return longest_validity[i].days;
        }
    }
    return 0;
}

/* The span counts both ends: BR 1.6.1, "validity period". */
static bool
has_allowed_validity(const struct vmst_cert *cert)
{
    int64_t days = allowed_days(cert);
    return days == 0 || cert->not_after - cert->not_before + 1 <= days * DAY;
}

/* 825 days: Apple, "Requirements for trusted certificates in iOS 13". */
static bool
has_validity_for_phones(const struct vmst_cert *cert)
{
    return cert->not_after - cert->not_before <= 825 * DAY;
}

/* The seeds know RSA only (domain.md X8). */
static bool
is_rsa(const struct vmst_cert *cert)
{
    return cert->key.kind == VMST_KEY_RSA;
}

#define LEAF VMST_PLACE_LEAF
#define AUTHORITIES (VMST_PLACE_INTERMEDIATE | VMST_PLACE_ANCHOR)
#define ISSUED (VMST_PLACE_LEAF | VMST_PLACE_INTERMEDIATE)
#define EVERY (LEAF | AUTHORITIES)

static const struct {
    vmstrust_finding finding;
    unsigned places;
    bool (*holds)(const struct vmst_cert *cert);
} lints[] = {
    {VMSTRUST_FINDING_SERIAL_NUMBER_NOT_POSITIVE, ISSUED, has_positive_serial},
    {VMSTRUST_FINDING_SERIAL_NUMBER_TOO_LONG, ISSUED, has_short_serial},
    {VMSTRUST_FINDING_SUBJECT_NAME_MISSING, AUTHORITIES, has_subject},
    {VMSTRUST_FINDING_ISSUER_NAME_MISSING, EVERY, has_issuer},
    {VMSTRUST_FINDING_TIME_ENCODING_NOT_ALLOWED, EVERY, has_legal_times},
    {VMSTRUST_FINDING_UNIQUE_IDS_PRESENT, EVERY, has_no_unique_ids},
    {VMSTRUST_FINDING_ENCODING_NOT_STRICT, EVERY, has_strict_encoding},
    {VMSTRUST_FINDING_VERSION_NOT_3, EVERY, is_version_3},
    {VMSTRUST_FINDING_ISSUER_KEY_ID_MISSING, EVERY, has_issuer_key_id},
    {VMSTRUST_FINDING_SUBJECT_KEY_ID_MISSING, AUTHORITIES, has_subject_key_id},
    {VMSTRUST_FINDING_KEY_ID_MARKED_CRITICAL, EVERY, has_plain_key_ids},
    {VMSTRUST_FINDING_KEY_USAGE_DOES_NOT_FIT, LEAF, has_fitting_key_usage},
    {VMSTRUST_FINDING_NAMES_NOT_MARKED_CRITICAL, LEAF,
     has_critical_names_if_alone},
    {VMSTRUST_FINDING_NAMES_MARKED_CRITICAL, LEAF,
     has_plain_names_beside_subject},
    {VMSTRUST_FINDING_DNS_NAME_NOT_PREFERRED, LEAF, has_preferred_dns_names},
    {VMSTRUST_FINDING_BASIC_CONSTRAINTS_NOT_MARKED_CRITICAL, AUTHORITIES,
     has_critical_basic_constraints},
    {VMSTRUST_FINDING_NAME_CONSTRAINTS_ON_SERVER_CERTIFICATE, LEAF,
     has_no_name_constraints},
    {VMSTRUST_FINDING_NAME_CONSTRAINTS_NOT_MARKED_CRITICAL, AUTHORITIES,
     has_critical_name_constraints},
    {VMSTRUST_FINDING_NAME_CONSTRAINTS_EMPTY, AUTHORITIES,
     has_no_empty_name_constraints},
    {VMSTRUST_FINDING_POLICY_CONSTRAINTS_NOT_MARKED_CRITICAL, AUTHORITIES,
     has_critical_policy_constraints},
    {VMSTRUST_FINDING_AUTHORITY_INFO_MARKED_CRITICAL, EVERY,
     has_plain_addresses},
    {VMSTRUST_FINDING_EXTENSION_NOT_WELL_FORMED, EVERY, has_formed_addresses},
    {VMSTRUST_FINDING_SERVER_CERTIFICATE_IS_A_CA, LEAF, is_no_authority},
    {VMSTRUST_FINDING_PURPOSE_MISSING, LEAF, has_purpose},
    {VMSTRUST_FINDING_PURPOSE_ANY, LEAF, has_no_any_purpose},
    {VMSTRUST_FINDING_PURPOSE_MARKED_CRITICAL, LEAF, has_plain_purpose},
    {VMSTRUST_FINDING_ROOT_HAS_PURPOSE, VMST_PLACE_ANCHOR, has_no_purpose},
    {VMSTRUST_FINDING_ROOT_KEY_ID_WITH_ISSUER, VMST_PLACE_ANCHOR,
     names_no_issuer_in_key_id},
    {VMSTRUST_FINDING_ROOT_KEY_ID_DOES_NOT_MATCH, VMST_PLACE_ANCHOR,
     has_own_key_id},
    {VMSTRUST_FINDING_KEY_ALGORITHM_NOT_ALLOWED, EVERY, has_allowed_key},
    {VMSTRUST_FINDING_KEY_SIZE_NOT_MULTIPLE_OF_8, EVERY, has_whole_byte_key},
    {VMSTRUST_FINDING_VALID_TOO_LONG, LEAF, has_allowed_validity},
    {VMSTRUST_FINDING_VALID_TOO_LONG_FOR_PHONES, LEAF, has_validity_for_phones},
    {VMSTRUST_FINDING_NOT_RSA, LEAF, is_rsa},
};

/* RFC 5280 4.2.1.1: a self-signed certificate, one "generated with the private
 * key associated with the certificate's subject public key", needs no issuer
 * key id. With one name twice that is taken for granted: nobody relies on it.
 * An anchor with two names is asked. */
static bool
is_self_signed(const struct vmst_cert *cert, unsigned place)
{
    if (vmst_cert_is_self_issued(cert)) {
        return place != VMST_PLACE_INTERMEDIATE;
    }
    return place == VMST_PLACE_ANCHOR &&
           vmst_signature_check(&cert->key, &cert->algorithm, cert->tbs,
                                cert->signature) == VMST_SIGNATURE_GOOD;
}

static bool
is_excused(vmstrust_finding finding, const struct vmst_cert *cert,
           unsigned place)
{
    return finding == VMSTRUST_FINDING_ISSUER_KEY_ID_MISSING &&
           is_self_signed(cert, place);
}

/* The fact that makes the sentence telling, where one certificate has it. */
static struct vmst_fact
fact_of(vmstrust_finding finding, const struct vmst_cert *cert)
{
    if (finding == VMSTRUST_FINDING_VALID_TOO_LONG ||
        finding == VMSTRUST_FINDING_VALID_TOO_LONG_FOR_PHONES) {
        return VMST_FACT_OF_NUMBER((cert->not_after - cert->not_before + 1) /
                                   DAY);
    }
    if (finding == VMSTRUST_FINDING_NOT_RSA ||
        finding == VMSTRUST_FINDING_KEY_ALGORITHM_NOT_ALLOWED ||
        finding == VMSTRUST_FINDING_KEY_SIZE_NOT_MULTIPLE_OF_8) {
        return VMST_FACT_OF_KEY(&cert->key);
    }
    if (finding == VMSTRUST_FINDING_DNS_NAME_NOT_PREFERRED) {
        return VMST_FACT_OF_GENERAL(find_unpreferred(cert));
    }
    return (struct vmst_fact){.kind = VMST_FACT_NONE};
}

static struct vmst_fact
expected_of(vmstrust_finding finding, const struct vmst_cert *cert)
{
    return finding == VMSTRUST_FINDING_VALID_TOO_LONG
               ? VMST_FACT_OF_NUMBER(allowed_days(cert))
               : (struct vmst_fact){.kind = VMST_FACT_NONE};
}

void
vmst_profile_check(const struct vmst_rules *rules, const struct vmst_cert *cert,
                   int depth, unsigned place, struct vmst_findings *findings)
{
    for (size_t i = 0; i < VMST_COUNT(lints); i++) {
        vmstrust_finding number = lints[i].finding;
        if (rules->severities->severity[number] == VMSTRUST_SEVERITY_OFF ||
            (lints[i].places & place) == 0 || lints[i].holds(cert) ||
            is_excused(number, cert, place)) {
            continue;
        }
        vmst_findings_add(
            findings, rules->severities,
            (struct vmst_finding){.number = number,
                                  .depth = depth,
                                  .cert = cert,
                                  .expected = expected_of(number, cert),
                                  .found = fact_of(number, cert)});
    }
}
