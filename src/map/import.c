/* SPDX-License-Identifier: Apache-2.0 */
#include "map/import.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "map/helper_.h"
#include "map/map.h"
#include "net/json.h"
#include "store/tiles.h"

struct paths {
	char helper[PATH_MAX], source[PATH_MAX], fresh[PATH_MAX], final[PATH_MAX];
};

static enum err
find_paths(struct paths *p, const char *data_dir, const char *file)
{
	struct stat st;
	enum err e = helper_find(p->helper);

	if (e)
		return e;
	if (stat(data_dir, &st) || !S_ISDIR(st.st_mode) || !realpath(file, p->source) || stat(p->source, &st))
		return E_NOT_FOUND;
	if (S_ISREG(st.st_mode) && st.st_size > MAP_SOURCE_MAX)
		return E_TOO_LARGE;
	if (snprintf(p->fresh, sizeof p->fresh, "%s/.map-%ld.mbtiles", data_dir, (long)getpid()) >= (int)sizeof p->fresh ||
	    snprintf(p->final, sizeof p->final, "%s/" MAP_FILE, data_dir) >= (int)sizeof p->final)
		return E_TOO_LARGE;
	return E_OK;
}

/* ---- what it made ---- */

static enum err
read_report(struct slice told, struct map_report *ret, bool *ret_osm)
{
	json_scoped j = NULL;
	size_t at;
	enum err e = json_read(told, &j, &at);

	if (e)
		return E_BAD_BODY;
	ret->features = json_integer_value(json_object_get(j, "features"));
	ret->kept = json_integer_value(json_object_get(j, "kept"));
	ret->skipped = json_integer_value(json_object_get(j, "skipped"));
	ret->simulated = json_is_true(json_object_get(j, "simulated"));
	*ret_osm = json_is_true(json_object_get(j, "osm"));
	return E_OK;
}

static enum err
verify(const char *path, struct map_report *r)
{
	struct tiles *t;
	enum err e = tiles_open(&t, path);

	if (e)
		return e;
	e = tiles_check(t, &r->tiles, &r->bytes);
	tiles_close(t);
	return e ? e : r->tiles ? E_OK : E_BAD_BODY;
}

/* On the disk before it has its name. */
static enum err
put_in_place(const struct paths *p)
{
	int fd = open(p->fresh, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		(void)close(fd);
	return good && !rename(p->fresh, p->final) ? E_OK : errno == ENOSPC ? E_DISK_FULL : E_STORE;
}

static void
clean(const struct paths *p)
{
	static const char *const tail[] = { "", "-journal", ".temp.db", ".temp.db-journal" };
	char path[PATH_MAX + 32];

	for (size_t i = 0; i < N_ELEMS(tail); i++) {
		(void)snprintf(path, sizeof path, "%s%s", p->fresh, tail[i]);
		(void)unlink(path);
	}
}

static enum err
make(const struct paths *p, const char *attribution, struct map_report *ret)
{
	char *argv[] = { (char *)(uintptr_t)p->helper, (char *)(uintptr_t)p->source, (char *)(uintptr_t)p->fresh, NULL };
	struct tiles_info i = { .made_ms = clock_now_ms() };
	char told[HELPER_TOLD_MAX];
	size_t n = 0;
	bool osm = false;
	enum err e;

	if ((e = helper_run(argv, told, &n)) || (e = read_report((struct slice){ told, n }, ret, &osm)) || (e = verify(p->fresh, ret)))
		return e;
	i.simulated = ret->simulated;
	if (!attribution && osm)
		attribution = "© OpenStreetMap contributors";	/* ODbL 4.3 */
	(void)snprintf(i.attribution, sizeof i.attribution, "%s", attribution ? attribution : "");
	if ((e = tiles_stamp(p->fresh, &i)))
		return e;
	return put_in_place(p);
}

enum err
map_import(const char *data_dir, const char *file, const char *attribution, struct map_report *ret)
{
	struct paths p;
	enum err e;

	*ret = (struct map_report){ 0 };
	if ((e = find_paths(&p, data_dir, file)))
		return e;
	clean(&p);
	e = make(&p, attribution, ret);
	clean(&p);
	return e;
}
