/* Templates: blanks that are filled, parts that are left out. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "role/template.h"
#include "scope.h"

struct example {
    const char *name;
    const char *template;
    struct vmst_blanks blanks;
    const char *written;
};

static const struct example examples[] = {
    {"plain text stays", "Nothing to fill.", {0}, "Nothing to fill."},
    {"nothing gives nothing", "", {0}, ""},
    {"a blank is filled", "{host} is it.", {.host = "rec01"}, "rec01 is it."},
    {"two blanks side by side",
     "{host}{found}",
     {.host = "a", .found = "b"},
     "ab"},
    {"a part with its fact stays",
     "No[, but {found}].",
     {.found = "x"},
     "No, but x."},
    {"a part without its fact goes", "No[, but {found}].", {0}, "No."},
    {"an empty fact is none", "No[, but {found}].", {.found = ""}, "No."},
    {"a part needs all of its facts",
     "No[: {found} for {expected}].",
     {.found = "x"},
     "No."},
    {"parts stand for themselves",
     "No[: {found}][; {expected}].",
     {.expected = "y"},
     "No; y."},
    {"a part without a blank stays", "No[, never].", {0}, "No, never."},
    {"outside a part a word stands in",
     "Ask {client}.",
     {0},
     "Ask the client."},
    {"an installation names the file",
     "{install}",
     {.install = "Open {file}.", .file = "ca.crt"},
     "Open ca.crt."},
    {"also where the file is not known",
     "{install}",
     {.install = "Open {file}."},
     "Open the file of the CA certificate."},
    {"and where no client is",
     "Go. {install}",
     {.file = "ca.crt"},
     "Go. On every computer that connects: right-click ca.crt › Install"
     " Certificate › Local Machine › Trusted Root Certification Authorities."},
    {"facts are no templates",
     "\"{name}\"[: {found}]",
     {.name = "{host}] [{install}", .found = "{file}"},
     "\"{host}] [{install}\": {file}"},
};

static void
is_written(void **state)
{
    const struct example *example = *state;
    AUTO_BUFFER buffer = {0};

    vmst_template_write(&buffer, example->template, &example->blanks);
    vmst_buffer_add(&buffer, "", 1);
    assert_string_equal((const char *)buffer.data, example->written);
}

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(examples)];

    for (size_t i = 0; i < VMST_COUNT(examples); i++) {
        tests[i] = (struct CMUnitTest){examples[i].name, is_written, NULL, NULL,
                                       (void *)&examples[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
