/*
 * The table of findings: what can be wrong, or remarkable, with a certificate
 * or a path; and the severities. All text is static and lives for ever.
 */
#ifndef VMSTRUST_FINDING_H
#define VMSTRUST_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <vmstrust/api.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

/** How many findings this library knows.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_finding_get_total(void);

/** One of them by index, in the order of the table; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_finding vmstrust_finding_get_at(size_t index);

/**
 * The finding of an id.
 *
 * @param finding 0 after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_finding_find(const char *id, vmstrust_finding *finding,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The stable id, such as "expired"; "unknown" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_finding_get_id(vmstrust_finding finding);

/** At most 48 characters; "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_finding_get_title(vmstrust_finding finding);

/** How it comes about; "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_finding_get_cause(vmstrust_finding finding);

/** What to do, in general; "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_finding_get_fix(vmstrust_finding finding);

/** How it is seen on a platform, and where; "" where the platforms do not
 *  differ, and for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_finding_get_how_to_see(vmstrust_finding finding,
                                vmstrust_platform platform);

/** How what vmstrust_finding_get_fix() says is done on a platform; "" likewise.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_finding_get_how_to_fix(vmstrust_finding finding,
                                vmstrust_platform platform);

/** The rule it rests on; "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_finding_get_source(vmstrust_finding finding);

/** Whether no override may lower it. True for an unknown number.
 *  @since 0.1 */
VMSTRUST_API bool vmstrust_finding_is_locked(vmstrust_finding finding);

/** Its severity under a rule set such as "vms" or "vms@1";
 *  VMSTRUST_SEVERITY_ERROR for a number or a rule set not known here.
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity
vmstrust_finding_get_severity(vmstrust_finding finding, const char *rules);

/** How many platforms there are.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_platform_get_total(void);

/** One of them by index; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_platform vmstrust_platform_get_at(size_t index);

/** "windows", "linux", "phone", "display"; "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_platform_get_id(vmstrust_platform platform);

/** Its name for people; "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_platform_get_name(vmstrust_platform platform);

/** "off", "info", "warning", "error"; "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_severity_get_id(vmstrust_severity severity);

/**
 * The severity of an id.
 *
 * @return VMSTRUST_E_NOT_FOUND, VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_severity_find(const char *id, vmstrust_severity *severity,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** "san-dns", "san-ip", "subject-cn", "none"; "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_match_get_id(vmstrust_match match);

/** "missing-intermediate", ...; "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_near_miss_get_id(vmstrust_near_miss near_miss);

/** "off", "available", "required"; "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_revocation_get_id(vmstrust_revocation mode);

/** "not-asked", "not-available", "good", "unknown" (a state), "revoked";
 *  "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_revocation_state_get_id(vmstrust_revocation_state state);

/** "not-asked", "tested-yes", "tested-no", "evaluated-yes", "evaluated-no",
 *  "unknown" (a state); "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_key_access_get_id(vmstrust_key_access access);

/**
 * The revocation mode of an id.
 *
 * @param mode VMSTRUST_REVOCATION_OFF after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_revocation_find(const char *id, vmstrust_revocation *mode,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What a word of the guides or a message of a product means: "private
 * certificate", "Connection Lost".
 *
 * @param finding the finding it stands for, or 0
 * @param text static; NULL after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int vmstrust_word_find(const char *word, vmstrust_finding *finding,
                                    const char **text,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
