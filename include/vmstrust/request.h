/*
 * Certificate requests (PKCS#10, RFC 2986). A draft collects what a certificate
 * shall say and is signed with the key of an identity; a request is what
 * somebody else wrote, read and proved.
 *
 * A request asks and grants nothing: who signs a certificate for it decides
 * about each name. A draft belongs to one thread at a time; any number of
 * threads may read one request.
 */
#ifndef VMSTRUST_REQUEST_H
#define VMSTRUST_REQUEST_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>
#include <vmstrust/identity.h>

VMSTRUST_BEGIN

typedef struct vmst_draft vmstrust_draft;
typedef struct vmst_request vmstrust_request;

/**
 * An empty draft, for a role: the purpose is Client Authentication for
 * VMSTRUST_ROLE_TLS_CLIENT and Server Authentication for every server.
 *
 * @return VMSTRUST_E_ARGUMENT, also for a role that presents neither;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_draft_new(vmstrust_role role, vmstrust_draft **draft,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Frees it.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_draft_free(vmstrust_draft *draft);

/**
 * One attribute of the subject; they stand in the order in which they came.
 *
 * @param attribute "C", "ST", "L", "O", "OU" or "CN"
 * @param value UTF-8; C two capital letters, O, OU and CN up to 64 characters,
 *        ST and L up to 128 (RFC 5280 A.1)
 * @return VMSTRUST_E_ARGUMENT with the reason, VMSTRUST_E_LIMIT,
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_draft_add_subject(vmstrust_draft *draft, const char *attribute,
                           const char *value,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A DNS name or an IP address by which the server is reached; it goes into the
 * subject alternative name. A wildcard may be the first label.
 *
 * @return VMSTRUST_E_ARGUMENT with what is wrong with it, VMSTRUST_E_LIMIT,
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_draft_add_host(vmstrust_draft *draft, const char *host,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The request in PEM, signed with the key of an identity.
 *
 * @return VMSTRUST_E_ARGUMENT if the draft names nobody, or the key does not
 *         sign here; VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_draft_write(const vmstrust_draft *draft,
                     const vmstrust_identity *identity, vmstrust_bytes **pem,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Reads a request, PEM or DER, and proves that it was signed with its own key.
 *
 * @return VMSTRUST_E_MALFORMED if it is none, is malformed, or possession is
 *         not proved; VMSTRUST_E_LIMIT; VMSTRUST_E_ARGUMENT;
 *         VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_request_parse(const void *data, size_t size,
                       vmstrust_request **request,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Frees it.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_request_free(vmstrust_request *request);

/**
 * The subject as text (RFC 4514), escaped.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_request_write_subject(const vmstrust_request *request,
                               vmstrust_bytes **text,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** How many DNS names it asks for.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_request_get_dns_name_count(const vmstrust_request *request);

/**
 * One DNS name, raw: it may hold anything.
 *
 * @param size may be NULL
 * @return lent by the request, without a NUL; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const char *
vmstrust_request_get_dns_name(const vmstrust_request *request, size_t index,
                              size_t *size);

/** How many IP addresses it asks for.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_request_get_ip_address_count(const vmstrust_request *request);

/**
 * One IP address in network byte order.
 *
 * @param size 4 or 16; may be NULL
 * @return lent by the request; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const uint8_t *
vmstrust_request_get_ip_address(const vmstrust_request *request, size_t index,
                                size_t *size);

VMSTRUST_END

#endif
