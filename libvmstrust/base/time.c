/*
 * Civil dates by arithmetic of our own: no locale, no time zone, no time_t.
 * Years 0 to 9999, all that RFC 3339 and GeneralizedTime can write. Floor 0.
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "base/time.h"
#include "scope.h"

#define SECONDS_PER_DAY INT64_C(86400)
/* Days of a Gregorian cycle of 400 years. */
#define DAYS_PER_ERA INT64_C(146097)
/* 0000-03-01 to 1970-01-01: years begin in March here, so that the leap day
 * is the last of its year. */
#define DAYS_TO_EPOCH INT64_C(719468)

static bool
is_leap_year(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

static bool
is_within(int value, int smallest, int largest)
{
    return value >= smallest && value <= largest;
}

static bool
is_civil(const struct vmst_civil *civil)
{
    return civil->year >= 0 && civil->year <= 9999 &&
           is_within(civil->month, 1, 12) &&
           is_within(civil->day, 1, days_in_month(civil->year, civil->month)) &&
           is_within(civil->hour, 0, 23) && is_within(civil->minute, 0, 59) &&
           is_within(civil->second, 0, 59);
}

/* Towards minus infinity. */
static int64_t
divide_down(int64_t value, int64_t by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

bool
vmst_time_from_civil(const struct vmst_civil *civil, int64_t *time)
{
    if (!is_civil(civil)) {
        return false;
    }
    int64_t year = civil->year - (civil->month <= 2 ? 1 : 0);
    int64_t era = divide_down(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t month = (civil->month + 9) % 12; /* March is 0 */
    int64_t day_of_year = (153 * month + 2) / 5 + civil->day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    int64_t days = era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;

    *time = days * SECONDS_PER_DAY + civil->hour * 3600 + civil->minute * 60 +
            civil->second;
    return true;
}

void
vmst_time_to_civil(int64_t time, struct vmst_civil *civil)
{
    int64_t days = divide_down(time, SECONDS_PER_DAY);
    int remainder = (int)(time % SECONDS_PER_DAY);
    int second = remainder < 0 ? remainder + (int)SECONDS_PER_DAY : remainder;
    int64_t shifted = days + DAYS_TO_EPOCH;
    int64_t era = divide_down(shifted, DAYS_PER_ERA);
    int64_t day_of_era = shifted - era * DAYS_PER_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* March is 0 */

    civil->day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    civil->month = (int)(month < 10 ? month + 3 : month - 9);
    civil->year = year_of_era + era * 400 + (civil->month <= 2 ? 1 : 0);
    civil->hour = second / 3600;
    civil->minute = second / 60 % 60;
    civil->second = second % 60;
}

const char *
vmst_time_show(int64_t time, char text[VMST_TIME_TEXT])
{
    struct vmst_civil civil;

    vmst_time_to_civil(time, &civil);
    snprintf(text, VMST_TIME_TEXT, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02dZ",
             civil.year, civil.month, civil.day, civil.hour, civil.minute,
             civil.second);
    return text;
}

const char *
vmst_date_show(int64_t time, char text[VMST_TIME_TEXT])
{
    struct vmst_civil civil;

    vmst_time_to_civil(time, &civil);
    snprintf(text, VMST_TIME_TEXT, "%04" PRId64 "-%02d-%02d", civil.year,
             civil.month, civil.day);
    return text;
}

int
vmst_time_now(int64_t *now)
{
    struct timespec clock;

    if (clock_gettime(CLOCK_REALTIME, &clock) != 0) {
        return VMSTRUST_E_CLOCK;
    }
    *now = clock.tv_sec;
    return VMSTRUST_OK;
}
