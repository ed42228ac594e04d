/* Files that are read, and everything that is not a file to be read. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/folder.h"

static char folder[] = "/tmp/vmstrust-file-XXXXXX";

static const char *
path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void
write_file(const char *name, const void *data, size_t size)
{
    FILE *file = fopen(path_of(name), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static int
make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
remove_folder(void **state)
{
    static const char *const names[] = {"a",    "b", "large",  "fifo",
                                        "link", "d", "\x1b[2K"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        remove(path_of(names[i]));
    }
    return remove(folder);
}

static void
must_refuse(const char *path, size_t limit, const char *reason)
{
    struct vmst_note note = {0};
    struct vmst_blob *blob;

    assert_int_equal(vmst_file_read(path, limit, &note, &blob),
                     VMSTRUST_E_FILE);
    assert_null(blob);
    assert_int_equal(note.code, VMSTRUST_E_FILE);
    if (strstr(note.text, reason) == NULL) {
        fail_msg("\"%s\" without \"%s\"", note.text, reason);
    }
}

static void
file_is_read_whole(void **state)
{
    struct vmst_blob *blob;
    char *data = calloc(1, 100000);

    (void)state;
    assert_non_null(data);
    data[99999] = 'z';
    write_file("large", data, 100000);
    assert_int_equal(vmst_file_read(path_of("large"), 100000, NULL, &blob),
                     VMSTRUST_OK);
    assert_int_equal(blob->size, 100000);
    assert_memory_equal(blob->data, data, 100000);
    vmst_blob_free(blob);
    must_refuse(path_of("large"), 99999, "larger than the 99999 bytes");
    free(data);
}

static void
empty_file_is_a_file(void **state)
{
    struct vmst_blob *blob;

    (void)state;
    write_file("a", "", 0);
    assert_int_equal(vmst_file_read(path_of("a"), 10, NULL, &blob),
                     VMSTRUST_OK);
    assert_int_equal(blob->size, 0);
    vmst_blob_free(blob);
}

/* Its size is 0 until it is read. */
static void
file_of_proc_is_bounded_too(void **state)
{
    struct vmst_blob *blob;

    (void)state;
    if (vmst_file_read("/proc/self/maps", 1 << 20, NULL, &blob) !=
        VMSTRUST_OK) {
        skip();
    }
    assert_true(blob->size > 100);
    vmst_blob_free(blob);
    must_refuse("/proc/self/maps", 100, "larger than the 100 bytes");
}

static void
what_is_no_file_is_named(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(path_of("fifo"), 0600), 0);
    must_refuse(path_of("fifo"), 10, "it is a FIFO");
    must_refuse(folder, 10, "it is a directory");
    must_refuse("/dev/null", 10, "it is a device");
    must_refuse(path_of("missing"), 10, "there is no such file");
    must_refuse("", 10, "there is no such file");
    write_file("a", "", 0);
    must_refuse(path_of("a/b"), 10, "is not a directory");
    assert_int_equal(symlink("link", path_of("link")), 0);
    must_refuse(path_of("link"), 10, "too many symbolic links");
    if (geteuid() != 0) {
        assert_int_equal(chmod(path_of("a"), 0), 0);
        must_refuse(path_of("a"), 10, "no permission");
    }
}

static void
name_of_a_file_repaints_nothing(void **state)
{
    (void)state;
    must_refuse(path_of("\x1b[2K"), 10, "/\\u{1B}[2K: there is no");
}

static void
directory_is_sorted_bytewise(void **state)
{
    struct vmst_names names;
    struct vmst_note note = {0};

    (void)state;
    write_file("b", "", 0);
    write_file("a", "", 0);
    assert_int_equal(mkdir(path_of("d"), 0700), 0);
    assert_int_equal(vmst_directory_list(folder, NULL, &names), VMSTRUST_OK);
    for (size_t i = 1; i < names.count; i++) {
        assert_true(strcmp(names.names[i - 1], names.names[i]) < 0);
    }
    assert_true(names.count >= 3);
    assert_string_equal(names.names[0], "a");
    vmst_names_free(&names);
    assert_int_equal(vmst_directory_list(path_of("d"), NULL, &names),
                     VMSTRUST_OK);
    assert_int_equal(names.count, 0);
    vmst_names_free(&names);
    assert_int_equal(vmst_directory_list(path_of("a"), &note, &names),
                     VMSTRUST_E_FILE);
    assert_int_equal(names.count, 0);
}

/* A name too long to be looked at stands for a folder that one may not enter:
 * the test may run as root, who may enter all. */
static void
missing_is_what_is_surely_not_there(void **state)
{
    char long_name[400] = "/";

    (void)state;
    memset(long_name + 1, 'a', sizeof long_name - 2);
    assert_true(vmst_path_is_missing("/no-such-folder/x"));
    assert_true(vmst_path_is_missing("/dev/null/x"));
    assert_false(vmst_path_is_missing("/"));
    assert_false(vmst_path_is_missing(long_name));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_is_read_whole),
        cmocka_unit_test(empty_file_is_a_file),
        cmocka_unit_test(file_of_proc_is_bounded_too),
        cmocka_unit_test(what_is_no_file_is_named),
        cmocka_unit_test(name_of_a_file_repaints_nothing),
        cmocka_unit_test(directory_is_sorted_bytewise),
        cmocka_unit_test(missing_is_what_is_surely_not_there),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
