/*
 * The sweep: each subject is run once for every allocation that it makes, with
 * that one failing, until a run in which none failed. Each run ends in the
 * subject's own code or in VMSTRUST_E_MEMORY, so that in particular nothing
 * becomes trusted for want of memory, and leaves nothing allocated. Swept
 * twice: with memory coming back after the failure, and without.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <vmstrust/error.h>

#include "fault.h"
#include "subjects.h"

struct subject {
    const char *name;
    int (*run)(void);
    int code; /* what it returns when nothing fails */
};

static const struct subject subjects[] = {
    {"buffer to text", subject_buffer_to_text, VMSTRUST_OK},
    {"buffer to bytes", subject_buffer_to_bytes, VMSTRUST_OK},
    {"arena", subject_arena, VMSTRUST_OK},
    {"PEM file", subject_pem_file, VMSTRUST_OK},
    {"UTF-16 file", subject_utf16_file, VMSTRUST_OK},
    {"PKCS#7 file", subject_pkcs7_file, VMSTRUST_OK},
    {"malformed file", subject_malformed_file, VMSTRUST_E_MALFORMED},
    {"malformed file of a peer", subject_malformed_file_of_a_peer, VMSTRUST_OK},
    {"missing file", subject_missing_file, VMSTRUST_E_FILE},
    {"CRL file", subject_crl_file, VMSTRUST_OK},
    {"malformed CRL file", subject_malformed_crl_file, VMSTRUST_E_MALFORMED},
    {"CRL in no order", subject_crl_in_no_order, VMSTRUST_OK},
    {"indirect CRL", subject_indirect_crl, VMSTRUST_OK},
    {"CRL of a part", subject_crl_of_a_part, VMSTRUST_OK},
    {"OCSP response", subject_ocsp_response, VMSTRUST_OK},
    {"inspect as text", subject_inspect_as_text, VMSTRUST_OK},
    {"inspect as JSON", subject_inspect_as_json, VMSTRUST_OK},
    {"CRLs of store and chain", subject_crls_of_store_and_chain, VMSTRUST_OK},
    {"inspect for a target", subject_inspect_for_a_target, VMSTRUST_OK},
    {"upload told apart", subject_upload_told_apart, VMSTRUST_OK},
    {"upload with a key", subject_upload_with_a_key, VMSTRUST_OK},
    {"error with a note", subject_error_with_a_note, VMSTRUST_E_MALFORMED},
    {"error without a note", subject_error_without_a_note,
     VMSTRUST_E_MALFORMED},
    {"identity of two files", subject_identity_of_two_files, VMSTRUST_OK},
    {"identity with an encrypted key", subject_identity_with_encrypted_key,
     VMSTRUST_OK},
    {"files replaced", subject_files_replaced, VMSTRUST_OK},
    {"deployment checked", subject_deployment_checked, VMSTRUST_OK},
    {"identity of a PFX", subject_identity_of_pfx, VMSTRUST_OK},
    {"identity, wrong passphrase", subject_identity_with_wrong_passphrase,
     VMSTRUST_E_PASSPHRASE},
    {"PFX described", subject_pfx_described, VMSTRUST_OK},
    {"PFX written", subject_pfx_written, VMSTRUST_OK},
    {"request drafted and read", subject_request_drafted_and_read, VMSTRUST_OK},
    {"verify, trusted", subject_verify_trusted, VMSTRUST_OK},
    {"verify, another host", subject_verify_another_host, VMSTRUST_E_UNTRUSTED},
    {"verify, revoked by another key of the CA", subject_verify_revoked,
     VMSTRUST_E_UNTRUSTED},
    {"verify with a shadow", subject_verify_with_shadow, VMSTRUST_E_UNTRUSTED},
    {"report as text", subject_report_as_text, VMSTRUST_E_UNTRUSTED},
    {"report as JSON", subject_report_as_json, VMSTRUST_OK},
    {"report as evidence", subject_report_as_evidence, VMSTRUST_E_UNTRUSTED},
    {"answer of a company", subject_company_answer, VMSTRUST_OK},
    {"issue and revoke", subject_issue_and_revoke, VMSTRUST_OK},
    {"backup and restore", subject_backup_and_restore, VMSTRUST_OK},
    {"passphrase of a backup", subject_passphrase_of_backup,
     VMSTRUST_E_MALFORMED},
    {"checkup", subject_checkup, VMSTRUST_OK},
    {"sign and renew", subject_sign_and_renew, VMSTRUST_OK},
    {"store on disk", subject_store_on_disk, VMSTRUST_OK},
    {"rollover", subject_rollover, VMSTRUST_OK},
    {"hand-over", subject_hand_over, VMSTRUST_OK},
    {"passphrase of a CA", subject_passphrase, VMSTRUST_OK},
    {"adopt and record", subject_adopt_and_record, VMSTRUST_OK},
    {"probe of another host", subject_probe_of_another_host,
     VMSTRUST_E_UNTRUSTED},
    {"trial of nobody", subject_trial_of_nobody, VMSTRUST_E_CANCELLED},
    {"case that is refused", subject_case_that_is_refused,
     VMSTRUST_E_MALFORMED},
};

#define SUBJECT_COUNT (sizeof subjects / sizeof subjects[0])

/* No subject makes so many allocations: beyond it a sweep runs in a circle. */
#define MOST_ALLOCATIONS ((size_t)200000)

/* Runs the subject with one failure; says whether there was one. */
static bool
run_with_fault(const struct subject *subject, size_t number,
               enum fault_kind kind)
{
    long live = fault_get_live();
    bool has_failed;
    int code;

    fault_arm(number, kind);
    code = subject->run();
    has_failed = fault_disarm();

    if (code != subject->code && code != VMSTRUST_E_MEMORY) {
        fail_msg("allocation %zu failed: code %d", number, code);
    }
    if (fault_get_live() != live) {
        fail_msg("allocation %zu failed: %ld not freed", number,
                 fault_get_live() - live);
    }
    if (!has_failed) {
        assert_int_equal(code, subject->code);
    }
    return has_failed;
}

static void
sweep(const struct subject *subject, enum fault_kind kind)
{
    size_t number = 1;

    assert_int_equal(subject->run(), subject->code); /* warms what is lazy */
    while (run_with_fault(subject, number, kind)) {
        number++;
        assert_true(number < MOST_ALLOCATIONS);
    }
    print_message("%zu allocations\n", number - 1);
}

static void
one_allocation_fails(void **state)
{
    sweep(*state, FAULT_ONCE);
}

static void
memory_does_not_come_back(void **state)
{
    sweep(*state, FAULT_LASTING);
}

int
main(void)
{
    struct CMUnitTest tests[2 * SUBJECT_COUNT];
    char names[2 * SUBJECT_COUNT][128];

    for (size_t i = 0; i < 2 * SUBJECT_COUNT; i++) {
        const struct subject *subject = &subjects[i / 2];
        bool is_once = i % 2 == 0;

        snprintf(names[i], sizeof names[i], "%s, %s", subject->name,
                 is_once ? "one fails" : "all fail from there");
        tests[i] = (struct CMUnitTest){
            .name = names[i],
            .test_func =
                is_once ? one_allocation_fails : memory_does_not_come_back,
            .initial_state = (void *)(uintptr_t)subject,
        };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
