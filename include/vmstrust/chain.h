/*
 * A chain: what one connection's peer sent, in the order received, and the time
 * at which it is judged. The first certificate is the one judged, always; the
 * library never picks another. A chain belongs to one thread at a time.
 */
#ifndef VMSTRUST_CHAIN_H
#define VMSTRUST_CHAIN_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/cert.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_chain vmstrust_chain;

/**
 * An empty chain.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_chain_new(vmstrust_chain **chain,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The next certificate that the peer sent, as DER. Any bytes are taken, since
 * what a peer can cause is a verdict: bytes that are no certificate become an
 * item with the finding `malformed` (the first one) or `malformed-extra`.
 *
 * @param data copied; at most 1 MiB
 * @return VMSTRUST_E_LIMIT if it is too large or the chain too long;
 *         VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY. The chain is unchanged then
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_add_der(vmstrust_chain *chain, const void *data, size_t size,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The next certificate, already parsed. The chain keeps a reference.
 *
 * @return VMSTRUST_E_LIMIT, VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_add_cert(vmstrust_chain *chain, const vmstrust_cert *cert,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A CRL that came with the chain, as DER. Any bytes are taken, as of
 * certificates: a malformed CRL is an item that answers nothing. It counts as
 * one of the store's does: only if the authority that it speaks for signed it.
 *
 * @param data copied; at most 64 MiB
 * @return VMSTRUST_E_LIMIT if it is too large or one too many;
 *         VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY; VMSTRUST_E_CRYPTO. The chain
 *         is unchanged then
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_add_crl(vmstrust_chain *chain, const void *data, size_t size,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The OCSP response that the peer stapled to its handshake, as DER, in the
 * place of one set before. Any bytes are taken: a malformed response, one of
 * another certificate or one that nobody entitled signed answers nothing.
 *
 * @param data copied; at most 128 KiB
 * @return as vmstrust_chain_add_crl()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_set_ocsp(vmstrust_chain *chain, const void *data, size_t size,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A chain from bytes: every CERTIFICATE block of a PEM text (CRLF, byte order
 * mark and UTF-16 are read), the certificates of a PKCS#7 bundle, or one DER
 * certificate. Private keys in it are passed over.
 *
 * @return VMSTRUST_E_MALFORMED if there is no certificate at all; it says what
 *         the bytes look like instead; VMSTRUST_E_LIMIT; VMSTRUST_E_ARGUMENT;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_parse(const void *data, size_t size, vmstrust_chain **chain,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same from a file.
 *
 * @param path UTF-8; a regular file of at most 64 MiB
 * @return as vmstrust_chain_parse(), and VMSTRUST_E_FILE
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_load(const char *path, vmstrust_chain **chain,
                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The time at which this chain is judged, instead of the system's clock.
 *
 * @param time Unix seconds, in the years 0000 to 9999
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_chain_set_time(vmstrust_chain *chain, int64_t time,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_chain_get_count(const vmstrust_chain *chain);

/**
 * One certificate, in the order received.
 *
 * @return lent by the chain; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *
vmstrust_chain_get_cert(const vmstrust_chain *chain, size_t index);

/** @since 0.1 */
VMSTRUST_API void vmstrust_chain_free(vmstrust_chain *chain);

VMSTRUST_END

#endif
