/*
 * Files that are written together, through the public calls: once, again over
 * the old ones, not over them unless that was said, and NULL for every pointer.
 * What happens when the process dies is in tests/base/test_files.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include <vmstrust/files.h>

struct scene {
    char folder[64];
    char key[96];
    char cert[96];
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
    *state = scene;
    return 0;
}

static int
free_scene(void **state)
{
    struct scene *scene = *state;

    unlink(scene->key);
    unlink(scene->cert);
    rmdir(scene->folder);
    free(scene);
    return 0;
}

static int
write_pair(const struct scene *scene, const char *text, bool may_replace)
{
    vmstrust_files *files = NULL;
    vmstrust_error *error = NULL;
    int code;

    assert_int_equal(vmstrust_files_new(may_replace, &files, NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_files_add(files, scene->key, text, strlen(text), true, NULL),
        VMSTRUST_OK);
    assert_int_equal(
        vmstrust_files_add(files, scene->cert, text, strlen(text), false, NULL),
        VMSTRUST_OK);
    code = vmstrust_files_write(files, &error);
    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    if (error != NULL) {
        assert_non_null(strstr(vmstrust_error_get_text(error), "rec01"));
    }
    vmstrust_error_free(error);
    vmstrust_files_free(files);
    return code;
}

static void
must_hold(const char *path, const char *text, unsigned mode)
{
    char read[16] = "";
    FILE *file = fopen(path, "r");
    struct stat about;

    assert_non_null(file);
    assert_non_null(fgets(read, sizeof read, file));
    fclose(file);
    assert_string_equal(read, text);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, mode);
}

static void
new_and_again(void **state)
{
    const struct scene *scene = *state;

    assert_int_equal(write_pair(scene, "one", false), VMSTRUST_OK);
    must_hold(scene->key, "one", 0600);
    must_hold(scene->cert, "one", 0644);
    assert_int_equal(write_pair(scene, "two", false), VMSTRUST_E_FILE);
    must_hold(scene->key, "one", 0600);
    assert_int_equal(chmod(scene->key, 0440), 0);
    assert_int_equal(write_pair(scene, "two", true), VMSTRUST_OK);
    must_hold(scene->key, "two", 0440);
    must_hold(scene->cert, "two", 0644);
}

static void
null_is_told(void **state)
{
    vmstrust_files *files = NULL;

    (void)state;
    assert_int_equal(vmstrust_files_new(true, NULL, NULL), VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_files_new(true, &files, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_files_add(NULL, "a", "b", 1, true, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_files_add(files, NULL, "b", 1, true, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_files_add(files, "", "b", 1, true, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_files_add(files, "a", NULL, 1, true, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_files_write(files, NULL), VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_files_write(NULL, NULL), VMSTRUST_E_ARGUMENT);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(vmstrust_files_add(files, "a", "b", 1, true, NULL),
                         VMSTRUST_OK);
    }
    assert_int_equal(vmstrust_files_add(files, "a", "b", 1, true, NULL),
                     VMSTRUST_E_LIMIT);
    vmstrust_files_free(files);
    vmstrust_files_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_and_again),
        cmocka_unit_test(null_is_told),
    };

    return cmocka_run_group_tests(tests, make_scene, free_scene);
}
