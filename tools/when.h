/*
 * Times as people write them on a command line, and as they read them: local
 * and UTC beside each other.
 */
#ifndef TOOLS_WHEN_H
#define TOOLS_WHEN_H

#include <stdbool.h>
#include <stdint.h>

/* What may be given, for the sentence that answers anything else. */
#define WHEN_FORMS                                                             \
    "2026-11-21, 2026-11-21T14:00 or 2026-11-21T14:00:00 (local time), the "   \
    "last two also with Z or an offset such as +01:00"

/* Room for "2026-11-21 14:00:00 +0100 (2026-11-21 13:00:00 UTC)". */
#define WHEN_SIZE 96

enum when_result {
    WHEN_OK,
    WHEN_MALFORMED,
    WHEN_NO_SUCH_TIME, /* 30 February; an hour that summer time leaves out */
};

/* Unix seconds of a date, 00:00 local time, or of a date and time, which is
 * local, too, unless "Z" or an offset stands behind it. */
enum when_result when_parse(const char *text, int64_t *time, bool *is_date);

/* The time local and UTC; once where that is the same. */
void when_write(int64_t time, char text[WHEN_SIZE]);

/* RFC 3339 in UTC, for programs and records; "" for 0, which is no time here.
 * Answers `text`. */
#define WHEN_UTC_SIZE 40
const char *when_write_utc(int64_t time, char text[WHEN_UTC_SIZE]);

/* The time by the zone of the computer; false where that is UTC. */
bool when_write_local(int64_t time, char text[WHEN_SIZE]);

#endif
