/*
 * The whole library in one include. The adapters for other libraries' types
 * (gnutls.h, openssl.h) are not here: who wants one names it. A library for
 * devices (--disable-authority) has no headers of what makes and uses private
 * keys.
 */
#ifndef VMSTRUST_VMSTRUST_H
#define VMSTRUST_VMSTRUST_H

#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/cert.h>
#include <vmstrust/chain.h>
#include <vmstrust/enumerations.h>
#include <vmstrust/error.h>
#include <vmstrust/files.h>
#include <vmstrust/finding.h>
#include <vmstrust/inventory.h>
#include <vmstrust/policy.h>
#include <vmstrust/refusal.h>
#include <vmstrust/report.h>
#include <vmstrust/role.h>
#include <vmstrust/store.h>
#include <vmstrust/task.h>
#include <vmstrust/verify.h>
#include <vmstrust/version.h>

#if defined __has_include
#if __has_include(<vmstrust/ca.h>)
#define VMSTRUST_HAS_AUTHORITY 1
#endif
#else
#define VMSTRUST_HAS_AUTHORITY 1
#endif
#ifdef VMSTRUST_HAS_AUTHORITY
#include <vmstrust/ca.h>
#include <vmstrust/deployment.h>
#include <vmstrust/identity.h>
#include <vmstrust/request.h>
#endif

#endif
