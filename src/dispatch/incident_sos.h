/* SPDX-License-Identifier: Apache-2.0 */
/* incident_sos.h - an officer's call for help is an incident of the highest priority, in the same transaction (terminal/sos_call.h). */
#ifndef DISPATCH_INCIDENT_SOS_H
#define DISPATCH_INCIDENT_SOS_H
#include "terminal/sos_call.h"

sos_fn incident_of_sos;
#endif
