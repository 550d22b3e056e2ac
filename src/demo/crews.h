/* SPDX-License-Identifier: Apache-2.0 */
/* crews.h - the patrols of the simulated city, by number: which accounts, which car, which terminal. The store holds the rows, the city plays them. */
#ifndef DEMO_CREWS_H
#define DEMO_CREWS_H
#include <stdbool.h>
#include <stddef.h>

#define DEMO_CREW 2			/* officers */
#define DEMO_CREWS_MAX 64
#define DEMO_TERMINAL "1380533%04d"	/* from 1; the car's number is 模拟001 and on */
struct demo_crew {
	size_t place;			/* demo_place: its squadron */
	char user[DEMO_CREW][48];	/* the first leads */
	char call_sign[32];
};
bool demo_crew(int n, struct demo_crew *ret);	/* false: there are no more */
#endif
