/*
 * Servers with deliberate faults, and what a client made of them (trial.h).
 */
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vmstrust-site/site.h>

#include "answer.h"
#include "file.h"
#include "progress.h"
#include "text.h"

#define MOST_PORTS 1024 /* bytes of the list of ports */

/* "FOLDER/NAME" written; on failure it has said why. */
static int
write_file(const char *folder, const char *name, const void *data, size_t size,
           bool is_forced)
{
    size_t length = strlen(folder) + strlen(name) + 2;
    char *path = malloc(length);
    int status;

    if (path == NULL) {
        complain("out of memory");
        return EXIT_UNKNOWN;
    }
    snprintf(path, length, "%s/%s", folder, name);
    status = file_write("--serve-wrong", path, data, size, is_forced);
    free(path);
    return status;
}

static int
write_ca(const vmstrust_trial *trial, const char *folder, bool is_forced)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_cert_write_pem(vmstrust_trial_get_ca(trial), &pem, &error) !=
        VMSTRUST_OK) {
        answer_error("--serve-wrong", error);
        return EXIT_UNKNOWN;
    }
    status = write_file(folder, "ca.pem", vmstrust_bytes_get_data(pem),
                        vmstrust_bytes_get_size(pem), is_forced);
    vmstrust_bytes_free(pem);
    return status;
}

/* "good 40001" and so on, for a script to read. */
static int
write_ports(const vmstrust_trial *trial, const char *folder, bool is_forced)
{
    char text[MOST_PORTS];
    size_t size = 0;

    for (size_t i = 0;
         i < vmstrust_trial_get_count(trial) && size < sizeof text; i++) {
        size += (size_t)snprintf(
            text + size, sizeof text - size, "%s %u\n",
            vmstrust_fault_get_id(vmstrust_trial_get_fault(trial, i)),
            (unsigned)vmstrust_trial_get_port(trial, i));
    }
    return write_file(folder, "ports.txt", text,
                      size < sizeof text ? size : sizeof text - 1, is_forced);
}

static void
put_invitation(const vmstrust_trial *trial, const char *folder)
{
    printf("Trust %s/ca.pem and nothing else, as your code does it, and let "
           "it\nconnect to localhost at each of these ports:\n\n",
           SHOW(folder));
    for (size_t i = 0; i < vmstrust_trial_get_count(trial); i++) {
        vmstrust_fault fault = vmstrust_trial_get_fault(trial, i);

        printf("%7u  %-21s %s\n", (unsigned)vmstrust_trial_get_port(trial, i),
               vmstrust_fault_get_id(fault), vmstrust_fault_get_title(fault));
    }
    printf("\nIt ends when each was tried, or with Ctrl-C.\n\n");
    fflush(stdout);
}

static const char *
judgement(vmstrust_fault fault, vmstrust_reaction reaction)
{
    bool is_good = fault == VMSTRUST_FAULT_GOOD;

    switch (reaction) {
    case VMSTRUST_REACTION_NONE:
        return "";
    case VMSTRUST_REACTION_REFUSED:
        return is_good ? ": WRONG" : ": right";
    case VMSTRUST_REACTION_FINISHED:
        return is_good ? ": right" : ": WRONG, unless it looks only afterwards";
    case VMSTRUST_REACTION_ACCEPTED:
        return is_good ? ": right" : ": WRONG";
    }
    return "";
}

static void
put_result(const vmstrust_trial *trial)
{
    for (size_t i = 0; i < vmstrust_trial_get_count(trial); i++) {
        vmstrust_fault fault = vmstrust_trial_get_fault(trial, i);
        vmstrust_reaction reaction = vmstrust_trial_get_reaction(trial, i);

        printf("%-21s %s%s\n", vmstrust_fault_get_id(fault),
               reaction == VMSTRUST_REACTION_NONE
                   ? "Nobody came"
                   : vmstrust_reaction_get_title(reaction),
               judgement(fault, reaction));
    }
}

static int
serve(vmstrust_trial *trial)
{
    vmstrust_task *task = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_task_new(&task, &error);

    if (code == VMSTRUST_OK) {
        progress_begin(task, "tried");
        code = vmstrust_trial_run(trial, task, &error);
        progress_end();
        put_result(trial);
    }
    vmstrust_task_free(task);
    if (code == VMSTRUST_OK || code == VMSTRUST_E_CANCELLED) {
        vmstrust_error_free(error);
        return code == VMSTRUST_OK ? EXIT_YES : EXIT_UNKNOWN;
    }
    return answer_error(NULL, error);
}

int
trial_serve(const struct arguments *arguments, const char *folder)
{
    bool is_forced = arguments_have(arguments, OPTION_FORCE);
    vmstrust_trial *trial = NULL;
    vmstrust_error *error = NULL;
    int status = file_make_folder("--serve-wrong", folder);

    if (status == EXIT_YES &&
        vmstrust_trial_new(&trial, &error) != VMSTRUST_OK) {
        return answer_error("--serve-wrong", error);
    }
    if (status == EXIT_YES) {
        status = write_ca(trial, folder, is_forced);
    }
    if (status == EXIT_YES) {
        status = write_ports(trial, folder, is_forced);
    }
    if (status == EXIT_YES) {
        put_invitation(trial, folder);
        status = serve(trial);
    }
    vmstrust_trial_free(trial);
    return status;
}
