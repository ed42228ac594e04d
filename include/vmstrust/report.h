/*
 * The report of one verification: the verdict, every finding with its reason
 * and its fix, the path, and what was almost a path. Immutable; any number of
 * threads may read one. It owns references to every certificate it names, and
 * outlives store, chain and policy. Every reader takes NULL and answers with
 * the empty case; what a `_get_` lends lives as long as the report.
 *
 * Rows are read by index, the worst first. All text is escaped.
 */
#ifndef VMSTRUST_REPORT_H
#define VMSTRUST_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/cert.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_report vmstrust_report;

/** Trusted: no finding is an error. NULL is not trusted.
 *  @since 0.1 */
VMSTRUST_API bool vmstrust_report_is_trusted(const vmstrust_report *report);

/** How many findings there are.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_report_get_count(const vmstrust_report *report);

/** Which finding a row is; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_finding
vmstrust_report_get_finding(const vmstrust_report *report, size_t index);

/** How much it weighs here; VMSTRUST_SEVERITY_OFF beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity
vmstrust_report_get_severity(const vmstrust_report *report, size_t index);

/**
 * The certificate it is about.
 *
 * @return lent by the report; NULL if it is about none
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *
vmstrust_report_get_cert(const vmstrust_report *report, size_t index);

/** The place of that certificate on the path, the server's own is 0; -1 if it
 *  is about none, or about one that is not on the path.
 *  @since 0.1 */
VMSTRUST_API int vmstrust_report_get_depth(const vmstrust_report *report,
                                           size_t index);

/** The client whose TLS stack made this weigh more than the rule set says; 0
 *  if none did.
 *  @since 0.1 */
VMSTRUST_API vmstrust_client
vmstrust_report_get_client(const vmstrust_report *report, size_t index);

/** A few words, at most 48 characters, for an overlay.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_title(const vmstrust_report *report, size_t index);

/** The sentence with the facts.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_report_get_text(const vmstrust_report *report,
                                                  size_t index);

/** What was expected.
 *  @return "" where there is no such thing
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_expected(const vmstrust_report *report, size_t index);

/** What was found instead.
 *  @return "" where there is no such thing
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_found(const vmstrust_report *report, size_t index);

/** What follows from it for the user of the system.
 *  @return "" where nothing does
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_consequence(const vmstrust_report *report, size_t index);

/** What to do.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_report_get_fix(const vmstrust_report *report,
                                                 size_t index);

/** The rule it rests on: RFC and section, or the seed document.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_source(const vmstrust_report *report, size_t index);

/** How many certificates the path has; the trusted one, or of the refused ones
 *  the most telling.
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_report_get_path_count(const vmstrust_report *report);

/** One certificate of the path, the server's own is 0.
 *  @return lent by the report; NULL beyond the last
 *  @since 0.1 */
VMSTRUST_API const vmstrust_cert *
vmstrust_report_get_path_cert(const vmstrust_report *report, size_t depth);

/** How many near misses are named, at most 8.
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_report_get_near_miss_count(const vmstrust_report *report);

/** What kind of near miss it is; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_near_miss
vmstrust_report_get_near_miss(const vmstrust_report *report, size_t index);

/** The certificate that was almost on a path; for a missing intermediate the
 *  one whose issuer nobody has.
 *  @return lent by the report; NULL beyond the last
 *  @since 0.1 */
VMSTRUST_API const vmstrust_cert *
vmstrust_report_get_near_miss_cert(const vmstrust_report *report, size_t index);

/** One sentence about it, with the address of a missing intermediate where its
 *  certificate names one.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_near_miss_text(const vmstrust_report *report, size_t index);

/** What is known of the revocation of the path: of its worst certificate.
 *  VMSTRUST_REVOCATION_STATE_NOT_ASKED for NULL.
 *  @since 0.1 */
VMSTRUST_API vmstrust_revocation_state
vmstrust_report_get_revocation(const vmstrust_report *report);

/** Whether the account can use the private key, of a report that
 *  vmstrust_deployment_check() made. VMSTRUST_KEY_ACCESS_NOT_ASKED for another.
 *  @since 0.1 */
VMSTRUST_API vmstrust_key_access
vmstrust_report_get_key_access(const vmstrust_report *report);

/** A sentence about the private key: whether it matches, which account can use
 *  it, and how that is known.
 *  @return "" where nobody asked
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_key_text(const vmstrust_report *report);

/** What the policy's shadow makes of the same question: a report of its own.
 *  @return lent by the report; NULL where the policy has no shadow, or it could
 *          not judge
 *  @since 0.1 */
VMSTRUST_API const vmstrust_report *
vmstrust_report_get_shadow(const vmstrust_report *report);

/** A sentence about the shadow's verdict beside the one that counts: the same,
 *  or the reason and the fix.
 *  @return "" where the policy has no shadow
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_shadow_text(const vmstrust_report *report);

/** How many certificate policies the path is valid for, as far as they are
 *  named, at most 64 (user-constrained-policy-set, RFC 5280 6.1.5 (g)).
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_report_get_policy_count(const vmstrust_report *report);

/** One of them in dotted decimal.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_policy(const vmstrust_report *report, size_t index);

/** Which rule matched the host.
 *  @since 0.1 */
VMSTRUST_API vmstrust_match
vmstrust_report_get_matched(const vmstrust_report *report);

/** The role that was judged; 0 for NULL.
 *  @since 0.1 */
VMSTRUST_API vmstrust_role
vmstrust_report_get_role(const vmstrust_report *report);

/** The host that was asked for, as it was compared.
 *  @return "" if there was none
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_host(const vmstrust_report *report);

/** The rule set with its version, such as "vms@1".
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_report_get_rules(const vmstrust_report *report);

/** The time at which it was judged, Unix seconds.
 *  @since 0.1 */
VMSTRUST_API int64_t
vmstrust_report_get_judged_at(const vmstrust_report *report);

/** The store's generation that was in force.
 *  @since 0.1 */
VMSTRUST_API uint64_t
vmstrust_report_get_generation(const vmstrust_report *report);

/**
 * The report as text for people: verdict, the certificates as a tree, Why,
 * Then, Fix. At most 80 columns, UTF-8 with box-drawing characters.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_report_write_text(const vmstrust_report *report, vmstrust_bytes **text,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same in ASCII only.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_report_write_ascii(const vmstrust_report *report,
                            vmstrust_bytes **text,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The report as JSON, schema "vmstrust-report-1" (an installed JSON Schema
 * file describes it).
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_report_write_json(const vmstrust_report *report, vmstrust_bytes **json,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The evidence: chain, anchors used and near, severities, host, time and
 * version as one text file that vmstrust_replay() judges alike anywhere.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_report_write_evidence(const vmstrust_report *report,
                               vmstrust_bytes **evidence,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_report_free(vmstrust_report *report);

VMSTRUST_END

#endif
