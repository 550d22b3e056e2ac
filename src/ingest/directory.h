/* SPDX-License-Identifier: Apache-2.0 */
/* directory.h - the codes that messages of devices use, and what luan knows by them: row, unit, place, lanes, secret.
 *
 * Shape      an immutable generation made of the tables tollgate and device, hashed by code; swapped whole when one of them changed
 *            (org/device.h device_changes) and every DIRECTORY_LOOK_MS for what another server changed.
 * Holding    a generation is held while it is used, for as long as a handler runs, never across an answer.
 * Cost       a look-up 40 ns, no lock; holding 20 ns. A load of 10,952 devices about 60 ms, on the timer's thread.
 * Errors     E_STORE; the generation in force stays.
 */
#ifndef INGEST_DIRECTORY_H
#define INGEST_DIRECTORY_H
#include "base/geo.h"
#include "engine/engine.h"
#include "ingest/presence.h"

#define DIRECTORY_CODE_MAX 20
#define DIRECTORY_LOOK_MS 2000
#define DIRECTORY_LANES 16

struct directory_lane {
	uint8_t no, direction;		/* GA/T 1400 HDirectionType 1..9 */
};
struct directory_tollgate {
	struct slice code, name;
	uint32_t row;
	int64_t unit;
	struct point place;
	bool active;
	uint8_t category, usage;	/* TollgateCat, TollgateUsage */
	struct slice area_code;
	uint8_t nlane;
	struct directory_lane lane[DIRECTORY_LANES];
};
struct directory_device {
	struct slice code, name, login;	/* login: of the digest */
	uint32_t row, tollgate;		/* tollgate: row; 0: of none */
	int64_t unit;
	struct point place;
	bool in_use;			/* active or faulty: what it says is taken */
	bool platform, history;
	bool has_secret, has_certificate;
	uint8_t ha1[16], certificate[32];
	uint64_t secret;		/* hash of ha1: tells one password from another; 0: none */
	struct slice published_on, verified_until;	/* DATE; absent: never */
	struct presence *presence;	/* what it does: outlives the generation */
};
struct directory;
const struct directory *directory_hold(void);		/* never NULL after directory_open */
void directory_let_go(const struct directory *d);
const struct directory_tollgate *directory_tollgate(const struct directory *d, struct slice code);	/* NULL: unknown */
const struct directory_tollgate *directory_tollgate_row(const struct directory *d, uint32_t row);
const struct directory_tollgate *directory_tollgate_at(const struct directory *d, size_t i);	/* NULL: no more */
const struct directory_device *directory_device(const struct directory *d, struct slice code);
const struct directory_device *directory_device_row(const struct directory *d, uint32_t row);	/* NULL: unknown */
size_t directory_ndevice(const struct directory *d);
const struct directory_device *directory_device_at(const struct directory *d, size_t i);

enum err directory_open(struct engine *e) must_check;	/* loads; adds its timer */
enum err directory_refresh(struct engine *e) must_check;	/* loads when something changed */
void directory_close(void);
#endif
