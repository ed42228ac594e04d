/*
 * Certificate requests, written. Floor 5.
 */
#include "identity/draft.h"

#include "base/text.h"
#include "der/oid.h"
#include "der/pem.h"
#include "role/host.h"

#define OID(literal)                                                           \
    {                                                                          \
        (const uint8_t *)literal, sizeof(literal) - 1                          \
    }

void
vmst_draft_free(struct vmst_draft *draft)
{
    vmst_buffer_free(&draft->subject);
    vmst_buffer_free(&draft->names);
}

/* --- The subject ---------------------------------------------------------- */

static const struct attribute {
    const char *name;
    struct vmst_bytes oid;
    size_t longest; /* characters, RFC 5280 A.1 */
    const char *what;
} attributes[] = {
    {"C", OID("\x55\x04\x06"), 2, "the country, two letters (ISO 3166)"},
    {"ST", OID("\x55\x04\x08"), 128, "the state or province"},
    {"L", OID("\x55\x04\x07"), 128, "the city"},
    {"O", OID("\x55\x04\x0a"), 64, "the organisation"},
    {"OU", OID("\x55\x04\x0b"), 64, "the department"},
    {"CN", OID("\x55\x04\x03"), 64, "the common name"},
};

static const struct attribute *
find_attribute(const char *name)
{
    for (size_t i = 0; i < VMST_COUNT(attributes); i++) {
        if (strcmp(attributes[i].name, name) == 0) {
            return &attributes[i];
        }
    }
    return NULL;
}

static bool
is_country(const char *value)
{
    return strlen(value) == 2 && value[0] >= 'A' && value[0] <= 'Z' &&
           value[1] >= 'A' && value[1] <= 'Z';
}

static int
check_value(const struct attribute *attribute, const char *value,
            struct vmst_note *note)
{
    size_t count;

    if (!vmst_text_count(vmst_bytes_of(value), &count)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "%s: not UTF-8, or with a character that nobody sees",
                         attribute->name);
    }
    if (count == 0 || count > attribute->longest) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "%s (%s): 1 to %zu characters, and this has %zu",
                         attribute->name, attribute->what, attribute->longest,
                         count);
    }
    if (attribute->longest == 2 && !is_country(value)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "C: two capital letters, such as DK or FR");
    }
    return VMSTRUST_OK;
}

/*
 * RelativeDistinguishedName ::= SET SIZE (1..MAX) OF          RFC 5280 4.1.2.4
 *     SEQUENCE { type OBJECT IDENTIFIER, value DirectoryString }
 * UTF8String, and PrintableString for the country (RFC 5280 A.1).
 */
static int
write_rdn(struct vmst_draft *draft, const struct attribute *attribute,
          const char *value)
{
    AUTO_WRITER writer = {0};
    AUTO(blob) rdn = NULL;
    bool is_printable = attribute->longest == 2;

    vmst_writer_open(&writer, VMST_DER_SET);
    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(&writer, attribute->oid);
    vmst_writer_element(&writer,
                        is_printable ? VMST_DER_PRINTABLE_STRING
                                     : VMST_DER_UTF8_STRING,
                        vmst_bytes_of(value));
    vmst_writer_close(&writer);
    vmst_writer_close_set(&writer);
    TRY(vmst_writer_finish(&writer, &rdn));
    vmst_buffer_add(&draft->subject, rdn->data, rdn->size);
    return draft->subject.failed ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}

int
vmst_draft_add_subject(struct vmst_draft *draft, const char *attribute,
                       const char *value, struct vmst_note *note)
{
    const struct attribute *row = find_attribute(attribute);
    char shown[64];

    if (row == NULL) {
        return vmst_fail(
            note, VMSTRUST_E_ARGUMENT,
            "%s: a subject here has C, ST, L, O, OU and CN",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(attribute)));
    }
    if (draft->subject_count == VMST_DRAFT_SUBJECT) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "a subject has at most %d attributes here",
                         VMST_DRAFT_SUBJECT);
    }
    TRY(check_value(row, value, note));
    if (write_rdn(draft, row, value) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    draft->subject_count++;
    return VMSTRUST_OK;
}

/* --- The names ------------------------------------------------------------ */

/* "*.site.local" is a name of a certificate and no host: the rest is read as
 * one. */
static int
read_host(const char *asked, struct vmst_host *host, bool *has_wildcard,
          struct vmst_note *note)
{
    *has_wildcard = strncmp(asked, "*.", 2) == 0;
    TRY(vmst_host_read(*has_wildcard ? asked + 2 : asked, host, note));
    if (*has_wildcard && (host->kind != VMST_HOST_DNS || host->is_short)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a wildcard stands before a name of two labels or "
                         "more, such as *.site.local");
    }
    return VMSTRUST_OK;
}

/*
 * GeneralName ::= CHOICE {                                  RFC 5280 4.2.1.6
 *     dNSName    [2] IA5String,
 *     iPAddress  [7] OCTET STRING }
 */
static int
write_name(struct vmst_draft *draft, const struct vmst_host *host,
           bool has_wildcard)
{
    AUTO_WRITER writer = {0};
    AUTO(blob) name = NULL;

    if (host->kind == VMST_HOST_IP) {
        vmst_writer_element(&writer, VMST_DER_CONTEXT(VMST_GENERAL_IP),
                            vmst_bytes(host->address, host->address_size));
    } else {
        AUTO_BUFFER text = {0};

        vmst_buffer_format(&text, "%s%s", has_wildcard ? "*." : "", host->text);
        vmst_writer_element(&writer, VMST_DER_CONTEXT(VMST_GENERAL_DNS),
                            vmst_buffer_view(&text));
        writer.out.failed |= text.failed;
    }
    TRY(vmst_writer_finish(&writer, &name));
    vmst_buffer_add(&draft->names, name->data, name->size);
    return draft->names.failed ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}

int
vmst_draft_add_host(struct vmst_draft *draft, const char *host,
                    struct vmst_note *note)
{
    struct vmst_host read;
    bool has_wildcard;

    if (draft->name_count == VMST_DRAFT_NAMES) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "a request has at most %d names here",
                         VMST_DRAFT_NAMES);
    }
    TRY(read_host(host, &read, &has_wildcard, note));
    if (write_name(draft, &read, has_wildcard) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    draft->name_count++;
    return VMSTRUST_OK;
}

/* --- The request ---------------------------------------------------------- */

/* RFC 5280 4.2.1; PKCS #9 extensionRequest, RFC 2985 5.4.2. */
#define SUBJECT_ALT_NAME "\x55\x1d\x11"
#define KEY_USAGE "\x55\x1d\x0f"
#define EXTENDED_KEY_USAGE "\x55\x1d\x25"
#define SERVER_AUTHENTICATION "\x2b\x06\x01\x05\x05\x07\x03\x01"
#define CLIENT_AUTHENTICATION "\x2b\x06\x01\x05\x05\x07\x03\x02"
#define EXTENSION_REQUEST "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0e"

/*
 * Extension ::= SEQUENCE {                                    RFC 5280 4.1
 *     extnID     OBJECT IDENTIFIER,
 *     critical   BOOLEAN DEFAULT FALSE,
 *     extnValue  OCTET STRING }
 */
static void
open_extension(struct vmst_writer *writer, struct vmst_bytes oid,
               bool is_critical)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, oid);
    if (is_critical) {
        vmst_writer_boolean(writer, true);
    }
    vmst_writer_open(writer, VMST_DER_OCTET_STRING);
}

static void
close_extension(struct vmst_writer *writer)
{
    vmst_writer_close(writer);
    vmst_writer_close(writer);
}

/* KeyUsage, RFC 5280 4.2.1.3: an RSA key may also carry the session key of an
 * old TLS. */
static void
write_key_usage(struct vmst_writer *writer, const struct vmst_private_key *key)
{
    uint16_t usage = VMST_USAGE_DIGITAL_SIGNATURE;

    if (vmst_private_key_public(key)->kind == VMST_KEY_RSA) {
        usage |= VMST_USAGE_KEY_ENCIPHERMENT;
    }
    open_extension(writer, VMST_OID(KEY_USAGE), true);
    vmst_writer_named_bits(writer, usage);
    close_extension(writer);
}

static void
write_extensions(struct vmst_writer *writer, const struct vmst_draft *draft,
                 const struct vmst_private_key *key)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    if (draft->name_count != 0) {
        /* RFC 5280 4.2.1.6: critical where the subject is empty. */
        open_extension(writer, VMST_OID(SUBJECT_ALT_NAME),
                       draft->subject_count == 0);
        vmst_writer_element(writer, VMST_DER_SEQUENCE,
                            vmst_buffer_view(&draft->names));
        close_extension(writer);
    }
    write_key_usage(writer, key);
    open_extension(writer, VMST_OID(EXTENDED_KEY_USAGE), false);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, draft->is_for_client
                                ? VMST_OID(CLIENT_AUTHENTICATION)
                                : VMST_OID(SERVER_AUTHENTICATION));
    vmst_writer_close(writer);
    close_extension(writer);
    vmst_writer_close(writer);
}

/*
 * CertificationRequestInfo ::= SEQUENCE {                      RFC 2986 4.1
 *     version        INTEGER { v1(0) },
 *     subject        Name,
 *     subjectPKInfo  SubjectPublicKeyInfo,
 *     attributes     [0]  Attributes }
 */
static int
write_info(const struct vmst_draft *draft, const struct vmst_private_key *key,
           struct vmst_blob **info)
{
    AUTO_WRITER writer = {0};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_number(&writer, 0);
    vmst_writer_element(&writer, VMST_DER_SEQUENCE,
                        vmst_buffer_view(&draft->subject));
    vmst_writer_raw(&writer, vmst_private_key_spki(key));
    vmst_writer_open(&writer, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(&writer, VMST_OID(EXTENSION_REQUEST));
    vmst_writer_open(&writer, VMST_DER_SET);
    write_extensions(&writer, draft, key);
    vmst_writer_close_set(&writer);
    vmst_writer_close(&writer);
    vmst_writer_close_set(&writer);
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, info);
}

/*
 * CertificationRequest ::= SEQUENCE {                          RFC 2986 4.2
 *     certificationRequestInfo  CertificationRequestInfo,
 *     signatureAlgorithm        AlgorithmIdentifier,
 *     signature                 BIT STRING }
 */
static int
write_request(const struct vmst_blob *info, struct vmst_bytes algorithm,
              const struct vmst_blob *signature, struct vmst_blob **pem)
{
    AUTO_WRITER writer = {0};
    AUTO_BUFFER text = {0};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_raw(&writer, vmst_bytes(info->data, info->size));
    vmst_writer_raw(&writer, algorithm);
    vmst_writer_bits(&writer, vmst_bytes(signature->data, signature->size));
    vmst_writer_close(&writer);
    if (writer.out.failed) {
        return VMSTRUST_E_MEMORY;
    }
    vmst_pem_write(&text, "CERTIFICATE REQUEST", vmst_writer_view(&writer));
    return vmst_buffer_take_blob(&text, pem);
}

int
vmst_draft_write(const struct vmst_draft *draft,
                 const struct vmst_private_key *key, struct vmst_note *note,
                 struct vmst_blob **pem)
{
    AUTO(blob) info = NULL;
    AUTO(blob) signature = NULL;

    *pem = NULL;
    if (draft->subject_count == 0 && draft->name_count == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the request names nobody: give a host or a subject");
    }
    if (write_info(draft, key, &info) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    TRY(vmst_private_key_sign(key, vmst_bytes(info->data, info->size), note,
                              &signature));
    return write_request(info, vmst_private_key_algorithm(key), signature,
                         pem) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}
