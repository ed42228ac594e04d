/*
 * Files that belong together, such as a private key and its certificate,
 * written together. Each is whole and on the disk under another name before any
 * of them takes its own; so whoever looks finds the old files or the new ones,
 * and never a part of one.
 *
 * A file that replaces another takes over owner, group, mode, POSIX ACL and
 * SELinux label before it takes its name, and is never open to more on the way;
 * where that is not allowed, nothing is replaced. A private file leaves out what
 * all others might do with the one before it. Links are not followed.
 *
 * When the process is killed: before the first file takes its name nothing has
 * changed, and after the last all has. Between the two, a few system calls, the
 * files may not fit each other; then a journal, ".vmstrust-switch" in the folder
 * of the first, knows what is left, and the next vmstrust_files_write() into
 * that folder does it first. vmstrust_deployment_check() says so.
 */
#ifndef VMSTRUST_FILES_H
#define VMSTRUST_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <vmstrust/api.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_files vmstrust_files;

/**
 * No files yet.
 *
 * @param may_replace files that are there are replaced; otherwise one that is
 *        there is a failure
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_files_new(bool may_replace, vmstrust_files **files,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Frees it, and wipes what it was to write.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_files_free(vmstrust_files *files);

/**
 * One more file, the private key first; the bytes are copied.
 *
 * @param path UTF-8; in a folder that exists
 * @param is_private where it replaces none, its mode is 0600 and not 0644
 * @return VMSTRUST_E_LIMIT for the ninth; VMSTRUST_E_ARGUMENT;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_files_add(vmstrust_files *files, const char *path,
                                    const void *data, size_t size,
                                    bool is_private,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Writes them, all or none; again, if it is called again.
 *
 * @return VMSTRUST_E_FILE, and the text says which file, why, and what to run;
 *         VMSTRUST_E_ARGUMENT, also for no file at all; VMSTRUST_E_MEMORY;
 *         VMSTRUST_E_CRYPTO if the system has no random bytes
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_files_write(const vmstrust_files *files,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
