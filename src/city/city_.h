/* SPDX-License-Identifier: Apache-2.0 */
/* city_.h - what the files of the running city share. Private to city/. */
#ifndef CITY_CITY__H
#define CITY_CITY__H
#include "city/camera.h"
#include "city/city.h"
#include "city/paint.h"
#include "city/sender.h"
#include "city/traffic.h"

#define CITY_FLEET FLEET_DISTINCT
#define WANTED 8
#define CLONES 3
struct city {
	struct city_options o;
	struct roads roads;
	struct arena arena;
	struct cameras cameras;
	struct traffic *traffic;
	struct sender *sender;
	struct painter *painter;	/* NULL: no font, no pictures */
	struct fleet fleet;
	struct late *late;		/* reports held back */
	struct buf body, scene, plate, scene64, plate64;
	uint64_t dice;
	int64_t began_ms, now_ms, picture_ms;
	double picture_room;
	bool behind;			/* catching up: batches without pictures */
	int64_t seen, silent, pictures, violations;
	struct street *street;		/* officers and owners; NULL: none */
	struct crews *crews;		/* patrols; NULL: none */
	uint32_t wanted[WANTED];
};
void city_see(struct city *c, const struct traffic_pass *p);	/* camera to sender */
void city_flush(struct city *c, bool all);
void city_release_late(struct city *c, bool all);
void city_drop_late(struct city *c);
uint32_t city_wanted_vehicle(const struct city *c, int i);	/* the same for the same seed */
/* street.c: officers who stop vehicles, owners who pay, object and go to court, by accounts and the bank's messages. */
struct street_stats {
	int64_t stops, refused, unrecorded, paid, objected, contested;
};
void street_open(struct city *c);
void street_act(struct city *c);	/* now and then one thing */
void street_close(struct city *c, struct street_stats *ret);
void city_apply(struct city *c);	/* watch entries, by the accounts that may */
#endif
