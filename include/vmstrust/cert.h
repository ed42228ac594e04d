/*
 * A certificate: parsed once, never changed after, counted. Any number of
 * threads may use one at once. Every reader takes NULL and answers with the
 * empty case.
 *
 * What a certificate says is foreign text: `_write_` calls hand it out escaped
 * (control characters, bidirectional marks and invalid UTF-8 shown as \u{N} or
 * \xNN), `_get_` calls lend the raw bytes.
 */
#ifndef VMSTRUST_CERT_H
#define VMSTRUST_CERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_cert vmstrust_cert;

/**
 * Makes a certificate of one DER encoding (RFC 5280 4.1). The bytes are
 * copied.
 *
 * @param data one certificate and nothing after it, at most 1 MiB
 * @param cert NULL after a failure
 * @return VMSTRUST_E_MALFORMED with the offset and the field; VMSTRUST_E_LIMIT
 *         if it is too large; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_parse(const void *data, size_t size, vmstrust_cert **cert,
                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * One more owner of the same object.
 *
 * @return cert itself; NULL for NULL
 * @since 0.1
 */
VMSTRUST_API vmstrust_cert *vmstrust_cert_ref(const vmstrust_cert *cert);

/**
 * One owner fewer; the last one frees.
 *
 * @since 0.1
 */
VMSTRUST_API void vmstrust_cert_free(vmstrust_cert *cert);

/**
 * Whether the bytes that a peer sent are no well-formed certificate. Only
 * certificates of a chain or a report can be; everything else about such a
 * certificate reads as empty, but its DER and its digests.
 *
 * @since 0.1
 */
VMSTRUST_API bool vmstrust_cert_is_malformed(const vmstrust_cert *cert);

/**
 * The encoding.
 *
 * @param size may be NULL
 * @return lent by the certificate; NULL for NULL
 * @since 0.1
 */
VMSTRUST_API const uint8_t *vmstrust_cert_get_der(const vmstrust_cert *cert,
                                                  size_t *size);

/**
 * SHA-256 over the encoding.
 *
 * @return 32 bytes lent by the certificate; NULL for NULL
 * @since 0.1
 */
VMSTRUST_API const uint8_t *vmstrust_cert_get_sha256(const vmstrust_cert *cert);

/**
 * The thumbprint as Windows prints it: SHA-1 over the encoding. A name for
 * people, and no proof of anything.
 *
 * @param thumbprint 40 upper-case hexadecimal digits and a NUL
 * @return VMSTRUST_E_ARGUMENT; VMSTRUST_E_CRYPTO where SHA-1 is switched off
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_get_thumbprint(const vmstrust_cert *cert, char thumbprint[41],
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The subject as text (RFC 4514), escaped.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_write_subject(const vmstrust_cert *cert, vmstrust_bytes **text,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The issuer as text (RFC 4514), escaped.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_write_issuer(const vmstrust_cert *cert, vmstrust_bytes **text,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The serial number: the contents of the INTEGER, big-endian two's complement
 * (RFC 5280 4.1.2.2).
 *
 * @param size may be NULL
 * @return lent by the certificate; NULL for NULL and for a malformed one
 * @since 0.1
 */
VMSTRUST_API const uint8_t *vmstrust_cert_get_serial(const vmstrust_cert *cert,
                                                     size_t *size);

/**
 * The first second in which it is valid (RFC 5280 4.1.2.5).
 *
 * @return Unix seconds, 0 for NULL
 * @since 0.1
 */
VMSTRUST_API int64_t vmstrust_cert_get_not_before(const vmstrust_cert *cert);

/**
 * The last second in which it is valid (RFC 5280 4.1.2.5).
 *
 * @return Unix seconds, 0 for NULL
 * @since 0.1
 */
VMSTRUST_API int64_t vmstrust_cert_get_not_after(const vmstrust_cert *cert);

/**
 * Whether basicConstraints mark it as a CA (RFC 5280 4.2.1.9).
 *
 * @since 0.1
 */
VMSTRUST_API bool vmstrust_cert_is_authority(const vmstrust_cert *cert);

/**
 * Whether its name constraints permit some DNS names only (RFC 5280 4.2.1.10).
 * A CA without such limits, or with an empty one beside others, can speak for
 * every site.
 *
 * @since 0.1
 */
VMSTRUST_API bool vmstrust_cert_is_limited_to_names(const vmstrust_cert *cert);

/**
 * How many other CAs may stand below it (pathLenConstraint, RFC 5280 4.2.1.9).
 *
 * @param length may be NULL; 0 where there is none
 * @return false where there is none: as many as there are
 * @since 0.1
 */
VMSTRUST_API bool vmstrust_cert_get_path_length(const vmstrust_cert *cert,
                                                uint32_t *length);

/**
 * How many DNS names the subject alternative name carries (RFC 5280 4.2.1.6).
 *
 * @since 0.1
 */
VMSTRUST_API size_t vmstrust_cert_get_dns_name_count(const vmstrust_cert *cert);

/**
 * One DNS name, raw: it may hold anything.
 *
 * @param size may be NULL
 * @return lent by the certificate, without a NUL; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const char *vmstrust_cert_get_dns_name(const vmstrust_cert *cert,
                                                    size_t index, size_t *size);

/**
 * How many IP addresses the subject alternative name carries.
 *
 * @since 0.1
 */
VMSTRUST_API size_t
vmstrust_cert_get_ip_address_count(const vmstrust_cert *cert);

/**
 * One IP address in network byte order.
 *
 * @param size 4 or 16; may be NULL
 * @return lent by the certificate; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const uint8_t *
vmstrust_cert_get_ip_address(const vmstrust_cert *cert, size_t index,
                             size_t *size);

/**
 * Everything that matters about the certificate as text for people: names,
 * validity, thumbprint and SHA-256, key, signature, extensions; escaped.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_write_text(const vmstrust_cert *cert, vmstrust_bytes **text,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same as JSON, schema "vmstrust-cert-1".
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_write_json(const vmstrust_cert *cert, vmstrust_bytes **json,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What differs between a certificate and the one that it takes the place of:
 * key, issuer, names and dates, as one line for who decides about it ("the same
 * key, another issuer (...), the same names, and is valid from ..."); escaped.
 *
 * @param before the certificate that was there before
 * @param text empty where either is malformed
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_cert_write_difference(
    const vmstrust_cert *cert, const vmstrust_cert *before,
    vmstrust_bytes **text, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The certificate as PEM (RFC 7468).
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_cert_write_pem(const vmstrust_cert *cert, vmstrust_bytes **pem,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
