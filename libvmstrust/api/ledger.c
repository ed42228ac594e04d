/*
 * A library with an authority (ledger.h). Floor 6.
 */
#include "api/ledger.h"

#include "authority/database.h"

void
vmst_api_describe_ledger(struct vmst_buffer *buffer)
{
    vmst_database_describe_library(buffer);
}
