/*
 * Times as people write and read them (when.h). Forms are those of RFC 3339,
 * with a space allowed for the T and seconds left out; a date alone is 00:00
 * local time.
 */
#include "when.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

struct fields {
    int year, month, day, hour, minute, second;
};

/* Exactly `count` digits at *text, which moves behind them. */
static bool
read_number(const char **text, int count, int *number)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        char digit = (*text)[i];

        if (digit < '0' || digit > '9') {
            return false;
        }
        *number = *number * 10 + (digit - '0');
    }
    *text += count;
    return true;
}

static bool
read_mark(const char **text, const char *marks)
{
    if (**text == '\0' || strchr(marks, **text) == NULL) {
        return false;
    }
    ++*text;
    return true;
}

static bool
read_date(const char **text, struct fields *fields)
{
    return read_number(text, 4, &fields->year) && read_mark(text, "-") &&
           read_number(text, 2, &fields->month) && read_mark(text, "-") &&
           read_number(text, 2, &fields->day);
}

static bool
read_clock(const char **text, struct fields *fields)
{
    if (!read_number(text, 2, &fields->hour) || !read_mark(text, ":") ||
        !read_number(text, 2, &fields->minute)) {
        return false;
    }
    return !read_mark(text, ":") || read_number(text, 2, &fields->second);
}

/* "Z", "+01:00" or "+0100", in seconds east of Greenwich. */
static bool
read_offset(const char **text, int *offset)
{
    bool is_west = **text == '-';
    int hours;
    int minutes;

    *offset = 0;
    if (read_mark(text, "Zz")) {
        return true;
    }
    if (!read_mark(text, "+-") || !read_number(text, 2, &hours)) {
        return false;
    }
    read_mark(text, ":");
    if (!read_number(text, 2, &minutes) || hours > 23 || minutes > 59) {
        return false;
    }
    *offset = (hours * 3600 + minutes * 60) * (is_west ? -1 : 1);
    return true;
}

static bool
is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool
exists(const struct fields *fields)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (fields->year < 1 || fields->month < 1 || fields->month > 12) {
        return false;
    }
    if (fields->month == 2 && fields->day == 29) {
        return is_leap_year(fields->year);
    }
    return fields->day >= 1 && fields->day <= days[fields->month - 1] &&
           fields->hour <= 23 && fields->minute <= 59 && fields->second <= 59;
}

/* The days from 1970-01-01 in the Gregorian calendar: years start in March, so
 * that the leap day is the last. */
static int64_t
days_of(const struct fields *fields)
{
    int64_t year = fields->month > 2 ? fields->year : fields->year - 1;
    int64_t month = (fields->month + 9) % 12;

    return year * 365 + year / 4 - year / 100 + year / 400 +
           (month * 153 + 2) / 5 + fields->day - 1 - 719468;
}

static int64_t
seconds_of(const struct fields *fields)
{
    return days_of(fields) * 86400 + fields->hour * 3600 + fields->minute * 60 +
           fields->second;
}

/* By the zone of the computer; false in the hour that summer time leaves
 * out. */
static bool
local_seconds_of(const struct fields *fields, int64_t *seconds)
{
    struct tm local = {
        .tm_year = fields->year - 1900,
        .tm_mon = fields->month - 1,
        .tm_mday = fields->day,
        .tm_hour = fields->hour,
        .tm_min = fields->minute,
        .tm_sec = fields->second,
        .tm_isdst = -1,
    };

    *seconds = mktime(&local);
    return local.tm_hour == fields->hour && local.tm_min == fields->minute &&
           local.tm_mday == fields->day;
}

enum when_result
when_parse(const char *text, int64_t *time, bool *is_date)
{
    struct fields fields = {0};
    int offset = 0;
    bool is_local;

    if (!read_date(&text, &fields)) {
        return WHEN_MALFORMED;
    }
    *is_date = *text == '\0';
    if (!*is_date &&
        (!read_mark(&text, "Tt ") || !read_clock(&text, &fields))) {
        return WHEN_MALFORMED;
    }
    is_local = *text == '\0';
    if (!is_local && (!read_offset(&text, &offset) || *text != '\0')) {
        return WHEN_MALFORMED;
    }
    if (!exists(&fields)) {
        return WHEN_NO_SUCH_TIME;
    }
    if (is_local) {
        return local_seconds_of(&fields, time) ? WHEN_OK : WHEN_NO_SUCH_TIME;
    }
    *time = seconds_of(&fields) - offset;
    return WHEN_OK;
}

bool
when_write_local(int64_t time, char text[WHEN_SIZE])
{
    time_t seconds = (time_t)time;
    struct tm local;
    char zone[8];

    return localtime_r(&seconds, &local) != NULL &&
           strftime(text, WHEN_SIZE, "%Y-%m-%d %H:%M:%S %z", &local) != 0 &&
           strftime(zone, sizeof zone, "%z", &local) != 0 &&
           strcmp(zone, "+0000") != 0;
}

const char *
when_write_utc(int64_t time, char text[WHEN_UTC_SIZE])
{
    time_t seconds = (time_t)time;
    struct tm utc;

    if (time == 0 || gmtime_r(&seconds, &utc) == NULL ||
        strftime(text, WHEN_UTC_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0) {
        text[0] = '\0';
    }
    return text;
}

void
when_write(int64_t time, char text[WHEN_SIZE])
{
    time_t seconds = (time_t)time;
    struct tm utc;
    char here[WHEN_SIZE];
    char there[40];

    if (gmtime_r(&seconds, &utc) == NULL ||
        strftime(there, sizeof there, "%Y-%m-%d %H:%M:%S UTC", &utc) == 0) {
        snprintf(text, WHEN_SIZE, "%lld seconds after 1970-01-01 UTC",
                 (long long)time);
    } else if (when_write_local(time, here)) {
        snprintf(text, WHEN_SIZE, "%.40s (%s)", here, there);
    } else {
        snprintf(text, WHEN_SIZE, "%s", there);
    }
}
