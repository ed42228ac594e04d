/*
 * An identity: the certificate that a server presents, the chain that it sends
 * with it, and its private key; from files of any form, and to files for any
 * importer. An identity is never changed after it was made, so any number of
 * threads may use one at once.
 *
 * A passphrase is a pointer and a length, UTF-8, without a zero byte inside;
 * NULL and 0 is none. The library keeps no copy of it but for a token's PIN,
 * and wipes every copy that it made. What it writes comes back as
 * vmstrust_bytes, which are wiped when freed.
 */
#ifndef VMSTRUST_IDENTITY_H
#define VMSTRUST_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/cert.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_identity vmstrust_identity;

/**
 * A passphrase from a file: its first line, without LF or CR LF; a UTF-8 or
 * UTF-16 byte order mark is understood. No text of an error holds any of it.
 *
 * @param passphrase wiped when freed
 * @return VMSTRUST_E_FILE, also for more than 4 KiB; VMSTRUST_E_MALFORMED for
 *         an empty line or zero bytes; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_passphrase_load(const char *path, vmstrust_bytes **passphrase,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A new private key that has no certificate yet: for a request.
 *
 * @param key_type "rsa2048", "rsa3072", "rsa4096", "p256" or "p384"
 * @return VMSTRUST_E_NOT_FOUND for another type, VMSTRUST_E_CRYPTO,
 *         VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_make(const char *key_type, vmstrust_identity **identity,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Certificate, chain and key out of bytes: a PKCS#12 file (PFX), or PEM with
 * all of it. Of PKCS#12 the certificate of the key comes first.
 *
 * @return VMSTRUST_E_PASSPHRASE if one is needed or this one is wrong, and the
 *         text says which; VMSTRUST_E_MALFORMED if the certificate or the key
 *         is not there; VMSTRUST_E_LIMIT for more than 1 MiB or for a count of
 *         iterations that would cost minutes; VMSTRUST_E_CRYPTO for encryption
 *         that is not known; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_parse(const void *data, size_t size, const void *passphrase,
                        size_t passphrase_size, vmstrust_identity **identity,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same from files: the certificate, with its chain behind it (PEM, DER,
 * PKCS#7), and the key (PKCS#8, encrypted or plain, traditional RSA or EC, PEM
 * or DER). Files from Windows, with CRLF, a byte order mark or UTF-16, are read.
 *
 * Whether the two belong together is not asked here: see
 * vmstrust_identity_key_matches() and vmstrust_identity_prove().
 *
 * @param cert_path UTF-8, or a PKCS#11 URL; NULL for a key that has no
 *        certificate yet
 * @param key_path a file, or a PKCS#11 URL (RFC 7512), whose PIN is the
 *        passphrase and never stands in the URL; NULL if the key is in the
 *        certificate's own file or of the same URL
 * @return as vmstrust_identity_parse(), VMSTRUST_E_FILE, and
 *         VMSTRUST_E_NOT_FOUND if there is no such token, or nothing of that
 *         name on it for this account; told apart in the text
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_load(const char *cert_path, const char *key_path,
                       const void *passphrase, size_t passphrase_size,
                       vmstrust_identity **identity,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Frees it, and wipes the key.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_identity_free(vmstrust_identity *identity);

/** How many certificates there are: the server's own and its chain.
 *  @return 0 for NULL, and for a key that has none yet
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_identity_get_cert_count(const vmstrust_identity *identity);

/**
 * One of them; the server's own is the first.
 *
 * @return lent by the identity; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *
vmstrust_identity_get_cert(const vmstrust_identity *identity, size_t index);

/** Whether the private key is that of the first certificate, by its numbers.
 *  @since 0.1 */
VMSTRUST_API bool
vmstrust_identity_key_matches(const vmstrust_identity *identity);

/** Whether the private key is in a token, which never hands it out.
 *  @since 0.1 */
VMSTRUST_API bool
vmstrust_identity_key_is_in_token(const vmstrust_identity *identity);

/**
 * Proves it: the key signs random bytes, and the certificate verifies them.
 *
 * @return VMSTRUST_E_ARGUMENT if they do not belong together, and the text
 *         names the certificate of the file that would; VMSTRUST_E_CRYPTO if
 *         the key does not sign
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_prove(const vmstrust_identity *identity,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The certificate and its chain as PEM.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_write_chain(const vmstrust_identity *identity,
                              vmstrust_bytes **pem,
                              vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The certificate and its chain as a PKCS#7 bundle, DER (RFC 5652 5).
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_write_pkcs7(const vmstrust_identity *identity,
                              vmstrust_bytes **der,
                              vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The private key as PKCS#8 in PEM: under a passphrase (AES-256, 600,000
 * iterations of PBKDF2 with HMAC-SHA-256), or plain without one.
 *
 * @return VMSTRUST_E_ARGUMENT, also for a key in a token; VMSTRUST_E_CRYPTO;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_write_key(const vmstrust_identity *identity,
                            const void *passphrase, size_t passphrase_size,
                            vmstrust_bytes **pem,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * All of it as PKCS#12 (PFX) that the target imports: AES-256 with SHA-256, or
 * 3DES with SHA-1 for one that knows nothing newer; 100,000 iterations.
 *
 * @param target VMSTRUST_TARGET_WINDOWS_2016, _DOTNET, _JAVA, ...
 * @param passphrase must be given
 * @return VMSTRUST_E_NOT_FOUND for a target that imports no PFX;
 *         VMSTRUST_E_ARGUMENT if key and certificate do not belong together,
 *         or the key is in a token; VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_identity_write_pfx(const vmstrust_identity *identity,
                            vmstrust_target target, const void *passphrase,
                            size_t passphrase_size, vmstrust_bytes **pfx,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What a PKCS#12 file (PFX) is made of, and which targets import it, as text.
 * No passphrase is needed.
 *
 * @return VMSTRUST_E_MALFORMED if it is none, or not DER (NSS writes such);
 *         VMSTRUST_E_LIMIT; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_pfx_write_text(const void *data, size_t size, vmstrust_bytes **text,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same as JSON, schema "vmstrust-pfx-1".
 *
 * @return as vmstrust_pfx_write_text()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_pfx_write_json(const void *data, size_t size, vmstrust_bytes **json,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether one target imports a PKCS#12 file (PFX). The target is looked up
 * before the bytes are looked at.
 *
 * @param reason why not, a sentence; empty if it does; NULL after a failure
 * @return as vmstrust_pfx_write_text(); VMSTRUST_E_NOT_FOUND for a target that
 *         imports no PFX, or of which nothing is known
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_pfx_check_target(const void *data, size_t size, vmstrust_target target,
                          vmstrust_bytes **reason,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
