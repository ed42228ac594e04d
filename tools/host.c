/*
 * Whom the client dialled (host.h). A name in place of an address, or the other
 * way round, is answered with the hint: certificates carry the two apart, and
 * who mixes them up would wonder at the verdict. What else a name may not be,
 * the library says.
 */
#include "host.h"

#include <arpa/inet.h>
#include <string.h>

#include "text.h"

static bool
is_address(const char *text)
{
    unsigned char bytes[16];

    return inet_pton(AF_INET, text, bytes) == 1 ||
           inet_pton(AF_INET6, text, bytes) == 1;
}

/* The address in "192.0.2.7:7563", "[2001:db8::7]" and "[2001:db8::7]:7563". */
static bool
find_address(const char *text, char address[64])
{
    bool is_bracketed = text[0] == '[';
    const char *start = is_bracketed ? text + 1 : text;
    size_t size = strcspn(start, is_bracketed ? "]" : ":");

    if (size >= 64) {
        return false;
    }
    memcpy(address, start, size);
    address[size] = '\0';
    return is_address(address);
}

static int
read_name(const struct arguments *arguments, const char *name)
{
    char address[64];

    if (!is_address(name) && !find_address(name, address)) {
        return EXIT_YES;
    }
    return usage_error(arguments->verb,
                       "--host %s: this is an IP address; give it as --ip %s",
                       SHOW(name), is_address(name) ? name : address);
}

static int
read_address(const struct arguments *arguments, const char *text)
{
    char address[64];

    if (is_address(text)) {
        return EXIT_YES;
    }
    if (find_address(text, address)) {
        return usage_error(arguments->verb,
                           "--ip %s: give the address alone: --ip %s",
                           SHOW(text), address);
    }
    return usage_error(arguments->verb,
                       "--ip %s: this is no IP address; a name is given as "
                       "--host",
                       SHOW(text));
}

int
host_read(const struct arguments *arguments, vmstrust_role role,
          const char **host)
{
    const char *name = arguments_get(arguments, OPTION_HOST);
    const char *address = arguments_get(arguments, OPTION_IP);

    *host = name != NULL ? name : address;
    if (name != NULL && address != NULL) {
        return usage_error(arguments->verb,
                           "--host and --ip: give one of them, the one that "
                           "the client dials");
    }
    if (name != NULL) {
        return read_name(arguments, name);
    }
    if (address != NULL) {
        return read_address(arguments, address);
    }
    if (!vmstrust_role_takes_host(role) ||
        arguments_have(arguments, OPTION_SKIP_NAME)) {
        return EXIT_YES;
    }
    return usage_error(arguments->verb,
                       "no host: give --host NAME or --ip ADDRESS, the one "
                       "that the client dials");
}
