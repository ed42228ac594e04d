/*
 * The files of one certificate (delivery.h).
 */
#include "delivery.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "answer.h"
#include "ca.h"
#include "text.h"

/* Asked about no bytes at all, so that nothing is issued for one that has no
 * answer. */
static bool
imports_pfx(vmstrust_target target, vmstrust_error **error)
{
    vmstrust_bytes *reason = NULL;

    return vmstrust_pfx_check_target("", 0, target, &reason, error) !=
           VMSTRUST_E_NOT_FOUND;
}

int
delivery_read_target(const struct arguments *arguments, vmstrust_target *target)
{
    const char *id = arguments_get(arguments, OPTION_FOR);
    vmstrust_error *error = NULL;

    *target = VMSTRUST_TARGET_WINDOWS;
    if (id != NULL &&
        (vmstrust_target_find(id, target, &error) != VMSTRUST_OK ||
         !imports_pfx(*target, &error))) {
        return answer_error("--for", error);
    }
    vmstrust_error_free(error);
    return EXIT_YES;
}

int
delivery_read(const struct arguments *arguments, struct delivery *delivery)
{
    const char *id = arguments_get(arguments, OPTION_FOR);
    int status;

    delivery->key = DELIVERY_PEM;
    if (arguments_have(arguments, OPTION_PFX)) {
        delivery->key = DELIVERY_PFX;
    } else if (id != NULL) {
        return usage_error(arguments->verb, "--for: only --pfx depends on it");
    } else if (arguments_have(arguments, OPTION_PFX_PASSPHRASE_FILE)) {
        return usage_error(arguments->verb,
                           "--pfx-passphrase-file: there is no --pfx");
    }
    status = delivery_read_target(arguments, &delivery->target);
    return status == EXIT_YES
               ? passphrase_read(arguments, OPTION_PFX_PASSPHRASE_FILE,
                                 &delivery->pfx)
               : status;
}

int
delivery_ask(const struct arguments *arguments, struct delivery *delivery)
{
    if (delivery->key != DELIVERY_PFX || delivery->pfx.is_given) {
        return EXIT_YES;
    }
    return passphrase_ask(arguments, OPTION_PFX_PASSPHRASE_FILE, "the PFX",
                          true, &delivery->pfx);
}

void
delivery_forget(struct delivery *delivery)
{
    passphrase_forget(&delivery->pfx);
}

/* --- Names ---------------------------------------------------------------- */

static bool
is_address(const char *text)
{
    unsigned char address[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, text, address) == 1 ||
           inet_pton(AF_INET6, text, address) == 1;
}

static const char *
ending_of(const struct delivery *delivery, int file)
{
    switch (file) {
    case DELIVERY_KEY:
        return delivery->key == DELIVERY_PFX ? ".pfx" : ".key";
    case DELIVERY_CHAIN:
        return ".chain.pem";
    default:
        return ".crt";
    }
}

static void
name_file(char *path, const char *folder, const char *host, const char *ending,
          const char *suffix)
{
    size_t size = is_address(host) ? strlen(host) : strcspn(host, ".");
    char *c;

    snprintf(path, DELIVERY_PATH, "%s/%.*s%s%s%s", folder, (int)size, host,
             *ending == '\0' ? "" : "-", ending, suffix);
    for (c = path + strlen(folder) + 1; *c != '\0'; c++) {
        *c = *c == ':' || *c == '/' ? '-' : (char)tolower((unsigned char)*c);
    }
}

void
delivery_name(struct delivery *delivery, const char *folder, const char *host,
              const char *ending)
{
    if (host[0] == '*' && host[1] == '.') { /* a wildcard names its domain */
        host += 2;
    }
    for (int i = 0; i < DELIVERY_COUNT; i++) {
        delivery->path[i][0] = '\0';
        if (i != DELIVERY_KEY || delivery->key != DELIVERY_NO_KEY) {
            name_file(delivery->path[i], folder, host, ending,
                      ending_of(delivery, i));
        }
    }
}

static bool
is_there(const char *path)
{
    struct stat about;

    return *path != '\0' && lstat(path, &about) == 0;
}

bool
delivery_is_free(const struct delivery *delivery)
{
    for (size_t i = 0; i < DELIVERY_COUNT; i++) {
        if (is_there(delivery->path[i])) {
            return false;
        }
    }
    return true;
}

int
delivery_check(const struct delivery *delivery)
{
    int status = EXIT_YES;

    for (size_t i = 0; i < DELIVERY_COUNT && status == EXIT_YES; i++) {
        if (strlen(delivery->path[i]) + 1 == DELIVERY_PATH) {
            complain("--out: the name is too long");
            return EXIT_UNKNOWN;
        }
        if (is_there(delivery->path[i])) {
            complain("--out: %s is there already; give another folder",
                     SHOW(delivery->path[i]));
            status = EXIT_UNKNOWN;
        }
    }
    return status;
}

/* --- Writing -------------------------------------------------------------- */

/* Adds what a call made, and frees it. */
static int
add_made(vmstrust_files *files, const char *path, bool is_private,
         vmstrust_bytes *bytes, vmstrust_error **error)
{
    int code =
        vmstrust_files_add(files, path, vmstrust_bytes_get_data(bytes),
                           vmstrust_bytes_get_size(bytes), is_private, error);

    vmstrust_bytes_free(bytes);
    return code;
}

static int
add_key(const struct delivery *delivery, const vmstrust_identity *identity,
        vmstrust_files *files, vmstrust_error **error)
{
    vmstrust_bytes *bytes = NULL;
    int code = VMSTRUST_OK;

    switch (delivery->key) {
    case DELIVERY_NO_KEY:
        return VMSTRUST_OK;
    case DELIVERY_PEM:
        code = vmstrust_identity_write_key(identity, NULL, 0, &bytes, error);
        break;
    case DELIVERY_PFX:
        code = vmstrust_identity_write_pfx(identity, delivery->target,
                                           passphrase_data(&delivery->pfx),
                                           delivery->pfx.size, &bytes, error);
        break;
    }
    return code == VMSTRUST_OK ? add_made(files, delivery->path[DELIVERY_KEY],
                                          true, bytes, error)
                               : code;
}

static int
add_cert(const struct delivery *delivery, const vmstrust_ca *ca,
         const vmstrust_cert *cert, vmstrust_files *files,
         vmstrust_error **error)
{
    vmstrust_bytes *bytes = NULL;
    int code = vmstrust_ca_write_chain(ca, cert, &bytes, error);

    if (code == VMSTRUST_OK) {
        code = add_made(files, delivery->path[DELIVERY_CHAIN], false, bytes,
                        error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_cert_write_pem(cert, &bytes, error);
    }
    return code == VMSTRUST_OK ? add_made(files, delivery->path[DELIVERY_CERT],
                                          false, bytes, error)
                               : code;
}

/* All of them or none. */
static int
write_files(const struct delivery *delivery, const vmstrust_ca *ca,
            const vmstrust_identity *identity, const vmstrust_cert *cert,
            vmstrust_error **error)
{
    vmstrust_files *files = NULL;
    int code = vmstrust_files_new(false, &files, error);

    if (code == VMSTRUST_OK) {
        code = add_key(delivery, identity, files, error);
    }
    if (code == VMSTRUST_OK) {
        code = add_cert(delivery, ca, cert, files, error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_files_write(files, error);
    }
    vmstrust_files_free(files);
    return code;
}

int
delivery_write(const struct delivery *delivery, vmstrust_ca *ca,
               const vmstrust_identity *identity, const vmstrust_cert *cert)
{
    vmstrust_error *error = NULL;
    struct ca_ids ids;

    if (write_files(delivery, ca, identity, cert, &error) != VMSTRUST_OK) {
        answer_error("--out", error);
        ca_read_ids(cert, &ids);
        complain("nothing was handed out; the ledger keeps serial %s as "
                 "issued, and the same command makes another one",
                 ids.serial);
        return EXIT_UNKNOWN;
    }
    if (vmstrust_ca_set_delivered(ca, cert, &error) != VMSTRUST_OK) {
        answer_error("the files are written, and the ledger does not know it",
                     error);
        return EXIT_UNKNOWN;
    }
    return EXIT_YES;
}

/* --- Saying --------------------------------------------------------------- */

static const char *
say_key(enum delivery_key key)
{
    return key == DELIVERY_PFX
               ? "key, certificate and chain, mode 0600; the key is nowhere "
                 "else"
               : "the private key, mode 0600: for the account of the service "
                 "alone";
}

void
delivery_put(const struct delivery *delivery, size_t column)
{
    const char *const says[] = {
        say_key(delivery->key),
        "the certificate as the server sends it",
        "the certificate",
    };
    const char *head = "Files";
    char line[SHOWN_SIZE + 128];

    for (size_t i = 0; i < DELIVERY_COUNT; i++) {
        if (delivery->path[i][0] != '\0') {
            snprintf(line, sizeof line, "%s, %s", SHOW(delivery->path[i]),
                     says[i]);
            text_item(stdout, column, head, line);
            head = "";
        }
    }
}
