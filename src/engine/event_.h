/* SPDX-License-Identifier: Apache-2.0 */
/* event_.h - what tests ask of the event log. Private to engine/. */
#ifndef ENGINE_EVENT__H
#define ENGINE_EVENT__H
#include "engine/event.h"

/* The filter of the stream: may this person see the event? No I/O. */
bool event_sees(struct engine *e, const struct who *who, const struct sse_event *ev);
#endif
