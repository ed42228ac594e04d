/*
 * The inventory of a store on disk: what lies in its folder, by whom, when and
 * why, and what is wrong with it. It reads on where vmstrust_store_open()
 * refuses, so it is for people who look after a store, and trusts nothing.
 *
 * Every reader takes NULL, and an index beyond the last, and answers with the
 * empty case. What it lends lives as long as the inventory.
 */
#ifndef VMSTRUST_INVENTORY_H
#define VMSTRUST_INVENTORY_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/cert.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_inventory vmstrust_inventory;

/**
 * Reads the folder of a store. Each file or name that vmstrust_store_open()
 * would refuse is a problem of the inventory, and no entry.
 *
 * @param path UTF-8
 * @return VMSTRUST_E_FILE; VMSTRUST_E_MALFORMED if it is no store, or one of
 *         another format, with both numbers; VMSTRUST_E_ARGUMENT;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_inventory_read(const char *path, vmstrust_inventory **inventory,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Adds as problems what is wrong, or soon will be, with the entries themselves:
 * expired, not valid yet, about to end, a weak key, no CA, several CAs of one
 * name, trusted and distrusted at once.
 *
 * @param now Unix seconds
 * @param within seconds; what ends sooner after `now` is told
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_inventory_check(vmstrust_inventory *inventory, int64_t now,
                         int64_t within,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Frees it.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_inventory_free(vmstrust_inventory *inventory);

/** How many entries could be read.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_inventory_get_count(const vmstrust_inventory *inventory);

/** What it is: "anchor", "limited", "intermediate", "crl", "pin",
 *  "distrusted-certificate" or "distrusted-key".
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_kind(const vmstrust_inventory *inventory, size_t index);

/** The path of its file below the store.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_file(const vmstrust_inventory *inventory, size_t index);

/** The certificate; it may be malformed where it is distrusted.
 *  @return NULL of a CRL
 *  @since 0.1 */
VMSTRUST_API const vmstrust_cert *
vmstrust_inventory_get_cert(const vmstrust_inventory *inventory, size_t index);

/** The role that a root is limited to.
 *  @return 0 unless it is "limited"
 *  @since 0.1 */
VMSTRUST_API vmstrust_role
vmstrust_inventory_get_role(const vmstrust_inventory *inventory, size_t index);

/** The host that it is pinned to.
 *  @return "" unless it is a "pin"
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_host(const vmstrust_inventory *inventory, size_t index);

/** From when on a pin matches nothing, in Unix seconds.
 *  @return 0 unless it is a "pin"
 *  @since 0.1 */
VMSTRUST_API int64_t vmstrust_inventory_get_expires(
    const vmstrust_inventory *inventory, size_t index);

/** When it was added, in Unix seconds.
 *  @return 0 where nobody wrote it down
 *  @since 0.1 */
VMSTRUST_API int64_t vmstrust_inventory_get_added_at(
    const vmstrust_inventory *inventory, size_t index);

/** Who added it: text out of the file.
 *  @return "" where nobody wrote it down
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_actor(const vmstrust_inventory *inventory, size_t index);

/** Why: text out of the file.
 *  @return "" where nobody wrote it down
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_reason(const vmstrust_inventory *inventory,
                              size_t index);

/** How many problems were found.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_inventory_get_problem_count(const vmstrust_inventory *inventory);

/** An error (vmstrust_store_open() refuses the store, or nothing can be trusted
 *  by the entry), a warning or info.
 *  @return 0 beyond the last
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity vmstrust_inventory_get_problem_severity(
    const vmstrust_inventory *inventory, size_t index);

/** What it is: the id of a finding where there is one ("root-expired",
 *  "other-ca-same-name"), or "unreadable", "private-key-in-store",
 *  "role-unknown", "pin-expired", "trusted-and-distrusted".
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_problem_id(const vmstrust_inventory *inventory,
                                  size_t index);

/** The path of the file or folder below the store.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_problem_file(const vmstrust_inventory *inventory,
                                    size_t index);

/** What is wrong and what to do, in words; foreign text in it is escaped.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_inventory_get_problem_text(const vmstrust_inventory *inventory,
                                    size_t index);

VMSTRUST_END

#endif
