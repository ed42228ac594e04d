/*
 * A library without an authority (ledger.h). Floor 6.
 */
#include "api/ledger.h"

void
vmst_api_describe_ledger(struct vmst_buffer *buffer)
{
    vmst_buffer_add_text(buffer, "SQLite: not built in\n");
}
