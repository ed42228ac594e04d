/*
 * Every tests/vectors/<folder>/<name>.case: the verdict is the list of findings
 * at its end, exactly. Where <name>.txt, <name>.ascii or <name>.json lies beside
 * it, the report reads so, to the byte. And whatever the case, its report keeps
 * the promises of the renderers, and its own evidence is judged alike.
 *
 * usage: test_cases [--renew] [FOLDER...]     (--renew writes what lies beside)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "verdict/case.h"
#include "verdict/layout.h"
#include "verdict/report.h"

#define PATH_SIZE 1024
#define MOST_CASES 1000

static char paths[MOST_CASES][PATH_SIZE];
static struct CMUnitTest tests[MOST_CASES];
static size_t test_count;

/* --- One report ---------------------------------------------------------- */

static void
make_report(struct vmst_bytes text, struct vmst_case **object,
            struct vmst_report **report)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_verdict verdict;

    if (vmst_case_read(text, &note, object) != VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    const struct vmst_question question = {(*object)->trust,  NULL,
                                           (*object)->policy, (*object)->chain,
                                           (*object)->host,   NULL};
    if (vmst_judge(&question, &note, &verdict) != VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    assert_int_equal(vmst_report_new(&question, &verdict, report), VMSTRUST_OK);
}

static void
load_report(const char *path, struct vmst_case **object,
            struct vmst_report **report)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_blob *file = NULL;

    if (vmst_file_read(path, VMST_LIMIT_FILE_SIZE, &note, &file) !=
        VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    make_report(vmst_bytes(file->data, file->size), object, report);
    vmst_blob_free(file);
}

static bool
is_expected(const struct vmst_finding *found, const struct vmst_expected *asked)
{
    return found->number == asked->number &&
           found->severity == asked->severity && found->depth == asked->depth;
}

static void
compare_findings(const struct vmst_case *object,
                 const struct vmst_report *report)
{
    const struct vmst_findings *findings = &report->verdict.outcome.findings;
    bool is_equal = findings->count == object->expected_count;

    for (size_t i = 0; i < findings->count && is_equal; i++) {
        is_equal = is_expected(&findings->rows[i], &object->expected[i]);
    }
    if (!is_equal) {
        AUTO_BUFFER evidence = {0};
        vmst_report_write_evidence(report, &evidence);
        vmst_buffer_add(&evidence, "", 1);
        const char *list = strstr((char *)evidence.data, "\nfinding: ");
        fail_msg("found was:%s", list == NULL ? " nothing" : list);
    }
}

/* No line is wider than a terminal, nothing steers it, and ASCII is ASCII. */
static void
check_text(const struct vmst_report *report, bool is_ascii)
{
    AUTO_BUFFER out = {0};
    size_t column = 0;

    vmst_report_write_text(report, is_ascii, &out);
    assert_false(out.failed);
    for (struct vmst_bytes rest = vmst_buffer_view(&out); rest.size > 0;) {
        uint32_t code_point = 0;
        size_t size = vmst_utf8_read(rest, &code_point);

        assert_int_not_equal(size, 0);
        assert_false(code_point != '\n' && vmst_text_is_hidden(code_point));
        assert_true(!is_ascii || code_point < 0x7f);
        column =
            code_point == '\n' ? 0 : column + vmst_character_width(code_point);
        assert_true(column <= VMST_LAYOUT_WIDTH);
        rest = vmst_bytes(rest.data + size, rest.size - size);
    }
}

/* Printable ASCII and line feeds; JSON may have UTF-8. */
static void
check_bytes(const struct vmst_buffer *out, bool is_ascii)
{
    assert_false(out->failed);
    for (size_t i = 0; i < out->size; i++) {
        uint8_t byte = out->data[i];
        assert_true(byte == '\n' || (byte >= 0x20 && byte != 0x7f));
        assert_true(!is_ascii || byte < 0x7f);
    }
}

static void
check_json(const struct vmst_report *report)
{
    AUTO_BUFFER out = {0};

    assert_int_equal(vmst_report_write_json(report, &out), VMSTRUST_OK);
    check_bytes(&out, false);
}

/* The evidence of a report is judged to the same report, to the byte. */
static void
check_evidence(const struct vmst_report *report)
{
    struct vmst_case *object = NULL;
    struct vmst_report *again = NULL;
    AUTO_BUFFER first = {0};
    AUTO_BUFFER second = {0};
    AUTO_BUFFER text = {0};
    AUTO_BUFFER text_again = {0};

    vmst_report_write_evidence(report, &first);
    check_bytes(&first, true);
    make_report(vmst_buffer_view(&first), &object, &again);
    compare_findings(object, again);
    vmst_report_write_evidence(again, &second);
    assert_true(
        vmst_bytes_equal(vmst_buffer_view(&first), vmst_buffer_view(&second)));
    vmst_report_write_text(report, false, &text);
    vmst_report_write_text(again, false, &text_again);
    assert_true(vmst_bytes_equal(vmst_buffer_view(&text),
                                 vmst_buffer_view(&text_again)));
    vmst_report_free(again);
    vmst_case_free(object);
}

static void
case_is_judged_as_it_says(void **state)
{
    struct vmst_case *object = NULL;
    struct vmst_report *report = NULL;

    load_report(*state, &object, &report);
    compare_findings(object, report);
    check_text(report, false);
    check_text(report, true);
    check_json(report);
    check_evidence(report);
    vmst_report_free(report);
    vmst_case_free(object);
}

/* --- Snapshots ----------------------------------------------------------- */

static bool is_renewing;

/* What a version of the library below changes is no part of a snapshot. */
static void
cut_versions(struct vmst_buffer *out)
{
    static const char mark[] = "  \"versions\": {";
    for (size_t i = 0; i + sizeof(mark) <= out->size; i++) {
        if (memcmp(out->data + i, mark, sizeof(mark) - 1) == 0) {
            out->size = i;
        }
    }
}

static void
render(struct vmst_report *report, const char *ending, struct vmst_buffer *out)
{
    if (strcmp(ending, ".json") == 0) {
        report->trust->generation = 1; /* counted in each process */
        assert_int_equal(vmst_report_write_json(report, out), VMSTRUST_OK);
        cut_versions(out);
    } else {
        vmst_report_write_text(report, strcmp(ending, ".ascii") == 0, out);
    }
    assert_false(out->failed);
}

static void
renew(const char *path, const struct vmst_buffer *out)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(out->data, 1, out->size, file), out->size);
    assert_int_equal(fclose(file), 0);
}

static void
compare_snapshot(const char *path, const struct vmst_buffer *out)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_blob *file = NULL;
    assert_int_equal(vmst_file_read(path, VMST_LIMIT_FILE_SIZE, &note, &file),
                     VMSTRUST_OK);
    if (!vmst_bytes_equal(vmst_bytes(file->data, file->size),
                          vmst_buffer_view(out))) {
        fail_msg("this is what it reads now:\n%.*s", (int)out->size,
                 (char *)out->data);
    }
    vmst_blob_free(file);
}

static void
report_reads_so(void **state)
{
    const char *path = *state;
    const char *ending = strrchr(path, '.');
    char source[PATH_SIZE];
    struct vmst_case *object = NULL;
    struct vmst_report *report = NULL;
    AUTO_BUFFER out = {0};

    snprintf(source, sizeof(source), "%.*s.case", (int)(ending - path), path);
    load_report(source, &object, &report);
    render(report, ending, &out);
    if (is_renewing) {
        renew(path, &out);
    }
    compare_snapshot(path, &out);
    vmst_report_free(report);
    vmst_case_free(object);
}

/* --- All of them --------------------------------------------------------- */

static const struct kind { /* of file, by its ending */
    const char *ending;
    CMUnitTestFunction test;
} kinds[] = {
    {".case", case_is_judged_as_it_says},
    {".txt", report_reads_so},
    {".ascii", report_reads_so},
    {".json", report_reads_so},
};

static void
add_file(const char *folder, const char *name, CMUnitTestFunction test)
{
    if (test_count == MOST_CASES) {
        fprintf(stderr, "more than %d files\n", MOST_CASES);
        exit(EXIT_FAILURE);
    }
    snprintf(paths[test_count], PATH_SIZE, "%s/%s", folder, name);
    tests[test_count] =
        (struct CMUnitTest){.name = strrchr(paths[test_count], '/') + 1,
                            .test_func = test,
                            .initial_state = paths[test_count]};
    test_count++;
}

static void
add_case(const char *folder, const char *name)
{
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending != NULL && i < VMST_COUNT(kinds); i++) {
        if (strcmp(ending, kinds[i].ending) == 0) {
            add_file(folder, name, kinds[i].test);
        }
    }
}

static void
add_folder(const char *folder)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_names names = {0};

    if (vmst_directory_list(folder, &note, &names) != VMSTRUST_OK) {
        fprintf(stderr, "%s\n", note.text);
        exit(EXIT_FAILURE);
    }
    for (size_t i = 0; i < names.count; i++) {
        add_case(folder, names.names[i]);
    }
    vmst_names_free(&names);
}

/* Without arguments the folders of tests/vectors/; else those that are
 * named. */
int
main(int count, char **arguments)
{
    static const char *const folders[] = {"explain", "verdict"};
    const char *root = getenv("top_srcdir");
    char folder[PATH_SIZE / 2];
    int first = count > 1 && strcmp(arguments[1], "--renew") == 0 ? 2 : 1;

    is_renewing = first == 2;
    for (int i = first; i < count; i++) {
        add_folder(arguments[i]);
    }
    for (size_t i = 0; first == count && i < VMST_COUNT(folders); i++) {
        snprintf(folder, sizeof(folder), "%s/tests/vectors/%s",
                 root == NULL ? "." : root, folders[i]);
        add_folder(folder);
    }
    return _cmocka_run_group_tests("cases", tests, test_count, NULL, NULL);
}
