/*
 * DER as readable text, for the tables of the tests: hexadecimal digits are
 * bytes, 'text' is its characters, and braces put the length of what they hold
 * in front of it: "30{ 02{05} 0c{'rec01'} }".
 */
#ifndef VMST_TEST_ASCII_H
#define VMST_TEST_ASCII_H

#include "base/bytes.h"

/* The bytes, in a blob that the caller frees; the test fails if `text` is not
 * well formed. */
struct vmst_blob *der_from(const char *text);

#endif
