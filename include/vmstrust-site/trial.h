/*
 * A trial of a client: would your code have noticed? Servers on loopback, each
 * with one deliberate fault in its certificate and one without, and what a
 * client made of each. For the tests of whoever writes an integration: connect
 * to every port as your code always does, and then read what it accepted.
 *
 * A trial belongs to one thread at a time. Its keys exist in memory only.
 */
#ifndef VMSTRUST_SITE_TRIAL_H
#define VMSTRUST_SITE_TRIAL_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust-site/enumerations.h>
#include <vmstrust/api.h>
#include <vmstrust/cert.h>
#include <vmstrust/error.h>
#include <vmstrust/task.h>

VMSTRUST_BEGIN

typedef struct vmst_trial vmstrust_trial;

/**
 * Makes a CA and the certificates, and listens at 127.0.0.1, at one port of the
 * kernel's choice for each fault. The certificates are for `localhost` and the
 * addresses of loopback, and valid for a week.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO,
 *         VMSTRUST_E_CLOCK, VMSTRUST_E_UNREACHABLE if there is no loopback or no
 *         port
 * @since 0.1
 */
VMSTRUST_API int vmstrust_trial_new(vmstrust_trial **trial,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The CA certificate that the client is to trust, and no other.
 *  @return lent by the trial; NULL for NULL
 *  @since 0.1 */
VMSTRUST_API const vmstrust_cert *
vmstrust_trial_get_ca(const vmstrust_trial *trial);

/** How many servers there are: one for each fault.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_trial_get_count(const vmstrust_trial *trial);

/** What is wrong with one of them; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_fault
vmstrust_trial_get_fault(const vmstrust_trial *trial, size_t index);

/** Where it listens; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API uint16_t vmstrust_trial_get_port(const vmstrust_trial *trial,
                                              size_t index);

/** What the client made of it; of several attempts the one in which it trusted
 *  most. VMSTRUST_REACTION_NONE if there was none.
 *  @since 0.1 */
VMSTRUST_API vmstrust_reaction
vmstrust_trial_get_reaction(const vmstrust_trial *trial, size_t index);

/**
 * Serves, until every server was tried or the task is cancelled. May be called
 * again. The task counts the servers that were tried.
 *
 * @param task may be NULL; from another thread, vmstrust_task_cancel() ends the
 *        call within a tenth of a second
 * @return VMSTRUST_OK: all were tried, the good one was accepted and every other
 *         refused. VMSTRUST_E_UNTRUSTED: all were tried, and the client does not
 *         tell good from bad; the text names what it got wrong.
 *         VMSTRUST_E_CANCELLED, VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_trial_run(vmstrust_trial *trial, vmstrust_task *task,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_trial_free(vmstrust_trial *trial);

/** "expired", "wrong-name", ...; "unknown" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_fault_get_id(vmstrust_fault fault);

/** A few words for people; "" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_fault_get_title(vmstrust_fault fault);

/** "refused", "finished", "accepted"; "none" if nobody came, "unknown" for a
 *  number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_reaction_get_id(vmstrust_reaction reaction);

/** A few words for people; "" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_reaction_get_title(vmstrust_reaction reaction);

VMSTRUST_END

#endif
