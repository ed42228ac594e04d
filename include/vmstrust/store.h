/*
 * A trust store: the roots, intermediates and device certificates that are
 * trusted, for which roles, what is distrusted, and what is pinned to a host.
 * In memory, or opened from a folder and saved there.
 *
 * A store is made of immutable generations: every changing call builds the next
 * one and swaps it in whole, so one thread may change a store while any number
 * of threads verify with it. After a failure the store is what it was.
 *
 * Distrust beats everything. The store is counted.
 */
#ifndef VMSTRUST_STORE_H
#define VMSTRUST_STORE_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/cert.h>
#include <vmstrust/chain.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_store vmstrust_store;

/**
 * An empty store: it trusts nothing.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_store_new(vmstrust_store **store,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A store that trusts every certificate of a file (PEM, DER, PKCS#7), or of
 * the files of a directory, as vmstrust_store_add_path() reads them.
 *
 * @param path UTF-8
 * @return VMSTRUST_E_FILE; VMSTRUST_E_MALFORMED with the file, the block and
 *         the offset; VMSTRUST_E_LIMIT; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_load(const char *path, vmstrust_store **store,
                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** One more owner of the same object.
 *  @return store itself; NULL for NULL
 *  @since 0.1 */
VMSTRUST_API vmstrust_store *vmstrust_store_ref(const vmstrust_store *store);

/** One owner fewer; the last one frees.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_store_free(vmstrust_store *store);

/**
 * Trusts a certificate for every role: a root, an intermediate as the end of a
 * path, or a device's own certificate.
 *
 * @return VMSTRUST_E_MALFORMED for a malformed one, VMSTRUST_E_LIMIT,
 *         VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_cert(vmstrust_store *store, const vmstrust_cert *cert,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Trusts a certificate for one role only, as a display trusts its *Milestone
 * SSL* roots (seed 004). Further calls add further roles; a certificate that is
 * trusted for every role stays so.
 *
 * @return as vmstrust_store_add_cert()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_cert_for_role(vmstrust_store *store,
                                 const vmstrust_cert *cert, vmstrust_role role,
                                 vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Trusts every certificate of a PEM text, a PKCS#7 bundle or DER.
 *
 * @return VMSTRUST_E_MALFORMED, VMSTRUST_E_LIMIT, VMSTRUST_E_ARGUMENT,
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_pem(vmstrust_store *store, const void *data, size_t size,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Trusts every certificate of a file, or of every file of a directory whose
 * name ends in .pem, .crt, .cer, .der, .p7b or .p7c and starts with no dot.
 * Each of those must be readable and well formed; other files, and
 * directories below, are passed over.
 *
 * @return as vmstrust_store_load()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_path(vmstrust_store *store, const char *path,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Trusts the operating system's bundle. Its roots are not the caller's own: no
 * host name in the subject is accepted under them, and one that is not marked
 * as a CA is refused, unless the caller trusts the same certificate himself for
 * the role.
 *
 * @return VMSTRUST_E_NOT_FOUND with the places looked at; else as
 *         vmstrust_store_load()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_system_roots(vmstrust_store *store,
                                vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Adds an intermediate: it may stand on a path, and ends none.
 *
 * @return as vmstrust_store_add_cert()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_intermediate(vmstrust_store *store,
                                const vmstrust_cert *cert,
                                vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Adds every CRL of a PEM text ("X509 CRL"), or one as DER. A CRL is evidence
 * and not trusted by being here: it counts if the authority that it speaks for
 * signed it. A large one is read once; a verification looks it up.
 *
 * @return VMSTRUST_E_MALFORMED if there is none, or one that is malformed, with
 *         its place; VMSTRUST_E_LIMIT; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY;
 *         VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_crl(vmstrust_store *store, const void *data, size_t size,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same from a file.
 *
 * @param path UTF-8; a regular file of at most 64 MiB
 * @return as vmstrust_store_add_crl(), and VMSTRUST_E_FILE
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_crl_file(vmstrust_store *store, const char *path,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Removes the lists that another list of the store has replaced: same issuer
 * and scope, a higher number, signed by the same key of a CA certificate in the
 * store, and in force by the system's clock. Adding a list removes none, since
 * nobody has looked at its signature then. Deltas, and lists with a part of the
 * entries, stay.
 *
 * @param removed how many; may be NULL
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_CLOCK, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_store_remove_superseded_crls(
    vmstrust_store *store, size_t *removed,
    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Distrusts one certificate, wherever it stands on a path.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_LIMIT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_distrust_cert(vmstrust_store *store, const vmstrust_cert *cert,
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Distrusts the public key of a certificate: every certificate with it.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_LIMIT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_distrust_key(vmstrust_store *store, const vmstrust_cert *cert,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Pins a certificate to a host. While a host has any pin, also an expired one,
 * the server's certificate must be one that is pinned there and not expired:
 * a path to a CA is not enough. A match stands for the path; time, key
 * strength, name and distrust still count.
 *
 * @param host a DNS name or an IP address, as for vmstrust_verify()
 * @param expires Unix seconds from which on the pin matches nothing
 * @return VMSTRUST_E_ARGUMENT with what is wrong with the host,
 *         VMSTRUST_E_LIMIT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_pin(vmstrust_store *store, const char *host,
                       const vmstrust_cert *cert, int64_t expires,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Removes every pin of a host.
 *
 * @return VMSTRUST_E_NOT_FOUND if it has none; VMSTRUST_E_ARGUMENT, also where
 *         one lies in a folder that is only read;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_remove_pins(vmstrust_store *store, const char *host,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Removes a certificate from the roots and the intermediates, whatever its
 * roles. What is distrusted stays distrusted.
 *
 * @return VMSTRUST_E_NOT_FOUND; VMSTRUST_E_ARGUMENT, also where it lies in a
 *         folder that is only read: distrust it instead; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_remove_cert(vmstrust_store *store, const vmstrust_cert *cert,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Makes a store on disk: an empty folder that a person can read, with one PEM
 * file for each entry, named by SHA-256 and with who, when and why as text. It
 * is no CApath of OpenSSL.
 *
 * @param path UTF-8; made whole or not at all
 * @return VMSTRUST_E_FILE, also if there is anything of that name already;
 *         VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_store_create(const char *path, vmstrust_error **error)
    VMSTRUST_MUST_CHECK;

/**
 * Opens a store on disk. Changing calls change it in memory, as of any store;
 * vmstrust_store_save() writes what they changed. A file that cannot be read
 * or is not what its name says, a name or a role that is not known, a private
 * key: the store does not open, since what it left out could be what
 * distrusts.
 *
 * @param path UTF-8; also on read-only media
 * @return VMSTRUST_E_FILE, VMSTRUST_E_MALFORMED with the file and the fix;
 *         VMSTRUST_E_MALFORMED with both numbers for another format;
 *         VMSTRUST_E_LIMIT; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_open(const char *path, vmstrust_store **store,
                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Reads a further store on disk beneath, which is never written: a device's
 * predefined set under what its owner uploads, so that a factory reset removes
 * only the folder that was uploaded to. Whatever any of the folders distrusts is
 * distrusted.
 *
 * @return as vmstrust_store_open()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_add_folder(vmstrust_store *store, const char *path,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Reads the folders again, and of their files those that changed. If they say
 * something else than before that is a new generation; verifications go on
 * meanwhile. Changes that were not saved stay. After a failure the generation in
 * force stays: tell somebody, since what was distrusted meanwhile does not
 * count yet.
 *
 * @return as vmstrust_store_open(); VMSTRUST_OK for a store without folders
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_refresh(vmstrust_store *store,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Who changes the store from now on, for the text beside each entry.
 *
 * @param account NULL: not known
 * @param computer NULL: not known
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_set_actor(vmstrust_store *store, const char *account,
                         const char *computer,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Writes what was changed since vmstrust_store_open() or the last saving, but
 * never the operating system's roots. Each entry is written whole or not at
 * all, what is distrusted first; one process writes at a time, and another
 * waits for up to ten seconds. After a failure all changes are still in force
 * in memory, some may be on disk, and the same call again writes the rest.
 *
 * @param reason why, for the text beside each new entry; NULL: none
 * @return VMSTRUST_E_ARGUMENT if the store was not opened; VMSTRUST_E_FILE;
 *         VMSTRUST_E_CLOCK; else as vmstrust_store_open()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_save(vmstrust_store *store, const char *reason,
                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The number of the generation in force; every change makes a higher one, and
 * no two stores of a process share one.
 *
 * @return 0 for NULL
 * @since 0.1
 */
VMSTRUST_API uint64_t
vmstrust_store_get_generation(const vmstrust_store *store);

/** How many certificates end a path.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_store_get_count(const vmstrust_store *store);

/**
 * The shortest safe use: may this server be trusted? Judged by the rule set
 * "vms" at the system's clock.
 *
 * @param host the one name or address that this connection dialled; NULL only
 *        for roles that take none
 * @param data what the server sent, its own certificate first, as for
 *        vmstrust_chain_parse()
 * @return VMSTRUST_OK: trusted. VMSTRUST_E_UNTRUSTED: the error's text is the
 *         reason and the fix. Anything else: no answer, so do not connect
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_verify_pem(const vmstrust_store *store, vmstrust_role role,
                          const char *host, const void *data, size_t size,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same for a chain.
 *
 * @return as vmstrust_store_verify_pem()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_store_verify_chain(const vmstrust_store *store, vmstrust_role role,
                            const char *host, const vmstrust_chain *chain,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What an upload page was given, before anything of it is trusted or kept: a
 * root, an intermediate, a server's certificate, a private key, ... A private
 * key anywhere in it comes before everything else, also beside certificates,
 * and a PFX comes next: nothing of such a file may be stored. What is looked
 * for at every byte, and in every block of PEM: the lines that open or end a
 * private key of PEM, PGP, SSH or PuTTY, also in UTF-16 and UTF-32; a whole key
 * in DER (PKCS#8, also encrypted; PKCS#1; SEC 1; DSA); a PFX. What hides in a
 * ZIP archive or in bare base64 is not seen.
 *
 * @param data PEM (CRLF, byte order mark and UTF-16 too), DER, PKCS#7; more
 *        than 64 MiB are no certificate
 * @param role what a root of this page is trusted for, such as
 *        VMSTRUST_ROLE_RECORDING_SERVER for a display's *Milestone SSL* roots
 *        (seed 004); VMSTRUST_ROLE_ANY for every use
 * @param content 0 after a failure
 * @param sentence for the page: what it is, and what to do; what comes from
 *        the file is escaped for a terminal, and HTML still has to be quoted
 * @param cert the certificate if there is exactly one and no private key, to be
 *        given to vmstrust_store_add_cert() when content says
 *        VMSTRUST_CONTENT_ROOT; else NULL. May be NULL
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_CLOCK, VMSTRUST_E_MEMORY,
 *         VMSTRUST_E_CRYPTO; bytes that are nothing known are no failure
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_bytes_classify(const void *data, size_t size, vmstrust_role role,
                        vmstrust_content *content, vmstrust_bytes **sentence,
                        vmstrust_cert **cert,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** "root", "private-key", ...; "unknown" for another number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_content_get_id(vmstrust_content content);

VMSTRUST_END

#endif
