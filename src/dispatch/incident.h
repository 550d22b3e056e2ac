/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_INCIDENT_H
#define DISPATCH_INCIDENT_H
#include "engine/schema.h"
#define NAME incident
#define DEF "dispatch/incident.def"
#include "engine/declare.h"
#endif
