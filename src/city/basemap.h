/* SPDX-License-Identifier: Apache-2.0 */
/* basemap.h - the simulated city as a base map: GeoJSON that "luan import map" takes. */
#ifndef CITY_BASEMAP_H
#define CITY_BASEMAP_H
#include "base/err.h"

enum err basemap_write(const char *path) must_check;	/* E_STORE: cannot be written */
#endif
