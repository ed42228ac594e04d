/*
 * What of a request is not granted. Extensions are granted by a list, and the
 * list is short: host names and addresses, as far as the order has them. What a
 * server's certificate says beside them stands in its role. Floor 5.
 */
#ifndef VMST_AUTHORITY_GRANT_H
#define VMST_AUTHORITY_GRANT_H

#include "authority/order.h"

/* One line for each thing that the request asks for and the order does not
 * grant, escaped. */
void vmst_order_show_ungranted(const struct vmst_order *order,
                               const struct vmst_request *request,
                               struct vmst_buffer *out);

#endif
