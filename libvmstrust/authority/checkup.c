/*
 * The checkup of a CA: one function for each thing that can be wrong. Nothing is
 * repaired here. Floor 5.
 */
#include "authority/checkup.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "authority/generation.h"
#include "authority/issue.h"
#include "authority/keyfile.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/time.h"

#define SHOWN 300
/* A backup is due after a month of issuing; who changes nothing needs none. */
#define BACKUP_DAYS 30

struct round { /* one checkup */
    const char *folder;
    const struct vmst_secret *passphrase;
    int64_t now;
    struct vmst_ca *ca; /* NULL: it could not be opened */
    struct vmst_checkup *checkup;
    struct vmst_note *note;
};

const char *
vmst_mark_id(enum vmst_mark mark)
{
    switch (mark) {
    case VMST_MARK_GOOD:
        return "good";
    case VMST_MARK_WARNING:
        return "warning";
    case VMST_MARK_BAD:
        return "bad";
    case VMST_MARK_UNKNOWN:
        break;
    }
    return "unknown";
}

__attribute__((format(printf, 4, 5))) static void
say(struct round *round, const char *id, enum vmst_mark mark,
    const char *format, ...)
{
    struct vmst_check *check = &round->checkup->list[round->checkup->count];
    va_list values;

    if (round->checkup->count == VMST_CHECKS) {
        return;
    }
    check->id = id;
    check->mark = mark;
    va_start(values, format);
    vsnprintf(check->text, sizeof check->text, format, values);
    va_end(values);
    round->checkup->count++;
}

/* What a call said is bad, unless it is about this process. */
static int
take(struct round *round, const char *id, int code,
     const struct vmst_note *note)
{
    if (code == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(round->note);
    }
    if (code != VMSTRUST_OK) {
        say(round, id, VMST_MARK_BAD, "%s", note->text);
    }
    return VMSTRUST_OK;
}

static int
look(const struct round *round, const char *name, struct vmst_path_state *state)
{
    char *path = NULL;
    int code;

    if (vmst_path_join(round->folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(round->note);
    }
    code = vmst_path_look(path, state);
    free(path);
    return code;
}

/* --- The files ---------------------------------------------------------------- */

static int
check_access(struct round *round)
{
    struct vmst_path_state folder = {.mode = 0};
    struct vmst_path_state key = {.mode = 0};
    char shown[SHOWN];

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(round->folder));
    if (vmst_path_look(round->folder, &folder) != VMSTRUST_OK ||
        !folder.is_folder) {
        say(round, "access", VMST_MARK_BAD,
            "%s is no folder, or may not be looked at", shown);
    } else if ((folder.mode & 077) != 0) {
        say(round, "access", VMST_MARK_BAD,
            "the folder has mode %04o, so that others can enter it: chmod 700 "
            "%s",
            folder.mode, shown);
    } else if (look(round, VMST_CA_KEY_NAME, &key) != VMSTRUST_OK) {
        say(round, "access", VMST_MARK_BAD,
            "ca.key is missing, or may not be looked at");
    } else if ((key.mode & 077) != 0) {
        say(round, "access", VMST_MARK_BAD,
            "ca.key has mode %04o, so that others can read it: chmod 600 "
            "%s/ca.key",
            key.mode, shown);
    } else {
        say(round, "access", VMST_MARK_GOOD,
            "the folder and ca.key are their owner's alone");
    }
    return VMSTRUST_OK;
}

static bool
is_ours(const char *name)
{
    static const char *const names[] = {
        "ca.crt",    "ca.csr",        "ca.key",        "chain.crt",
        "ledger.db", "ledger.db-wal", "ledger.db-shm",
    };

    for (size_t i = 0; i < VMST_COUNT(names); i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* A key that somebody copied, an old ledger, what an interrupted command left:
 * nobody may be left to guess which one counts. */
static int
check_files(struct round *round)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_names names = {.count = 0};
    char shown[SHOWN] = "";
    size_t strangers = 0;
    int code = vmst_directory_list(round->folder, &note, &names);

    for (size_t i = 0; i < names.count; i++) {
        if (!is_ours(names.names[i])) {
            vmst_text_show_in(shown, sizeof shown,
                              vmst_bytes_of(names.names[i]));
            strangers++;
        }
    }
    vmst_names_free(&names);
    if (code == VMSTRUST_OK && strangers != 0) {
        say(round, "files", VMST_MARK_WARNING,
            "%zu file%s here that no CA has, such as %s: look at %s, and put "
            "%s elsewhere",
            strangers, strangers == 1 ? " lies" : "s lie", shown,
            strangers == 1 ? "it" : "them", strangers == 1 ? "it" : "them");
    } else if (code == VMSTRUST_OK) {
        say(round, "files", VMST_MARK_GOOD, "nothing else lies in the folder");
    }
    return take(round, "files", code, &note);
}

static int
check_medium(struct round *round)
{
    switch (vmst_medium_of(round->folder)) {
    case VMST_MEDIUM_USUAL:
        break;
    case VMST_MEDIUM_READ_ONLY:
        say(round, "medium", VMST_MARK_WARNING,
            "the folder lies on read-only media: it can be read, listed and "
            "exported, and issues nothing");
        break;
    case VMST_MEDIUM_NETWORK:
        say(round, "medium", VMST_MARK_BAD,
            "the folder lies on a network file system, where the locks of the "
            "ledger do not hold: move it to a disk of this computer");
        break;
    }
    return VMSTRUST_OK;
}

/* --- What is in them ----------------------------------------------------------- */

static int
check_key(struct round *round)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO_KEY_FILE file = {.text = NULL};
    int code = vmst_key_file_load(round->folder, &note, &file);

    if (code == VMSTRUST_OK && !vmst_key_file_is_safe(&file)) {
        say(round, "key", VMST_MARK_BAD,
            "ca.key is not encrypted: 'vmstrust ca passphrase' gives it a "
            "passphrase; whoever read it meanwhile is a CA too");
        return VMSTRUST_OK;
    }
    if (code == VMSTRUST_OK && round->passphrase == NULL) {
        say(round, "key", VMST_MARK_UNKNOWN,
            vmst_key_file_is_token(&file)
                ? "ca.key names a key on a token; with the PIN it is tried, too"
                : "ca.key is encrypted; with the passphrase it is tried, too");
        return VMSTRUST_OK;
    }
    if (code == VMSTRUST_OK) {
        code = vmst_ca_try_passphrase(round->folder, round->passphrase, &note);
    }
    if (code == VMSTRUST_OK) {
        say(round, "key", VMST_MARK_GOOD,
            "the passphrase opens ca.key, and it is the key of ca.crt");
    }
    return take(round, "key", code, &note);
}

static int
check_ledger(struct round *round)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_tally tally = {.all = 0};
    int code = vmst_ledger_check(round->ca->ledger, &note);

    if (code == VMSTRUST_OK) {
        code = vmst_ledger_count(round->ca->ledger, 0, &note, &tally);
    }
    if (code == VMSTRUST_OK && tally.not_delivered != 0) {
        say(round, "ledger", VMST_MARK_WARNING,
            "%lld of %lld certificates were signed and never noted as handed "
            "out: 'vmstrust ca list' shows them as issued; revoke those that "
            "nobody has",
            (long long)tally.not_delivered, (long long)tally.all);
    } else if (code == VMSTRUST_OK) {
        say(round, "ledger", VMST_MARK_GOOD,
            "whole; certificates: %lld, revoked: %lld", (long long)tally.all,
            (long long)tally.revoked);
    }
    return take(round, "ledger", code, &note);
}

static int
check_time(struct round *round)
{
    int64_t left = round->ca->cert->not_after - round->now;
    char date[VMST_TIME_TEXT];

    vmst_date_show(round->ca->cert->not_after, date);
    if (left < 0) {
        say(round, "time", VMST_MARK_BAD,
            "the CA has expired on %s: make a new one, and give it to every "
            "client",
            date);
    } else if (left < VMST_ORDER_MOST_DAYS * VMST_DAY) {
        say(round, "time", VMST_MARK_WARNING,
            "the CA ends on %s, and what it issues ends with it: 'vmstrust ca "
            "rollover' makes its successor",
            date);
    } else {
        say(round, "time", VMST_MARK_GOOD, "the CA is valid until %s", date);
    }
    return VMSTRUST_OK;
}

static int
check_roots(struct round *round)
{
    size_t count = vmst_ca_root_count(round->ca);

    if (!round->ca->is_published) {
        say(round, "roots", VMST_MARK_WARNING,
            "ca.crt lacks the newest root: the next command that takes the "
            "passphrase writes it");
    } else if (count > 1) {
        say(round, "roots", VMST_MARK_GOOD,
            "the CA is of generation %zu; clients are to have the newest root "
            "of 'vmstrust ca export'",
            count);
    }
    return VMSTRUST_OK;
}

static int
check_place(struct round *round)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = vmst_ledger_check_here(round->ca->ledger, &note);

    return take(round, "place", code, &note);
}

static int
check_backup(struct round *round)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_tally tally = {.all = 0};
    char date[VMST_TIME_TEXT];
    int64_t restored = 0;
    int64_t last = 0;
    int code = vmst_ledger_read_last(round->ca->ledger, "backup", &note, &last);

    if (code == VMSTRUST_OK) {
        code = vmst_ledger_read_last(round->ca->ledger, "restore", &note,
                                     &restored);
    }
    last = restored > last ? restored : last; /* there was one, then */
    if (code == VMSTRUST_OK) {
        code = vmst_ledger_count(round->ca->ledger, last, &note, &tally);
    }
    if (code != VMSTRUST_OK) {
        return take(round, "backup", code, &note);
    }
    vmst_date_show(last, date);
    if (last == 0) {
        say(round, "backup", VMST_MARK_WARNING,
            "there is no backup: 'vmstrust ca backup' makes one, to be kept on "
            "another medium");
    } else if (tally.since != 0 && round->now - last > BACKUP_DAYS * VMST_DAY) {
        say(round, "backup", VMST_MARK_WARNING,
            "the last backup is of %s, and does not know %lld certificate%s: "
            "'vmstrust ca backup' makes a new one",
            date, (long long)tally.since, tally.since == 1 ? "" : "s");
    } else {
        say(round, "backup", VMST_MARK_GOOD, "the last backup is of %s", date);
    }
    return VMSTRUST_OK;
}

static int
open_it(struct round *round)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = vmst_ca_open(round->folder, NULL, &note, &round->ca);

    return take(round, "ledger", code, &note);
}

static int
run(struct round *round)
{
    static int (*const whole[])(struct round *) = {
        check_place, check_roots, check_ledger, check_time, check_backup};
    static int (*const parts[])(struct round *) = {
        check_access, check_files, check_medium, check_key, open_it};

    for (size_t i = 0; i < VMST_COUNT(parts); i++) {
        TRY(parts[i](round));
    }
    for (size_t i = 0; round->ca != NULL && i < VMST_COUNT(whole); i++) {
        TRY(whole[i](round));
    }
    return VMSTRUST_OK;
}

int
vmst_checkup_make(const char *folder, const struct vmst_secret *passphrase,
                  int64_t now, struct vmst_note *note,
                  struct vmst_checkup **checkup)
{
    AUTO(checkup) made = calloc(1, sizeof *made);
    struct round round = {.folder = folder,
                          .passphrase = passphrase,
                          .now = now,
                          .checkup = made,
                          .note = note};
    int code;

    *checkup = NULL;
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    code = run(&round);
    vmst_ca_free(round.ca);
    if (code == VMSTRUST_OK) {
        *checkup = steal(&made);
    }
    return code;
}

void
vmst_checkup_free(struct vmst_checkup *checkup)
{
    free(checkup);
}
