/*
 * What every public header needs: how a call is exported, and how a compiler
 * is told that its result must be looked at. Names no call and no type.
 */
#ifndef VMSTRUST_API_H
#define VMSTRUST_API_H

#if defined(__GNUC__) || defined(__clang__)
#define VMSTRUST_API __attribute__((visibility("default")))
#define VMSTRUST_MUST_CHECK __attribute__((warn_unused_result))
#else
#define VMSTRUST_API
#define VMSTRUST_MUST_CHECK
#endif

#ifdef __cplusplus
#define VMSTRUST_BEGIN extern "C" {
#define VMSTRUST_END }
#else
#define VMSTRUST_BEGIN
#define VMSTRUST_END
#endif

#endif
