/*
 * The hash for tables of foreign keys: SipHash-1-3 under a key that is drawn
 * once per process, so that nobody can make names collide on purpose.
 * Not for files or the network: it differs from run to run. Floor 0.
 */
#ifndef VMST_HASH_H
#define VMST_HASH_H

#include "base/bytes.h"

uint64_t vmst_hash(struct vmst_bytes bytes);
/* The same under a given key (little-endian words), for tests. */
uint64_t vmst_hash_with(const uint64_t key[2], struct vmst_bytes bytes);

#endif
