/*
 * A certificate authority of the caller's own, kept in a folder: ca.crt,
 * ca.key (encrypted) and ledger.db, which knows every certificate that was
 * issued. Several processes may use one CA at once; one handle belongs to one
 * thread at a time.
 *
 * A passphrase is a pointer and a length, UTF-8, without a zero byte inside.
 * The library keeps no copy of it. The clock is the system's.
 *
 * Nothing is issued that our own rule sets vms and rfc5280 would not trust, and
 * nothing leaves the library that is not in the ledger.
 */
#ifndef VMSTRUST_CA_H
#define VMSTRUST_CA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/cert.h>
#include <vmstrust/chain.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>
#include <vmstrust/identity.h>
#include <vmstrust/report.h>
#include <vmstrust/request.h>

VMSTRUST_BEGIN

/** An authority that was opened. */
typedef struct vmst_ca vmstrust_ca;
/** What a new authority is to be. */
typedef struct vmst_ca_plan vmstrust_ca_plan;
/** What a certificate is to be. */
typedef struct vmst_order vmstrust_order;
/** Certificates of the ledger, as they were when asked for. */
typedef struct vmst_entries vmstrust_entries;

/**
 * The plan of a root with an RSA-3072 key, valid for ten years.
 *
 * @param path the folder to be made, UTF-8; it must not exist
 * @param title what people call it, 1 to 55 characters; the subject is the
 *        title and the first eight digits of the key's SHA-256, so that no two
 *        CAs share a name
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_plan_new(const char *path, const char *title,
                     vmstrust_ca_plan **plan,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_ca_plan_free(vmstrust_ca_plan *plan);

/**
 * Another key. Of a key in a token ca.key holds the URL alone, and the passphrase
 * of every call is the token's PIN.
 *
 * @param type "rsa3072", "rsa4096", "p256" or "p384" for a new key; or the
 *        PKCS#11 URL (RFC 7512) of one that a token has, RSA, P-256 or P-384,
 *        without a PIN in it
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_plan_set_key_type(vmstrust_ca_plan *plan, const char *type,
                              vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Another life.
 *
 * @param seconds a day to forty years; checked by vmstrust_ca_plan_check()
 * @since 0.1
 */
VMSTRUST_API void vmstrust_ca_plan_set_valid_for(vmstrust_ca_plan *plan,
                                                 int64_t seconds);

/**
 * Who makes it, for the first line of its log: the library asks the system
 * nothing.
 *
 * @param account may be NULL
 * @param computer may be NULL
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_plan_set_actor(vmstrust_ca_plan *plan, const char *account,
                           const char *computer,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * One more name that it may issue for. Without any it may issue for all names;
 * with one, only for those that were permitted: every other DNS name, IPv4 and
 * IPv6 address, mailbox and URI is shut out, by critical name constraints in its
 * certificate (RFC 5280 4.2.1.10). That is permanent: another name later needs
 * another CA. Short names are DNS names and have to be permitted one by one.
 * OpenSSL, Go, GnuTLS, NSS, .NET and this library hold a trusted root to it; Java
 * only a subordinate.
 *
 * @param name a DNS name, which permits itself and all names below it, such as
 *        "site.local"; an address; or a network, such as "192.0.2.0/24"
 * @return VMSTRUST_E_ARGUMENT with what is wrong with it; VMSTRUST_E_LIMIT
 *         beyond 100; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_plan_add_permitted(vmstrust_ca_plan *plan, const char *name,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether it is to be a CA below a company's. vmstrust_ca_create() then makes the
 * key and a request, ca.csr, which asks for a CA that has no other below it
 * (pathLen 0); the company decides how long it is valid. vmstrust_ca_complete()
 * takes the answer; until then the folder is no CA that opens.
 *
 * @since 0.1
 */
VMSTRUST_API void vmstrust_ca_plan_set_subordinate(vmstrust_ca_plan *plan,
                                                   bool is_subordinate);

/**
 * Whether vmstrust_ca_create() would be refused. Changes nothing.
 *
 * @return VMSTRUST_E_FILE if the path is taken; VMSTRUST_E_ARGUMENT with what is
 *         wrong with the title or the life
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_plan_check(const vmstrust_ca_plan *plan,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether a passphrase would do for an authority: for vmstrust_ca_create(),
 * vmstrust_ca_adopt() and vmstrust_ca_set_passphrase(). The PIN of a token is its
 * own business.
 *
 * @return VMSTRUST_E_PASSPHRASE if it is too short; VMSTRUST_E_ARGUMENT,
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_passphrase(const void *passphrase, size_t passphrase_size,
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Makes the authority: whole, or not at all.
 *
 * @param passphrase at least eight bytes; without it the CA is lost. Or the PIN
 *        of the token that has the key
 * @return as vmstrust_ca_plan_check(); VMSTRUST_E_PASSPHRASE if it is too
 *         short, or the PIN is wrong; VMSTRUST_E_NOT_FOUND if there is no such
 *         token or no such key on it; VMSTRUST_E_FILE; VMSTRUST_E_CRYPTO;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_create(const vmstrust_ca_plan *plan,
                                    const void *passphrase,
                                    size_t passphrase_size,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Takes over an authority that exists, such as one of the vendor's script: its
 * key and certificate become a folder as vmstrust_ca_create() makes it, whole or
 * not at all. What it issued before is entered by vmstrust_ca_record().
 *
 * @param plan the path and the actor count; the title does not
 * @param identity the key and the certificate of the authority; of a
 *        subordinate also what stands between it and its root
 * @param passphrase the new one, at least eight bytes
 * @return VMSTRUST_E_ARGUMENT if key and certificate do not belong together, the
 *         certificate is not that of a CA, or the key is in a token;
 *         VMSTRUST_E_FILE; VMSTRUST_E_PASSPHRASE; VMSTRUST_E_CRYPTO;
 *         VMSTRUST_E_CLOCK; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_adopt(const vmstrust_ca_plan *plan,
                                   const vmstrust_identity *identity,
                                   const void *passphrase,
                                   size_t passphrase_size,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What clients will say of the servers of such an authority: a sample, which is
 * never handed out, is judged by the rule set vms as a recording server's. What
 * stands at depth 1 is about the authority itself. Changes nothing.
 *
 * @param report written on VMSTRUST_OK and on VMSTRUST_E_UNTRUSTED, when it may
 *        be adopted and nothing it issues would be trusted; NULL otherwise; may
 *        be NULL
 * @return VMSTRUST_OK; VMSTRUST_E_UNTRUSTED; as vmstrust_ca_adopt()
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_check_adoption(
    const vmstrust_ca_plan *plan, const vmstrust_identity *identity,
    vmstrust_report **report, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether vmstrust_ca_complete() would be refused. Changes nothing.
 *
 * @return as vmstrust_ca_complete()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_answer(const vmstrust_ca_plan *plan,
                         const vmstrust_chain *answer, const void *passphrase,
                         size_t passphrase_size,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Completes an authority that asked a company's CA: finds the certificate of its
 * key in the answer, and keeps what leads from it up to the root, so that
 * servers send it. Nothing is changed where it fails.
 *
 * @param plan names the folder and who acts; nothing else of it counts
 * @param answer what the company gave, in any order: the certificate and the
 *        whole chain, with the self-signed root
 * @return VMSTRUST_E_FILE if the folder waits for no answer; VMSTRUST_E_ARGUMENT
 *         with what to ask the company for: the answer is for another key, no
 *         CA certificate, lacks a usage or the root, or would not be trusted;
 *         VMSTRUST_E_PASSPHRASE; VMSTRUST_E_NOT_FOUND; VMSTRUST_E_CLOCK;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_complete(const vmstrust_ca_plan *plan, const vmstrust_chain *answer,
                     const void *passphrase, size_t passphrase_size,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What the company granted otherwise than the request in the folder, ca.csr, asked
 * for: subject, kind and pathLen, names, purposes, key usages, permitted and
 * excluded names. It decides, so that none of it is wrong for that alone; before
 * vmstrust_ca_complete() or after it.
 *
 * @param plan names the folder; nothing else of it counts
 * @param text one line for each, escaped: what was granted and what was asked
 *        for; "" if there is nothing
 * @return VMSTRUST_E_ARGUMENT, also where the answer is for another key;
 *         VMSTRUST_E_FILE, VMSTRUST_E_MALFORMED for ca.csr; VMSTRUST_E_CRYPTO;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_compare_answer(const vmstrust_ca_plan *plan,
                           const vmstrust_chain *answer, vmstrust_bytes **text,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Opens an authority.
 *
 * @param passphrase NULL opens it to be read: to list, to find, for the log;
 *        also on read-only media
 * @return VMSTRUST_E_PASSPHRASE if it is wrong; VMSTRUST_E_NOT_FOUND if the token
 *         that has the key is not there; VMSTRUST_E_FILE, also for a network
 *         file system and a ledger of a newer format;
 *         VMSTRUST_E_MALFORMED; VMSTRUST_E_ARGUMENT; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_open(const char *path, const void *passphrase,
                                  size_t passphrase_size, vmstrust_ca **ca,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Closes it, and wipes the key.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_ca_free(vmstrust_ca *ca);

/**
 * Its certificate: what clients are to trust.
 *
 * @return lent by the authority; NULL for NULL
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *vmstrust_ca_get_cert(const vmstrust_ca *ca);

/**
 * Who acts, for the log: the library asks the system nothing.
 *
 * @param account may be NULL
 * @param computer may be NULL
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_set_actor(vmstrust_ca *ca, const char *account,
                      const char *computer,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * An order for a server's certificate: RSA-3072, 397 days.
 *
 * @return VMSTRUST_E_ARGUMENT for a role that is no server's; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_order_new(vmstrust_role role, vmstrust_order **order,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The order that renews a certificate of the ledger: its role, subject and
 * names, none of which is ever lost, the addresses of its list and its CA, and
 * its kind of key, for 397 days. A host name that is only the subject's common
 * name becomes a DNS name, too.
 *
 * vmstrust_ca_renew() gives the key that is in use a new certificate;
 * vmstrust_ca_issue() makes a new key. Both refuse what was renewed already
 * unless told that it is replaced.
 *
 * @return VMSTRUST_E_NOT_FOUND if the ledger does not have it;
 *         VMSTRUST_E_ARGUMENT if it is revoked, is no server's, or has a name
 *         that could not be kept; VMSTRUST_E_FILE; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_new_renewal(const vmstrust_ca *ca, const vmstrust_cert *cert,
                           vmstrust_order **order,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_order_free(vmstrust_order *order);

/**
 * A name that clients dial, or an address. The first is what people will call
 * the certificate.
 *
 * @return VMSTRUST_E_ARGUMENT with what is wrong with it; VMSTRUST_E_LIMIT
 *         beyond 100; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_add_host(vmstrust_order *order, const char *host,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Every DNS name and address that a request asks for. Where it asks for none, as
 * the requests of most devices, the common name of its subject, if that is a
 * host name. What else it asks for is not granted; see
 * vmstrust_order_write_ungranted().
 *
 * @return as vmstrust_order_add_host(), of the first name that is refused
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_add_requested(vmstrust_order *order,
                             const vmstrust_request *request,
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What a request asks for and the order does not grant: names that the order
 * does not have, other purposes, every extension that is not on the list. One
 * line each, escaped; empty if there is nothing.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_order_write_ungranted(
    const vmstrust_order *order, const vmstrust_request *request,
    vmstrust_bytes **text, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The role that it is for.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API vmstrust_role vmstrust_order_get_role(const vmstrust_order *order);

/** How many names and addresses it has.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_order_get_host_count(const vmstrust_order *order);

/**
 * One of them, as the certificate will carry it: in lower case, an address as
 * RFC 5952 writes it.
 *
 * @return lent by the order until a name is added; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const char *vmstrust_order_get_host(const vmstrust_order *order,
                                                 size_t index);

/**
 * An address at which the authority's revocation list will be had. Without one
 * the certificate names none, and clients look at none.
 *
 * @param url http:// and a host; up to eight, ways to the same list
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_LIMIT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_add_crl_url(vmstrust_order *order, const char *url,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * An address at which the authority's own certificate will be had (authority
 * information access, RFC 5280 4.2.2.1).
 *
 * @param url as for vmstrust_order_add_crl_url()
 * @return as vmstrust_order_add_crl_url()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_add_aia_url(vmstrust_order *order, const char *url,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * How long it is to be valid. It counts from its start, which is an hour ago,
 * since clocks of a site differ; and it ends with the CA at the latest.
 *
 * @param seconds 1 to 825 days
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_set_valid_for(vmstrust_order *order, int64_t seconds,
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Another key.
 *
 * @param type as for vmstrust_ca_plan_set_key_type()
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_order_set_key_type(vmstrust_order *order, const char *type,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether it is issued also where a valid certificate for one of the names was
 * handed out already.
 *
 * @since 0.1
 */
VMSTRUST_API void vmstrust_order_set_replacing(vmstrust_order *order,
                                               bool is_replacing);

/**
 * From when until when the certificate would be valid. Refuses what
 * vmstrust_ca_issue() would refuse, and changes nothing.
 *
 * @param not_before Unix seconds; may be NULL
 * @param not_after the last second; may be NULL
 * @return VMSTRUST_E_ARGUMENT: no name, a valid certificate is there, or the CA
 *         has expired; VMSTRUST_E_FILE; VMSTRUST_E_CLOCK; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_order(const vmstrust_ca *ca, const vmstrust_order *order,
                        int64_t *not_before, int64_t *not_after,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Issues a certificate with a new private key. It is in the ledger when the
 * call returns, marked as issued; say vmstrust_ca_set_delivered() when its files
 * are safe.
 *
 * @param identity the private key, which exists nowhere else, the certificate,
 *        and behind it what the server sends with it
 * @return as vmstrust_ca_check_order(); VMSTRUST_E_PASSPHRASE for an authority
 *         that was opened to be read; VMSTRUST_E_CRYPTO; VMSTRUST_E_INTERNAL if
 *         our own rules would not trust it
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_issue(vmstrust_ca *ca, const vmstrust_order *order,
                                   vmstrust_identity **identity,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Signs a certificate for the key of a request, which proved to have it when it
 * was parsed. The names are those of the order, and so is everything else: what
 * the request asks for is looked at by vmstrust_order_add_requested() alone. It
 * is in the ledger when the call returns, as with vmstrust_ca_issue().
 *
 * @return as vmstrust_ca_check_request(); VMSTRUST_E_FILE
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_sign(vmstrust_ca *ca, const vmstrust_order *order,
                                  const vmstrust_request *request,
                                  vmstrust_cert **cert,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether vmstrust_ca_sign() would refuse. Changes nothing.
 *
 * @return as vmstrust_ca_check_order(); VMSTRUST_E_ARGUMENT for a key that our
 *         own rules would not trust, and for the authority's own;
 *         VMSTRUST_E_PASSPHRASE; VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_request(const vmstrust_ca *ca, const vmstrust_order *order,
                          const vmstrust_request *request,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A new certificate for the key of the old one, which stays where it is. It is
 * in the ledger when the call returns, as with vmstrust_ca_issue(); the old one
 * stays valid until it ends.
 *
 * @param order of vmstrust_order_new_renewal()
 * @return as vmstrust_ca_check_renewal(); VMSTRUST_E_FILE
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_renew(vmstrust_ca *ca, const vmstrust_order *order,
                                   vmstrust_cert **cert,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether vmstrust_ca_renew() would refuse. Changes nothing.
 *
 * @return as vmstrust_ca_check_request(); VMSTRUST_E_ARGUMENT also if it was
 *         renewed already, or the order renews nothing
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_renewal(const vmstrust_ca *ca, const vmstrust_order *order,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What a server sends for a certificate of this authority, as PEM: the
 * certificate, the authority's own unless it is self-signed, and what leads from
 * it to the root that clients have. A root is never part of it.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_write_chain(const vmstrust_ca *ca, const vmstrust_cert *cert,
                        vmstrust_bytes **pem,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Enters a certificate that this authority signed before it had this ledger, as
 * handed out. A second time changes nothing.
 *
 * @param role of the server; the certificate of a CA is entered as one
 * @param is_new whether it was not there; may be NULL
 * @return VMSTRUST_E_ARGUMENT if this authority did not sign it, or another
 *         certificate of the ledger has its serial number;
 *         VMSTRUST_E_PASSPHRASE; VMSTRUST_E_FILE; VMSTRUST_E_CLOCK;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_record(vmstrust_ca *ca, const vmstrust_cert *cert,
                                    vmstrust_role role, bool *is_new,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether vmstrust_ca_record() would refuse. Changes nothing.
 *
 * @param is_new whether the certificate is not in the ledger; may be NULL
 * @return VMSTRUST_E_ARGUMENT if this authority did not sign it;
 *         VMSTRUST_E_PASSPHRASE; VMSTRUST_E_FILE; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_record(const vmstrust_ca *ca, const vmstrust_cert *cert,
                         bool *is_new,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Notes that a certificate was handed out.
 *
 * @return VMSTRUST_E_PASSPHRASE, VMSTRUST_E_FILE, VMSTRUST_E_ARGUMENT,
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_set_delivered(vmstrust_ca *ca, const vmstrust_cert *cert,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Revokes a certificate: the next list names it. That stops nobody who does not
 * read the list.
 *
 * @param reason as RFC 5280 5.3.1 calls it: "unspecified", "keyCompromise",
 *        "affiliationChanged", "superseded", "cessationOfOperation" or
 *        "privilegeWithdrawn"
 * @param invalid_since Unix seconds from which on the key was not its owner's
 *        alone, from the year 0000 until now; 0: not known
 * @return VMSTRUST_E_NOT_FOUND if this CA did not issue it; VMSTRUST_E_ARGUMENT,
 *         also if it is revoked already; VMSTRUST_E_PASSPHRASE;
 *         VMSTRUST_E_FILE; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_revoke(vmstrust_ca *ca, const vmstrust_cert *cert,
                                    const char *reason, int64_t invalid_since,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Refuses what vmstrust_ca_revoke() would refuse, and changes nothing.
 *
 * @return as vmstrust_ca_revoke()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_revoke(const vmstrust_ca *ca, const vmstrust_cert *cert,
                         const char *reason, int64_t invalid_since,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Looks at a list that was published before, wherever it is: a ledger that was
 * restored from an older backup does not know all that the list revokes, and the
 * next one would make it good again. The next list gets a higher number.
 *
 * @param data one list as DER, or several as PEM
 * @return VMSTRUST_E_ARGUMENT where it revokes what the ledger does not, or is
 *         not of this authority; VMSTRUST_E_MALFORMED; VMSTRUST_E_FILE;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_crl(vmstrust_ca *ca, const void *data, size_t size,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The revocation list, signed, as PEM ("X509 CRL"): one for each generation that
 * has not ended, the newest first.
 *
 * @param valid_for seconds after which a new one is due: 1 hour to 366 days
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_PASSPHRASE, VMSTRUST_E_FILE,
 *         VMSTRUST_E_CLOCK, VMSTRUST_E_CRYPTO, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_write_crl(vmstrust_ca *ca, int64_t valid_for, vmstrust_bytes **pem,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Every certificate of the ledger, in the order in which they end.
 *
 * @return VMSTRUST_E_FILE, VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_list(const vmstrust_ca *ca,
                                  vmstrust_entries **entries,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Those that are not revoked and end at or before a time.
 *
 * @return as vmstrust_ca_list()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_list_due(const vmstrust_ca *ca, int64_t before,
                     vmstrust_entries **entries,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Finds certificates by serial number, SHA-1 thumbprint, the first eight or more
 * digits of SHA-256, or a host.
 *
 * @param word digits in upper or lower case, with or without colons; or a host
 * @param entries possibly none, possibly several
 * @return as vmstrust_ca_list()
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_find(const vmstrust_ca *ca, const char *word,
                                  vmstrust_entries **entries,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * What stands for the certificate already that an order renews: handed out for
 * the same role, with all its names, not revoked, and ending later.
 *
 * @param entries none for an order that renews nothing
 * @return as vmstrust_ca_list(); VMSTRUST_E_CLOCK
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_list_successors(const vmstrust_ca *ca, const vmstrust_order *order,
                            vmstrust_entries **entries,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_entries_free(vmstrust_entries *entries);

/** @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_entries_get_count(const vmstrust_entries *entries);

/** @return lent by the entries; NULL beyond the last
 *  @since 0.1 */
VMSTRUST_API const vmstrust_cert *
vmstrust_entries_get_cert(const vmstrust_entries *entries, size_t index);

/** What became of it.
 *  @return "issued", "delivered" or "revoked"; "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_entries_get_state(const vmstrust_entries *entries, size_t index);

/** The role that it was issued for.
 *  @return the id of the role, lent by the entries; "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_entries_get_role(const vmstrust_entries *entries, size_t index);

/** When it was revoked.
 *  @return Unix seconds; 0 if it was not
 *  @since 0.1 */
VMSTRUST_API int64_t
vmstrust_entries_get_revoked_at(const vmstrust_entries *entries, size_t index);

/** Why it was revoked, as RFC 5280 5.3.1 calls it.
 *  @return "" if it was not
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_entries_get_reason(const vmstrust_entries *entries, size_t index);

/** Since when its key was not its owner's alone.
 *  @return Unix seconds; 0 if that is not known
 *  @since 0.1 */
VMSTRUST_API int64_t vmstrust_entries_get_invalid_since(
    const vmstrust_entries *entries, size_t index);

/**
 * Who did what, oldest first, as text: time, account and computer, command,
 * reason; escaped.
 *
 * @return VMSTRUST_E_FILE, VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_write_log(const vmstrust_ca *ca, vmstrust_bytes **text,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * How many generations the authority has.
 *
 * @return 1 where it was never rolled over; 0 for NULL
 * @since 0.1
 */
VMSTRUST_API size_t vmstrust_ca_get_root_count(const vmstrust_ca *ca);

/**
 * The certificate of a generation, which clients are to trust.
 *
 * @param index 0 is the newest
 * @return lent by the authority; NULL beyond the last
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *vmstrust_ca_get_root(const vmstrust_ca *ca,
                                                       size_t index);

/**
 * The key of a generation, certified by the one before: for clients that trust
 * only that one. vmstrust_ca_write_chain() sends it with what is issued.
 *
 * @param index as for vmstrust_ca_get_root()
 * @return lent by the authority; NULL for the first generation
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *vmstrust_ca_get_cross(const vmstrust_ca *ca,
                                                        size_t index);

/**
 * The key of the generation before, certified by this one: for clients that
 * trust only the new root, and meet a certificate of the old one.
 *
 * @param index as for vmstrust_ca_get_root()
 * @return lent by the authority; NULL for the first generation
 * @since 0.1
 */
VMSTRUST_API const vmstrust_cert *
vmstrust_ca_get_back_cross(const vmstrust_ca *ca, size_t index);

/**
 * The plan of an authority's next generation: a key of the same kind, and the
 * same span, which may be changed.
 *
 * @param title NULL: the same
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_CRYPTO, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_plan_next(const vmstrust_ca *ca, const char *title,
                      vmstrust_ca_plan **plan,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Refuses what vmstrust_ca_roll_over() would refuse, and changes nothing.
 *
 * @return as vmstrust_ca_roll_over()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_rollover(const vmstrust_ca *ca, const vmstrust_ca_plan *plan,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Makes the next generation: a new key and root, which issues from now on, and a
 * certificate of either for the other, so that old clients trust new servers and
 * new clients old ones. The old generation signs the lists of what it issued
 * until it ends. Name constraints of the old root bind the new one.
 *
 * @param passphrase the authority's
 * @return VMSTRUST_E_ARGUMENT where the authority is no root, has expired, allows
 *         no CA below itself or has its key in a token; VMSTRUST_E_PASSPHRASE;
 *         VMSTRUST_E_FILE, also if only ca.crt could not be written, which the
 *         next opening with the passphrase does; VMSTRUST_E_LIMIT beyond 32
 *         generations; VMSTRUST_E_CLOCK; VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_roll_over(vmstrust_ca *ca, const vmstrust_ca_plan *plan,
                      const void *passphrase, size_t passphrase_size,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Another passphrase. The old one holds until the new file is in its place.
 *
 * @param passphrase at least eight bytes
 * @return VMSTRUST_E_PASSPHRASE if it is too short, or for an authority that was
 *         opened to be read; VMSTRUST_E_ARGUMENT for a key in a token;
 *         VMSTRUST_E_FILE; VMSTRUST_E_CLOCK; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_set_passphrase(vmstrust_ca *ca, const void *passphrase,
                           size_t passphrase_size,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Refuses what vmstrust_ca_set_passphrase() would refuse of this authority and this
 * passphrase, and changes nothing.
 *
 * @return VMSTRUST_E_PASSPHRASE if it is too short, or the authority was opened to
 *         be read; VMSTRUST_E_ARGUMENT, also for a key in a token;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_set_passphrase(const vmstrust_ca *ca, const void *passphrase,
                                 size_t passphrase_size,
                                 vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The whole authority in one file: certificate, encrypted key and ledger, with
 * their checksums. Others may use the authority meanwhile. It is restored once
 * into a folder beside the file, to prove that it can be. One that was opened to
 * be read will do.
 *
 * @param path of the file, which gets mode 0600; not in the authority's own folder,
 *        where it would be lost with the authority
 * @param is_replacing whether it may replace a file of that name
 * @return VMSTRUST_E_FILE, also where the name is taken; VMSTRUST_E_MALFORMED
 *         where the key is not encrypted; VMSTRUST_E_ARGUMENT; VMSTRUST_E_CLOCK;
 *         VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_backup(vmstrust_ca *ca, const char *path,
                                    bool is_replacing,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The same, to be restored elsewhere: from then on the authority says where it
 * went, and issues and revokes nothing here.
 *
 * @param place where it goes, for people
 * @return as vmstrust_ca_backup(); VMSTRUST_E_PASSPHRASE for an authority that
 *         was opened to be read
 * @since 0.1
 */
VMSTRUST_API int vmstrust_ca_move(vmstrust_ca *ca, const char *path,
                                  bool is_replacing, const char *place,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Refuses what vmstrust_ca_backup() or vmstrust_ca_move() would refuse before they
 * write anything, and changes nothing.
 *
 * @param place as for vmstrust_ca_move(); NULL: of vmstrust_ca_backup()
 * @return as vmstrust_ca_backup() or vmstrust_ca_move()
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_ca_check_backup(const vmstrust_ca *ca, const char *path,
                         bool is_replacing, const char *place,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** A backup whose head was read. */
typedef struct vmst_backup vmstrust_backup;

/**
 * Reads what a backup is of. Its parts are checked by vmstrust_backup_check(), and
 * when it is restored.
 *
 * @return VMSTRUST_E_FILE, also for a newer format; VMSTRUST_E_MALFORMED;
 *         VMSTRUST_E_ARGUMENT; VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_backup_open(const char *path, vmstrust_backup **backup,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_backup_free(vmstrust_backup *backup);

/** When it was made.
 *  @return Unix seconds; 0 for NULL
 *  @since 0.1 */
VMSTRUST_API int64_t vmstrust_backup_get_made_at(const vmstrust_backup *backup);

/** The folder of the authority that it was made of, escaped where something in
 *  it cannot be seen.
 *  @return lent by the backup; "" for NULL
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_backup_get_place(const vmstrust_backup *backup);

/** The computer that it was made on, escaped.
 *  @return lent by the backup; "" where that was not said, and for NULL
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_backup_get_computer(const vmstrust_backup *backup);

/** Where the authority was to go, escaped.
 *  @return lent by the backup; "" where it stayed, and for NULL
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_backup_get_moving_to(const vmstrust_backup *backup);

/**
 * Who restores it, for the log.
 *
 * @param account may be NULL
 * @param computer may be NULL
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_backup_set_actor(vmstrust_backup *backup, const char *account,
                          const char *computer,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether vmstrust_backup_restore() would be refused for its folder, or for damage
 * in the backup, all of which is read. Changes nothing.
 *
 * @return VMSTRUST_E_FILE where the folder exists, or the authority that the
 *         backup was made of is alive on this computer, or what lies in its place
 *         cannot be opened; VMSTRUST_E_MALFORMED if a part is damaged;
 *         VMSTRUST_E_ARGUMENT; VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_backup_check(const vmstrust_backup *backup, const char *folder,
                      vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Whether the passphrase, or the PIN of a token, opens the key in the backup, as
 * vmstrust_backup_restore() tries it. Changes nothing.
 *
 * @return VMSTRUST_E_PASSPHRASE; VMSTRUST_E_FILE; VMSTRUST_E_MALFORMED if a part is
 *         damaged, or the key is not the certificate's; VMSTRUST_E_ARGUMENT;
 *         VMSTRUST_E_CRYPTO; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_backup_try_passphrase(const vmstrust_backup *backup,
                               const void *passphrase, size_t passphrase_size,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Makes a folder of it: whole, or not at all. The one that it was made of must
 * not be used any more, unless the backup was made by vmstrust_ca_move(): of two,
 * each would lack what the other issues and revokes. Where both are on this
 * computer that is refused; elsewhere nobody can see it but the caller.
 *
 * @param folder must not exist
 * @param passphrase is tried; NULL leaves the key untried
 * @return as vmstrust_backup_check(); VMSTRUST_E_PASSPHRASE; VMSTRUST_E_CLOCK
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_backup_restore(const vmstrust_backup *backup, const char *folder,
                        const void *passphrase, size_t passphrase_size,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Whether an authority is in good order, point by point. */
typedef struct vmst_checkup vmstrust_checkup;

/**
 * Looks at an authority's files, key, ledger, time and backup, and changes
 * nothing; also on read-only media. What is wrong is in the answer, also where
 * the authority cannot be opened at all.
 *
 * @param passphrase NULL leaves the key untried
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_CLOCK, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_checkup_new(const char *path, const void *passphrase,
                     size_t passphrase_size, vmstrust_checkup **checkup,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** @since 0.1 */
VMSTRUST_API void vmstrust_checkup_free(vmstrust_checkup *checkup);

/** @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_checkup_get_count(const vmstrust_checkup *checkup);

/** What a point is about.
 *  @return "access", "files", "medium", "key", "ledger", "place", "time" or
 *          "backup", and more in later versions; "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_checkup_get_id(const vmstrust_checkup *checkup, size_t index);

/** How it is.
 *  @return "good", "warning", "bad" or "unknown"; "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_checkup_get_mark(const vmstrust_checkup *checkup, size_t index);

/** One sentence, with what to do.
 *  @return lent by the checkup; "" beyond the last
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_checkup_get_text(const vmstrust_checkup *checkup, size_t index);

VMSTRUST_END

#endif
