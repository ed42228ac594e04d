/*
 * What stands below the authority, where the library has one. Floor 6.
 */
#ifndef VMST_API_LEDGER_H
#define VMST_API_LEDGER_H

#include "base/bytes.h"

/* Appends one line about SQLite. */
void vmst_api_describe_ledger(struct vmst_buffer *buffer);

#endif
