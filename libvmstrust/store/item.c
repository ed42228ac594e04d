/*
 * One file of a store's folder, read strictly and written. Floor 5.
 */
#include "store/item.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/time.h"
#include "cert/file.h"
#include "der/pem.h"
#include "limits.h"
#include "verdict/case.h"

/* A path in front of another sentence. */
#define PATH_SHOWN 300
/* A certificate of the greatest size in base64, with lines about it. */
#define LARGEST_CERT (2 * VMST_LIMIT_CERT_SIZE)

#define BEGIN "-----BEGIN "

const char *
vmst_item_folder(enum vmst_item_kind kind)
{
    static const char *const folders[VMST_ITEM_KINDS] = {
        [VMST_ITEM_ANCHOR] = "anchors",
        [VMST_ITEM_LIMITED] = "limited",
        [VMST_ITEM_INTERMEDIATE] = "intermediates",
        [VMST_ITEM_CRL] = "crls",
        [VMST_ITEM_PIN] = "pins",
        [VMST_ITEM_DISTRUSTED] = "distrusted",
    };

    return folders[kind];
}

bool
vmst_item_is_nested(enum vmst_item_kind kind)
{
    return kind == VMST_ITEM_LIMITED || kind == VMST_ITEM_PIN;
}

void
vmst_item_clear(struct vmst_item *item)
{
    free(item->path);
    free(item->host);
    free(item->head.by);
    free(item->head.why);
    vmst_cert_free(item->cert);
    vmst_crl_free(item->crl);
    *item = (struct vmst_item){.kind = item->kind};
}

void
vmst_item_name(const uint8_t sha256[VMST_SHA256_SIZE],
               char name[VMST_ITEM_NAME])
{
    for (size_t i = 0; i < VMST_SHA256_SIZE; i++) {
        snprintf(name + 2 * i, 3, "%02x", (unsigned)sha256[i]);
    }
    snprintf(name + 2 * VMST_SHA256_SIZE, sizeof ".pem", ".pem");
}

/* --- The lines before the block ------------------------------------------- */

struct head { /* of the file that is being read */
    struct vmst_item *item;
    struct vmst_note *note;
    bool has_until;
};

static int
take_text(struct vmst_bytes value, char **text)
{
    AUTO_BUFFER copy = {0};

    free(*text);
    *text = NULL;
    vmst_buffer_add(&copy, value.data, value.size);
    return vmst_buffer_take_text(&copy, text);
}

static int
take_added(struct head *head, struct vmst_bytes value)
{
    struct vmst_item_head *item = &head->item->head;

    item->has_added = vmst_case_read_time(value, &item->added);
    return VMSTRUST_OK; /* it only informs */
}

static int
take_by(struct head *head, struct vmst_bytes value)
{
    return take_text(value, &head->item->head.by);
}

static int
take_why(struct head *head, struct vmst_bytes value)
{
    return take_text(value, &head->item->head.why);
}

static int
take_nothing(struct head *head, struct vmst_bytes value)
{
    (void)head;
    (void)value;
    return VMSTRUST_OK;
}

static int
take_distrusts(struct head *head, struct vmst_bytes value)
{
    head->item->is_key = vmst_bytes_equal(value, vmst_bytes_of("key"));
    if (head->item->is_key ||
        vmst_bytes_equal(value, vmst_bytes_of("certificate"))) {
        return VMSTRUST_OK;
    }
    return vmst_fail(head->note, VMSTRUST_E_MALFORMED,
                     "after \"distrusts:\" stands neither \"certificate\" nor "
                     "\"key\"");
}

static int
take_until(struct head *head, struct vmst_bytes value)
{
    if (head->has_until) {
        return vmst_fail(head->note, VMSTRUST_E_MALFORMED,
                         "\"until:\" stands there twice");
    }
    head->has_until = true;
    return vmst_case_read_time(value, &head->item->until)
               ? VMSTRUST_OK
               : vmst_fail(head->note, VMSTRUST_E_MALFORMED,
                           "after \"until:\" stands no time such as "
                           "2027-01-31T00:00:00Z");
}

#define EVERY_KIND VMST_ITEM_KINDS

static const struct {
    const char *key;
    unsigned kind; /* whose key it is */
    int (*take)(struct head *head, struct vmst_bytes value);
} keys[] = {
    {"subject: ", EVERY_KIND, take_nothing},
    {"host: ", VMST_ITEM_PIN, take_nothing},
    {"added: ", EVERY_KIND, take_added},
    {"by: ", EVERY_KIND, take_by},
    {"why: ", EVERY_KIND, take_why},
    {"distrusts: ", VMST_ITEM_DISTRUSTED, take_distrusts},
    {"until: ", VMST_ITEM_PIN, take_until},
};

static bool
starts_with(struct vmst_bytes line, const char *prefix)
{
    size_t size = strlen(prefix);

    return line.size >= size && memcmp(line.data, prefix, size) == 0;
}

static int
take_line(struct head *head, struct vmst_bytes line, size_t number)
{
    unsigned kind = head->item->kind;

    for (size_t i = 0; i < VMST_COUNT(keys); i++) {
        size_t size = strlen(keys[i].key);

        if (starts_with(line, keys[i].key) &&
            (keys[i].kind == EVERY_KIND || keys[i].kind == kind)) {
            return keys[i].take(head,
                                vmst_bytes(line.data + size, line.size - size));
        }
    }
    if (line.size == 0 || line.data[0] == '#' ||
        (kind != VMST_ITEM_PIN && kind != VMST_ITEM_DISTRUSTED)) {
        return VMSTRUST_OK;
    }
    return vmst_fail(head->note, VMSTRUST_E_MALFORMED,
                     "line %zu: before the certificate only lines such as "
                     "\"why: \" stand here; begin a remark with #",
                     number);
}

static bool
is_line_end(uint8_t byte)
{
    return byte == '\n' || byte == '\r';
}

static struct vmst_bytes
cut_line(struct vmst_bytes *rest)
{
    const uint8_t *start = rest->data;
    size_t size = 0;
    size_t end;

    while (size < rest->size && !is_line_end(start[size])) {
        size++;
    }
    end = size < rest->size ? size + 1 : size;
    if (size + 1 < rest->size && start[size] == '\r' &&
        start[size + 1] == '\n') {
        end++;
    }
    *rest = vmst_bytes(start + end, rest->size - end);
    while (size > 0 && (start[size - 1] == ' ' || start[size - 1] == '\t')) {
        size--;
    }
    return vmst_bytes(start, size);
}

/* Without a line that says otherwise: the wider distrust, and a pin for as long
 * as the certificate is valid. */
static int
read_head(struct vmst_item *item, struct vmst_bytes text,
          struct vmst_note *note)
{
    struct head head = {.item = item, .note = note};
    size_t number = 1;

    item->is_key =
        item->kind == VMST_ITEM_DISTRUSTED && !item->cert->is_malformed;
    while (text.size != 0 && !starts_with(text, BEGIN)) {
        TRY(take_line(&head, cut_line(&text), number++));
    }
    if (item->kind == VMST_ITEM_PIN && !head.has_until) {
        item->until = item->cert->not_after;
    }
    return VMSTRUST_OK;
}

/* --- The block ------------------------------------------------------------ */

static bool
is_private_key(struct vmst_bytes label)
{
    static const char end[] = "PRIVATE KEY";
    size_t size = sizeof end - 1;

    return label.size >= size &&
           memcmp(label.data + label.size - size, end, size) == 0;
}

static int
refuse_private_key(struct vmst_note *note)
{
    return vmst_fail(note, VMSTRUST_E_MALFORMED,
                     "it holds a private key, and whoever reads the store can "
                     "have it; delete it here, and replace that key where it "
                     "is used");
}

static int
parse_crl(struct vmst_item *item, struct vmst_bytes der, struct vmst_note *note)
{
    return vmst_crl_parse(der, note, &item->crl);
}

/* One certificate can be distrusted whatever its form. */
static int
parse_cert(struct vmst_item *item, struct vmst_bytes der,
           struct vmst_note *note)
{
    if (item->kind != VMST_ITEM_DISTRUSTED) {
        return vmst_cert_parse(der, note, &item->cert);
    }
    TRY(vmst_cert_take(der, note, &item->cert));
    return VMSTRUST_OK;
}

static int
take_block(struct vmst_item *item, const struct vmst_pem_block *block,
           struct vmst_note *note)
{
    bool is_crl = item->kind == VMST_ITEM_CRL;
    const char *wanted = is_crl ? "X509 CRL" : "CERTIFICATE";
    struct vmst_bytes der = vmst_bytes(block->der->data, block->der->size);

    if (is_private_key(block->label)) {
        item->has_private_key = true;
        return refuse_private_key(note);
    }
    if (!vmst_bytes_equal(block->label, vmst_bytes_of(wanted))) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "in line %zu begins another block than \"%s\"",
                         block->line, wanted);
    }
    if (item->cert != NULL || item->crl != NULL) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "in line %zu begins a second block, and a file of a "
                         "store has one; add the other with 'vmstrust store "
                         "add'",
                         block->line);
    }
    return is_crl ? parse_crl(item, der, note) : parse_cert(item, der, note);
}

/* What the bytes look like instead, in the words of cert/file.c. */
static int
refuse_without_block(struct vmst_bytes contents, struct vmst_note *note)
{
    struct vmst_certs certs = {.count = 0};
    int code = vmst_certs_read(contents, VMST_TAKE_STRICT, note, &certs);

    vmst_certs_free(&certs);
    return code != VMSTRUST_OK
               ? code
               : vmst_fail(note, VMSTRUST_E_MALFORMED,
                           "it is not PEM; add the certificate with "
                           "'vmstrust store add', which writes it so");
}

static int
read_blocks(struct vmst_item *item, struct vmst_bytes text,
            struct vmst_note *note)
{
    struct vmst_pem pem = vmst_pem_open(text, note);

    for (;;) {
        struct vmst_pem_block block;
        bool found = false;
        int code;

        TRY(vmst_pem_next(&pem, &found, &block));
        if (!found) {
            return VMSTRUST_OK;
        }
        code = take_block(item, &block, note);
        vmst_blob_free(block.der);
        TRY(code);
    }
}

/* --- The file ------------------------------------------------------------- */

static int
check_name(const struct vmst_item *item, const char *name,
           struct vmst_note *note)
{
    char wanted[VMST_ITEM_NAME];

    vmst_item_name(item->crl != NULL ? item->crl->sha256 : item->cert->sha256,
                   wanted);
    return strcmp(wanted, name) == 0
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_MALFORMED,
                           "what it holds is named %s here, by its SHA-256; "
                           "rename it if it is what was meant, or add it with "
                           "'vmstrust store add'",
                           wanted);
}

static int
refuse_malformed_key(const struct vmst_item *item, struct vmst_note *note)
{
    return !item->is_key || !item->cert->is_malformed
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_MALFORMED,
                           "the certificate is malformed, so that it has no "
                           "key to distrust; write \"distrusts: certificate\" "
                           "before it");
}

static int
read_contents(struct vmst_item *item, const char *name,
              struct vmst_bytes contents, struct vmst_note *note)
{
    AUTO(blob) text = NULL;

    TRY(vmst_text_decode(contents, note, &text));
    TRY(read_blocks(item, vmst_bytes(text->data, text->size), note));
    if (item->cert == NULL && item->crl == NULL) {
        return refuse_without_block(contents, note);
    }
    TRY(check_name(item, name, note));
    TRY(read_head(item, vmst_bytes(text->data, text->size), note));
    return refuse_malformed_key(item, note);
}

static int
read_path(struct vmst_item *item, const char *path, const char *name,
          struct vmst_note *note)
{
    size_t limit = item->kind == VMST_ITEM_CRL ? VMST_LIMIT_FILE_SIZE
                                               : (size_t)LARGEST_CERT;
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO(blob) contents = NULL;
    char shown[PATH_SHOWN];
    int code;

    TRY(vmst_file_read(path, limit, note, &contents));
    code = read_contents(item, name, vmst_bytes(contents->data, contents->size),
                         &inner);
    if (code == VMSTRUST_OK) {
        return VMSTRUST_OK;
    }
    if (code == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(note);
    }
    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path));
    if (inner.has_offset) {
        return vmst_fail_at(note, inner.offset, inner.field, "%s: %s", shown,
                            inner.text);
    }
    return vmst_fail(note, code, "%s: %s", shown, inner.text);
}

int
vmst_item_read(const char *folder, const char *name, struct vmst_note *note,
               struct vmst_item *item)
{
    char *path = NULL;
    int code;

    if (vmst_path_join(folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = read_path(item, path, name, note);
    free(path);
    return code;
}

/* --- Writing -------------------------------------------------------------- */

static void
write_line(struct vmst_buffer *text, const char *key, const char *value)
{
    if (value != NULL && *value != '\0') {
        vmst_buffer_add_text(text, key);
        vmst_text_show(text, vmst_bytes_of(value));
        vmst_buffer_add_text(text, "\n");
    }
}

static void
write_meaning(const struct vmst_item *item, struct vmst_buffer *text)
{
    if (item->kind == VMST_ITEM_DISTRUSTED) {
        vmst_buffer_format(text, "distrusts: %s\n",
                           item->is_key ? "key" : "certificate");
    }
    if (item->kind == VMST_ITEM_PIN) {
        vmst_buffer_format(text, "host: %s\nuntil: ", item->host);
        vmst_case_write_time(text, item->until);
        vmst_buffer_add_text(text, "\n");
    }
}

int
vmst_item_write(const struct vmst_item *item, struct vmst_buffer *text)
{
    bool is_crl = item->kind == VMST_ITEM_CRL;

    if (is_crl || !item->cert->is_malformed) {
        vmst_buffer_add_text(text, is_crl ? "issuer: " : "subject: ");
        vmst_name_show(text,
                       is_crl ? &item->crl->issuer : &item->cert->subject);
        vmst_buffer_add_text(text, "\n");
    }
    write_meaning(item, text);
    if (item->head.has_added) {
        vmst_buffer_add_text(text, "added: ");
        vmst_case_write_time(text, item->head.added);
        vmst_buffer_add_text(text, "\n");
    }
    write_line(text, "by: ", item->head.by);
    write_line(text, "why: ", item->head.why);
    vmst_buffer_add_text(text, "\n");
    vmst_pem_write(text, is_crl ? "X509 CRL" : "CERTIFICATE",
                   is_crl ? item->crl->der : item->cert->der);
    return text->failed ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}
