/*
 * Times are int64_t Unix seconds (UTC, no leap seconds); this reads and writes
 * them as civil dates without the C library's locale, time zone or time_t.
 * Floor 0.
 */
#ifndef VMST_TIME_H
#define VMST_TIME_H

#include <stdbool.h>
#include <stdint.h>

#define VMST_TIME_TEXT 32 /* "9999-12-31T23:59:59Z" and a NUL */

/* What four digits of a year can name, 0000 to 9999: no certificate says more
 * (RFC 5280 4.1.2.5), and differences of such times do not overflow. */
#define VMST_TIME_FIRST (-INT64_C(62167219200))
#define VMST_TIME_LAST INT64_C(253402300799)

struct vmst_civil {
    int64_t year; /* proleptic Gregorian */
    int month, day, hour, minute, second;
};

/* Unix seconds of a civil UTC time; false if a field is out of range (months
 * and days by the calendar, second 0..59). */
bool vmst_time_from_civil(const struct vmst_civil *civil, int64_t *time);
void vmst_time_to_civil(int64_t time, struct vmst_civil *civil);

/* "2026-01-31T23:59:59Z" (RFC 3339); "2026-01-31". Returns `text`. */
const char *vmst_time_show(int64_t time, char text[VMST_TIME_TEXT]);
const char *vmst_date_show(int64_t time, char text[VMST_TIME_TEXT]);

/* The system's clock now; VMSTRUST_E_CLOCK, whose own sentence says it all, if
 * it cannot be read. */
int vmst_time_now(int64_t *now);

#endif
