/*
 * PKCS#12 files described. Floor 5.
 */
#include "identity/pfx.h"

#include "base/json.h"
#include "der/oid.h"
#include "limits.h"
#include "role/table.h"

#define PKCS7 "\x2a\x86\x48\x86\xf7\x0d\x01\x07"
#define DATA PKCS7 "\x01"
#define ENCRYPTED_DATA PKCS7 "\x06"
#define PKCS12_BAG "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01"
#define KEY_BAG PKCS12_BAG "\x01"
#define SHROUDED_KEY_BAG PKCS12_BAG "\x02"

/* --- Reading -------------------------------------------------------------- */

bool
vmst_pfx_is(struct vmst_bytes input)
{
    /* SEQUENCE of any length, also an indefinite one, and INTEGER 3. */
    size_t header = 2;

    if (input.size < 5 || input.data[0] != VMST_DER_SEQUENCE) {
        return false;
    }
    if (input.data[1] > 0x80) {
        header += input.data[1] & 0x7f;
    }
    return header + 3 <= input.size &&
           memcmp(input.data + header, "\x02\x01\x03", 3) == 0;
}

static int
add_part(struct vmst_pfx *pfx, struct vmst_der *algorithm, bool is_key)
{
    struct vmst_pfx_part *part = &pfx->parts[pfx->part_count];

    if (pfx->part_count == VMST_PFX_PARTS) {
        return vmst_fail(algorithm->note, VMSTRUST_E_LIMIT,
                         "the PKCS#12 file has too many parts");
    }
    part->is_key = is_key;
    TRY(vmst_pbe_read(algorithm, &part->pbe));
    pfx->part_count++;
    return VMSTRUST_OK;
}

/*
 * SafeBag ::= SEQUENCE {                                        RFC 7292 4.2
 *     bagId          OBJECT IDENTIFIER,
 *     bagValue       [0] EXPLICIT ANY DEFINED BY bagId,
 *     bagAttributes  SET OF PKCS12Attribute OPTIONAL }
 */
static int
read_bag(struct vmst_der *in, struct vmst_pfx *pfx)
{
    struct vmst_der fields;
    struct vmst_der value;
    struct vmst_der info;
    struct vmst_bytes type;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &type));
    TRY(vmst_der_enter(&fields, VMST_DER_CONTEXT_CONSTRUCTED(0), &value, NULL));
    if (vmst_bytes_equal(type, VMST_OID(KEY_BAG))) {
        pfx->has_plain_key = true;
    }
    if (!vmst_bytes_equal(type, VMST_OID(SHROUDED_KEY_BAG))) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_sequence(&value, &info));
    return add_part(pfx, &info, true);
}

/* Data: an OCTET STRING that wraps SafeContents ::= SEQUENCE OF SafeBag. */
static int
read_data(struct vmst_der *in, struct vmst_pfx *pfx)
{
    struct vmst_bytes octets;
    struct vmst_der contents;
    struct vmst_der bags;

    TRY(vmst_der_octets(in, &octets));
    contents = vmst_der_open_in(octets, in, "SafeContents");
    TRY(vmst_der_sequence(&contents, &bags));
    while (!vmst_der_is_empty(&bags)) {
        TRY(read_bag(&bags, pfx));
    }
    return vmst_der_end(&contents);
}

/*
 * EncryptedData ::= SEQUENCE {                                    RFC 5652 8
 *     version               INTEGER,
 *     encryptedContentInfo  SEQUENCE {
 *         contentType                 OBJECT IDENTIFIER,
 *         contentEncryptionAlgorithm  AlgorithmIdentifier,
 *         encryptedContent            [0] IMPLICIT OCTET STRING OPTIONAL } }
 */
static int
read_encrypted_data(struct vmst_der *in, struct vmst_pfx *pfx)
{
    struct vmst_der fields;
    struct vmst_der info;
    struct vmst_bytes type;
    uint32_t version;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_size(&fields, &version));
    TRY(vmst_der_sequence(&fields, &info));
    TRY(vmst_der_oid(&info, &type));
    return add_part(pfx, &info, false);
}

/*
 * ContentInfo ::= SEQUENCE {                                      RFC 5652 3
 *     contentType  OBJECT IDENTIFIER,
 *     content      [0] EXPLICIT ANY DEFINED BY contentType }
 */
static int
enter_content(struct vmst_der *in, struct vmst_der *content,
              struct vmst_bytes *type)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, type));
    TRY(vmst_der_enter(&fields, VMST_DER_CONTEXT_CONSTRUCTED(0), content,
                       NULL));
    return vmst_der_end(&fields);
}

/* AuthenticatedSafe ::= SEQUENCE OF ContentInfo                 RFC 7292 4.1 */
static int
read_safe(struct vmst_der *in, struct vmst_pfx *pfx)
{
    struct vmst_der contents;

    TRY(vmst_der_sequence(in, &contents));
    while (!vmst_der_is_empty(&contents)) {
        struct vmst_der content;
        struct vmst_bytes type;

        TRY(enter_content(&contents, &content, &type));
        if (vmst_bytes_equal(type, VMST_OID(DATA))) {
            TRY(read_data(&content, pfx));
        } else if (vmst_bytes_equal(type, VMST_OID(ENCRYPTED_DATA))) {
            TRY(read_encrypted_data(&content, pfx));
        }
    }
    return vmst_der_end(in);
}

static enum vmst_hash
hash_of(struct vmst_bytes oid)
{
    static const struct {
        struct vmst_bytes oid;
        enum vmst_hash hash;
    } hashes[] = {
    /* RFC 3279 2.1, RFC 5754 2 */
#define NIST_HASH "\x60\x86\x48\x01\x65\x03\x04\x02"
#define OID(literal) {(const uint8_t *)literal, sizeof(literal) - 1}
        {OID("\x2b\x0e\x03\x02\x1a"), VMST_HASH_SHA1},
        {OID(NIST_HASH "\x01"), VMST_HASH_SHA256},
        {OID(NIST_HASH "\x02"), VMST_HASH_SHA384},
        {OID(NIST_HASH "\x03"), VMST_HASH_SHA512},
        {OID(NIST_HASH "\x04"), VMST_HASH_SHA224},
#undef OID
    };

    for (size_t i = 0; i < VMST_COUNT(hashes); i++) {
        if (vmst_bytes_equal(hashes[i].oid, oid)) {
            return hashes[i].hash;
        }
    }
    return VMST_HASH_NONE;
}

/*
 * MacData ::= SEQUENCE {                                          RFC 7292 4
 *     mac         DigestInfo, -- SEQUENCE { AlgorithmIdentifier, OCTET STRING }
 *     macSalt     OCTET STRING,
 *     iterations  INTEGER DEFAULT 1 }
 */
static int
read_mac(struct vmst_der *in, struct vmst_pfx *pfx)
{
    struct vmst_der fields;
    struct vmst_der digest;
    struct vmst_der algorithm;
    struct vmst_bytes bytes;
    bool has_count;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_sequence(&fields, &digest));
    TRY(vmst_der_sequence(&digest, &algorithm));
    TRY(vmst_der_oid(&algorithm, &bytes));
    pfx->has_mac = true;
    pfx->mac = hash_of(bytes);
    TRY(vmst_der_octets(&digest, &bytes));
    TRY(vmst_der_octets(&fields, &bytes));
    TRY(vmst_der_optional_size(&fields, &has_count, &pfx->mac_iterations));
    pfx->mac_iterations = has_count ? pfx->mac_iterations : 1;
    return vmst_der_end(&fields);
}

static int
read_contents(struct vmst_der *fields, struct vmst_pfx *pfx)
{
    struct vmst_der content;
    struct vmst_der safe;
    struct vmst_bytes type;
    struct vmst_bytes octets;

    TRY(enter_content(fields, &content, &type));
    if (!vmst_bytes_equal(type, VMST_OID(DATA))) {
        return vmst_der_fail(&content, "it is signed and not under a "
                                       "passphrase; that is not read here");
    }
    TRY(vmst_der_octets(&content, &octets));
    TRY(vmst_der_end(&content));
    safe = vmst_der_open_in(octets, fields, "AuthenticatedSafe");
    TRY(read_safe(&safe, pfx));
    fields->field = "MacData";
    return vmst_der_is_empty(fields) ? VMSTRUST_OK : read_mac(fields, pfx);
}

/*
 * PFX ::= SEQUENCE {                                              RFC 7292 4
 *     version   INTEGER { v3(3) },
 *     authSafe  ContentInfo,
 *     macData   MacData OPTIONAL }
 */
int
vmst_pfx_read(struct vmst_bytes input, struct vmst_note *note,
              struct vmst_pfx *pfx)
{
    struct vmst_der in = vmst_der_open(input, note, "PFX");
    struct vmst_der fields;
    uint32_t version;

    *pfx = (struct vmst_pfx){0};
    if (!vmst_pfx_is(input)) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "this is not a PKCS#12 file (PFX)");
    }
    TRY(vmst_der_sequence(&in, &fields));
    TRY(vmst_der_size(&fields, &version));
    TRY(read_contents(&fields, pfx));
    TRY(vmst_der_end(&fields));
    return vmst_der_end(&in);
}

/* --- Who imports it ------------------------------------------------------- */

const struct vmst_pfx_row vmst_pfx_rows[] = {
#define PFX(target, rc2, aes, sha2, iterations, source)                        \
    {VMSTRUST_TARGET_##target, rc2, aes, sha2, iterations, source},
#include "pfx.def"
#undef PFX
};

const size_t vmst_pfx_row_count = VMST_COUNT(vmst_pfx_rows);

const struct vmst_pfx_row *
vmst_pfx_row_get(vmstrust_target target)
{
    for (size_t i = 0; i < vmst_pfx_row_count; i++) {
        if (vmst_pfx_rows[i].target == target) {
            return &vmst_pfx_rows[i];
        }
    }
    return NULL;
}

int
vmst_pfx_row_find(vmstrust_target target, struct vmst_note *note,
                  const struct vmst_pfx_row **row)
{
    AUTO_BUFFER known = {0};

    *row = vmst_pfx_row_get(target);
    if (*row != NULL) {
        return VMSTRUST_OK;
    }
    for (size_t i = 0; i < vmst_pfx_row_count; i++) {
        const struct vmst_target *one =
            vmst_target_get(vmst_pfx_rows[i].target);

        vmst_buffer_format(&known, "%s%s", i == 0 ? "" : ", ", one->row.id);
    }
    if (known.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                     "it is not known which PKCS#12 files this target imports, "
                     "if any; it is of %.*s",
                     (int)known.size, (const char *)known.data);
}

static bool
has_cipher(const struct vmst_pfx *pfx, enum vmst_pbe_cipher cipher)
{
    for (size_t i = 0; i < pfx->part_count; i++) {
        if (pfx->parts[i].pbe.cipher == cipher) {
            return true;
        }
    }
    return false;
}

static uint32_t
most_iterations(const struct vmst_pfx *pfx)
{
    uint32_t most = pfx->mac_iterations;

    for (size_t i = 0; i < pfx->part_count; i++) {
        uint32_t count = pfx->parts[i].pbe.iterations;

        most = count > most ? count : most;
    }
    return most;
}

static void
add_reason(struct vmst_buffer *reasons, const char *reason)
{
    vmst_buffer_add_text(reasons, reasons->size == 0 ? "" : "; ");
    vmst_buffer_add_text(reasons, reason);
}

bool
vmst_pfx_check(const struct vmst_pfx *pfx, const struct vmst_pfx_row *row,
               struct vmst_buffer *reasons)
{
    size_t before = reasons->size;
    bool has_sha2 = pfx->has_mac && pfx->mac != VMST_HASH_SHA1;
    uint32_t most = most_iterations(pfx);

    if (!row->reads_aes && has_cipher(pfx, VMST_CIPHER_AES)) {
        add_reason(reasons, "it does not read AES");
    }
    if (!row->reads_rc2 && (has_cipher(pfx, VMST_CIPHER_RC2) ||
                            has_cipher(pfx, VMST_CIPHER_RC4))) {
        add_reason(reasons, "it does not read RC2 or RC4");
    }
    if (has_cipher(pfx, VMST_CIPHER_UNKNOWN)) {
        add_reason(reasons, "the encryption is of an unusual kind");
    }
    if (!row->reads_sha2 && has_sha2) {
        add_reason(reasons, "it verifies the MAC with SHA-1 only");
    }
    if (row->iterations != 0 && most > row->iterations) {
        vmst_buffer_format(reasons,
                           "%sit accepts %u iterations, and this is "
                           "%u",
                           reasons->size == before ? "" : "; ",
                           (unsigned)row->iterations, (unsigned)most);
    }
    return reasons->size == before;
}

/* --- Describing ----------------------------------------------------------- */

static void
show_mac(struct vmst_buffer *buffer, const struct vmst_pfx *pfx)
{
    if (!pfx->has_mac) {
        vmst_buffer_add_text(buffer, "none");
        return;
    }
    vmst_buffer_format(buffer, "%s, %u iterations",
                       pfx->mac == VMST_HASH_NONE ? "of an unusual kind"
                                                  : vmst_hash_name(pfx->mac),
                       (unsigned)pfx->mac_iterations);
}

static void
write_target(const struct vmst_pfx *pfx, const struct vmst_pfx_row *row,
             struct vmst_buffer *buffer)
{
    AUTO_BUFFER reasons = {0};
    bool reads = vmst_pfx_check(pfx, row, &reasons);

    vmst_buffer_format(buffer, "%-15s%s", vmst_target_get(row->target)->row.id,
                       reads ? "imports it" : "DOES NOT IMPORT IT: ");
    vmst_buffer_add(buffer, reasons.data, reasons.size);
    vmst_buffer_add_text(buffer, "\n");
    buffer->failed |= reasons.failed;
}

void
vmst_pfx_write_text(const struct vmst_pfx *pfx, struct vmst_buffer *buffer)
{
    for (size_t i = 0; i < pfx->part_count; i++) {
        vmst_buffer_add_text(buffer, pfx->parts[i].is_key ? "Private key    "
                                                          : "Certificates   ");
        vmst_pbe_show(buffer, &pfx->parts[i].pbe);
        vmst_buffer_add_text(buffer, "\n");
    }
    if (pfx->has_plain_key) {
        vmst_buffer_add_text(buffer, "Private key    NOT ENCRYPTED\n");
    }
    vmst_buffer_add_text(buffer, "MAC            ");
    show_mac(buffer, pfx);
    vmst_buffer_add_text(buffer, "\n\n");
    for (size_t i = 0; i < vmst_pfx_row_count; i++) {
        write_target(pfx, &vmst_pfx_rows[i], buffer);
    }
}

static void
write_part_json(struct vmst_json *json, const struct vmst_pfx_part *part)
{
    AUTO_BUFFER shown = {0};

    vmst_pbe_show(&shown, &part->pbe);
    vmst_json_object(json, NULL);
    vmst_json_text(json, "holds",
                   part->is_key ? "private key" : "certificates");
    vmst_json_bytes_text(json, "encryption", vmst_buffer_view(&shown));
    vmst_json_number(json, "iterations", part->pbe.iterations);
    vmst_json_end_object(json);
    json->out->failed |= shown.failed;
}

static void
write_target_json(struct vmst_json *json, const struct vmst_pfx *pfx,
                  const struct vmst_pfx_row *row)
{
    AUTO_BUFFER reasons = {0};
    bool reads = vmst_pfx_check(pfx, row, &reasons);

    vmst_json_object(json, NULL);
    vmst_json_text(json, "target", vmst_target_get(row->target)->row.id);
    vmst_json_bool(json, "imports", reads);
    vmst_json_bytes_text(json, "reason", vmst_buffer_view(&reasons));
    vmst_json_end_object(json);
    json->out->failed |= reasons.failed;
}

void
vmst_pfx_write_json(const struct vmst_pfx *pfx, struct vmst_buffer *buffer)
{
    struct vmst_json json = {.out = buffer};

    vmst_json_object(&json, NULL);
    vmst_json_text(&json, "schema", "vmstrust-pfx-1");
    vmst_json_array(&json, "parts");
    for (size_t i = 0; i < pfx->part_count; i++) {
        write_part_json(&json, &pfx->parts[i]);
    }
    vmst_json_end_array(&json);
    vmst_json_bool(&json, "plain_key", pfx->has_plain_key);
    vmst_json_text(&json, "mac",
                   pfx->has_mac ? vmst_hash_name(pfx->mac) : NULL);
    vmst_json_number(&json, "mac_iterations", pfx->mac_iterations);
    vmst_json_array(&json, "targets");
    for (size_t i = 0; i < vmst_pfx_row_count; i++) {
        write_target_json(&json, pfx, &vmst_pfx_rows[i]);
    }
    vmst_json_end_array(&json);
    vmst_json_end_object(&json);
}
