/*
 * Accounts, from wherever the system's name service has them. Floor 0.
 */
#define _DEFAULT_SOURCE 1 /* getgrouplist */

#include "base/account.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/text.h"
#include "limits.h"

/* An entry of the list of accounts: the text of one line. Large groups have a
 * line of their own for all members. */
#define ENTRY_FIRST ((size_t)4096)
#define ENTRY_LARGEST ((size_t)1 << 20)
#define NAME_SHOWN 100

/* Groups that are asked for at first; most accounts have a handful. */
#define GROUPS_FIRST 64

/* --- Looking up ----------------------------------------------------------- */

/* One look-up into `room`: 0 and *found, or an error number. */
typedef int look_up(const void *what, char *room, size_t size, bool *found,
                    void *out);

/* Again with more room while there is too little. */
static int
look_up_with_room(look_up *look, const void *what, bool *found, void *out)
{
    int number = ERANGE;

    *found = false;
    for (size_t size = ENTRY_FIRST; number == ERANGE && size <= ENTRY_LARGEST;
         size *= 4) {
        char *room = malloc(size);

        if (room == NULL) {
            return ENOMEM;
        }
        do {
            number = look(what, room, size, found, out);
        } while (number == EINTR);
        free(room);
    }
    return number;
}

static int
find_user(const void *name, char *room, size_t size, bool *found, void *out)
{
    struct vmst_account *account = out;
    struct passwd entry;
    struct passwd *result = NULL;
    int number = getpwnam_r(name, &entry, room, size, &result);

    *found = result != NULL;
    if (*found) {
        account->user = entry.pw_uid;
        account->group = entry.pw_gid;
    }
    return number;
}

/* POSIX leaves open how "there is none" is said: these numbers have been seen
 * in the place of 0. */
static bool
means_none(int number)
{
    return number == 0 || number == ENOENT || number == ESRCH;
}

static int
read_user(const char *name, struct vmst_note *note,
          struct vmst_account *account)
{
    char shown[NAME_SHOWN];
    bool found;
    int number = look_up_with_room(find_user, name, &found, account);

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(name));
    if (number == ENOMEM) {
        return vmst_fail_memory(note);
    }
    if (!found && means_none(number)) {
        return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                         "there is no account %s on this computer", shown);
    }
    return found ? VMSTRUST_OK
                 : vmst_fail(note, VMSTRUST_E_FILE,
                             "the list of accounts cannot be read, so that the "
                             "account %s is not known",
                             shown);
}

static int
read_groups(const char *name, struct vmst_note *note,
            struct vmst_account *account)
{
    int room = GROUPS_FIRST;

    for (;;) {
        int count = room;
        gid_t *groups = realloc(account->groups, (size_t)room * sizeof *groups);

        if (groups == NULL) {
            return vmst_fail_memory(note);
        }
        account->groups = groups;
        if (getgrouplist(name, account->group, groups, &count) >= 0) {
            account->group_count = (size_t)count;
            return VMSTRUST_OK;
        }
        if (room >= VMST_LIMIT_ACCOUNT_GROUPS) {
            return vmst_fail(note, VMSTRUST_E_LIMIT,
                             "the account is in too many groups");
        }
        room = count > room ? count : room * 2;
    }
}

int
vmst_account_find(const char *name, struct vmst_note *note,
                  struct vmst_account **account)
{
    AUTO(account) made = calloc(1, sizeof *made);

    *account = NULL;
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    TRY(read_user(name, note, made));
    TRY(read_groups(name, note, made));
    *account = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_account_free(struct vmst_account *account)
{
    if (account != NULL) {
        free(account->groups);
        free(account);
    }
}

/* --- Asking --------------------------------------------------------------- */

bool
vmst_account_is_root(const struct vmst_account *account)
{
    return account->user == 0;
}

bool
vmst_account_has_group(const struct vmst_account *account, uint32_t group)
{
    for (size_t i = 0; i < account->group_count; i++) {
        if (account->groups[i] == group) {
            return true;
        }
    }
    return account->group == group;
}

/* The kernel's list may have the effective group in it or not. */
static bool
has_groups_of_process(const struct vmst_account *account)
{
    gid_t *groups = NULL;
    int count = getgroups(0, NULL);
    bool are_known = count >= 0;

    if (count > 0) {
        groups = calloc((size_t)count, sizeof *groups);
        count = groups == NULL ? -1 : getgroups(count, groups);
        are_known = count >= 0;
    }
    for (int i = 0; i < count && are_known; i++) {
        are_known = vmst_account_has_group(account, groups[i]);
    }
    for (size_t k = 0; k < account->group_count && are_known; k++) {
        bool is_there = account->groups[k] == getegid();

        for (int i = 0; i < count; i++) {
            is_there = is_there || groups[i] == account->groups[k];
        }
        are_known = is_there;
    }
    free(groups);
    return are_known;
}

bool
vmst_account_is_here(const struct vmst_account *account)
{
    return geteuid() == account->user && getegid() == account->group &&
           has_groups_of_process(account);
}

bool
vmst_process_is_root(void)
{
    return geteuid() == 0;
}

/* --- Showing -------------------------------------------------------------- */

struct shown {
    char name[NAME_SHOWN];
};

static int
name_user(const void *user, char *room, size_t size, bool *found, void *out)
{
    struct shown *shown = out;
    struct passwd entry;
    struct passwd *result = NULL;
    int number =
        getpwuid_r(*(const uint32_t *)user, &entry, room, size, &result);

    *found = result != NULL;
    if (*found) {
        vmst_text_show_in(shown->name, sizeof shown->name,
                          vmst_bytes_of(entry.pw_name));
    }
    return number;
}

static int
name_group(const void *group, char *room, size_t size, bool *found, void *out)
{
    struct shown *shown = out;
    struct group entry;
    struct group *result = NULL;
    int number =
        getgrgid_r(*(const uint32_t *)group, &entry, room, size, &result);

    *found = result != NULL;
    if (*found) {
        vmst_text_show_in(shown->name, sizeof shown->name,
                          vmst_bytes_of(entry.gr_name));
    }
    return number;
}

static void
show(struct vmst_buffer *buffer, look_up *look, uint32_t id)
{
    struct shown shown;
    bool found;

    if (look_up_with_room(look, &id, &found, &shown) == 0 && found) {
        vmst_buffer_add_text(buffer, shown.name);
    } else {
        vmst_buffer_format(buffer, "%lu", (unsigned long)id);
    }
}

void
vmst_user_show(struct vmst_buffer *buffer, uint32_t user)
{
    show(buffer, name_user, user);
}

void
vmst_group_show(struct vmst_buffer *buffer, uint32_t group)
{
    show(buffer, name_group, group);
}
