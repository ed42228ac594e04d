/*
 * IP addresses by inet_pton and inet_ntop, which know no locale. Floor 0.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

#include "base/address.h"

bool
vmst_address_parse(struct vmst_bytes text, uint8_t out[VMST_ADDRESS_SIZE],
                   size_t *size)
{
    char copy[VMST_ADDRESS_TEXT];

    if (text.size == 0 || text.size >= sizeof copy ||
        memchr(text.data, 0, text.size) != NULL) {
        return false;
    }
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    if (inet_pton(AF_INET, copy, out) == 1) {
        *size = 4;
        return true;
    }
    *size = 16;
    return inet_pton(AF_INET6, copy, out) == 1;
}

/* As many bytes as fit, then an ellipsis. */
static void
show_hex(struct vmst_bytes bytes, char text[VMST_ADDRESS_TEXT])
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < bytes.size; i++) {
        if (used + 2 + sizeof "..." > VMST_ADDRESS_TEXT) {
            snprintf(text + used, VMST_ADDRESS_TEXT - used, "...");
            return;
        }
        snprintf(text + used, VMST_ADDRESS_TEXT - used, "%02x", bytes.data[i]);
        used += 2;
    }
}

const char *
vmst_address_show(struct vmst_bytes address, char text[VMST_ADDRESS_TEXT])
{
    int family = address.size == 4 ? AF_INET : AF_INET6;

    if ((address.size != 4 && address.size != 16) ||
        inet_ntop(family, address.data, text, VMST_ADDRESS_TEXT) == NULL) {
        show_hex(address, text);
    }
    return text;
}
