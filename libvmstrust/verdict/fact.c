/*
 * One row of a switch for each kind of fact. Floor 4.
 */
#include "verdict/fact.h"

#include "base/address.h"
#include "base/text.h"
#include "base/time.h"
#include "der/oid.h"

/* RFC 5280 4.2.1.12, in the words in which Windows shows them. */
static const struct purpose {
    struct vmst_bytes oid;
    const char *title;
} purposes[] = {
    {{(const uint8_t *)"\x2b\x06\x01\x05\x05\x07\x03\x01", 8},
     "Server Authentication"},
    {{(const uint8_t *)"\x2b\x06\x01\x05\x05\x07\x03\x02", 8},
     "Client Authentication"},
    {{(const uint8_t *)"\x2b\x06\x01\x05\x05\x07\x03\x03", 8}, "Code Signing"},
    {{(const uint8_t *)"\x2b\x06\x01\x05\x05\x07\x03\x04", 8}, "Secure Email"},
    {{(const uint8_t *)"\x2b\x06\x01\x05\x05\x07\x03\x08", 8}, "Time Stamping"},
    {{(const uint8_t *)"\x2b\x06\x01\x05\x05\x07\x03\x09", 8}, "OCSP Signing"},
    {{(const uint8_t *)"\x55\x1d\x25\x00", 4}, "any purpose"},
};

/* As many purposes as a sentence can bear. */
#define PURPOSES_SHOWN 6

static void
show_oid(struct vmst_buffer *buffer, struct vmst_bytes oid)
{
    const char *name = vmst_oid_name(oid);
    for (size_t i = 0; i < VMST_COUNT(purposes); i++) {
        if (vmst_bytes_equal(purposes[i].oid, oid)) {
            vmst_buffer_add_text(buffer, purposes[i].title);
            return;
        }
    }
    if (name != NULL) {
        vmst_buffer_format(buffer, "%s, ", name);
    }
    vmst_oid_show(buffer, oid);
}

static void
show_purposes(struct vmst_buffer *buffer, const struct vmst_cert *cert)
{
    const struct vmst_oids *oids = &cert->extended_key_usage;
    for (size_t i = 0; i < oids->count && i < PURPOSES_SHOWN; i++) {
        vmst_buffer_add_text(buffer, i == 0 ? "" : ", ");
        show_oid(buffer, oids->list[i]);
    }
    if (oids->count > PURPOSES_SHOWN) {
        vmst_buffer_format(buffer, " and %zu more",
                           oids->count - PURPOSES_SHOWN);
    }
}

static void
show_general(struct vmst_buffer *buffer, const struct vmst_general_name *name)
{
    char address[VMST_ADDRESS_TEXT];
    switch (name->kind) {
    case VMST_GENERAL_EMAIL:
    case VMST_GENERAL_DNS:
    case VMST_GENERAL_URI:
        vmst_text_show(buffer, name->value);
        break;
    case VMST_GENERAL_IP:
        vmst_buffer_add_text(buffer, vmst_address_show(name->value, address));
        break;
    case VMST_GENERAL_DIRECTORY:
        vmst_name_show(buffer, name->directory);
        break;
    case VMST_GENERAL_REGISTERED_ID:
        vmst_oid_show(buffer, name->value);
        break;
    case VMST_GENERAL_OTHER:
    case VMST_GENERAL_X400:
    case VMST_GENERAL_EDI:
        vmst_buffer_format(buffer, "a name of kind %d", (int)name->kind);
        break;
    }
}

void
vmst_name_show_called(struct vmst_buffer *buffer, const struct vmst_name *name)
{
    if (name->common_name.size > 0) {
        vmst_text_show(buffer, name->common_name);
    } else {
        vmst_name_show(buffer, name);
    }
}

static void
show_name(struct vmst_buffer *buffer, const struct vmst_name *name,
          enum vmst_fact_form form)
{
    if (form == VMST_FACT_IN_SENTENCE) {
        vmst_name_show_called(buffer, name);
    } else {
        vmst_name_show(buffer, name);
    }
}

void
vmst_moment_show(struct vmst_buffer *buffer, int64_t time)
{
    struct vmst_civil civil;
    vmst_time_to_civil(time, &civil);
    vmst_buffer_format(buffer, "%04lld-%02d-%02d %02d:%02d UTC",
                       (long long)civil.year, civil.month, civil.day,
                       civil.hour, civil.minute);
}

void
vmst_thumbprint_show(struct vmst_buffer *buffer, const struct vmst_cert *cert)
{
    uint8_t digest[VMST_SHA1_SIZE];
    if (vmst_sha1(cert->der, digest) == VMSTRUST_OK) {
        vmst_buffer_format(buffer, "thumbprint %02X%02X...%02X%02X", digest[0],
                           digest[1], digest[VMST_SHA1_SIZE - 2],
                           digest[VMST_SHA1_SIZE - 1]);
    } else {
        vmst_buffer_add_text(buffer, "SHA-256 ");
        vmst_buffer_add_hex(buffer, vmst_bytes(cert->sha256, 4), 0);
        vmst_buffer_add_text(buffer, "...");
    }
}

/* "a SEQUENCE was expected (subject, byte 76)" */
static void
show_note(struct vmst_buffer *buffer, const struct vmst_note *note)
{
    vmst_buffer_add_text(buffer, note->text);
    if (note->has_offset) {
        vmst_buffer_format(buffer, " (%s%sbyte %zu)",
                           note->field == NULL ? "" : note->field,
                           note->field == NULL ? "" : ", ", note->offset);
    }
}

/* What is read off the certificate or the question. */
static void
show_looked_up(struct vmst_buffer *buffer, enum vmst_fact_kind kind,
               const struct vmst_cert *cert, const struct vmst_host *host)
{
    if (kind == VMST_FACT_HOST) {
        vmst_buffer_add_text(buffer, host->text);
    } else if (kind == VMST_FACT_NAMES && cert != NULL) {
        vmst_host_show_names(buffer, cert);
    } else if (kind == VMST_FACT_PURPOSES && cert != NULL) {
        show_purposes(buffer, cert);
    } else if (kind == VMST_FACT_NOTE && cert != NULL) {
        show_note(buffer, &cert->note);
    }
}

void
vmst_fact_show(struct vmst_buffer *buffer, const struct vmst_finding *finding,
               const struct vmst_fact *fact, const struct vmst_host *host,
               enum vmst_fact_form form)
{
    switch (fact->kind) {
    case VMST_FACT_NONE:
        break;
    case VMST_FACT_LITERAL:
        vmst_buffer_add_text(buffer, fact->is.literal);
        break;
    case VMST_FACT_TIME:
        vmst_moment_show(buffer, fact->is.number);
        break;
    case VMST_FACT_NUMBER:
        vmst_buffer_format(buffer, "%lld", (long long)fact->is.number);
        break;
    case VMST_FACT_FOREIGN:
        vmst_text_show(buffer, fact->is.bytes);
        break;
    case VMST_FACT_NAME:
        show_name(buffer, fact->is.name, form);
        break;
    case VMST_FACT_GENERAL:
        show_general(buffer, fact->is.general);
        break;
    case VMST_FACT_KEY:
        vmst_key_show(buffer, fact->is.key);
        break;
    case VMST_FACT_ALGORITHM:
        vmst_signature_algorithm_show(buffer, fact->is.algorithm);
        break;
    case VMST_FACT_OID:
        show_oid(buffer, fact->is.bytes);
        break;
    case VMST_FACT_DIGEST:
        vmst_buffer_add_hex(buffer, fact->is.bytes, 0);
        break;
    case VMST_FACT_PINNED:
        vmst_buffer_add_hex(
            buffer, vmst_bytes(fact->is.cert->sha256, VMST_SHA256_SIZE), 0);
        break;
    case VMST_FACT_NAMES:
    case VMST_FACT_PURPOSES:
    case VMST_FACT_NOTE:
    case VMST_FACT_HOST:
        show_looked_up(buffer, fact->kind, finding->cert, host);
        break;
    }
}
