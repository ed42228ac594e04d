/*
 * A pair of files is switched, and the process dies before each call of the
 * system in turn: every file is whole each time, and a pair that does not fit is
 * known by its journal and finished by the next write. Or each call fails in
 * turn: then all is new or all is old.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/files.h"

/* --- Calls that die or fail ----------------------------------------------- */

enum fault { FAULT_NONE, FAULT_DEATH, FAULT_FAILURE };

static enum fault armed;
static unsigned left; /* calls until it happens */

static bool
is_due(void)
{
    if (armed == FAULT_NONE || --left != 0) {
        return false;
    }
    if (armed == FAULT_DEATH) {
        raise(SIGKILL);
    }
    armed = FAULT_NONE; /* one failure, and its clean-up works */
    errno = EACCES;
    return true;
}

int __real_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __real_unlink(const char *path);
int __real_fsync(int file);
int __real_fchmod(int file, mode_t mode);
ssize_t __real_write(int file, const void *data, size_t size);
int __wrap_rename(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __wrap_unlink(const char *path);
int __wrap_fsync(int file);
int __wrap_fchmod(int file, mode_t mode);
ssize_t __wrap_write(int file, const void *data, size_t size);

int
__wrap_rename(const char *from, const char *to)
{
    return is_due() ? -1 : __real_rename(from, to);
}

int
__wrap_link(const char *from, const char *to)
{
    return is_due() ? -1 : __real_link(from, to);
}

int
__wrap_unlink(const char *path)
{
    return is_due() ? -1 : __real_unlink(path);
}

int
__wrap_fsync(int file)
{
    return is_due() ? -1 : __real_fsync(file);
}

int
__wrap_fchmod(int file, mode_t mode)
{
    return is_due() ? -1 : __real_fchmod(file, mode);
}

ssize_t
__wrap_write(int file, const void *data, size_t size)
{
    return is_due() ? -1 : __real_write(file, data, size);
}

/* --- A folder with a pair ------------------------------------------------- */

struct scene {
    char folder[64];
    char key[96];
    char cert[96];
    char other[96];
};

static int
make_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);

    snprintf(scene->folder, sizeof scene->folder, "/tmp/test_files.XXXXXX");
    if (mkdtemp(scene->folder) == NULL) {
        return -1;
    }
    snprintf(scene->key, sizeof scene->key, "%s/rec01.key", scene->folder);
    snprintf(scene->cert, sizeof scene->cert, "%s/rec01.crt", scene->folder);
    snprintf(scene->other, sizeof scene->other, "%s/other", scene->folder);
    *state = scene;
    return 0;
}

/* Also what a death left lying there. */
static void
empty(const struct scene *scene)
{
    struct vmst_names names;

    assert_int_equal(vmst_directory_list(scene->folder, NULL, &names),
                     VMSTRUST_OK);
    for (size_t i = 0; i < names.count; i++) {
        char *path = NULL;

        assert_int_equal(vmst_path_join(scene->folder, names.names[i], &path),
                         VMSTRUST_OK);
        unlink(path);
        free(path);
    }
    vmst_names_free(&names);
}

static int
free_scene(void **state)
{
    struct scene *scene = *state;

    empty(scene);
    rmdir(scene->folder);
    free(scene);
    return 0;
}

static void
put_bytes(const char *path, struct vmst_bytes bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

static void
put(const char *path, const char *text)
{
    put_bytes(path, vmst_bytes_of(text));
}

static size_t
entries_of(const struct scene *scene)
{
    struct vmst_names names;
    size_t count;

    assert_int_equal(vmst_directory_list(scene->folder, NULL, &names),
                     VMSTRUST_OK);
    count = names.count;
    vmst_names_free(&names);
    return count;
}

/* 'a' or 'b', and whole. */
static char
letter_of(const char *path)
{
    AUTO(blob) blob = NULL;

    assert_int_equal(vmst_file_read(path, 64, NULL, &blob), VMSTRUST_OK);
    assert_int_equal(blob->size, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(blob->data[i], blob->data[0]);
    }
    return (char)blob->data[0];
}

static void
put_old(const struct scene *scene)
{
    empty(scene);
    put(scene->key, "aaaa");
    put(scene->cert, "aaaa");
    assert_int_equal(chmod(scene->key, 0600), 0);
}

static int
switch_pair(const struct scene *scene, bool may_replace)
{
    const struct vmst_new_file files[] = {
        {scene->key, vmst_bytes_of("bbbb"), VMST_ACCESS_OWNER},
        {scene->cert, vmst_bytes_of("bbbb"), VMST_ACCESS_EVERYONE},
    };

    return vmst_files_write(files, VMST_COUNT(files), may_replace, NULL);
}

static int
write_other(const struct scene *scene)
{
    const struct vmst_new_file file = {scene->other, vmst_bytes_of("cccc"),
                                       VMST_ACCESS_EVERYONE};

    return vmst_files_write(&file, 1, true, NULL);
}

/* --- Tests ---------------------------------------------------------------- */

static void
a_pair_is_switched(void **state)
{
    const struct scene *scene = *state;
    struct stat about;

    put_old(scene);
    assert_int_equal(chmod(scene->key, 0640), 0);
    assert_int_equal(switch_pair(scene, false), VMSTRUST_E_FILE);
    assert_int_equal(letter_of(scene->key), 'a');
    assert_int_equal(switch_pair(scene, true), VMSTRUST_OK);
    assert_int_equal(letter_of(scene->key), 'b');
    assert_int_equal(letter_of(scene->cert), 'b');
    assert_int_equal(stat(scene->key, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(entries_of(scene), 2);
    assert_false(vmst_files_are_halfway(scene->key));
}

static void
new_files_get_their_modes(void **state)
{
    const struct scene *scene = *state;
    struct stat about;

    empty(scene);
    assert_int_equal(switch_pair(scene, false), VMSTRUST_OK);
    assert_int_equal(stat(scene->key, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    assert_int_equal(stat(scene->cert, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0644);
    assert_int_equal(entries_of(scene), 2);
}

/* Runs the switch in a child that dies before its n-th call; false: it lived.
 * The child may stand in the folder, and the one that finishes it does not. */
static bool
dies_at(const struct scene *scene, bool is_inside, unsigned n)
{
    const struct scene inside = {.key = "rec01.key", .cert = "rec01.crt"};
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        if (is_inside && chdir(scene->folder) != 0) {
            _exit(1);
        }
        left = n;
        armed = FAULT_DEATH;
        _exit(switch_pair(is_inside ? &inside : scene, true) == VMSTRUST_OK
                  ? 0
                  : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return true;
    }
    assert_int_equal(WEXITSTATUS(status), 0);
    return false;
}

static void
check_deaths(const struct scene *scene, bool is_inside)
{
    unsigned halfway = 0;
    unsigned n = 1;

    for (put_old(scene); dies_at(scene, is_inside, n); put_old(scene)) {
        bool is_pair = letter_of(scene->key) == letter_of(scene->cert);

        assert_true(is_pair || vmst_files_are_halfway(scene->key));
        halfway += is_pair ? 0 : 1;
        assert_int_equal(write_other(scene), VMSTRUST_OK);
        assert_int_equal(letter_of(scene->key), letter_of(scene->cert));
        assert_false(vmst_files_are_halfway(scene->key));
        n++;
    }
    assert_int_equal(letter_of(scene->key), 'b');
    assert_int_equal(halfway, 1); /* between the two names, and only there */
    assert_true(n > 10);
}

static void
death_at_any_call_leaves_a_pair_or_a_journal(void **state)
{
    check_deaths(*state, false);
    check_deaths(*state, true);
}

static void
failure_of_any_call_is_all_or_nothing(void **state)
{
    const struct scene *scene = *state;
    bool has_happened = true;

    for (unsigned n = 1; has_happened; n++) {
        int code;

        put_old(scene);
        left = n;
        armed = FAULT_FAILURE;
        code = switch_pair(scene, true);
        has_happened = armed == FAULT_NONE;
        armed = FAULT_NONE;
        assert_int_equal(letter_of(scene->key),
                         code == VMSTRUST_OK ? 'b' : 'a');
        assert_int_equal(letter_of(scene->cert), letter_of(scene->key));
        assert_int_equal(write_other(scene), VMSTRUST_OK);
        assert_int_equal(letter_of(scene->cert), letter_of(scene->key));
    }
}

static void
a_journal_of_somebody_else_is_not_obeyed(void **state)
{
    const struct scene *scene = *state;
    char journal[128];

    put_old(scene);
    snprintf(journal, sizeof journal, "%s/%s", scene->folder,
             VMST_FILES_JOURNAL);
    put(journal, "nothing");
    assert_int_equal(chmod(journal, 0622), 0); /* others can write it */
    assert_int_equal(switch_pair(scene, true), VMSTRUST_E_FILE);
    assert_int_equal(letter_of(scene->key), 'a');
    unlink(journal);
    assert_int_equal(symlink("/nowhere", journal), 0);
    assert_int_equal(switch_pair(scene, true), VMSTRUST_E_FILE);
    unlink(journal);
    assert_int_equal(switch_pair(scene, true), VMSTRUST_OK);
}

/* `step`, two texts and their ends, is in the journal of the folder, and all
 * stays as it is. */
static void
check_disobeyed(const struct scene *scene, struct vmst_bytes step)
{
    char journal[128];

    snprintf(journal, sizeof journal, "%s/%s", scene->folder,
             VMST_FILES_JOURNAL);
    put_bytes(journal, step);
    assert_int_equal(write_other(scene), VMSTRUST_E_FILE);
    assert_int_equal(letter_of(scene->key), 'a');
    assert_int_equal(letter_of((const char *)step.data), 'x');
    assert_true(vmst_files_are_halfway(scene->key));
    assert_int_equal(unlink(journal), 0);
}

/* A file of this account that somebody else gave the name of the journal. */
static void
a_journal_that_is_no_switch_is_not_obeyed(void **state)
{
    const struct scene *scene = *state;
    const char *const scratch_ends[] = {
        "", ".1234567", ".1234567g", ".1234567A", ".123456789", "x12345678",
    };
    char scratch[160];

    for (size_t i = 0; i < VMST_COUNT(scratch_ends); i++) {
        for (size_t cut = 0; cut < 2; cut++) {
            AUTO_BUFFER text = {0};

            put_old(scene);
            snprintf(scratch, sizeof scratch, "%s%s",
                     i == 0 ? scene->other : scene->key, scratch_ends[i]);
            put(scratch, "xxxx");
            vmst_buffer_add(&text, scratch, strlen(scratch) + 1);
            vmst_buffer_add(&text, scene->key, strlen(scene->key) + 1);
            check_disobeyed(scene, vmst_bytes(text.data, text.size - cut));
        }
    }
}

/* Where it is read, another folder may be the one that is meant. */
static void
a_journal_of_relative_paths_is_not_obeyed(void **state)
{
    static const char step[] = "rec01.key.12345678\0rec01.key";
    const struct scene *scene = *state;

    put_old(scene);
    assert_int_equal(chdir(scene->folder), 0);
    put("rec01.key.12345678", "xxxx");
    check_disobeyed(scene, vmst_bytes((const uint8_t *)step, sizeof step));
    assert_int_equal(chdir("/"), 0);
}

/* Down as far as a path has a name; the number of folders made. */
static size_t
go_down(const char *name)
{
    char folder[4096]; /* PATH_MAX of Linux */
    size_t depth = 0;

    while (getcwd(folder, sizeof folder) != NULL &&
           strlen(folder) + 1 + strlen(name) < sizeof folder) {
        assert_int_equal(mkdir(name, 0700), 0);
        assert_int_equal(chdir(name), 0);
        depth++;
    }
    return depth;
}

/* Two files whose paths are too long from the root on. */
static void
what_no_journal_could_finish_is_not_begun(void **state)
{
    const struct scene *scene = *state;
    struct scene long_names = {.folder = "."};
    char name[sizeof long_names.key];
    size_t depth;

    memset(name, 'd', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    memcpy(long_names.key, name, sizeof name);
    memcpy(long_names.cert, name, sizeof name);
    long_names.key[0] = 'k';
    empty(scene);
    assert_int_equal(chdir(scene->folder), 0);
    depth = go_down(name);
    put(long_names.key, "aaaa");
    put(long_names.cert, "aaaa");
    assert_int_equal(switch_pair(&long_names, true), VMSTRUST_E_FILE);
    assert_int_equal(letter_of(long_names.key), 'a');
    assert_int_equal(letter_of(long_names.cert), 'a');
    assert_int_equal(entries_of(&long_names), 2);
    empty(&long_names);
    while (depth-- > 0) {
        assert_int_equal(chdir(".."), 0);
        assert_int_equal(rmdir(name), 0);
    }
    assert_int_equal(chdir("/"), 0);
}

static void
what_is_no_file_is_not_replaced(void **state)
{
    const struct scene *scene = *state;

    put_old(scene);
    unlink(scene->cert);
    assert_int_equal(symlink(scene->key, scene->cert), 0);
    assert_int_equal(switch_pair(scene, true), VMSTRUST_E_FILE);
    unlink(scene->cert);
    assert_int_equal(mkdir(scene->cert, 0700), 0);
    assert_int_equal(switch_pair(scene, true), VMSTRUST_E_FILE);
    rmdir(scene->cert);
    assert_int_equal(letter_of(scene->key), 'a');
    assert_int_equal(vmst_files_write(NULL, 0, true, NULL),
                     VMSTRUST_E_ARGUMENT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_is_switched),
        cmocka_unit_test(new_files_get_their_modes),
        cmocka_unit_test(death_at_any_call_leaves_a_pair_or_a_journal),
        cmocka_unit_test(failure_of_any_call_is_all_or_nothing),
        cmocka_unit_test(a_journal_of_somebody_else_is_not_obeyed),
        cmocka_unit_test(a_journal_that_is_no_switch_is_not_obeyed),
        cmocka_unit_test(a_journal_of_relative_paths_is_not_obeyed),
        cmocka_unit_test(what_no_journal_could_finish_is_not_begun),
        cmocka_unit_test(what_is_no_file_is_not_replaced),
    };

    return cmocka_run_group_tests(tests, make_scene, free_scene);
}
