/*
 * A walk over remedies.def. Floor 3.
 */
#include "role/remedy.h"

#include <stddef.h>

#include "path/finding.h"
#include "scope.h"

#define TOPIC(topic, what)
#define REMEDY(topic, platform, see, fix)
#define ABOUT(finding, topic)

enum topic {
#undef TOPIC
#define TOPIC(topic, what) TOPIC_##topic,
#include "remedies.def"
#undef TOPIC
#define TOPIC(topic, what)
};

static const struct {
    enum topic topic;
    vmstrust_platform platform;
    struct vmst_remedy remedy;
} remedies[] = {
#undef REMEDY
#define REMEDY(topic, platform, see, fix)                                      \
    {TOPIC_##topic, VMSTRUST_PLATFORM_##platform, {see, fix}},
#include "remedies.def"
#undef REMEDY
#define REMEDY(topic, platform, see, fix)
};

static const struct {
    vmstrust_finding finding;
    enum topic topic;
} abouts[] = {
#undef ABOUT
#define ABOUT(finding, topic) {VMSTRUST_FINDING_##finding, TOPIC_##topic},
#include "remedies.def"
};

static enum topic
topic_of(vmstrust_finding finding)
{
    for (size_t i = 0; i < VMST_COUNT(abouts); i++) {
        if (abouts[i].finding == finding) {
            return abouts[i].topic;
        }
    }
    return TOPIC_CERTIFICATE;
}

struct vmst_remedy
vmst_remedy_get(vmstrust_finding finding, vmstrust_platform platform)
{
    const struct vmst_remedy none = {"", ""};
    enum topic topic = topic_of(finding);

    if (vmst_finding_row(finding) == NULL) {
        return none;
    }
    for (size_t i = 0; i < VMST_COUNT(remedies); i++) {
        if (remedies[i].topic == topic && remedies[i].platform == platform) {
            return remedies[i].remedy;
        }
    }
    return none;
}

bool
vmst_remedy_is_about_key(vmstrust_finding finding)
{
    return topic_of(finding) == TOPIC_KEY;
}
