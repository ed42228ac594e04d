/*
 * The race for a connection without a network: what is told of several failures,
 * and that a shortage which has passed is none of them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../../libvmstrust-site/dial.h"

#define LATER (VMST_TRY_AGAIN_AFTER + 1)

static void
add_address(struct vmst_addresses *addresses, const char *host, uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(port)};
    struct vmst_address *place = &addresses->list[addresses->count++];

    assert_int_equal(inet_pton(AF_INET, host, &address.sin_addr), 1);
    memcpy(&place->socket, &address, sizeof address);
    place->size = sizeof address;
}

/* From now on this process gets no descriptor; returns the limit before. */
static struct rlimit
take_descriptors(void)
{
    struct rlimit before, none;
    int free_one = dup(STDERR_FILENO);

    assert_true(free_one >= 0);
    close(free_one);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = (rlim_t)free_one;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    return before;
}

/* TCP has no way to everybody (RFC 1122 4.2.3.10). */
static void
a_shortage_that_has_passed_is_not_told(void **state)
{
    struct vmst_addresses addresses = {.count = 0};
    struct vmst_dial dial;
    struct rlimit before;
    int descriptor = -1;

    (void)state;
    add_address(&addresses, "255.255.255.255", 9);
    vmst_dial_start(&dial, &addresses, 0);
    before = take_descriptors();
    assert_int_equal(vmst_dial_step(&dial, 0, &descriptor), VMST_DIAL_WORKING);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_true(dial.is_starved);
    assert_int_equal(vmst_dial_step(&dial, LATER, &descriptor),
                     VMST_DIAL_FAILED);
    assert_false(dial.is_starved);
    assert_int_not_equal(dial.error, EMFILE);
    assert_int_not_equal(dial.error, 0);
    assert_int_equal(descriptor, -1);
    vmst_dial_stop(&dial);
}

static void
a_refusal_tells_most(void **state)
{
    struct vmst_addresses addresses = {.count = 0};
    struct sockaddr_in taken = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof taken;
    struct vmst_dial dial;
    enum vmst_dial_state went = VMST_DIAL_WORKING;
    int nobody = socket(AF_INET, SOCK_STREAM, 0); /* bound, not listening */
    int descriptor = -1;

    (void)state;
    assert_true(nobody >= 0);
    assert_int_equal(bind(nobody, (struct sockaddr *)&taken, size), 0);
    assert_int_equal(getsockname(nobody, (struct sockaddr *)&taken, &size), 0);
    add_address(&addresses, "255.255.255.255", 9);
    add_address(&addresses, "127.0.0.1", ntohs(taken.sin_port));
    add_address(&addresses, "255.255.255.255", 9);
    vmst_dial_start(&dial, &addresses, 0);
    for (int64_t now = 0; went == VMST_DIAL_WORKING; now += LATER) {
        went = vmst_dial_step(&dial, now, &descriptor);
    }
    assert_int_equal(went, VMST_DIAL_FAILED);
    assert_int_equal(dial.error, ECONNREFUSED);
    vmst_dial_stop(&dial);
    close(nobody);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shortage_that_has_passed_is_not_told),
        cmocka_unit_test(a_refusal_tells_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
