/*
 * The tables of a video management system: roles (what presents a
 * certificate), clients (what verifies one), targets (TLS stacks and what they
 * refuse) and connections (a client that connects to a role). All text is
 * static and lives for ever. Sources: the seed documents 000, 001 and 004.
 */
#ifndef VMSTRUST_ROLE_H
#define VMSTRUST_ROLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

/** How many roles this library knows.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_role_get_total(void);

/** One of them by index, in the order of the table; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_role vmstrust_role_get_at(size_t index);

/**
 * The role of an id.
 *
 * @param role 0 after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int vmstrust_role_find(const char *id, vmstrust_role *role,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The stable id; "unknown" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_role_get_id(vmstrust_role role);

/** The name people know it by. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_role_get_name(vmstrust_role role);

/** Which of the product's certificates it is, such as "Streaming media
 *  certificate"; "" where there is one only, and for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_role_get_endpoint(vmstrust_role role);

/** Where the row comes from. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_role_get_source(vmstrust_role role);

/** The port it is reached at unless configured; 0 if there is none.
 *  @since 0.1 */
VMSTRUST_API uint16_t vmstrust_role_get_port(vmstrust_role role);

/** Whether a verification for this role needs a host. True for an unknown
 *  number.
 *  @since 0.1 */
VMSTRUST_API bool vmstrust_role_takes_host(vmstrust_role role);

/** How many clients this library knows.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_client_get_total(void);

/** One of them by index, in the order of the table; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_client vmstrust_client_get_at(size_t index);

/**
 * The client of an id.
 *
 * @param client 0 after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_client_find(const char *id, vmstrust_client *client,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The stable id; "unknown" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_client_get_id(vmstrust_client client);

/** The name people know it by. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_client_get_name(vmstrust_client client);

/** Which list of trusted roots it uses. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_client_get_store(vmstrust_client client);

/** How a trusted root is installed there. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_client_get_install(vmstrust_client client);

/** Where the row comes from. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_client_get_source(vmstrust_client client);

/** Its TLS stack; 0 for an unknown number.
 *  @since 0.1 */
VMSTRUST_API vmstrust_target vmstrust_client_get_target(vmstrust_client client);

/** How many targets this library knows.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_target_get_total(void);

/** One of them by index, in the order of the table; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_target vmstrust_target_get_at(size_t index);

/**
 * The target of an id.
 *
 * @param target 0 after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_target_find(const char *id, vmstrust_target *target,
                     vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The stable id; "unknown" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_target_get_id(vmstrust_target target);

/** The name people know it by. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *vmstrust_target_get_name(vmstrust_target target);

/** What this stack makes of a finding: VMSTRUST_SEVERITY_ERROR if it refuses,
 *  VMSTRUST_SEVERITY_OFF if it does not care.
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity
vmstrust_target_get_severity(vmstrust_target target, vmstrust_finding finding);

/** Whether the stack itself was run on chains with one fault each; otherwise
 *  what is known of it is documented, and may lack something. False for an
 *  unknown number.
 *  @since 0.1 */
VMSTRUST_API bool vmstrust_target_is_measured(vmstrust_target target);

/** How many connections this library knows.
 *  @since 0.1 */
VMSTRUST_API size_t vmstrust_connection_get_total(void);

/** One of them by index, in the order of the table; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_connection vmstrust_connection_get_at(size_t index);

/**
 * The connection of an id.
 *
 * @param connection 0 after a failure
 * @return VMSTRUST_E_NOT_FOUND naming the nearest; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_connection_find(const char *id, vmstrust_connection *connection,
                         vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** The stable id; "unknown" for a number not known here.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_connection_get_id(vmstrust_connection connection);

/** Which name the certificate must carry for it. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_connection_get_name_rule(vmstrust_connection connection);

/** What happens when the certificate expires. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_connection_get_if_expired(vmstrust_connection connection);

/** What happens when the certificate is not trusted. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_connection_get_if_untrusted(vmstrust_connection connection);

/** Where the row comes from. "" for an unknown number.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_connection_get_source(vmstrust_connection connection);

/** Who connects; 0 for an unknown number.
 *  @since 0.1 */
VMSTRUST_API vmstrust_client
vmstrust_connection_get_client(vmstrust_connection connection);

/** To what; 0 for an unknown number.
 *  @since 0.1 */
VMSTRUST_API vmstrust_role
vmstrust_connection_get_role(vmstrust_connection connection);

/** At which port; 0 for an unknown number.
 *  @since 0.1 */
VMSTRUST_API uint16_t
vmstrust_connection_get_port(vmstrust_connection connection);

VMSTRUST_END

#endif
