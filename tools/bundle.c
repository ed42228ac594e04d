/*
 * Roots as one consumer imports them (bundle.h).
 */
#include "bundle.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "text.h"

/* --- The consumers -------------------------------------------------------- */

/* Seed 004, step 4, which has to come before step 3. */
static const char *const sds_steps[] = {
    "Do this before encryption is switched on.",
    "In the web interface of each display: Security > Certificate Management, "
    "as Administrator.",
    "Add New Certificate: choose one of these files, role Milestone SSL. Again "
    "for each file; several roots may be there at once.",
    "Firmware 15.3.0.0 and plug-in 1.0.2.5 or newer are needed.",
    "Push the views again from Smart Client: those pushed before lack what "
    "encryption needs.",
    "Where a tile still says \"Missing Milestone streaming media "
    "certificate\", the root of that recording server is not there.",
    NULL};

static const char *const ai_bridge_steps[] = {
    "Copy vms-authority.crt to the folder tls-ca of the AI Bridge, under that "
    "name.",
    "Restart its containers.",
    "For the way back, the AI Bridge needs a server certificate of its own of "
    "this CA: vmstrust ca issue --server-role ai-bridge.",
    NULL};

static const char *const ios_steps[] = {
    "Send roots.mobileconfig to the device, by mail or from a web page, and "
    "open it.",
    "Settings > General > VPN & Device Management: the profile, Install.",
    "Settings > General > About > Certificate Trust Settings: switch on each "
    "root. Without this the app does not trust it.",
    NULL};

static const char *const android_steps[] = {
    "Copy the files to the device.",
    "Settings > Security > Encryption & credentials > Install a certificate > "
    "CA certificate: choose each file. Names of the menus differ from maker to "
    "maker.",
    "The server must send its intermediates: Android fetches none. An app "
    "trusts these roots only if its maker allows it.",
    NULL};

static const char *const java_steps[] = {
    "For each file, on each computer and for each Java that runs the program:",
    "keytool -importcert -cacerts -alias NAME -file NAME.crt (the password is "
    "\"changeit\" unless somebody changed it)",
    "Or into a keystore of the program's own, with -keystore FILE in place of "
    "-cacerts.",
    NULL};

static const char *const windows_steps[] = {
    "One computer, in a PowerShell of an administrator: "
    "powershell -ExecutionPolicy Bypass -File install-root.ps1",
    "Or for each file: certutil -addstore Root NAME.cer",
    "A whole domain, by Group Policy: Computer Configuration > Policies > "
    "Windows Settings > Security Settings > Public Key Policies > Trusted Root "
    "Certification Authorities > Import.",
    "The computers of the servers need it, too: a management server must trust "
    "its own certificate.",
    NULL};

static const char *const openssl_steps[] = {
    "Give ca-bundle.pem as CAfile: openssl s_client -CAfile ca-bundle.pem, or "
    "SSL_CTX_load_verify_locations().",
    "OpenSSL knows no limits to a role, no pins and nothing that is "
    "distrusted: "
    "what needs them is left out, and the store itself is no CApath.",
    NULL};

static const struct bundle_target bundle_targets[] = {
    {VMSTRUST_TARGET_SDS, NULL, BUNDLE_PEM_EACH, ".crt", NULL, true, sds_steps},
    {VMSTRUST_TARGET_AI_BRIDGE, NULL, BUNDLE_PEM_ALL, NULL, "vms-authority.crt",
     false, ai_bridge_steps},
    {VMSTRUST_TARGET_IOS, NULL, BUNDLE_PROFILE, NULL, "roots.mobileconfig",
     false, ios_steps},
    {VMSTRUST_TARGET_ANDROID, NULL, BUNDLE_DER_EACH, ".crt", NULL, false,
     android_steps},
    {VMSTRUST_TARGET_JAVA, NULL, BUNDLE_PEM_EACH, ".crt", NULL, false,
     java_steps},
    {VMSTRUST_TARGET_WINDOWS, "Windows", BUNDLE_DER_EACH, ".cer", NULL, false,
     windows_steps},
    {VMSTRUST_TARGET_OPENSSL, NULL, BUNDLE_PEM_ALL, NULL, "ca-bundle.pem",
     false, openssl_steps},
};

const struct bundle_target *
bundle_find(vmstrust_target target)
{
    for (size_t i = 0; i < COUNT(bundle_targets); i++) {
        if (bundle_targets[i].target == target) {
            return &bundle_targets[i];
        }
    }
    return NULL;
}

void
bundle_list(char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < COUNT(bundle_targets) && used < size; i++) {
        used += (size_t)snprintf(
            text + used, size - used, "%s%s", i == 0 ? "" : ", ",
            vmstrust_target_get_id(bundle_targets[i].target));
    }
}

/* --- Names ---------------------------------------------------------------- */

/* Letters and digits of ASCII in lower case, anything else one hyphen: a name
 * for every file system, shell and script. */
static void
put_slug(const char *title, char *slug, size_t size)
{
    size_t used = 0;

    for (; *title != '\0' && used + 1 < size; title++) {
        unsigned char c = (unsigned char)*title;

        if (c < 0x80 && isalnum(c)) {
            slug[used++] = (char)tolower(c);
        } else if (used > 0 && slug[used - 1] != '-') {
            slug[used++] = '-';
        }
    }
    while (used > 0 && slug[used - 1] == '-') {
        used--;
    }
    slug[used] = '\0';
}

/* The first attribute's value of a name of RFC 4514, without the backslashes
 * that it quotes with; those of what cannot be seen stay. */
static void
copy_value(const char *name, char *value, size_t size)
{
    size_t used = 0;

    for (; *name != '\0' && strchr(",+", *name) == NULL && used + 1 < size;
         name++) {
        if (*name == '\\' && name[1] != '\0' &&
            strchr(",+\"<>;=# \\", name[1]) != NULL) {
            name++;
        }
        value[used++] = *name;
    }
    value[used] = '\0';
}

/* What people call the CA. */
static void
read_title(const vmstrust_cert *root, char *title, size_t size)
{
    vmstrust_bytes *subject = NULL;
    const char *text;

    title[0] = '\0';
    if (vmstrust_cert_write_subject(root, &subject, NULL) == VMSTRUST_OK) {
        text = (const char *)vmstrust_bytes_get_data(subject);
        text += strncmp(text, "CN=", 3) == 0 ? 3 : 0;
        copy_value(text, title, size);
    }
    vmstrust_bytes_free(subject);
}

void
bundle_name(const vmstrust_cert *root, char name[BUNDLE_NAME])
{
    char title[SHOWN_SIZE];
    char slug[BUNDLE_NAME - 10];
    struct ca_ids ids;

    read_title(root, title, sizeof title);
    put_slug(title, slug, sizeof slug);
    ca_read_ids(root, &ids);
    snprintf(name, BUNDLE_NAME, "%s-%.8s", *slug == '\0' ? "ca" : slug,
             ids.sha256);
}

/* --- Files ---------------------------------------------------------------- */

static int
write_file(const char *folder, const char *name, const char *ending,
           const void *data, size_t size)
{
    char path[4096 + BUNDLE_NAME];

    snprintf(path, sizeof path, "%.4000s/%s%s", folder, name, ending);
    return file_write("--out", path, data, size, false);
}

static int
write_each(const struct bundle *bundle, const char *folder)
{
    int status = EXIT_YES;

    for (size_t i = 0; status == EXIT_YES && i < bundle->count; i++) {
        const vmstrust_cert *root = bundle->roots[i];
        vmstrust_bytes *pem = NULL;
        vmstrust_error *error = NULL;
        char name[BUNDLE_NAME];
        size_t size = 0;
        const void *data = vmstrust_cert_get_der(root, &size);

        bundle_name(root, name);
        if (bundle->target->form == BUNDLE_PEM_EACH) {
            if (vmstrust_cert_write_pem(root, &pem, &error) != VMSTRUST_OK) {
                return answer_error(NULL, error);
            }
            data = vmstrust_bytes_get_data(pem);
            size = vmstrust_bytes_get_size(pem);
        }
        status = write_file(folder, name, bundle->target->ending, data, size);
        vmstrust_bytes_free(pem);
    }
    return status;
}

/* Text that a function makes, as a file. */
static int
write_text(const struct bundle *bundle, const char *folder, const char *name,
           int (*put)(const struct bundle *bundle, FILE *out))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    int status = out == NULL ? EXIT_UNKNOWN : put(bundle, out);

    if (out == NULL || fclose(out) != 0) {
        complain("%s: %s", name, strerror(errno));
        status = EXIT_UNKNOWN;
    }
    if (status == EXIT_YES) {
        status = write_file(folder, name, "", text, size);
    }
    free(text);
    return status;
}

static int
put_pem(const struct bundle *bundle, FILE *out)
{
    for (size_t i = 0; i < bundle->count; i++) {
        vmstrust_bytes *pem = NULL;
        vmstrust_error *error = NULL;

        if (vmstrust_cert_write_pem(bundle->roots[i], &pem, &error) !=
            VMSTRUST_OK) {
            return answer_error(NULL, error);
        }
        fwrite(vmstrust_bytes_get_data(pem), 1, vmstrust_bytes_get_size(pem),
               out);
        vmstrust_bytes_free(pem);
    }
    return EXIT_YES;
}

/* --- A profile for iOS ---------------------------------------------------- */

static void
put_xml(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        default:
            fputc(*text, out);
        }
    }
}

static void
put_key(FILE *out, const char *key, const char *text)
{
    fprintf(out, "<key>%s</key><string>", key);
    put_xml(out, text);
    fputs("</string>\n", out);
}

/* The same certificate has the same id: a profile that is sent again replaces
 * what was there. Of the digits of a SHA-256, version 8 (RFC 9562 5.8). */
static void
put_id(FILE *out, const char *sha256)
{
    fprintf(out,
            "<key>PayloadUUID</key><string>%.8s-%.4s-8%.3s-8%.3s-%.12s"
            "</string>\n",
            sha256, sha256 + 8, sha256 + 12, sha256 + 15, sha256 + 18);
}

/* The base64 between the lines of the PEM. */
static int
put_data(FILE *out, const vmstrust_cert *root)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    const char *from;
    const char *to;

    if (vmstrust_cert_write_pem(root, &pem, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    from = strchr((const char *)vmstrust_bytes_get_data(pem), '\n') + 1;
    to = strstr(from, "-----END");
    fprintf(out, "<key>PayloadContent</key><data>\n%.*s</data>\n",
            (int)(to - from), from);
    vmstrust_bytes_free(pem);
    return EXIT_YES;
}

static int
put_payload(FILE *out, const vmstrust_cert *root)
{
    char name[BUNDLE_NAME];
    char title[SHOWN_SIZE];
    struct ca_ids ids;
    int status;

    bundle_name(root, name);
    read_title(root, title, sizeof title);
    ca_read_ids(root, &ids);
    fputs("<dict>\n", out);
    status = put_data(out, root);
    put_key(out, "PayloadDisplayName", title);
    fprintf(out, "<key>PayloadIdentifier</key><string>vmstrust.%s</string>\n",
            name);
    put_id(out, ids.sha256);
    fputs("<key>PayloadType</key><string>com.apple.security.root</string>\n"
          "<key>PayloadVersion</key><integer>1</integer>\n</dict>\n",
          out);
    return status;
}

static int
put_profile(const struct bundle *bundle, FILE *out)
{
    struct ca_ids ids;
    int status = EXIT_YES;

    ca_read_ids(bundle->roots[0], &ids);
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
          "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
          "<plist version=\"1.0\">\n<dict>\n<key>PayloadContent</key>\n"
          "<array>\n",
          out);
    for (size_t i = 0; status == EXIT_YES && i < bundle->count; i++) {
        status = put_payload(out, bundle->roots[i]);
    }
    fputs("</array>\n", out);
    put_key(out, "PayloadDisplayName", "Trusted roots of the video system");
    put_key(out, "PayloadIdentifier", "vmstrust.roots");
    put_id(out, ids.sha256 + 32);
    fputs("<key>PayloadType</key><string>Configuration</string>\n"
          "<key>PayloadVersion</key><integer>1</integer>\n</dict>\n"
          "</plist>\n",
          out);
    return status;
}

/* --- A script for Windows ------------------------------------------------- */

/* Names are letters, digits and hyphens, thumbprints are digits: nothing of a
 * certificate is run. */
static int
put_script(const struct bundle *bundle, FILE *out)
{
    fputs("# Installs the trusted roots beside this script for the whole "
          "computer.\r\n"
          "#Requires -RunAsAdministrator\r\n"
          "$ErrorActionPreference = 'Stop'\r\n"
          "$roots = @{\r\n",
          out);
    for (size_t i = 0; i < bundle->count; i++) {
        char name[BUNDLE_NAME];
        struct ca_ids ids;

        bundle_name(bundle->roots[i], name);
        ca_read_ids(bundle->roots[i], &ids);
        fprintf(out, "    '%s.cer' = '%s'\r\n", name, ids.sha256);
    }
    fputs("}\r\n"
          "foreach ($name in $roots.Keys) {\r\n"
          "    $path = Join-Path $PSScriptRoot $name\r\n"
          "    $found = (Get-FileHash -Algorithm SHA256 $path).Hash\r\n"
          "    if ($found -ne $roots[$name]) {\r\n"
          "        throw \"$name is not the certificate that was meant\"\r\n"
          "    }\r\n"
          "    Import-Certificate -FilePath $path "
          "-CertStoreLocation Cert:\\LocalMachine\\Root\r\n"
          "}\r\n",
          out);
    return EXIT_YES;
}

/* --- All of it ------------------------------------------------------------ */

void
bundle_put_steps(const struct bundle *bundle, FILE *out)
{
    for (size_t i = 0; bundle->target->steps[i] != NULL; i++) {
        char head[8];

        snprintf(head, sizeof head, "%zu.", i + 1);
        text_item(out, 4, head, bundle->target->steps[i]);
    }
}

static int
put_readme(const struct bundle *bundle, FILE *out)
{
    const char *who = bundle->target->title;

    fprintf(out, "Trusted roots for %s\n\n",
            who != NULL ? who
                        : vmstrust_target_get_name(bundle->target->target));
    bundle_put_steps(bundle, out);
    fputs("\nCompare each root with what the owner of the CA tells:\n", out);
    for (size_t i = 0; i < bundle->count; i++) {
        const vmstrust_cert *root = bundle->roots[i];
        char title[SHOWN_SIZE];
        char until[CA_UNTIL_SIZE];
        struct ca_ids ids;

        read_title(root, title, sizeof title);
        ca_read_ids(root, &ids);
        fprintf(out,
                "\n%s\n  valid until %s\n  thumbprint %s\n  SHA-256 %.32s\n"
                "          %s\n",
                title, ca_date(vmstrust_cert_get_not_after(root), until),
                ids.thumbprint, ids.sha256, ids.sha256 + 32);
    }
    return EXIT_YES;
}

static int
write_roots(const struct bundle *bundle, const char *folder)
{
    switch (bundle->target->form) {
    case BUNDLE_PEM_EACH:
    case BUNDLE_DER_EACH:
        return write_each(bundle, folder);
    case BUNDLE_PEM_ALL:
        return write_text(bundle, folder, bundle->target->file, put_pem);
    case BUNDLE_PROFILE:
        return write_text(bundle, folder, bundle->target->file, put_profile);
    }
    return EXIT_UNKNOWN;
}

int
bundle_write(const struct bundle *bundle, const char *folder)
{
    int status = write_roots(bundle, folder);

    if (status == EXIT_YES &&
        bundle->target->target == VMSTRUST_TARGET_WINDOWS) {
        status = write_text(bundle, folder, "install-root.ps1", put_script);
    }
    return status == EXIT_YES
               ? write_text(bundle, folder, "README.txt", put_readme)
               : status;
}
