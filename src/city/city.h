/* SPDX-License-Identifier: Apache-2.0 */
/* city.h - the simulated city: a client of the server over its real sockets, never by a back door.
 *
 *   fleet ─► traffic (trips on the roads) ─► cameras (what they read, their faults) ─► report + pictures ─► sender ─► device port
 *                                                                             accounts ─► interface: watch entries
 *
 * Shape      one thread drives, some send. Everything it sends is marked as simulated: the store is stamped so (it refuses any
 *            other), every picture says so.
 * Units      speed: how much faster than life the city's clock runs; the server's is set along (sysadmin@detachment).
 * Same       the same seed and the same time of beginning give the same passages.
 * Errors     E_FORBIDDEN: the store is not stamped as simulated; E_NOT_FOUND: none of its devices stands on the simulated roads.
 */
#ifndef CITY_CITY_H
#define CITY_CITY_H
#include <signal.h>
#include "base/err.h"

struct city_options {
	const char *http, *device;	/* addresses */
	const char *terminal;		/* of the port for JT/T 808; NULL: no patrols */
	const char *password;		/* of the demo accounts and of the devices */
	uint64_t seed;
	double speed, per_second;
	int seconds;			/* 0: until stopped */
	int pictures;			/* a second at most */
	bool quiet;
};
enum err city_run(const struct city_options *o, const volatile sig_atomic_t *stop) must_check;
enum err city_ready(const char *http) must_check;	/* E_BUSY: it is there, but not ready */
/* Rows of the vehicle register for the city's vehicles, as "luan import registry" takes them. */
enum err city_write_registry(const char *path, uint64_t seed, int rows) must_check;
#endif
