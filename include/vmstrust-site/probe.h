/*
 * A probe: asks running servers, many at once, which certificate they present,
 * and judges it. It connects as a TLS client would (the host name is sent, IPv6
 * and IPv4 are raced, TLS 1.3 down to 1.0 is spoken so that an old server can
 * be named), keeps what a server sends even when it is bad, and goes no further
 * than the handshake. Who does not answer in TLS is asked once more, on a second
 * connection, in plain HTTP (HEAD /).
 *
 * This is the only part of the libraries that opens sockets or starts threads
 * (for looking up names, which the C library may take long over). A process
 * that uses it gets no SIGPIPE from it.
 *
 * A probe belongs to one thread at a time. What a `_get_` lends lives until the
 * next run or until the probe is freed. Readers take NULL and an index beyond
 * the last, and answer with the empty case. Text is escaped.
 */
#ifndef VMSTRUST_SITE_PROBE_H
#define VMSTRUST_SITE_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vmstrust-site/enumerations.h>
#include <vmstrust/api.h>
#include <vmstrust/cert.h>
#include <vmstrust/chain.h>
#include <vmstrust/error.h>
#include <vmstrust/policy.h>
#include <vmstrust/report.h>
#include <vmstrust/store.h>
#include <vmstrust/task.h>

VMSTRUST_BEGIN

typedef struct vmst_probe vmstrust_probe;

/**
 * A probe that asks nobody yet.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_probe_new(vmstrust_probe **probe,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Adds an endpoint to ask; the first has index 0.
 *
 * @param endpoint HOST, HOST:PORT, an IPv4 address with or without a port, an
 *        IPv6 address, or [IPv6]:PORT. Without a port it is where the policy's
 *        client connects to the policy's role, or where the role listens
 * @param policy by which it is judged; the probe keeps a reference, so that it
 *        must not be changed any more
 * @return VMSTRUST_E_ARGUMENT with what is wrong, also where the role has no
 *         usual port and none is given; VMSTRUST_E_LIMIT beyond 100,000;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_probe_add(vmstrust_probe *probe, const char *endpoint,
                                    const vmstrust_policy *policy,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The certificate that an endpoint should present, which it was issued: any
 * other is the finding `other-certificate-presented`.
 *
 * @param cert the probe keeps a reference
 * @return VMSTRUST_E_ARGUMENT, also for an index that there is not
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_probe_set_expected(vmstrust_probe *probe, size_t index,
                            const vmstrust_cert *cert,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * How long one endpoint may take, from looking up its name to the end of the
 * handshake. The time of each starts when it is its turn.
 *
 * @param milliseconds 1 to 3,600,000; 10,000 unless set
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_probe_set_timeout(vmstrust_probe *probe, uint32_t milliseconds,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * How many endpoints are asked side by side. Each takes one descriptor, while
 * addresses are raced a few more; where there are no more, endpoints wait.
 *
 * @param count 1 to 10,000; 500 unless set
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_probe_set_parallel(vmstrust_probe *probe, uint32_t count,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Asks all endpoints, and returns when each has its outcome. May be called
 * again, and then asks again. With a task that counts endpoints.
 *
 * @param task may be NULL. After vmstrust_task_cancel() the call returns within
 *        a tenth of a second; endpoints that have an outcome keep it
 * @return VMSTRUST_OK: every endpoint is trusted, and there is one.
 *         VMSTRUST_E_UNTRUSTED: at least one answered and is not trusted.
 *         VMSTRUST_E_UNREACHABLE: of at least one nobody can tell, and none is
 *         known to be untrusted. VMSTRUST_E_CANCELLED. After these four every
 *         endpoint has its outcome, and the error's text is that of the first
 *         that is not trusted. VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY and
 *         VMSTRUST_E_CRYPTO: nobody was asked
 * @since 0.1
 */
VMSTRUST_API int vmstrust_probe_run(vmstrust_probe *probe,
                                    const vmstrust_store *store,
                                    vmstrust_task *task,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** How many endpoints there are.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_probe_get_count(const vmstrust_probe *probe);

/** The host of an endpoint, as it was given: a name or an address.
 *  @return "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_probe_get_host(const vmstrust_probe *probe,
                                                 size_t index);

/** Its port, given or of its role.
 *  @since 0.1 */
VMSTRUST_API uint16_t vmstrust_probe_get_port(const vmstrust_probe *probe,
                                              size_t index);

/** What came of it; VMSTRUST_OUTCOME_NONE before a run.
 *  @since 0.1 */
VMSTRUST_API vmstrust_outcome
vmstrust_probe_get_outcome(const vmstrust_probe *probe, size_t index);

/** The outcome as a sentence with the facts; of an untrusted one the worst
 *  finding's.
 *  @return "" before a run
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_probe_get_text(const vmstrust_probe *probe,
                                                 size_t index);

/** What vmstrust_verify() said of the certificates that it sent.
 *  @return lent; NULL if it sent none
 *  @since 0.1 */
VMSTRUST_API const vmstrust_report *
vmstrust_probe_get_report(const vmstrust_probe *probe, size_t index);

/** The certificates that it sent, in their order, with the OCSP response that
 *  it stapled.
 *  @return lent; NULL if it sent none
 *  @since 0.1 */
VMSTRUST_API const vmstrust_chain *
vmstrust_probe_get_chain(const vmstrust_probe *probe, size_t index);

/** How many findings there are about the connection itself, besides those of
 *  the report.
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_probe_get_finding_count(const vmstrust_probe *probe, size_t index);

/** One of them, the worst first; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_finding vmstrust_probe_get_finding(
    const vmstrust_probe *probe, size_t index, size_t row);

/** What it weighs under the endpoint's policy; VMSTRUST_SEVERITY_OFF beyond the
 *  last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity vmstrust_probe_get_severity(
    const vmstrust_probe *probe, size_t index, size_t row);

/** What it found: a version, a SHA-256 fingerprint; "" where there is nothing
 *  to say, and beyond the last.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_probe_get_found(const vmstrust_probe *probe,
                                                  size_t index, size_t row);

/** What was expected; "" likewise.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_probe_get_expected(const vmstrust_probe *probe, size_t index,
                            size_t row);

/** The version that was agreed on, such as "TLS 1.3"; "" if none was.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_probe_get_protocol(const vmstrust_probe *probe, size_t index);

/** The group of the key exchange, such as "X25519"; "" if there is none.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_probe_get_group(const vmstrust_probe *probe,
                                                  size_t index);

/** The address that answered, or else the last that was tried; "" if there was
 *  none.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_probe_get_address(const vmstrust_probe *probe,
                                                    size_t index);

/** How long it took, in milliseconds.
 *  @since 0.1 */
VMSTRUST_API uint32_t vmstrust_probe_get_millis(const vmstrust_probe *probe,
                                                size_t index);

/** @since 0.1 */
VMSTRUST_API void vmstrust_probe_free(vmstrust_probe *probe);

/** "trusted", "refused", ...; "none" before a run, "unknown" for a number not
 *  known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_outcome_get_id(vmstrust_outcome outcome);

/** A few words for people; "" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_outcome_get_title(vmstrust_outcome outcome);

/** Whether the server answered, so that it is known whether it is trusted. False
 *  for a number not known here.
 *  @since 0.1 */
VMSTRUST_API bool vmstrust_outcome_is_answer(vmstrust_outcome outcome);

VMSTRUST_END

#endif
