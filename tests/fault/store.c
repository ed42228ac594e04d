/* Subject of floor store: made, changed, saved, refreshed and looked through. */
#define _XOPEN_SOURCE 700 /* nftw */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <ftw.h>
#include <unistd.h>

#include <cmocka.h>

#include "../build_cert.h"
#include "store/inventory.h"
#include "store/store.h"
#include "subjects.h"

#define HOST "rec01.site.local"

static int
remove_one(const char *path, const struct stat *about, int kind,
           struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

static int
change(struct vmst_store *store, const struct vmst_cert *cert,
       struct vmst_note *note)
{
    struct vmst_trust *next = NULL;
    int code;

    TRY(vmst_store_set_actor(store, "anna", "nvr01"));
    TRY(vmst_store_begin(store, &next));
    code = vmst_trust_add_anchor(next, cert, VMSTRUST_ROLE_RECORDING_SERVER,
                                 false);
    if (code == VMSTRUST_OK) {
        code = vmst_trust_add_pin(next, HOST, cert, BUILD_NOW);
    }
    TRY(vmst_store_end(store, next, code));
    TRY(vmst_store_distrust(store, cert, true));
    TRY(vmst_store_save(store, "why", BUILD_NOW, note));
    TRY(vmst_store_remove_cert(store, cert, note));
    TRY(vmst_store_remove_pins(store, HOST, note));
    return vmst_store_save(store, "why", BUILD_NOW, note);
}

static int
look_through(const char *path, struct vmst_note *note)
{
    AUTO(inventory) inventory = NULL;

    TRY(vmst_inventory_read(path, note, &inventory));
    return vmst_inventory_check(inventory, BUILD_NOW, 1);
}

static int
keep(const char *path, const struct vmst_cert *cert, struct vmst_note *note)
{
    AUTO(store) store = NULL;

    TRY(vmst_shelf_create(path, note));
    TRY(vmst_store_new(&store));
    TRY(vmst_store_add_folder(store, path, true, note));
    TRY(change(store, cert, note));
    TRY(vmst_store_refresh(store, note));
    return look_through(path, note);
}

/* In memory where there is such a folder: every run writes some files. The
 * certificate is made once, outside what is swept. */
int
subject_store_on_disk(void)
{
    static const struct build_wish wish = {
        .subject = "Root", .key = 2, .signer = 2, .flags = BUILD_CA};
    static struct vmst_cert *cert;
    struct vmst_note note = {.code = VMSTRUST_OK};
    char folder[] = "/dev/shm/vmstrust-sweep.XXXXXX";
    char elsewhere[] = "/tmp/vmstrust-sweep.XXXXXX";
    const char *used = mkdtemp(folder);
    char path[64];
    int code;

    used = used == NULL ? mkdtemp(elsewhere) : used;
    assert_non_null(used);
    if (cert == NULL) {
        cert = build_cert(&wish); /* at the first run, when nothing fails */
    }
    snprintf(path, sizeof path, "%s/store", used);
    code = keep(path, cert, &note);
    assert_int_equal(nftw(used, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    return code;
}
