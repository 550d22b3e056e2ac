/* SPDX-License-Identifier: Apache-2.0 */
/* demo_.h - what the files of the demo share. Private to demo/. */
#ifndef DEMO_DEMO__H
#define DEMO_DEMO__H
#include "base/geo.h"
#include "demo/demo.h"
#include "demo/places.h"
#include "engine/record.h"

int64_t demo_unit(size_t place);			/* id of its unit, once made */

uint64_t demo_random(uint64_t *state);			/* splitmix64 */
int demo_below(uint64_t *state, int n);			/* 0 .. n-1 */
double demo_spread(uint64_t *state);			/* roughly normal, -3 .. 3 */

enum err demo_units(struct call *c, void *demo) must_check;
enum err demo_offices(struct call *c, void *demo) must_check;
enum err demo_roads(struct demo *d) must_check;
enum err demo_devices(struct demo *d) must_check;
enum err demo_accounts(struct demo *d) must_check;
enum err demo_work(struct demo *d) must_check;
enum err demo_recorders(struct demo *d) must_check;
enum err demo_duty(struct demo *d) must_check;
enum err demo_incidents(struct demo *d) must_check;
enum err demo_campaigns(struct demo *d) must_check;
enum err demo_stations(struct demo *d) must_check;
enum err demo_checks(struct demo *d) must_check;
enum err demo_video(struct demo *d) must_check;
enum err demo_joint(struct demo *d) must_check;
enum err demo_crews(struct demo *d) must_check;
enum err demo_plans(struct demo *d) must_check;
enum err demo_act_as(struct call *c, const char *user) must_check;	/* from here on the call is this account's; rights are not asked */
#endif
