/* SPDX-License-Identifier: Apache-2.0 */
/* crews.h - patrols of the simulated city: terminals over real sockets, officers at the ordinary interface, calls that keep them busy. */
#ifndef CITY_CREWS_H
#define CITY_CREWS_H
#include "city/city_.h"

struct crews;
/* NULL: without --terminal, or when the clock does not run as in life. Starts a thread. */
struct crews *crews_open(const struct city_options *o, const struct roads *r);
void crews_slow(struct crews *s, struct traffic *t);	/* what stands in the way of the traffic now */
void crews_close(struct crews *s);			/* prints what they did */
#endif
