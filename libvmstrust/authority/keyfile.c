/*
 * The file of a CA's keys. Refuses to write a key that is not encrypted.
 * Floor 5.
 */
#include "authority/keyfile.h"

#include <stdlib.h>

#include "authority/generation.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"

/* A key of RSA-16384, encrypted, in PEM, for each generation. */
#define LARGEST ((size_t)1 << 20)

static const char begin[] = "-----BEGIN ";

static const uint8_t *
find(struct vmst_bytes in, const char *text)
{
    size_t size = strlen(text);

    for (size_t i = 0; i + size <= in.size; i++) {
        if (memcmp(in.data + i, text, size) == 0) {
            return in.data + i;
        }
    }
    return NULL;
}

static struct vmst_bytes
behind(struct vmst_bytes whole, const uint8_t *at)
{
    return vmst_bytes(at, whole.size - (size_t)(at - whole.data));
}

/* Each from its BEGIN up to the next; a file without any (of UTF-16, or the URL
 * of a token) is one. */
static void
split(struct vmst_key_file *file)
{
    struct vmst_bytes rest = vmst_bytes(file->text->data, file->text->size);
    const uint8_t *at = find(rest, begin);

    while (at != NULL && file->count < VMST_LIMIT_GENERATIONS) {
        const uint8_t *next;

        rest = behind(rest, at);
        next = find(behind(rest, at + 1), begin);
        file->blocks[file->count++] =
            next == NULL ? rest : vmst_bytes(at, (size_t)(next - at));
        at = next;
    }
    if (file->count < 2) {
        file->blocks[0] = vmst_bytes(file->text->data, file->text->size);
        file->count = 1;
    }
}

int
vmst_key_file_load(const char *folder, struct vmst_note *note,
                   struct vmst_key_file *file)
{
    char *path = NULL;
    int code;

    *file = (struct vmst_key_file){.text = NULL};
    if (vmst_path_join(folder, VMST_CA_KEY_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_file_read(path, LARGEST, note, &file->text);
    free(path);
    TRY(code);
    split(file);
    return VMSTRUST_OK;
}

void
vmst_key_file_take(struct vmst_blob *text, struct vmst_key_file *file)
{
    *file = (struct vmst_key_file){.text = text};
    split(file);
}

void
vmst_key_file_free(struct vmst_key_file *file)
{
    vmst_blob_free(file->text);
    *file = (struct vmst_key_file){.text = NULL};
}

static bool
is_url(struct vmst_bytes block)
{
    return block.size != 0 && find(block, "pkcs11:") == block.data;
}

/* RFC 7468 11; RFC 1421 4.6.1.1, as older programs write it. */
static bool
is_encrypted(struct vmst_bytes block)
{
    return find(block, "-----BEGIN ENCRYPTED PRIVATE KEY-----") != NULL ||
           find(block, "Proc-Type: 4,ENCRYPTED") != NULL;
}

bool
vmst_key_file_is_safe(const struct vmst_key_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        if (!is_encrypted(file->blocks[i]) && !is_url(file->blocks[i])) {
            return false;
        }
    }
    return true;
}

int
vmst_ca_check_key_file(const struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO_KEY_FILE file = {.text = NULL};

    TRY(vmst_key_file_load(ca->path, note, &file));
    return vmst_key_file_is_safe(&file)
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_MALFORMED,
                           "ca.key is not encrypted: 'vmstrust ca passphrase' "
                           "gives it a passphrase");
}

bool
vmst_key_file_is_token(const struct vmst_key_file *file)
{
    return is_url(file->blocks[0]);
}

static int
open_token(struct vmst_bytes block, const struct vmst_secret *pin,
           struct vmst_note *note, struct vmst_private_key **key)
{
    char url[VMST_KEY_URL_SIZE];
    size_t size = 0;

    while (size < block.size && strchr("\r\n", block.data[size]) == NULL) {
        size++;
    }
    if (size >= sizeof url) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "ca.key holds a PKCS#11 URL of more than %d "
                         "characters",
                         VMST_KEY_URL_SIZE - 1);
    }
    memcpy(url, block.data, size);
    url[size] = '\0';
    return vmst_private_key_load(url, pin, note, key);
}

int
vmst_key_file_open(const struct vmst_key_file *file, size_t at,
                   const struct vmst_secret *passphrase, struct vmst_note *note,
                   struct vmst_private_key **key)
{
    struct vmst_note inner = {0};
    int code;

    *key = NULL;
    if (at >= file->count) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "ca.key lacks the key of the CA's generation %zu: "
                         "take it from the last backup",
                         at + 1);
    }
    if (is_url(file->blocks[at])) {
        return open_token(file->blocks[at], passphrase, note, key);
    }
    code = vmst_private_key_read(file->blocks[at], passphrase, &inner, key);
    return code == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_file_fail(VMST_CA_KEY_NAME, code, &inner, note);
}

static int
add_key(struct vmst_buffer *out, const struct vmst_private_key *key,
        const struct vmst_secret *passphrase, struct vmst_note *note)
{
    AUTO(blob) pem = NULL;

    TRY(vmst_private_key_write(key, passphrase, note, &pem));
    vmst_buffer_add(out, pem->data, pem->size);
    return out->failed ? vmst_fail_memory(note) : VMSTRUST_OK;
}

int
vmst_ca_write_keys(const struct vmst_ca *ca,
                   const struct vmst_private_key *more,
                   const struct vmst_secret *passphrase, struct vmst_note *note)
{
    AUTO_BUFFER keys = {0};

    for (size_t i = 0; i + 1 < ca->generations.count; i++) {
        TRY(add_key(&keys, ca->generations.list[i].key, passphrase, note));
    }
    TRY(add_key(&keys, ca->key, passphrase, note));
    if (more != NULL) {
        TRY(add_key(&keys, more, passphrase, note));
    }
    return vmst_folder_replace(ca->path, VMST_CA_KEY_NAME, VMST_ACCESS_OWNER,
                               vmst_buffer_view(&keys), note);
}

static int
enter(const struct vmst_ca *ca, int64_t now, struct vmst_note *note)
{
    struct vmst_origin origin = vmst_ca_origin(ca, now, "passphrase", NULL);
    int code;

    TRY(vmst_ledger_begin(ca->ledger, note));
    code = vmst_ca_check_generations(ca, note);
    if (code == VMSTRUST_OK) {
        code = vmst_ledger_add_log(ca->ledger, &origin, note);
    }
    return vmst_ledger_end(ca->ledger, code, note);
}

static int
change(const struct vmst_ca *ca, const struct vmst_secret *passphrase,
       struct vmst_note *note)
{
    TRY(vmst_ca_check_generations(ca, note));
    return vmst_ca_write_keys(ca, NULL, passphrase, note);
}

int
vmst_ca_check_set_passphrase(const struct vmst_ca *ca,
                             const struct vmst_secret *passphrase,
                             struct vmst_note *note)
{
    TRY(vmst_ca_check_writing(ca, note));
    TRY(vmst_ca_check_passphrase(passphrase, note));
    return vmst_private_key_is_in_token(ca->key)
               ? vmst_fail(note, VMSTRUST_E_ARGUMENT,
                           "the key is in a token: its PIN is changed with the "
                           "token's own tool")
               : VMSTRUST_OK;
}

/* Entered before, in a transaction of its own: if the ledger could not be
 * written when the new file is in its place, this would be told as a failure,
 * and the one passphrase that opens the keys be thrown away. */
int
vmst_ca_set_passphrase(const struct vmst_ca *ca,
                       const struct vmst_secret *passphrase, int64_t now,
                       struct vmst_note *note)
{
    TRY(vmst_ca_check_set_passphrase(ca, passphrase, note));
    TRY(enter(ca, now, note));
    TRY(vmst_ledger_begin(ca->ledger, note));
    return vmst_ledger_end(ca->ledger, change(ca, passphrase, note), note);
}
