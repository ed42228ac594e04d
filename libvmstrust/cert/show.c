/*
 * A certificate as text for people, in the words of Windows and of the VMS
 * first. One row of a table for each line. Floor 1.
 */
#include "base/address.h"
#include "base/text.h"
#include "base/time.h"
#include "cert/show.h"
#include "der/oid.h"

/* Labels are shorter; a SHA-256 behind them still fits 80 columns. */
#define VALUE_COLUMN 15

/* --- Parts ---------------------------------------------------------------- */

int
vmst_cert_thumbprint(const struct vmst_cert *cert,
                     char text[VMST_THUMBPRINT_TEXT])
{
    static const char digits[] = "0123456789ABCDEF";
    uint8_t sha1[VMST_SHA1_SIZE];

    text[0] = '\0';
    TRY(vmst_sha1(cert->der, sha1));
    for (size_t i = 0; i < sizeof sha1; i++) {
        text[2 * i] = digits[sha1[i] >> 4];
        text[2 * i + 1] = digits[sha1[i] & 0x0f];
    }
    text[VMST_THUMBPRINT_TEXT - 1] = '\0';
    return VMSTRUST_OK;
}

static unsigned
count_ones(struct vmst_bytes mask)
{
    unsigned count = 0;

    for (size_t i = 0; i < mask.size * 8; i++) {
        count += mask.data[i / 8] >> (7 - i % 8) & 1;
    }
    return count;
}

/* An address, or the range of a constraint: address and mask. */
static void
show_address(struct vmst_buffer *buffer, struct vmst_bytes value)
{
    bool is_range = value.size == 8 || value.size == 32;
    size_t size = is_range ? value.size / 2 : value.size;
    char text[VMST_ADDRESS_TEXT];

    vmst_buffer_format(buffer, "IP %s",
                       vmst_address_show(vmst_bytes(value.data, size), text));
    if (is_range) {
        vmst_buffer_format(buffer, "/%u",
                           count_ones(vmst_bytes(value.data + size, size)));
    }
}

static void
show_foreign(struct vmst_buffer *buffer, const char *kind,
             struct vmst_bytes value)
{
    vmst_buffer_format(buffer, "%s ", kind);
    vmst_text_show(buffer, value);
}

void
vmst_general_name_show(struct vmst_buffer *buffer,
                       const struct vmst_general_name *name)
{
    switch (name->kind) {
    case VMST_GENERAL_DNS:
        show_foreign(buffer, "DNS", name->value);
        return;
    case VMST_GENERAL_EMAIL:
        show_foreign(buffer, "e-mail", name->value);
        return;
    case VMST_GENERAL_URI:
        show_foreign(buffer, "URI", name->value);
        return;
    case VMST_GENERAL_IP:
        show_address(buffer, name->value);
        return;
    case VMST_GENERAL_DIRECTORY:
        vmst_buffer_add_text(buffer, "name ");
        vmst_name_show(buffer, name->directory);
        return;
    case VMST_GENERAL_REGISTERED_ID:
        vmst_buffer_add_text(buffer, "registered id ");
        vmst_oid_show(buffer, name->value);
        return;
    case VMST_GENERAL_OTHER:
        vmst_buffer_add_text(buffer, "a name of another kind");
        return;
    case VMST_GENERAL_X400:
        vmst_buffer_add_text(buffer, "an X.400 address");
        return;
    case VMST_GENERAL_EDI:
        vmst_buffer_add_text(buffer, "an EDI party name");
        return;
    }
}

void
vmst_oid_show_name(struct vmst_buffer *buffer, struct vmst_bytes oid)
{
    const char *name = vmst_oid_name(oid);

    if (name != NULL) {
        vmst_buffer_add_text(buffer, name);
    } else {
        vmst_oid_show(buffer, oid);
    }
}

void
vmst_purpose_show(struct vmst_buffer *buffer, struct vmst_bytes oid)
{
    static const struct {
        const char *name; /* as vmst_oid_name calls it */
        const char *title;
    } purposes[] = {
        {"serverAuth", "Server Authentication"},
        {"clientAuth", "Client Authentication"},
        {"codeSigning", "Code Signing"},
        {"emailProtection", "Secure Email"},
        {"timeStamping", "Time Stamping"},
        {"OCSPSigning", "OCSP Signing"},
        {"ipsecIKE", "IP security IKE intermediate"},
        {"remoteDesktop", "Remote Desktop Authentication"},
        {"smartcardLogon", "Smart Card Logon"},
        {"anyExtendedKeyUsage", "Any Purpose"},
    };
    const char *name = vmst_oid_name(oid);

    for (size_t i = 0; name != NULL && i < VMST_COUNT(purposes); i++) {
        if (strcmp(name, purposes[i].name) == 0) {
            vmst_buffer_format(buffer, "%s (%s)", purposes[i].title, name);
            return;
        }
    }
    vmst_oid_show_name(buffer, oid);
}

const char *
vmst_key_usage_name(unsigned bit)
{
    static const char *const names[] = {
        "digitalSignature", "contentCommitment", "keyEncipherment",
        "dataEncipherment", "keyAgreement",      "keyCertSign",
        "cRLSign",          "encipherOnly",      "decipherOnly",
    };

    return bit < VMST_COUNT(names) ? names[bit] : NULL;
}

/* --- Lines ---------------------------------------------------------------- */

/* Appends the values of one line; a line feed begins another one under it.
 * Nothing appended: there is no such line. */
typedef void line_writer(struct vmst_buffer *line,
                         const struct vmst_cert *cert);

static void
separate(struct vmst_buffer *line, const char *separator)
{
    if (line->size != 0) {
        vmst_buffer_add_text(line, separator);
    }
}

static void
put_subject(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    vmst_name_show(line, &cert->subject);
    if (cert->subject.rdn_count == 0) {
        vmst_buffer_add_text(line, "(empty)");
    }
}

static void
put_issuer(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    vmst_name_show(line, &cert->issuer);
    if (cert->issuer.rdn_count == 0) {
        vmst_buffer_add_text(line, "(empty)");
    } else if (vmst_cert_is_self_issued(cert)) {
        vmst_buffer_add_text(line, " (its own name)");
    }
}

static void
put_kind(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    vmst_buffer_add_text(line, cert->is_authority ? "CA certificate"
                                                  : "not a CA certificate");
    if (cert->is_authority && cert->has_path_length) {
        vmst_buffer_format(line, ", at most %u intermediates below it",
                           (unsigned)cert->path_length);
    }
    if (cert->version != 3) {
        vmst_buffer_format(line, ", X.509 version %d", cert->version);
    }
}

static void
put_not_before(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    char text[VMST_TIME_TEXT];

    vmst_buffer_add_text(line, vmst_time_show(cert->not_before, text));
}

static void
put_not_after(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    char text[VMST_TIME_TEXT];

    vmst_buffer_add_text(line, vmst_time_show(cert->not_after, text));
}

/* RFC 5280 4.1.2.2 has up to 20 bytes; one may be as long as a certificate. */
#define BYTES_SHOWN ((size_t)32)

static void
put_hex(struct vmst_buffer *line, struct vmst_bytes bytes)
{
    bool is_long = bytes.size > BYTES_SHOWN;

    vmst_buffer_add_hex(
        line, vmst_bytes(bytes.data, is_long ? BYTES_SHOWN : bytes.size), 0);
    vmst_buffer_add_text(line, is_long ? "..." : "");
}

static void
put_serial(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_hex(line, cert->serial);
}

static void
put_thumbprint(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    char text[VMST_THUMBPRINT_TEXT];

    if (vmst_cert_thumbprint(cert, text) == VMSTRUST_OK) {
        vmst_buffer_add_text(line, text);
    } else {
        vmst_buffer_add_text(line, "(SHA-1 is switched off here)");
    }
}

static void
put_sha256(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    vmst_buffer_add_hex(line, vmst_bytes(cert->sha256, sizeof cert->sha256), 0);
}

static void
put_key(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    vmst_key_show(line, &cert->key);
    vmst_buffer_add_text(line,
                         cert->key.is_reasonable ? "" : " (unreasonable)");
}

static void
put_signature(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    vmst_signature_algorithm_show(line, &cert->algorithm);
}

/* One name a line. Names by the thousand are for the JSON. */
#define NAMES_SHOWN 100

static void
put_more(struct vmst_buffer *line, size_t count)
{
    if (count > NAMES_SHOWN) {
        separate(line, "\n");
        vmst_buffer_format(line, "and %zu more", count - NAMES_SHOWN);
    }
}

static void
put_names(struct vmst_buffer *line, const struct vmst_general_names *names)
{
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++) {
        separate(line, "\n");
        vmst_general_name_show(line, &names->list[i]);
    }
    put_more(line, names->count);
}

static void
put_alt_names(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_names(line, &cert->alt_names);
}

static void
put_purposes(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    const struct vmst_oids *oids = &cert->extended_key_usage;

    for (size_t i = 0; i < oids->count && i < NAMES_SHOWN; i++) {
        separate(line, "\n");
        vmst_purpose_show(line, oids->list[i]);
    }
    put_more(line, oids->count);
}

static void
put_key_usage(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    for (unsigned bit = 0; vmst_key_usage_name(bit) != NULL; bit++) {
        if ((cert->key_usage >> bit & 1) != 0) {
            separate(line, "\n");
            vmst_buffer_add_text(line, vmst_key_usage_name(bit));
        }
    }
}

static void
put_subtrees(struct vmst_buffer *line, const struct vmst_subtrees *subtrees)
{
    for (size_t i = 0; i < subtrees->count && i < NAMES_SHOWN; i++) {
        separate(line, "\n");
        vmst_general_name_show(line, &subtrees->list[i].base);
    }
    put_more(line, subtrees->count);
}

static void
put_permitted(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_subtrees(line, &cert->permitted);
}

static void
put_excluded(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_subtrees(line, &cert->excluded);
}

static void
put_policies(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->policies.count && i < NAMES_SHOWN; i++) {
        separate(line, "\n");
        vmst_oid_show_name(line, cert->policies.list[i]);
    }
    put_more(line, cert->policies.count);
}

static void
put_subject_key_id(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_hex(line, cert->subject_key_id);
}

static void
put_authority_key_id(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_hex(line, cert->authority_key_id);
}

static void
put_ca_issuers(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_names(line, &cert->ca_issuers);
}

static void
put_ocsp(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    put_names(line, &cert->ocsp);
}

static void
put_crl_points(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->crl_points.count; i++) {
        put_names(line, &cert->crl_points.list[i].names);
    }
}

static void
put_unknown(struct vmst_buffer *line, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->unknown_count; i++) {
        separate(line, "\n");
        vmst_oid_show_name(line, cert->unknown[i].oid);
        vmst_buffer_add_text(line,
                             cert->unknown[i].is_critical ? " (critical)" : "");
    }
}

static const struct row {
    const char *label;
    line_writer *put;
    bool is_wish; /* somebody asks for it in a request */
} rows[] = {
    {"Subject", put_subject, true},
    {"Issued by", put_issuer, false},
    {"Kind", put_kind, true},
    {"Names", put_alt_names, true},
    {"Valid from", put_not_before, false},
    {"Valid until", put_not_after, false},
    {"Purpose", put_purposes, true},
    {"Key usage", put_key_usage, true},
    {"Permitted", put_permitted, true},
    {"Excluded", put_excluded, true},
    {"Policies", put_policies, false},
    {"Key", put_key, false},
    {"Signed with", put_signature, false},
    {"Serial", put_serial, false},
    {"Thumbprint", put_thumbprint, false},
    {"SHA-256", put_sha256, false},
    {"Key id", put_subject_key_id, false},
    {"Issuer key id", put_authority_key_id, false},
    {"CA at", put_ca_issuers, false},
    {"OCSP at", put_ocsp, false},
    {"CRL at", put_crl_points, false},
    {"Also has", put_unknown, false},
};

/* Spaces up to the column in which values stand. */
static void
indent(struct vmst_buffer *buffer, size_t used)
{
    for (size_t i = used; i < VALUE_COLUMN; i++) {
        vmst_buffer_add_text(buffer, " ");
    }
}

/* Line feeds in a value are ours: foreign ones are escaped. */
static void
put_line(struct vmst_buffer *buffer, const char *label, struct vmst_bytes value)
{
    vmst_buffer_add_text(buffer, label);
    indent(buffer, strlen(label));
    for (size_t i = 0; i < value.size; i++) {
        vmst_buffer_add(buffer, value.data + i, 1);
        if (value.data[i] == '\n') {
            indent(buffer, 0);
        }
    }
    vmst_buffer_add_text(buffer, "\n");
}

/* Of bytes that are no certificate: why, and what they are known by. */
static void
put_malformed(struct vmst_buffer *buffer, const struct vmst_cert *cert)
{
    AUTO_BUFFER line = {0};

    put_line(buffer, "Malformed", vmst_bytes_of(cert->note.text));
    vmst_buffer_format(&line, "%s, at byte %zu", cert->note.field,
                       cert->note.offset);
    put_line(buffer, "In", vmst_buffer_view(&line));
    line.size = 0;
    put_sha256(&line, cert);
    put_line(buffer, "SHA-256", vmst_buffer_view(&line));
    buffer->failed |= line.failed;
}

int
vmst_cert_write_text(const struct vmst_cert *cert, struct vmst_buffer *buffer)
{
    if (cert->is_malformed) {
        put_malformed(buffer, cert);
        return VMSTRUST_OK;
    }
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        AUTO_BUFFER line = {0};

        rows[i].put(&line, cert);
        if (line.size != 0) {
            put_line(buffer, rows[i].label, vmst_buffer_view(&line));
        }
        buffer->failed |= line.failed;
    }
    return VMSTRUST_OK;
}

/* --- Differences ---------------------------------------------------------- */

/* The values of a line, one behind the other. */
static void
put_values(struct vmst_buffer *buffer, struct vmst_bytes values)
{
    for (size_t i = 0; i < values.size; i++) {
        if (values.data[i] == '\n') {
            vmst_buffer_add_text(buffer, ", ");
        } else {
            vmst_buffer_add(buffer, values.data + i, 1);
        }
    }
    vmst_buffer_add_text(buffer, values.size == 0 ? "none" : "");
}

static void
put_difference(const struct row *row, const struct vmst_cert *asked,
               const struct vmst_cert *granted, struct vmst_buffer *buffer)
{
    AUTO_BUFFER wish = {0};
    AUTO_BUFFER line = {0};

    row->put(&wish, asked);
    row->put(&line, granted);
    buffer->failed |= wish.failed || line.failed;
    if (vmst_bytes_equal(vmst_buffer_view(&wish), vmst_buffer_view(&line))) {
        return;
    }
    vmst_buffer_format(buffer, "%s: ", row->label);
    put_values(buffer, vmst_buffer_view(&line));
    vmst_buffer_add_text(buffer, "; asked for: ");
    put_values(buffer, vmst_buffer_view(&wish));
    vmst_buffer_add_text(buffer, "\n");
}

/* A request has no version of a certificate. */
void
vmst_cert_show_differences(const struct vmst_cert *asked,
                           const struct vmst_cert *granted,
                           struct vmst_buffer *buffer)
{
    struct vmst_cert wanted = *asked;

    wanted.version = granted->version;
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (rows[i].is_wish) {
            put_difference(&rows[i], &wanted, granted, buffer);
        }
    }
}
