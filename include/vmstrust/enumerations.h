/*
 * Every enumeration of the library. Made from the tables in libvmstrust/ by
 * devel/generate: edit those. Numbers are for ever; new ones may appear in any
 * release, and the library itself answers for a number that these headers do
 * not name.
 */
#ifndef VMSTRUST_ENUMERATIONS_H
#define VMSTRUST_ENUMERATIONS_H

/**
 * What a call answers. Negative numbers are failures; the hundreds are
 * the kind. Only ever grows.
 */
typedef enum vmstrust_code {
    /** Done; for a verification: trusted */
    VMSTRUST_OK = 0,
    /** An argument is not valid */
    VMSTRUST_E_ARGUMENT = -100,
    /** This finding cannot be lowered */
    VMSTRUST_E_LOCKED = -101,
    /** There is no such thing */
    VMSTRUST_E_NOT_FOUND = -102,
    /** Larger or more than this library accepts */
    VMSTRUST_E_LIMIT = -103,
    /** Out of memory */
    VMSTRUST_E_MEMORY = -200,
    /** A file could not be read or written */
    VMSTRUST_E_FILE = -201,
    /** The system's clock could not be read */
    VMSTRUST_E_CLOCK = -202,
    /** The input is not well formed */
    VMSTRUST_E_MALFORMED = -300,
    /** Not trusted; the report says why */
    VMSTRUST_E_UNTRUSTED = -400,
    /** Cancelled by the caller */
    VMSTRUST_E_CANCELLED = -500,
    /** The cryptographic library refused */
    VMSTRUST_E_CRYPTO = -600,
    /** A fault of this library */
    VMSTRUST_E_INTERNAL = -601,
} vmstrust_code;

#endif
