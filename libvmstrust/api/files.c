/*
 * vmstrust_files: the public calls. Floor 6.
 */
#include <vmstrust/files.h>

#include <stdlib.h>

#include "api/error.h"
#include "base/files.h"

struct vmst_files {
    struct vmst_new_file list[VMST_FILES_MOST];  /* of the members below */
    char *paths[VMST_FILES_MOST];                /* owned */
    struct vmst_blob *contents[VMST_FILES_MOST]; /* owned */
    size_t count;
    bool may_replace;
};

static int
answer_argument(vmstrust_error **error)
{
    return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
}

int
vmstrust_files_new(bool may_replace, vmstrust_files **files,
                   vmstrust_error **error)
{
    if (files == NULL) {
        return answer_argument(error);
    }
    *files = calloc(1, sizeof **files);
    if (*files == NULL) {
        return vmst_error_answer(VMSTRUST_E_MEMORY, NULL, error);
    }
    (*files)->may_replace = may_replace;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

void
vmstrust_files_free(vmstrust_files *files)
{
    if (files != NULL) {
        for (size_t i = 0; i < VMST_FILES_MOST; i++) {
            free(files->paths[i]);
            vmst_blob_free(files->contents[i]);
        }
        free(files);
    }
}

static int
add(vmstrust_files *files, const char *path, struct vmst_bytes contents,
    bool is_private)
{
    AUTO_BUFFER copy = {0};
    size_t at = files->count;
    struct vmst_blob *blob;

    vmst_buffer_add_text(&copy, path);
    TRY(vmst_blob_new(contents, &blob));
    if (vmst_buffer_take_text(&copy, &files->paths[at]) != VMSTRUST_OK) {
        vmst_blob_free(blob);
        return VMSTRUST_E_MEMORY;
    }
    files->contents[at] = blob;
    files->list[at] = (struct vmst_new_file){
        .path = files->paths[at],
        .contents = vmst_bytes(blob->data, blob->size),
        .access = is_private ? VMST_ACCESS_OWNER : VMST_ACCESS_EVERYONE};
    files->count++;
    return VMSTRUST_OK;
}

int
vmstrust_files_add(vmstrust_files *files, const char *path, const void *data,
                   size_t size, bool is_private, vmstrust_error **error)
{
    if (files == NULL || path == NULL || path[0] == '\0' ||
        (data == NULL && size != 0)) {
        return answer_argument(error);
    }
    if (files->count == VMST_FILES_MOST) {
        return vmst_error_answer(VMSTRUST_E_LIMIT, NULL, error);
    }
    return vmst_error_answer(
        add(files, path, vmst_bytes(data, size), is_private), NULL, error);
}

int
vmstrust_files_write(const vmstrust_files *files, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (files == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(
        vmst_files_write(files->list, files->count, files->may_replace, &note),
        &note, error);
}
