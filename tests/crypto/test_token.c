/*
 * A PKCS#11 URL has no PIN and no file with one, however it is written. Tokens
 * themselves are in tests/tools/test-token.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "crypto/token.h"
#include "../rows.h"

static const struct row {
    const char *name;
    const char *url;
    const char *said; /* of what is refused; NULL: nothing is */
} rows[] = {
    {"token and object", "pkcs11:token=harbour;object=ca", NULL},
    {"a query of another kind", "pkcs11:object=ca?module-name=softhsm2", NULL},
    {"an object with a telling name", "pkcs11:object=pin-value", NULL},
    {"cut off", "pkcs11:object=ca?pin-val", NULL},
    {"the PIN", "pkcs11:object=ca?pin-value=1234", "pin-value"},
    {"its file", "pkcs11:object=ca?pin-source=file:/pin", "pin-source"},
    {"its file by the name of the drafts", "pkcs11:object=ca?pinfile=/pin",
     "pinfile"},
    {"in the path", "pkcs11:object=ca;pinfile=/pin", "pinfile"},
    {"behind such a value", "pkcs11:object=pin-value;id=a?pin-value=1234",
     "pin-value"},
    {"with white space inside", "pkcs11:object=ca?pin-\t value=1234",
     "no spaces"},
    {"after half of it", "pkcs11:object=ca?pin-pin-value=1234", "pin-value"},
};

static void
is_checked(void **state)
{
    const struct row *row = *state;
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = vmst_token_check_url(row->url, &note);

    assert_int_equal(code, note.code);
    if (row->said == NULL) {
        assert_int_equal(code, VMSTRUST_OK);
        return;
    }
    assert_int_equal(code, VMSTRUST_E_ARGUMENT);
    assert_non_null(strstr(note.text, row->said));
    assert_null(strstr(note.text, "1234"));
}

int
main(void)
{
    struct CMUnitTest tests[16];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, is_checked);
    return _cmocka_run_group_tests("token", tests, count, NULL, NULL);
}
