/*
 * What is swept. A subject does one whole task as a caller would, frees
 * everything it was given and returns the code of the task; its own
 * assertions hold whatever fails, for one that outputs are NULL after a
 * failure. It must do the same each time it is run.
 *
 * To add one: write it in the file of its floor, declare it here, and give it
 * a row in test_sweep.c.
 */
#ifndef VMST_TEST_SUBJECTS_H
#define VMST_TEST_SUBJECTS_H

/* base.c */
int subject_buffer_to_text(void);
int subject_buffer_to_bytes(void);
int subject_arena(void);

/* cert.c */
int subject_pem_file(void);
int subject_utf16_file(void);
int subject_pkcs7_file(void);
int subject_malformed_file(void);
int subject_malformed_file_of_a_peer(void);
int subject_missing_file(void);
int subject_crl_file(void);
int subject_malformed_crl_file(void);
int subject_crl_in_no_order(void);
int subject_indirect_crl(void);
int subject_crl_of_a_part(void);
int subject_ocsp_response(void);

/* api.c */
int subject_inspect_as_text(void);
int subject_inspect_as_json(void);
int subject_crls_of_store_and_chain(void);
int subject_inspect_for_a_target(void);
int subject_upload_told_apart(void);
int subject_upload_with_a_key(void);
int subject_error_with_a_note(void);
int subject_error_without_a_note(void);

/* identity.c */
int subject_identity_of_two_files(void);
int subject_identity_with_encrypted_key(void);
int subject_identity_of_pfx(void);
int subject_identity_with_wrong_passphrase(void);
int subject_deployment_checked(void);
int subject_files_replaced(void);
int subject_pfx_described(void);
int subject_pfx_written(void);
int subject_request_drafted_and_read(void);

/* verdict.c */
int subject_report_as_text(void);
int subject_report_as_json(void);
int subject_report_as_evidence(void);
int subject_case_that_is_refused(void);

/* verify.c */
int subject_verify_trusted(void);
int subject_verify_another_host(void);
int subject_verify_revoked(void);
int subject_verify_with_shadow(void);

/* store.c */
int subject_store_on_disk(void);

/* site.c */
int subject_probe_of_another_host(void);
int subject_trial_of_nobody(void);

/* authority.c */
int subject_company_answer(void);
int subject_issue_and_revoke(void);
int subject_sign_and_renew(void);
int subject_adopt_and_record(void);
int subject_rollover(void);
int subject_hand_over(void);
int subject_passphrase(void);

/* keeping.c */
int subject_backup_and_restore(void);
int subject_passphrase_of_backup(void);
int subject_checkup(void);

#endif
