/*
 * key-access: can an account use a private key? Started by the library as root
 * and never by hand, asked once through its standard input, answers on its
 * standard output (libvmstrust/identity/access.h).
 *
 * It becomes that account for good, makes sure that there is no way back, opens
 * the key and signs a fixed label and a nonce: a signature that is of use to
 * nobody but who asked. It must never be setuid: it helps only who is root
 * already. It lives for five seconds at most.
 */
#define _GNU_SOURCE 1 /* setresuid */

#include "config.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "base/frame.h"
#include "base/helper.h"
#include "crypto/token.h"
#include "identity/access.h"
#include "identity/identity.h"
#include "identity/pfx.h"
#include "identity/proof.h"
#include "limits.h"

struct request { /* views of what was asked */
    struct vmst_bytes version;
    char *account; /* owned, and gone with the process */
    char *path;
    bool has_passphrase;
    struct vmst_bytes passphrase;
    struct vmst_bytes nonce;
};

/* --- Answering ------------------------------------------------------------ */

/* No clean-up of libraries runs as the account. */
static _Noreturn void
end(const struct vmst_buffer *answer)
{
    const uint8_t *data = answer->data;
    size_t left = answer->failed ? 0 : answer->size;

    while (left > 0) {
        ssize_t done = write(STDOUT_FILENO, data, left);

        if (done < 0 && errno != EINTR) {
            _exit(1);
        }
        data += done > 0 ? done : 0;
        left -= done > 0 ? (size_t)done : 0;
    }
    _exit(answer->failed ? 1 : 0);
}

static _Noreturn void
answer(const char *word, const char *reason, struct vmst_bytes algorithm,
       struct vmst_bytes signature)
{
    struct vmst_buffer out = {0};

    vmst_frame_add(&out, vmst_bytes_of(word));
    vmst_frame_add(&out, vmst_bytes_of(reason));
    vmst_frame_add(&out, algorithm);
    vmst_frame_add(&out, signature);
    end(&out);
}

static _Noreturn void
give_up(const char *reason)
{
    answer(VMST_ACCESS_UNTRIED, reason, vmst_bytes(NULL, 0),
           vmst_bytes(NULL, 0));
}

/* --- A clean start -------------------------------------------------------- */

/* Nothing that was left open by who started this, no core file with a key in
 * it, no way to gain rights by starting another program, no staying. */
static void
shut_in(void)
{
    const struct rlimit none = {0, 0};

    if (!vmst_close_from(STDERR_FILENO + 1) ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        setrlimit(RLIMIT_CORE, &none) != 0 || chdir("/") != 0) {
        give_up("the helper could not shut itself in");
    }
    alarm(VMST_HELPER_SECONDS);
}

static void
must_be_started_by_root(void)
{
    uid_t real;
    uid_t effective;
    uid_t saved;

    if (getresuid(&real, &effective, &saved) != 0 || real != 0 ||
        effective != 0 || saved != 0) {
        give_up("the helper must be started by root, and never be setuid");
    }
}

/* --- The question --------------------------------------------------------- */

static void
read_all(struct vmst_buffer *input)
{
    uint8_t chunk[1024];
    ssize_t size = 1;

    while (size != 0 && input->size <= VMST_HELPER_REQUEST) {
        size = read(STDIN_FILENO, chunk, sizeof chunk);
        if (size < 0 && errno != EINTR) {
            give_up("the helper could not read what it was asked");
        }
        if (size > 0) {
            vmst_buffer_add(input, chunk, (size_t)size);
        }
    }
    vmst_wipe(chunk, sizeof chunk);
}

static char *
text_of(struct vmst_bytes bytes)
{
    char *text = calloc(1, bytes.size + 1);

    if (text == NULL || bytes.size == 0 ||
        memchr(bytes.data, '\0', bytes.size) != NULL) {
        give_up("the helper was asked something that it does not understand");
    }
    memcpy(text, bytes.data, bytes.size);
    return text;
}

static void
read_request(const struct vmst_buffer *input, struct request *request)
{
    struct vmst_bytes rest = vmst_buffer_view(input);
    struct vmst_bytes account;
    struct vmst_bytes path;
    struct vmst_bytes flag;

    if (!vmst_frame_take(&rest, &request->version) ||
        !vmst_bytes_equal(request->version,
                          vmst_bytes_of(VMST_ACCESS_VERSION))) {
        give_up("the helper and the library are of different versions");
    }
    if (!vmst_frame_take(&rest, &account) || !vmst_frame_take(&rest, &path) ||
        !vmst_frame_take(&rest, &flag) || flag.size != 1 ||
        !vmst_frame_take(&rest, &request->passphrase) ||
        !vmst_frame_take(&rest, &request->nonce) || rest.size != 0 ||
        request->nonce.size != VMST_PROOF_NONCE) {
        give_up("the helper was asked something that it does not understand");
    }
    request->account = text_of(account);
    request->path = text_of(path);
    request->has_passphrase = flag.data[0] != 0;
    if (request->path[0] != '/' && !vmst_token_is_url(request->path)) {
        give_up("the helper was given a path that is not absolute");
    }
}

/* --- Becoming the account ------------------------------------------------- */

/* After this nothing is done as root. The groups are looked up before, since
 * the account may not be allowed to. */
static void
become(const char *name)
{
    const struct passwd *entry = getpwnam(name);
    uid_t user;
    gid_t group;

    if (entry == NULL) {
        give_up("the helper does not know that account");
    }
    user = entry->pw_uid;
    group = entry->pw_gid;
    if (user == 0) {
        give_up("the helper does not become root");
    }
    if (initgroups(name, group) != 0 || setresgid(group, group, group) != 0 ||
        setresuid(user, user, user) != 0) {
        give_up("the helper could not become that account");
    }
}

/* Nor may another process of the account look in, which has a passphrase in
 * its memory. */
static void
must_have_no_way_back(void)
{
    uid_t real;
    uid_t effective;
    uid_t saved;

    if (getresuid(&real, &effective, &saved) != 0 || real == 0 ||
        effective == 0 || saved == 0 || setuid(0) == 0 || seteuid(0) == 0 ||
        setresuid(0, 0, 0) == 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        give_up("the helper could still become root again");
    }
}

/* --- The key -------------------------------------------------------------- */

/* A PFX, or whatever has the key alone or beside certificates. */
static int
read_key(struct vmst_bytes input, const struct vmst_secret *passphrase,
         struct vmst_note *note, struct vmst_private_key **key)
{
    struct vmst_identity *identity = NULL;

    if (!vmst_pfx_is(input)) {
        return vmst_private_key_read(input, passphrase, note, key);
    }
    TRY(vmst_identity_read(input, passphrase, note, &identity));
    *key = identity->key;
    return VMSTRUST_OK;
}

/* vmst_file_read opens with O_CLOEXEC, O_NOCTTY and O_NONBLOCK, and reads
 * regular files only. */
static int
load_key(const char *path, const struct vmst_secret *passphrase,
         struct vmst_note *note, struct vmst_private_key **key)
{
    struct vmst_blob *file = NULL;

    if (vmst_token_is_url(path)) {
        return vmst_private_key_load(path, passphrase, note, key);
    }
    TRY(vmst_file_read(path, VMST_LIMIT_KEY_FILE, note, &file));
    return read_key(vmst_bytes(file->data, file->size), passphrase, note, key);
}

static struct vmst_private_key *
open_key(const struct request *request)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_private_key *key = NULL;
    struct vmst_secret *passphrase = NULL;
    int code = VMSTRUST_OK;

    if (request->has_passphrase) {
        code = vmst_secret_new(request->passphrase, &note, &passphrase);
    }
    if (code == VMSTRUST_OK) {
        code = load_key(request->path, passphrase, &note, &key);
    }
    if (code == VMSTRUST_E_MEMORY) {
        give_up("the helper was out of memory");
    }
    if (code != VMSTRUST_OK) {
        answer(VMST_ACCESS_REFUSED, note.text, vmst_bytes(NULL, 0),
               vmst_bytes(NULL, 0));
    }
    return key;
}

static _Noreturn void
sign(const struct vmst_private_key *key, const struct request *request)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_blob *signature = NULL;

    if (vmst_proof_sign(key, request->nonce.data, &note, &signature) !=
        VMSTRUST_OK) {
        answer(VMST_ACCESS_REFUSED, note.text, vmst_bytes(NULL, 0),
               vmst_bytes(NULL, 0));
    }
    answer(VMST_ACCESS_SIGNED, "", vmst_private_key_algorithm(key),
           vmst_bytes(signature->data, signature->size));
}

int
main(void)
{
    struct vmst_buffer input = {0};
    struct request request;

    shut_in();
    must_be_started_by_root();
    read_all(&input);
    read_request(&input, &request);
    become(request.account);
    must_have_no_way_back();
    sign(open_key(&request), &request);
}
