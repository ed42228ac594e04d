/*
 * Certificates for a trial (decoy.h): P-256, valid for a week.
 */
#include "decoy.h"

#include <gnutls/crypto.h>
#include <time.h>

#include "answer.h"
#include "base/time.h"

#define DAY 86400
#define SERIAL_SIZE 16

enum kind { CA, SERVER };

struct wish {
    const char *title;
    const char *host; /* of a server */
    enum kind kind;
    int64_t starts, ends;
};

static int
check(int status, struct vmst_note *note)
{
    if (status >= 0) {
        return VMSTRUST_OK;
    }
    if (status == GNUTLS_E_MEMORY_ERROR) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(note, VMSTRUST_E_CRYPTO,
                     "The cryptographic library refused: %s.",
                     gnutls_strerror(status));
}

static void
free_decoy(struct vmst_decoy *decoy)
{
    if (decoy->cert != NULL) {
        gnutls_x509_crt_deinit(decoy->cert);
    }
    if (decoy->key != NULL) {
        gnutls_x509_privkey_deinit(decoy->key);
    }
    *decoy = (struct vmst_decoy){NULL, NULL};
}

static int
add_host(gnutls_x509_crt_t cert, const char *host)
{
    static const uint8_t ipv4[] = {127, 0, 0, 1};
    static const uint8_t ipv6[16] = {[15] = 1};
    bool is_loopback = strcmp(host, "localhost") == 0;
    int status = gnutls_x509_crt_set_subject_alt_name(
        cert, GNUTLS_SAN_DNSNAME, host, (unsigned)strlen(host),
        GNUTLS_FSAN_APPEND);

    if (status >= 0 && is_loopback) {
        status = gnutls_x509_crt_set_subject_alt_name(
            cert, GNUTLS_SAN_IPADDRESS, ipv4, sizeof ipv4, GNUTLS_FSAN_APPEND);
    }
    if (status >= 0 && is_loopback) {
        status = gnutls_x509_crt_set_subject_alt_name(
            cert, GNUTLS_SAN_IPADDRESS, ipv6, sizeof ipv6, GNUTLS_FSAN_APPEND);
    }
    return status;
}

static int
set_purpose(gnutls_x509_crt_t cert, const struct wish *wish)
{
    unsigned usage = GNUTLS_KEY_DIGITAL_SIGNATURE;
    int status = 0;

    if (wish->kind == CA) {
        usage = GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN;
    } else {
        status = add_host(cert, wish->host);
    }
    if (status >= 0 && wish->kind == SERVER) {
        status = gnutls_x509_crt_set_key_purpose_oid(
            cert, GNUTLS_KP_TLS_WWW_SERVER, 0);
    }
    if (status >= 0) {
        status =
            gnutls_x509_crt_set_basic_constraints(cert, wish->kind == CA, -1);
    }
    return status >= 0 ? gnutls_x509_crt_set_key_usage(cert, usage) : status;
}

static int
set_key_ids(gnutls_x509_crt_t cert, gnutls_x509_crt_t issuer)
{
    uint8_t id[64];
    size_t size = sizeof id;
    int status = gnutls_x509_crt_get_key_id(cert, 0, id, &size);

    if (status >= 0) {
        status = gnutls_x509_crt_set_subject_key_id(cert, id, size);
    }
    size = sizeof id;
    if (status >= 0) {
        status = gnutls_x509_crt_get_key_id(issuer, 0, id, &size);
    }
    return status >= 0 ? gnutls_x509_crt_set_authority_key_id(cert, id, size)
                       : status;
}

/* Everything but the key ids. */
static int
fill(struct vmst_decoy *decoy, const struct wish *wish)
{
    uint8_t serial[SERIAL_SIZE];
    int status = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial);

    serial[0] = (serial[0] & 0x7f) | 0x40; /* RFC 5280 4.1.2.2: positive */
    if (status >= 0) {
        status = gnutls_x509_crt_set_serial(decoy->cert, serial, sizeof serial);
    }
    if (status >= 0) {
        status = gnutls_x509_crt_set_version(decoy->cert, 3);
    }
    if (status >= 0) {
        status = gnutls_x509_crt_set_dn_by_oid(
            decoy->cert, GNUTLS_OID_X520_COMMON_NAME, 0, wish->title,
            (unsigned)strlen(wish->title));
    }
    if (status >= 0) {
        status = gnutls_x509_crt_set_activation_time(decoy->cert,
                                                     (time_t)wish->starts);
    }
    if (status >= 0) {
        status = gnutls_x509_crt_set_expiration_time(decoy->cert,
                                                     (time_t)wish->ends);
    }
    if (status >= 0) {
        status = gnutls_x509_crt_set_key(decoy->cert, decoy->key);
    }
    return status >= 0 ? set_purpose(decoy->cert, wish) : status;
}

static int
make_key(gnutls_x509_privkey_t *key)
{
    int status = gnutls_x509_privkey_init(key);

    return status < 0
               ? status
               : gnutls_x509_privkey_generate(
                     *key, GNUTLS_PK_ECDSA,
                     GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
}

/* By itself without an issuer. */
static int
make(const struct wish *wish, const struct vmst_decoy *issuer,
     struct vmst_note *note, struct vmst_decoy *decoy)
{
    int status = make_key(&decoy->key);

    issuer = issuer == NULL ? decoy : issuer;
    if (status >= 0) {
        status = gnutls_x509_crt_init(&decoy->cert);
    }
    if (status >= 0) {
        status = fill(decoy, wish);
    }
    if (status >= 0) {
        status = set_key_ids(decoy->cert, issuer->cert);
    }
    if (status >= 0) {
        status = gnutls_x509_crt_sign2(decoy->cert, issuer->cert, issuer->key,
                                       GNUTLS_DIG_SHA256, 0);
    }
    return check(status, note);
}

static int
make_cas(struct vmst_decoy_cas *cas, struct vmst_note *note)
{
    struct wish wish = {.kind = CA};

    TRY(vmst_time_now(&cas->now));
    wish.starts = cas->now - 30 * DAY;
    wish.ends = cas->now + 7 * DAY;
    wish.title = "Trial CA, trust this one";
    TRY(make(&wish, NULL, note, &cas->root));
    wish.title = "Trial CA that nobody trusts";
    TRY(make(&wish, NULL, note, &cas->other));
    wish.title = "Trial intermediate";
    return make(&wish, &cas->root, note, &cas->middle);
}

int
vmst_decoy_cas_new(struct vmst_decoy_cas *cas, struct vmst_note *note)
{
    int code;

    *cas = (struct vmst_decoy_cas){.now = 0};
    code = make_cas(cas, note);
    if (code != VMSTRUST_OK) {
        vmst_decoy_cas_free(cas);
    }
    return code;
}

void
vmst_decoy_cas_free(struct vmst_decoy_cas *cas)
{
    free_decoy(&cas->root);
    free_decoy(&cas->other);
    free_decoy(&cas->middle);
}

int
vmst_decoy_root(const struct vmst_decoy_cas *cas, vmstrust_cert **cert,
                struct vmst_note *note)
{
    gnutls_datum_t der = {NULL, 0};
    vmstrust_error *error = NULL;
    int code;

    TRY(check(
        gnutls_x509_crt_export2(cas->root.cert, GNUTLS_X509_FMT_DER, &der),
        note));
    code = vmstrust_cert_parse(der.data, der.size, cert, &error);
    gnutls_free(der.data);
    return code == VMSTRUST_OK ? code : vmst_site_note(error, note);
}

/* Who issues the certificate with this fault; NULL: it issues itself. */
static const struct vmst_decoy *
issuer_for(const struct vmst_decoy_cas *cas, vmstrust_fault fault)
{
    switch (fault) {
    case VMSTRUST_FAULT_OTHER_CA:
        return &cas->other;
    case VMSTRUST_FAULT_SELF_SIGNED:
        return NULL;
    case VMSTRUST_FAULT_MISSING_INTERMEDIATE:
        return &cas->middle;
    case VMSTRUST_FAULT_NONE:
    case VMSTRUST_FAULT_GOOD:
    case VMSTRUST_FAULT_EXPIRED:
    case VMSTRUST_FAULT_WRONG_NAME:
        break;
    }
    return &cas->root;
}

int
vmst_decoy_credentials(const struct vmst_decoy_cas *cas, vmstrust_fault fault,
                       struct vmst_note *note,
                       gnutls_certificate_credentials_t *credentials)
{
    struct wish wish = {.title = "localhost",
                        .host = "localhost",
                        .kind = SERVER,
                        .starts = cas->now - 10 * DAY,
                        .ends = cas->now + 6 * DAY};
    struct vmst_decoy decoy = {NULL, NULL};
    int code;

    if (fault == VMSTRUST_FAULT_EXPIRED) {
        wish.ends = cas->now - DAY;
    } else if (fault == VMSTRUST_FAULT_WRONG_NAME) {
        wish.title = wish.host = "elsewhere.invalid";
    }
    TRY(check(gnutls_certificate_allocate_credentials(credentials), note));
    code = make(&wish, issuer_for(cas, fault), note, &decoy);
    if (code == VMSTRUST_OK) {
        code = check(gnutls_certificate_set_x509_key(*credentials, &decoy.cert,
                                                     1, decoy.key),
                     note);
    }
    free_decoy(&decoy);
    if (code != VMSTRUST_OK) {
        gnutls_certificate_free_credentials(*credentials);
        *credentials = NULL;
    }
    return code;
}
