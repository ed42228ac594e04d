/*
 * A deployment: the certificate and the private key of a server, as they lie on
 * a computer, and the account that uses them. It is set up once and may then be
 * checked by any number of threads at once; each check reads the files again.
 */
#ifndef VMSTRUST_DEPLOYMENT_H
#define VMSTRUST_DEPLOYMENT_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>
#include <vmstrust/policy.h>
#include <vmstrust/report.h>
#include <vmstrust/store.h>

VMSTRUST_BEGIN

typedef struct vmst_deployment vmstrust_deployment;

/**
 * A deployment of these files, which are not read yet.
 *
 * @param cert_path UTF-8; the certificate, with its chain behind it as the
 *        server sends it (PEM, DER, PKCS#7), or a PFX
 * @param key_path the private key, or a PKCS#11 URL (RFC 7512); NULL if it is
 *        in the certificate's own file
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_deployment_new(const char *cert_path, const char *key_path,
                        vmstrust_deployment **deployment,
                        vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Frees it, and wipes the passphrase.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_deployment_free(vmstrust_deployment *deployment);

/**
 * The passphrase of the private key or PFX, or the PIN of the token: copied,
 * and wiped when freed.
 *
 * @param passphrase UTF-8 without a zero byte; NULL and 0 takes it back
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_deployment_set_passphrase(
    vmstrust_deployment *deployment, const void *passphrase,
    size_t passphrase_size, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Asks whether this account of this computer can use the private key, too.
 *
 * As root it is tried: a helper of this library, a process of its own, becomes
 * that account for good, opens the key and signs a fresh nonce, and the answer
 * counts only if the signature verifies with the certificate. Where that is not
 * possible it is worked out from modes, groups and POSIX ACLs, of every folder
 * on the way. vmstrust_report_get_key_access() says which of the two it was.
 *
 * What is not seen: the sandbox of the service itself (systemd), and where it
 * was worked out also security modules (SELinux, AppArmor).
 *
 * @param account its name; NULL asks about none
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_deployment_set_account(vmstrust_deployment *deployment,
                                const char *account,
                                vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Asks whether the private key lies where it belongs, too.
 *
 * @param computer the name or address of the computer that the files are on;
 *        NULL asks nothing
 * @return VMSTRUST_E_ARGUMENT, also for what is no host
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_deployment_set_computer(vmstrust_deployment *deployment,
                                 const char *computer,
                                 vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Asks whether this target imports the PFX, too.
 *
 * @param target VMSTRUST_TARGET_NONE asks about none
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_deployment_set_target(vmstrust_deployment *deployment,
                               vmstrust_target target,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Judges it at this time and not at the system's clock.
 *
 * @param time Unix seconds, in the years 0000 to 9999
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_deployment_set_time(vmstrust_deployment *deployment, int64_t time,
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Reads the files and judges all of it: the certificates as the server would
 * send them, as vmstrust_verify() does, and the private key: whether it is
 * there, belongs to the certificate and signs, whether it is that of a CA (of
 * the chain or of the store), who can read it, and what was asked besides. What
 * is wrong with the key are findings of the report.
 *
 * The key of a CA is never given to the helper. Evidence written of the report
 * holds nothing about the key.
 *
 * @param report written on VMSTRUST_OK and on VMSTRUST_E_UNTRUSTED; may be NULL
 * @return VMSTRUST_OK: everything is right, but for warnings;
 *         VMSTRUST_E_UNTRUSTED: something is not; otherwise there is no answer:
 *         as vmstrust_verify() and vmstrust_identity_load(), VMSTRUST_E_NOT_FOUND
 *         for an account that does not exist, VMSTRUST_E_ARGUMENT for a target
 *         that imports no PFX or a file that is none
 * @since 0.1
 */
VMSTRUST_API int vmstrust_deployment_check(
    const vmstrust_deployment *deployment, const vmstrust_store *store,
    const vmstrust_policy *policy, const char *host, vmstrust_report **report,
    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The account's part of vmstrust_deployment_check() alone: for after the files
 * were replaced.
 *
 * @param access VMSTRUST_KEY_ACCESS_NOT_ASKED if the key is missing, does not
 *        match, or is that of a CA, and after a failure
 * @param text a sentence about the key and the account; NULL after a failure
 * @return VMSTRUST_OK whatever the answer is; otherwise as
 *         vmstrust_deployment_check()
 * @since 0.1
 */
VMSTRUST_API int vmstrust_deployment_check_access(
    const vmstrust_deployment *deployment, vmstrust_key_access *access,
    vmstrust_bytes **text, vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
