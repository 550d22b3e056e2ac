/* SPDX-License-Identifier: Apache-2.0 */
/* handover_sources.h - what every folder has open in a unit, for the handover sheet: org itself stands below most of them. */
#ifndef MAIN_HANDOVER_SOURCES_H
#define MAIN_HANDOVER_SOURCES_H
void handover_sources_install(void);
#endif
