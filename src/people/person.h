/* SPDX-License-Identifier: Apache-2.0 */
/* person.h - the page of people. A locked or departed person has no session: they end in the same
 * transaction. */
#ifndef PEOPLE_PERSON_H
#define PEOPLE_PERSON_H
#include "engine/schema.h"
#define NAME person
#define DEF "people/person.def"
#include "engine/declare.h"
#endif
