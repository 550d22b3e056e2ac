/* SPDX-License-Identifier: Apache-2.0 */
/* tap.h - who wants to know of passages and devices besides those that keep them: the live picture. Installed by main, so
 * that the folders below know nothing of what is shown.
 *
 * Order      passages() after the commit of a batch of the live series, with its rows as they were stored; device() when
 *            a device registers, keeps alive, unregisters or has been silent for too long. Any thread.
 * Cost       never blocks, takes no lock that waits for I/O; at most some 30 ns a passage.
 */
#ifndef INGEST_TAP_H
#define INGEST_TAP_H
#include "store/passage.h"

#define TAP_CLOCK_UNKNOWN INT32_MIN
struct passage_tap {
	void (*passages)(struct passage_tap *t, const struct passage *row, size_t n);
	void (*device)(struct passage_tap *t, uint32_t device, bool online, int32_t clock_ms);	/* device minus server */
};
#endif
