/*
 * Every bound of the second library, each with the origin of its number.
 */
#ifndef VMST_SITE_BOUNDS_H
#define VMST_SITE_BOUNDS_H

#include <stddef.h>
#include <stdint.h>

/* Endpoints of one probe: a site of 40 servers has a few hundred; a list by
 * mistake shall not take all memory. */
#define VMST_BOUND_ENDPOINTS ((size_t)100000)
/* A name of DNS (253 octets), brackets, a colon and a port, and room for
 * U-labels, which are longer in UTF-8. */
#define VMST_BOUND_ENDPOINT_TEXT ((size_t)1024)

#define VMST_BOUND_TIMEOUT UINT32_C(3600000) /* an hour, in milliseconds */
#define VMST_TIMEOUT UINT32_C(10000)

/* Descriptors: a process has 1,024 unless set up otherwise (RLIMIT_NOFILE). */
#define VMST_BOUND_PARALLEL UINT32_C(10000)
#define VMST_PARALLEL UINT32_C(500)

/* Addresses of one host that are tried. */
#define VMST_BOUND_ADDRESSES ((size_t)16)
/* RFC 8305 section 5: the Connection Attempt Delay that it recommends. */
#define VMST_NEXT_ADDRESS_AFTER 250 /* milliseconds */

/* A cancelled task is noticed at least so often. */
#define VMST_LOOK_UP_AFTER 100 /* milliseconds */
/* Waits so long for a descriptor or a thread that another may give back. */
#define VMST_TRY_AGAIN_AFTER 50 /* milliseconds */

/* Clients of a trial at once, and how long one may take: it is a test on one
 * computer. */
#define VMST_BOUND_VISITS 32
#define VMST_VISIT_ENDS_AFTER 10000 /* milliseconds */

/* Steps of one handshake in a row, before the others have their turn: an honest
 * one takes a handful, endless warning alerts take for ever. */
#define VMST_BOUND_STEPS 32

/* What a server may send in its handshake. GnuTLS refuses more than 128 KiB of
 * messages (gnutls_handshake_set_max_packet_length), but first waits for the
 * whole of one, which may claim 16 MiB; the rest is for what records add. */
#define VMST_BOUND_HEARD ((size_t)256 << 10)

/* The start of an answer in plain HTTP: "HTTP/1.1 200". */
#define VMST_BOUND_HTTP ((size_t)64)

/* What libvmstrust calls key-unreasonable; a key beyond it would take GnuTLS
 * seconds, during which all others would wait. */
#define VMST_BOUND_KEY_BITS 16384
#define VMST_BOUND_EXPONENT_SIZE 8

#endif
