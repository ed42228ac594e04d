/*
 * The whole second library in one include: what opens connections and looks at
 * more than one server. It stands on libvmstrust.
 */
#ifndef VMSTRUST_SITE_SITE_H
#define VMSTRUST_SITE_SITE_H

#include <vmstrust-site/enumerations.h>
#include <vmstrust-site/probe.h>
#include <vmstrust-site/trial.h>
#include <vmstrust/vmstrust.h>

#endif
