/* Subjects of floor authority: a CA backed up and restored, and looked at. */
#define _XOPEN_SOURCE 700 /* for nftw(3) */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "authority/backup.h"
#include "authority/body.h"
#include "authority/checkup.h"
#include "base/folder.h"
#include "der/pem.h"
#include "subjects.h"

#define NOW INT64_C(1900000000) /* 2030-03-17 */

/* What is looked at without a passphrase: deriving a key from one takes as long
 * as the whole sweep should. */
static const char key_file[] = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";

static int
sign_root(struct vmst_note *note, struct vmst_cert **cert)
{
    AUTO(private_key) key = NULL;
    struct vmst_body body = {
        .common_name = "Sweep CA",
        .not_before = NOW - VMST_DAY,
        .not_after = NOW + 1000 * VMST_DAY,
        .is_authority = true,
        .key_usage = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN,
    };

    TRY(vmst_private_key_make(VMST_NEW_EC_P256, note, &key));
    body.key = vmst_private_key_public(key);
    TRY(vmst_body_number(&body, note));
    return vmst_body_sign(&body, key, note, cert);
}

static int
make_ca(const char *folder, struct vmst_note *note)
{
    struct vmst_origin origin = {.time = NOW, .command = "init"};
    AUTO(cert) cert = NULL;
    AUTO_BUFFER pem = {0};

    TRY(sign_root(note, &cert));
    vmst_pem_write(&pem, "CERTIFICATE", cert->der);
    if (pem.failed) {
        return vmst_fail_memory(note);
    }
    TRY(vmst_ledger_create(folder, &origin, note));
    TRY(vmst_folder_write(folder, "ca.key", VMST_ACCESS_OWNER,
                          vmst_bytes_of(key_file), note));
    return vmst_folder_write(folder, "ca.crt", VMST_ACCESS_EVERYONE,
                             vmst_buffer_view(&pem), note);
}

static int
remove_one(const char *path, const struct stat *about, int kind,
           struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

/* A task in a folder that is gone afterwards, in memory where there is such a
 * place. */
static int
with_ca(int (*task)(const char *ca, const char *beside, struct vmst_note *note))
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    char folder[] = "/dev/shm/vmstrust-sweep.XXXXXX";
    char elsewhere[] = "/tmp/vmstrust-sweep.XXXXXX";
    const char *used = mkdtemp(folder);
    char beside[64];
    char ca[64];
    int code;

    used = used == NULL ? mkdtemp(elsewhere) : used;
    assert_non_null(used);
    snprintf(ca, sizeof ca, "%s/ca", used);
    snprintf(beside, sizeof beside, "%s/beside", used);
    assert_int_equal(mkdir(ca, 0700), 0);
    code = make_ca(ca, &note);
    if (code == VMSTRUST_OK) {
        code = task(ca, beside, &note);
    }
    assert_int_equal(nftw(used, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
    return code;
}

static int
write_backup(const char *folder, const char *path, struct vmst_note *note)
{
    AUTO(ca) ca = NULL;

    TRY(vmst_ca_open(folder, NULL, note, &ca));
    return vmst_backup_write(ca, path, false, NOW, note);
}

static int
back_up_and_restore(const char *ca, const char *beside, struct vmst_note *note)
{
    AUTO(backup) backup = NULL;
    char aside[80];

    TRY(write_backup(ca, beside, note));
    TRY(vmst_backup_open(beside, note, &backup));
    snprintf(aside, sizeof aside, "%s.aside", ca);
    assert_int_equal(rename(ca, aside), 0);
    return vmst_backup_restore(backup, ca, NULL, NOW, note);
}

int
subject_backup_and_restore(void)
{
    return with_ca(back_up_and_restore);
}

/* Up to the key, which is none here. */
static int
try_passphrase(const char *ca, const char *beside, struct vmst_note *note)
{
    AUTO(backup) backup = NULL;
    AUTO(secret) secret = NULL;

    TRY(write_backup(ca, beside, note));
    TRY(vmst_backup_open(beside, note, &backup));
    TRY(vmst_secret_new(vmst_bytes_of("correct horse"), note, &secret));
    return vmst_backup_try_passphrase(backup, secret, note);
}

int
subject_passphrase_of_backup(void)
{
    return with_ca(try_passphrase);
}

static int
check_up(const char *ca, const char *beside, struct vmst_note *note)
{
    AUTO(checkup) checkup = NULL;

    (void)beside;
    TRY(vmst_checkup_make(ca, NULL, NOW, note, &checkup));
    assert_true(checkup->count > 5);
    return VMSTRUST_OK;
}

int
subject_checkup(void)
{
    return with_ca(check_up);
}
