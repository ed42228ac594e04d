/*
 * IP addresses as text and as bytes in network order: 4 of IPv4, 16 of IPv6.
 * Floor 0.
 */
#ifndef VMST_ADDRESS_H
#define VMST_ADDRESS_H

#include "base/bytes.h"

#define VMST_ADDRESS_SIZE 16
#define VMST_ADDRESS_TEXT 46 /* INET6_ADDRSTRLEN */

/* As inet_pton reads them: no brackets, no port, no zone, no leading zeros in
 * IPv4. *size is 4 or 16. */
bool vmst_address_parse(struct vmst_bytes text, uint8_t out[VMST_ADDRESS_SIZE],
                        size_t *size);
/* Dotted decimal, or the form of RFC 5952; hexadecimal digits for any other
 * number of bytes. Returns `text`. */
const char *vmst_address_show(struct vmst_bytes address,
                              char text[VMST_ADDRESS_TEXT]);

#endif
