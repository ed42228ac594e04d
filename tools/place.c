/*
 * What the places of trusted roots share (place.h).
 */
/* For realpath(3). */
#define _XOPEN_SOURCE 700

#include "place.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "text.h"

#define COLUMN 9

const struct place *const places[PLACE_COUNT] = {&place_system, &place_nss,
                                                 &place_java};

void
place_root_set(struct place_root *root, const char *tree,
               const vmstrust_cert *cert)
{
    const uint8_t *digest = vmstrust_cert_get_sha256(cert);

    root->tree = tree;
    root->cert = cert;
    for (size_t i = 0; i < 32; i++) {
        snprintf(root->sha256 + 2 * i, 3, "%02x", digest[i]);
    }
    snprintf(root->alias, sizeof root->alias, "vmstrust-%.16s", root->sha256);
}

int
place_say(const struct place *place, int status, const char *format, ...)
{
    char line[2 * PLACE_PATH_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_item(stdout, COLUMN, place->name, line);
    return status;
}

const char *
place_path(const struct place_root *root, const char *path, char *full)
{
    int length = snprintf(full, PLACE_PATH_SIZE, "%s%s", root->tree, path);

    if (length < 0 || length >= PLACE_PATH_SIZE) {
        full[0] = '\0';
    }
    return full;
}

/* A character that glob(3) would read as more than itself has a backslash
 * before it. */
static void
put_plain(FILE *out, const char *path)
{
    for (; *path != '\0'; path++) {
        if (strchr("*?[]\\", *path) != NULL) {
            fputc('\\', out);
        }
        fputc(*path, out);
    }
}

bool
place_find(const struct place_root *root, const char *folder,
           const char *pattern, glob_t *found)
{
    char *whole = NULL;
    size_t size;
    FILE *out = open_memstream(&whole, &size);
    bool is_found;

    if (out == NULL) {
        return false;
    }
    put_plain(out, root->tree);
    put_plain(out, folder);
    fputs(pattern, out);
    is_found = fclose(out) == 0 && glob(whole, 0, NULL, found) == 0;
    free(whole);
    return is_found;
}

/* The path with its links followed, or of the nearest folder above it that is
 * there. To be freed; NULL: a link leads nowhere. */
static char *
resolve(char *path)
{
    char *resolved = realpath(path, NULL);
    struct stat status;
    char *slash;

    while (resolved == NULL && errno == ENOENT && lstat(path, &status) != 0 &&
           (slash = strrchr(path, '/')) != NULL && slash != path) {
        *slash = '\0';
        resolved = realpath(path, NULL);
    }
    return resolved;
}

bool
place_is_inside(const struct place_root *root, const char *path)
{
    char full[PLACE_PATH_SIZE];
    char *tree;
    char *found;
    size_t size;
    bool is_inside;

    if (*root->tree == '\0') {
        return true;
    }
    place_path(root, path, full);
    tree = realpath(root->tree, NULL);
    found = resolve(full);
    size = tree == NULL || strcmp(tree, "/") == 0 ? 0 : strlen(tree);
    is_inside = tree != NULL && found != NULL &&
                strncmp(found, tree, size) == 0 &&
                (found[size] == '/' || found[size] == '\0');
    free(tree);
    free(found);
    return is_inside;
}

bool
place_is_missing(const struct place_root *root, const char *path)
{
    char full[PLACE_PATH_SIZE];
    struct stat status;

    return lstat(place_path(root, path, full), &status) != 0 &&
           (errno == ENOENT || errno == ENOTDIR) && *full != '\0';
}

bool
place_put(const struct place *place, const struct place_root *root,
          const char *target, FILE *record)
{
    if (strchr(target, '\n') != NULL) {
        place_say(place, EXIT_NO,
                  "left alone, since its name has two lines: %s", SHOW(target));
        return false;
    }
    if (!place_is_inside(root, target)) {
        place_say(place, EXIT_NO,
                  "left alone, since a link leads out of --root: %s",
                  SHOW(target));
        return false;
    }
    fprintf(record, "%s: %s\n", place->name, target);
    return true;
}

/* How many certificates there are; *is_there tells whether the root is one. */
static size_t
count_certs(const struct place_root *root, const void *data, size_t size,
            bool *is_there)
{
    vmstrust_chain *chain = NULL;
    size_t count = 0;

    *is_there = false;
    if (vmstrust_chain_parse(data, size, &chain, NULL) == VMSTRUST_OK) {
        count = vmstrust_chain_get_count(chain);
    }
    for (size_t i = 0; i < count; i++) {
        const vmstrust_cert *cert = vmstrust_chain_get_cert(chain, i);

        *is_there =
            *is_there || memcmp(vmstrust_cert_get_sha256(cert),
                                vmstrust_cert_get_sha256(root->cert), 32) == 0;
    }
    vmstrust_chain_free(chain);
    return count;
}

bool
place_is_root(const struct place_root *root, const void *data, size_t size)
{
    bool is_there;

    return count_certs(root, data, size, &is_there) == 1 && is_there;
}

bool
place_has_root(const struct place_root *root, const void *data, size_t size)
{
    bool is_there;

    count_certs(root, data, size, &is_there);
    return is_there;
}

static bool
write_pem(int fd, const vmstrust_cert *cert)
{
    vmstrust_bytes *pem = NULL;
    size_t size;
    bool is_written;

    if (vmstrust_cert_write_pem(cert, &pem, NULL) != VMSTRUST_OK) {
        return false;
    }
    size = vmstrust_bytes_get_size(pem);
    is_written = write(fd, vmstrust_bytes_get_data(pem), size) == (ssize_t)size;
    vmstrust_bytes_free(pem);
    return is_written;
}

char *
place_lend_file(const struct place_root *root)
{
    char *path = strdup("/tmp/vmstrust-XXXXXX");
    int fd = path == NULL ? -1 : mkstemp(path);
    bool is_written;

    if (fd < 0) {
        free(path);
        return NULL;
    }
    is_written = write_pem(fd, root->cert);
    if (close(fd) != 0 || !is_written) {
        unlink(path);
        free(path);
        return NULL;
    }
    return path;
}
