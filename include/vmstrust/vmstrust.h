/*
 * The whole library in one include. The adapters for other libraries' types
 * (gnutls.h, openssl.h) are not here: who wants one names it.
 */
#ifndef VMSTRUST_VMSTRUST_H
#define VMSTRUST_VMSTRUST_H

#include <vmstrust/api.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>
#include <vmstrust/version.h>

#endif
