/*
 * The report through the public calls: what it says, that it outlives what it
 * was made of, and NULL for every pointer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#define FILE_SIZE 65536

static char data[FILE_SIZE];

/* One case of tests/vectors/verdict/. */
static size_t
load(const char *name)
{
    const char *root = getenv("top_srcdir");
    char path[1024];
    size_t size;
    FILE *file;

    snprintf(path, sizeof(path), "%s/tests/vectors/verdict/%s.case",
             root == NULL ? "." : root, name);
    file = fopen(path, "rb");
    assert_non_null(file);
    size = fread(data, 1, sizeof(data), file);
    assert_true(size < sizeof(data));
    fclose(file);
    return size;
}

static vmstrust_report *
replay(const char *name, int code)
{
    vmstrust_report *report = NULL;
    vmstrust_error *error = NULL;

    assert_int_equal(vmstrust_replay(data, load(name), &report, &error), code);
    assert_int_equal(vmstrust_error_get_code(error), code);
    assert_non_null(report);
    assert_int_equal(vmstrust_report_is_trusted(report), code == VMSTRUST_OK);
    vmstrust_error_free(error);
    return report;
}

static void
a_row_says_everything(void **state)
{
    vmstrust_report *report =
        replay("name-in-subject-of-mobile-server", VMSTRUST_E_UNTRUSTED);

    (void)state;
    assert_int_equal(vmstrust_report_get_count(report), 1);
    assert_int_equal(vmstrust_report_get_finding(report, 0),
                     VMSTRUST_FINDING_HOST_NAME_ONLY_IN_SUBJECT);
    assert_int_equal(vmstrust_report_get_severity(report, 0),
                     VMSTRUST_SEVERITY_ERROR);
    assert_int_equal(vmstrust_report_get_client(report, 0),
                     VMSTRUST_CLIENT_XPROTECT_MOBILE_CLIENT);
    assert_int_equal(vmstrust_report_get_depth(report, 0), 0);
    assert_ptr_equal(vmstrust_report_get_cert(report, 0),
                     vmstrust_report_get_path_cert(report, 0));
    assert_string_equal(vmstrust_report_get_title(report, 0),
                        "Host name only in the subject, not in DNS names");
    assert_string_equal(vmstrust_report_get_text(report, 0),
                        "The host name is only in the subject (CN), "
                        "rec01.site.local, not among the DNS names (SAN).");
    assert_string_equal(vmstrust_report_get_expected(report, 0),
                        "rec01.site.local");
    assert_string_equal(vmstrust_report_get_found(report, 0),
                        "rec01.site.local");
    assert_string_equal(vmstrust_report_get_consequence(report, 0),
                        "The mobile app cannot connect to the mobile server.");
    assert_non_null(strstr(vmstrust_report_get_fix(report, 0),
                           "Mobile streaming media certificate"));
    assert_non_null(strstr(vmstrust_report_get_source(report, 0), "RFC 9525"));
    vmstrust_report_free(report);
}

static void
the_question_is_in_the_report(void **state)
{
    vmstrust_report *report = replay("trusted", VMSTRUST_OK);

    (void)state;
    assert_int_equal(vmstrust_report_get_count(report), 0);
    assert_int_equal(vmstrust_report_get_path_count(report), 2);
    assert_non_null(vmstrust_report_get_path_cert(report, 1));
    assert_int_equal(vmstrust_report_get_matched(report),
                     VMSTRUST_MATCH_SAN_DNS);
    assert_int_equal(vmstrust_report_get_role(report),
                     VMSTRUST_ROLE_RECORDING_SERVER);
    assert_string_equal(vmstrust_report_get_host(report), "rec01.site.local");
    assert_string_equal(vmstrust_report_get_rules(report), "vms@1");
    assert_int_equal(vmstrust_report_get_judged_at(report), 1795219200);
    assert_int_not_equal(vmstrust_report_get_generation(report), 0);
    vmstrust_report_free(report);
}

static void
near_misses_have_their_certificate(void **state)
{
    vmstrust_report *report =
        replay("root-created-again", VMSTRUST_E_UNTRUSTED);

    (void)state;
    assert_int_equal(vmstrust_report_get_near_miss_count(report), 1);
    assert_int_equal(vmstrust_report_get_near_miss(report, 0),
                     VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME);
    assert_true(vmstrust_cert_is_authority(
        vmstrust_report_get_near_miss_cert(report, 0)));
    assert_non_null(strstr(vmstrust_report_get_near_miss_text(report, 0),
                           "Another CA with the name \"Site CA\""));
    vmstrust_report_free(report);
}

/* --- The empty case ------------------------------------------------------ */

/* Every reader that takes a row. */
static void
assert_no_row(const vmstrust_report *report, size_t index)
{
    assert_int_equal(vmstrust_report_get_finding(report, index),
                     VMSTRUST_FINDING_NONE);
    assert_int_equal(vmstrust_report_get_severity(report, index),
                     VMSTRUST_SEVERITY_OFF);
    assert_null(vmstrust_report_get_cert(report, index));
    assert_int_equal(vmstrust_report_get_depth(report, index), -1);
    assert_int_equal(vmstrust_report_get_client(report, index), 0);
    assert_string_equal(vmstrust_report_get_title(report, index), "");
    assert_string_equal(vmstrust_report_get_text(report, index), "");
    assert_string_equal(vmstrust_report_get_expected(report, index), "");
    assert_string_equal(vmstrust_report_get_found(report, index), "");
    assert_string_equal(vmstrust_report_get_consequence(report, index), "");
    assert_string_equal(vmstrust_report_get_fix(report, index), "");
    assert_string_equal(vmstrust_report_get_source(report, index), "");
    assert_null(vmstrust_report_get_path_cert(report, index));
    assert_int_equal(vmstrust_report_get_near_miss(report, index), 0);
    assert_null(vmstrust_report_get_near_miss_cert(report, index));
    assert_string_equal(vmstrust_report_get_near_miss_text(report, index), "");
}

static void
beyond_the_last_row_there_is_nothing(void **state)
{
    vmstrust_report *report = replay("hostile", VMSTRUST_E_UNTRUSTED);

    (void)state;
    assert_no_row(report, vmstrust_report_get_count(report));
    assert_no_row(report, SIZE_MAX);
    vmstrust_report_free(report);
}

static void
null_is_not_trusted(void **state)
{
    (void)state;
    assert_false(vmstrust_report_is_trusted(NULL));
    assert_int_equal(vmstrust_report_get_count(NULL), 0);
    assert_int_equal(vmstrust_report_get_path_count(NULL), 0);
    assert_int_equal(vmstrust_report_get_near_miss_count(NULL), 0);
    assert_int_equal(vmstrust_report_get_matched(NULL), VMSTRUST_MATCH_NONE);
    assert_int_equal(vmstrust_report_get_role(NULL), 0);
    assert_string_equal(vmstrust_report_get_host(NULL), "");
    assert_string_equal(vmstrust_report_get_rules(NULL), "");
    assert_int_equal(vmstrust_report_get_judged_at(NULL), 0);
    assert_int_equal(vmstrust_report_get_generation(NULL), 0);
    assert_no_row(NULL, 0);
    vmstrust_report_free(NULL);
}

typedef int report_writer(const vmstrust_report *report, vmstrust_bytes **out,
                          vmstrust_error **error);

static void
writers_refuse_null(void **state)
{
    static report_writer *const writers[] = {
        vmstrust_report_write_text, vmstrust_report_write_ascii,
        vmstrust_report_write_json, vmstrust_report_write_evidence};
    vmstrust_report *report = replay("trusted", VMSTRUST_OK);

    (void)state;
    for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++) {
        vmstrust_bytes *out = (vmstrust_bytes *)data; /* not read */
        vmstrust_error *error = NULL;

        assert_int_equal(writers[i](NULL, &out, &error), VMSTRUST_E_ARGUMENT);
        assert_null(out);
        vmstrust_error_free(error);
        assert_int_equal(writers[i](report, NULL, NULL), VMSTRUST_E_ARGUMENT);
        assert_int_equal(writers[i](report, &out, NULL), VMSTRUST_OK);
        assert_int_not_equal(vmstrust_bytes_get_size(out), 0);
        vmstrust_bytes_free(out);
    }
    vmstrust_report_free(report);
}

/* --- Replay -------------------------------------------------------------- */

static void
replay_needs_no_report(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_replay(data, load("trusted"), NULL, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_replay(data, load("expired"), NULL, NULL),
                     VMSTRUST_E_UNTRUSTED);
}

static const struct refused {
    const char *name;
    const char *text;
    const char *says;
} refused[] = {
    {"nothing", "", "This is no evidence file"},
    {"something else", "-----BEGIN CERTIFICATE-----\n",
     "This is no evidence file"},
    {"a newer format", "vmstrust-case: 2\nrole: any\n",
     "of version 2, and this library reads version 1"},
    {"an unknown key", "vmstrust-case: 1\nrole: any\ncolour: red\n",
     "Line 3: there is no such key: colour"},
    {"a foreign key", "vmstrust-case: 1\nrole: any\n\x1b[2K: x\n",
     "Line 3: there is no such key: \\u{1B}[2K"},
    {"no colon", "vmstrust-case: 1\n\n# so\nrole\n",
     "Line 4: this is no `key: value`: role"},
    {"an unknown role", "vmstrust-case: 1\nrole: king\n",
     "Line 2: there is no such role: king"},
    {"the client before the role",
     "vmstrust-case: 1\nclient: smart-client\nrole: any\n",
     "Line 2: the role must come first"},
    {"the role twice", "vmstrust-case: 1\nrole: any\nrole: any\n",
     "Line 3: this is given twice: role"},
    {"a locked finding lowered",
     "vmstrust-case: 1\nrole: any\nseverity: expired off\n",
     "Line 3: The finding expired is locked"},
    {"a date that is none",
     "vmstrust-case: 1\nrole: any\ntime: 2026-02-30T00:00:00Z\n",
     "Line 3: this is no time: 2026-02-30T00:00:00Z"},
    {"seconds beyond all time",
     "vmstrust-case: 1\nrole: any\ntime: @9223372036854775808\n",
     "Line 3: this is no time"},
    {"no certificate", "vmstrust-case: 1\nrole: any\nchain:\nfinding: x\n",
     "Line 3: a PEM block must follow"},
    {"a block that is cut",
     "vmstrust-case: 1\nrole: any\nchain:\n-----BEGIN CERTIFICATE-----\nAA\n",
     "line 4: the block \"CERTIFICATE\" that begins here has no END line"},
    {"a private key",
     "vmstrust-case: 1\nrole: any\nchain:\n-----BEGIN PRIVATE KEY-----\n"
     "MAA=\n-----END PRIVATE KEY-----\n",
     "Line 4: no block of this kind belongs here: PRIVATE KEY"},
    {"an anchor that is no certificate",
     "vmstrust-case: 1\nrole: any\nanchor: own\n-----BEGIN CERTIFICATE-----\n"
     "MAA=\n-----END CERTIFICATE-----\n",
     "Line 4: "},
    {"no chain", "vmstrust-case: 1\nrole: any\n",
     "ends without a line \"chain\""},
    {"no role", "vmstrust-case: 1\nabout: nothing\n",
     "ends without a line \"role\""},
};

static void
a_bad_file_is_refused_with_its_line(void **state)
{
    const struct refused *row = *state;
    vmstrust_report *report = (vmstrust_report *)data; /* not read */
    vmstrust_error *error = NULL;

    assert_int_equal(
        vmstrust_replay(row->text, strlen(row->text), &report, &error),
        VMSTRUST_E_MALFORMED);
    assert_null(report);
    if (strstr(vmstrust_error_get_text(error), row->says) == NULL) {
        fail_msg("%s", vmstrust_error_get_text(error));
    }
    vmstrust_error_free(error);
}

static void
replay_refuses_null(void **state)
{
    vmstrust_report *report = (vmstrust_report *)data; /* not read */

    (void)state;
    assert_int_equal(vmstrust_replay(NULL, 0, &report, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(report);
}

#define REFUSED_COUNT (sizeof(refused) / sizeof(refused[0]))

int
main(void)
{
    const struct CMUnitTest plain[] = {
        cmocka_unit_test(a_row_says_everything),
        cmocka_unit_test(the_question_is_in_the_report),
        cmocka_unit_test(near_misses_have_their_certificate),
        cmocka_unit_test(beyond_the_last_row_there_is_nothing),
        cmocka_unit_test(null_is_not_trusted),
        cmocka_unit_test(writers_refuse_null),
        cmocka_unit_test(replay_needs_no_report),
        cmocka_unit_test(replay_refuses_null),
    };
    struct CMUnitTest rows[REFUSED_COUNT];
    int failed = cmocka_run_group_tests(plain, NULL, NULL);

    for (size_t i = 0; i < REFUSED_COUNT; i++) {
        rows[i] = (struct CMUnitTest){
            .name = refused[i].name,
            .test_func = a_bad_file_is_refused_with_its_line,
            .initial_state = (void *)(uintptr_t)&refused[i]};
    }
    return failed + cmocka_run_group_tests(rows, NULL, NULL);
}
