/*
 * CRLs, version 2: GnuTLS writes neither reasons nor invalidity dates, so these
 * are written here. Floor 5.
 */
#include "authority/revoke.h"

#include <stdio.h>
#include <stdlib.h>

#include "authority/body.h"
#include "authority/generation.h"
#include "base/text.h"
#include "base/time.h"
#include "der/writer.h"

/* Last arcs of id-ce, 2.5.29 (RFC 5280 appendix A). */
enum {
    CE_CRL_NUMBER = 20,
    CE_REASON = 21,
    CE_INVALIDITY_DATE = 24,
};

#define VERSION_2 1

struct list_span { /* of the lists that are made at once */
    int64_t number;
    int64_t first;
    int64_t next;
};

/* An hour is for tests. Who reads a list that is a year old learns nothing. */
#define SHORTEST_CRL INT64_C(3600)
#define LONGEST_CRL (366 * VMST_DAY)

int
vmst_revocation_reason_read(const char *name, struct vmst_note *note,
                            enum vmst_reason *reason)
{
    static const enum vmst_reason reasons[] = {
        VMST_REASON_UNSPECIFIED,
        VMST_REASON_KEY_COMPROMISE,
        VMST_REASON_AFFILIATION_CHANGED,
        VMST_REASON_SUPERSEDED,
        VMST_REASON_CESSATION_OF_OPERATION,
        VMST_REASON_PRIVILEGE_WITHDRAWN,
    };
    char shown[64];

    for (size_t i = 0; i < VMST_COUNT(reasons); i++) {
        struct vmst_bytes known = vmst_bytes_of(vmst_reason_name(reasons[i]));

        if (vmst_ascii_equal_fold(vmst_bytes_of(name), known)) {
            *reason = reasons[i];
            return VMSTRUST_OK;
        }
    }
    return vmst_fail(
        note, VMSTRUST_E_ARGUMENT,
        "%s: no reason to revoke a server certificate; there are unspecified, "
        "keyCompromise, affiliationChanged, superseded, cessationOfOperation "
        "and privilegeWithdrawn",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(name)));
}

static int
check_deed(const struct vmst_ca *ca, const int64_t *invalid_since, int64_t now,
           struct vmst_note *note)
{
    TRY(vmst_ca_check_writing(ca, note));
    if (invalid_since != NULL && *invalid_since > now) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the key cannot be known to be lost from a day on "
                         "that is still to come");
    }
    if (invalid_since != NULL && *invalid_since < VMST_TIME_FIRST) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a revocation list can name no day before the year "
                         "0000");
    }
    return VMSTRUST_OK;
}

int
vmst_check_revoke(const struct vmst_ca *ca, const struct vmst_cert *cert,
                  enum vmst_reason reason, const int64_t *invalid_since,
                  int64_t now, struct vmst_note *note)
{
    (void)reason; /* any that was read will do */
    TRY(check_deed(ca, invalid_since, now, note));
    return vmst_ledger_check_revocable(ca->ledger, cert, note);
}

int
vmst_revoke(const struct vmst_ca *ca, const struct vmst_cert *cert,
            enum vmst_reason reason, const int64_t *invalid_since, int64_t now,
            struct vmst_note *note)
{
    AUTO_BUFFER about = {0};
    struct vmst_origin origin;

    TRY(check_deed(ca, invalid_since, now, note));
    vmst_buffer_format(&about, "%s, serial ", vmst_reason_name(reason));
    vmst_buffer_add_hex(&about, cert->serial, 0);
    vmst_buffer_add(&about, "", 1);
    if (about.failed) {
        return vmst_fail_memory(note);
    }
    origin = vmst_ca_origin(ca, now, "revoke", (const char *)about.data);
    return vmst_ledger_revoke(ca->ledger, cert, reason, invalid_since, &origin,
                              note);
}

/* GeneralizedTime whatever the year (RFC 5280 5.3.2). */
static void
write_generalized_time(struct vmst_writer *out, int64_t time)
{
    struct vmst_civil civil;
    char text[VMST_TIME_TEXT];

    vmst_time_to_civil(time, &civil);
    snprintf(text, sizeof text, "%04d%02d%02d%02d%02d%02dZ", (int)civil.year,
             civil.month, civil.day, civil.hour, civil.minute, civil.second);
    vmst_writer_element(out, VMST_DER_GENERALIZED_TIME, vmst_bytes_of(text));
}

/* RFC 5280 5.3.1: "unspecified" is said by saying nothing. */
static void
write_entry_extensions(struct vmst_writer *out, const struct vmst_entry *entry)
{
    uint8_t reason = (uint8_t)entry->reason;

    vmst_writer_open(out, VMST_DER_SEQUENCE);
    if (entry->reason != VMST_REASON_UNSPECIFIED) {
        vmst_extension_open(out, CE_REASON, false);
        vmst_writer_element(out, VMST_DER_ENUMERATED, vmst_bytes(&reason, 1));
        vmst_extension_close(out);
    }
    if (entry->has_invalid_since) {
        vmst_extension_open(out, CE_INVALIDITY_DATE, false);
        write_generalized_time(out, entry->invalid_since);
        vmst_extension_close(out);
    }
    vmst_writer_close(out);
}

static void
write_entry(struct vmst_writer *out, const struct vmst_entry *entry)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_element(out, VMST_DER_INTEGER, entry->cert->serial);
    vmst_writer_time(out, entry->revoked_at);
    if (entry->reason != VMST_REASON_UNSPECIFIED || entry->has_invalid_since) {
        write_entry_extensions(out, entry);
    }
    vmst_writer_close(out);
}

static int
write_extensions(struct vmst_writer *out, const struct vmst_ca *ca,
                 int64_t number)
{
    uint8_t room[VMST_SHA1_SIZE];
    struct vmst_bytes key_id;

    TRY(vmst_ca_key_id(ca, room, &key_id));
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_extension_issuer_key(out, key_id);
    vmst_extension_open(out, CE_CRL_NUMBER, false);
    vmst_writer_number(out, (uint64_t)number);
    vmst_extension_close(out);
    vmst_writer_close(out);
    vmst_writer_close(out);
    return VMSTRUST_OK;
}

/*
 * TBSCertList ::= SEQUENCE {                               RFC 5280 5.1
 *     version v2, signature, issuer, thisUpdate, nextUpdate,
 *     revokedCertificates OPTIONAL (never empty), crlExtensions [0] }
 */
static int
write_body(struct vmst_writer *out, const struct vmst_ca *ca,
           const struct vmst_entries *revoked, int64_t number, int64_t now,
           int64_t next)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_number(out, VERSION_2);
    vmst_writer_raw(out, vmst_private_key_algorithm(ca->key));
    vmst_writer_raw(out, ca->cert->subject.der);
    vmst_writer_time(out, now);
    vmst_writer_time(out, next);
    if (revoked->count != 0) {
        vmst_writer_open(out, VMST_DER_SEQUENCE);
        for (size_t i = 0; i < revoked->count; i++) {
            write_entry(out, &revoked->list[i]);
        }
        vmst_writer_close(out);
    }
    TRY(write_extensions(out, ca, number));
    vmst_writer_close(out);
    return VMSTRUST_OK;
}

static int
sign_list(const struct vmst_ca *ca, const struct vmst_entries *revoked,
          int64_t number, int64_t now, int64_t next, struct vmst_note *note,
          struct vmst_crl **crl)
{
    AUTO_WRITER out = {.depth = 0};
    AUTO(blob) body = NULL;
    AUTO(blob) der = NULL;

    TRY(write_body(&out, ca, revoked, number, now, next));
    TRY(vmst_writer_finish(&out, &body));
    TRY(vmst_signed_make(ca->key, vmst_bytes(body->data, body->size), note,
                         &der));
    return vmst_crl_parse(vmst_bytes(der->data, der->size), note, crl);
}

/* What a generation revoked: an authority of its own, as far as lists go. */
static int
keep_own(const struct vmst_cert *issuer, const struct vmst_entries *all,
         struct vmst_entries *own, struct vmst_note *note)
{
    *own = (struct vmst_entries){.list = NULL};
    if (all->count == 0) {
        return VMSTRUST_OK;
    }
    own->list = calloc(all->count, sizeof *own->list);
    if (own->list == NULL) {
        return vmst_fail_memory(note);
    }
    for (size_t i = 0; i < all->count; i++) {
        if (vmst_name_equal(&all->list[i].cert->issuer, &issuer->subject)) {
            own->list[own->count++] = all->list[i]; /* owned by `all` */
        }
    }
    return VMSTRUST_OK;
}

static int
add_list(const struct vmst_ca *signer, const struct vmst_entries *revoked,
         const struct list_span *span, struct vmst_note *note,
         struct vmst_crls *crls)
{
    AUTO(crl) crl = NULL;
    struct vmst_entries own;
    int code = keep_own(signer->cert, revoked, &own, note);

    if (code == VMSTRUST_OK) {
        code = sign_list(signer, &own, span->number, span->first, span->next,
                         note, &crl);
    }
    free(own.list);
    TRY(code);
    return vmst_crls_add(crls, crl) == VMSTRUST_OK ? VMSTRUST_OK
                                                   : vmst_fail_memory(note);
}

/* The newest first, then each that was rolled over and has not ended: what it
 * issued is still out there. */
static int
add_lists(const struct vmst_ca *ca, const struct vmst_entries *revoked,
          const struct list_span *span, struct vmst_note *note,
          struct vmst_crls *crls)
{
    TRY(add_list(ca, revoked, span, note, crls));
    for (size_t i = 1; i < vmst_ca_root_count(ca); i++) {
        const struct vmst_generation *elder = vmst_ca_generation(ca, i);
        const struct vmst_ca signer = {.cert = elder->cert, .key = elder->key};

        if (elder->cert->not_after >= span->first) {
            TRY(add_list(&signer, revoked, span, note, crls));
        }
    }
    return VMSTRUST_OK;
}

int
vmst_crl_make(const struct vmst_ca *ca, int64_t valid_for, int64_t now,
              struct vmst_note *note, struct vmst_crls *crls)
{
    struct list_span span = {.first = now};
    struct vmst_origin origin = vmst_ca_origin(ca, now, "crl", NULL);
    struct vmst_entries revoked;
    int code;

    TRY(vmst_ca_check_writing(ca, note));
    if (valid_for < SHORTEST_CRL || valid_for > LONGEST_CRL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a revocation list is valid for 1 hour to 366 days");
    }
    span.next = now + valid_for;
    TRY(vmst_ledger_take_crl(ca->ledger, &origin, ca->crl_number + 1, note,
                             &span.number, &revoked));
    code = add_lists(ca, &revoked, &span, note, crls);
    vmst_entries_free(&revoked);
    return code;
}

/* --- Lists that were published before ----------------------------------------- */

/* Is it one of this CA's, whatever its generation? */
static bool
is_own(const struct vmst_ca *ca, const struct vmst_crl *crl)
{
    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        const struct vmst_cert *root = vmst_ca_root(ca, i);

        if (vmst_name_equal(&root->subject, &crl->issuer) &&
            vmst_signature_check(&root->key, &crl->algorithm, crl->tbs,
                                 crl->signature) == VMST_SIGNATURE_GOOD) {
            return true;
        }
    }
    return false;
}

static int
fail_unknown(const struct vmst_crl *crl, struct vmst_bytes serial,
             struct vmst_note *note)
{
    AUTO_BUFFER hex = {0};
    char date[VMST_TIME_TEXT];

    vmst_buffer_add_hex(&hex, serial, 0);
    vmst_buffer_add(&hex, "", 1);
    if (hex.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "the list of %s revokes serial %s, and this ledger does "
                     "not: it is older than that list. Restore a newer backup, "
                     "or enter the certificate and revoke it again; a list "
                     "that lacks it would make it good again",
                     vmst_date_show(crl->this_update, date),
                     (const char *)hex.data);
}

static int
check_list(const struct vmst_ca *ca, const struct vmst_crl *crl,
           struct vmst_note *note)
{
    struct vmst_crl_walk walk = {.offset = 0};
    struct vmst_crl_entry entry;

    if (!is_own(ca, crl)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the list that was published before is not of this "
                         "CA");
    }
    while (vmst_crl_next(crl, &walk, &entry)) {
        bool is_revoked = false;

        TRY(vmst_ledger_is_revoked(ca->ledger, entry.serial, note,
                                   &is_revoked));
        if (!is_revoked) {
            return fail_unknown(crl, entry.serial, note);
        }
    }
    return VMSTRUST_OK;
}

/* Seven octets reach far beyond any time; a longer one is not of ours. */
static int64_t
number_of(const struct vmst_crl *crl)
{
    int64_t number = 0;

    if (!crl->has_number || crl->number.size > 7) {
        return 0;
    }
    for (size_t i = 0; i < crl->number.size; i++) {
        number = number * 256 + crl->number.data[i];
    }
    return number;
}

int
vmst_crl_check(struct vmst_ca *ca, const struct vmst_crls *crls,
               struct vmst_note *note)
{
    for (size_t i = 0; i < crls->count; i++) {
        TRY(check_list(ca, crls->list[i], note));
    }
    for (size_t i = 0; i < crls->count; i++) {
        if (number_of(crls->list[i]) > ca->crl_number) {
            ca->crl_number = number_of(crls->list[i]);
        }
    }
    return VMSTRUST_OK;
}
