/* SPDX-License-Identifier: Apache-2.0 */
/* reading.h - what presence.h knows becomes rows of the stream device_reading, from which rules find faults.
 *
 * When     a device went on or off line, its clock moved by a second, its unread share by 50 permille, or the longest time between
 *          readings is over: 10,952 quiet devices write some 3 rows a second.
 * Cost     a look at all devices every READING_LOOK_MS, about 1 ms; a job of 500 rows when there is something to tell.
 */
#ifndef INGEST_READING_H
#define INGEST_READING_H
#include "base/err.h"

#define READING_LOOK_MS 5000
struct port;
enum err reading_start(struct port *p) must_check;
#endif
