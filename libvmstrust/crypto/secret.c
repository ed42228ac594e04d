/*
 * Secrets, wiped when they are released. Floor 0.
 */
#include "crypto/secret.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "der/pem.h"

int
vmst_secret_new(struct vmst_bytes bytes, struct vmst_note *note,
                struct vmst_secret **secret)
{
    *secret = NULL;
    if (bytes.size != 0 && memchr(bytes.data, 0, bytes.size) != NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a passphrase cannot have a zero byte inside");
    }
    if (bytes.size < SIZE_MAX - sizeof **secret) {
        *secret = calloc(1, sizeof **secret + bytes.size + 1);
    }
    if (*secret == NULL) {
        return vmst_fail_memory(note);
    }
    (*secret)->size = bytes.size;
    if (bytes.size != 0) {
        memcpy((*secret)->data, bytes.data, bytes.size);
    }
    return VMSTRUST_OK;
}

struct vmst_bytes
vmst_secret_view(const struct vmst_secret *secret)
{
    return secret == NULL ? vmst_bytes(NULL, 0)
                          : vmst_bytes(secret->data, secret->size);
}

void
vmst_secret_free(struct vmst_secret *secret)
{
    if (secret != NULL) {
        vmst_wipe(secret->data, secret->size);
        free(secret);
    }
}

static struct vmst_bytes
first_line(struct vmst_bytes text)
{
    size_t size = 0;

    while (size < text.size && text.data[size] != '\n' &&
           text.data[size] != '\r') {
        size++;
    }
    return vmst_bytes(text.data, size);
}

static int
refuse(struct vmst_note *note, const char *path, const char *reason)
{
    char shown[VMST_TEXT_SHOWN];

    return vmst_fail(
        note, VMSTRUST_E_MALFORMED, "%s: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path)), reason);
}

int
vmst_secret_load(const char *path, struct vmst_note *note,
                 struct vmst_secret **secret)
{
    AUTO(blob) file = NULL;
    AUTO(blob) text = NULL;
    struct vmst_bytes line;

    *secret = NULL;
    TRY(vmst_file_read(path, VMST_SECRET_FILE, note, &file));
    TRY(vmst_text_decode(vmst_bytes(file->data, file->size), note, &text));
    line = first_line(vmst_bytes(text->data, text->size));
    if (line.size == 0) {
        return refuse(note, path, "its first line is empty: no passphrase");
    }
    if (memchr(line.data, 0, line.size) != NULL) {
        return refuse(note, path,
                      "it has zero bytes and no byte order mark: save the "
                      "passphrase as UTF-8 text");
    }
    return vmst_secret_new(line, note, secret);
}
