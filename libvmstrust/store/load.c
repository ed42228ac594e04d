/*
 * Loading trusted certificates. Floor 5.
 */
#include "store/load.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"

static const char *const endings[] = {".pem", ".crt", ".cer",
                                      ".der", ".p7b", ".p7c"};

static bool
ends_like_a_certificate(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < VMST_COUNT(endings); i++) {
        size_t size = strlen(endings[i]);
        if (length > size &&
            vmst_ascii_equal_fold(vmst_bytes(name + length - size, size),
                                  vmst_bytes_of(endings[i]))) {
            return true;
        }
    }
    return false;
}

static int
load_entry(const char *directory, const char *name, struct vmst_note *note,
           struct vmst_certs *certs)
{
    AUTO_BUFFER path = {.data = NULL};
    vmst_buffer_add_text(&path, directory);
    vmst_buffer_add_text(&path, "/");
    vmst_buffer_add_text(&path, name);
    vmst_buffer_add(&path, "", 1);
    if (path.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_certs_load((const char *)path.data, VMST_TAKE_STRICT, note,
                           certs);
}

static int
load_entries(const char *path, const struct vmst_names *names,
             struct vmst_note *note, struct vmst_certs *certs)
{
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->names[i];
        if (name[0] != '.' && ends_like_a_certificate(name)) {
            TRY(load_entry(path, name, note, certs));
        }
    }
    if (certs->count == 0) {
        char shown[VMST_NOTE_TEXT / 2];
        vmst_text_show_in(shown, sizeof(shown), vmst_bytes_of(path));
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "%s: no file in this directory ends in .pem, .crt, "
                         ".cer, .der, .p7b or .p7c.",
                         shown);
    }
    return VMSTRUST_OK;
}

int
vmst_load_path(const char *path, struct vmst_note *note,
               struct vmst_certs *certs)
{
    if (!vmst_file_is_directory(path)) {
        return vmst_certs_load(path, VMST_TAKE_STRICT, note, certs);
    }
    struct vmst_names names = {.count = 0};
    TRY(vmst_directory_list(path, note, &names));
    int code = load_entries(path, &names, note, certs);
    vmst_names_free(&names);
    return code;
}

/* Debian and Arch, Fedora and RHEL, openSUSE, Alpine and the BSDs. */
static const char *const bundles[] = {
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
};

int
vmst_load_system_roots(struct vmst_note *note, struct vmst_certs *certs)
{
    for (size_t i = 0; i < VMST_COUNT(bundles); i++) {
        if (vmst_file_exists(bundles[i])) {
            return vmst_certs_load(bundles[i], VMST_TAKE_STRICT, note, certs);
        }
    }
    return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                     "This system has none of %s, %s, %s, %s: install its "
                     "package ca-certificates.",
                     bundles[0], bundles[1], bundles[2], bundles[3]);
}
