/* SPDX-License-Identifier: Apache-2.0 */
/* A file of tiles: found by number, stamped, checked; files that are none or lie are refused. */
#include "fixture.h"

#include <sqlite3.h>
#include "store/tiles.h"

#define GZIP "x'1f8b0800000000000003030000000000000000'"
#define GOOD "CREATE TABLE metadata (name TEXT, value TEXT);" \
	"CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);" \
	"INSERT INTO metadata VALUES ('bounds', '117.5,36.0,118.5,37.2'), ('minzoom', '8'), ('maxzoom', '14')," \
	" ('json', '{\"vector_layers\":[{\"id\":\"road\"},{\"id\":\"water\"},{\"id\":\"road\"},{\"id\":\"<b>\"}]}');" \
	"INSERT INTO tiles VALUES (8, 211, 156, " GZIP ");"

struct file {
	char dir[64], path[96];
	struct arena arena;
};

static void
make(struct file *f, const char *script)
{
	sqlite3 *db;

	(void)remove(f->path);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, script, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static int
setup(void **state)
{
	struct file *f = calloc(1, sizeof *f);

	snprintf(f->dir, sizeof f->dir, "/tmp/luan-tiles-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof f->path, "%s/map.mbtiles", f->dir);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct file *f = *state;

	arena_free(&f->arena);
	remove_dir(f->dir);
	free(f);
	return 0;
}

static void
found_from_the_north(void **state)
{
	struct file *f = *state;
	struct tiles *t;
	struct slice s;
	int64_t n, bytes;

	make(f, GOOD);
	ok(tiles_open(&t, f->path));
	ok(tiles_get(t, 8, 211, 255 - 156, &f->arena, &s));
	assert_int_equal(s.n, 19);
	err_is(tiles_get(t, 8, 211, 156, &f->arena, &s), E_NOT_FOUND);
	err_is(tiles_get(t, 8, 256, 1, &f->arena, &s), E_NOT_FOUND);
	err_is(tiles_get(t, 8, -1, 1, &f->arena, &s), E_NOT_FOUND);
	err_is(tiles_get(t, 63, 1, 1, &f->arena, &s), E_NOT_FOUND);
	ok(tiles_check(t, &n, &bytes));
	assert_int_equal(n, 1);
	assert_int_equal(bytes, 19);
	tiles_close(t);
}

static void
described(void **state)
{
	struct file *f = *state;
	struct tiles *t;
	struct tiles_info i;

	make(f, GOOD);
	ok(tiles_stamp(f->path, &(struct tiles_info){ .attribution = "© 自绘", .simulated = true, .made_ms = 1763870400000 }));
	ok(tiles_stamp(f->path, &(struct tiles_info){ .attribution = "© 测绘", .simulated = true, .made_ms = 1763870400001 }));
	ok(tiles_open(&t, f->path));
	tiles_info(t, &i);
	assert_string_equal(i.attribution, "© 测绘");
	assert_true(i.simulated);
	assert_int_equal(i.made_ms, 1763870400001);
	assert_true(i.west == 117.5 && i.south == 36.0 && i.east == 118.5 && i.north == 37.2);
	assert_int_equal(i.min_zoom, 8);
	assert_string_equal(i.layers, "road,water");
	assert_false(tiles_outdated(t, f->path));
	make(f, GOOD);
	assert_true(tiles_outdated(t, f->path));
	remove(f->path);
	assert_true(tiles_outdated(t, f->path));
	tiles_close(t);
}

static void
bad_metadata_is_left_out(void **state)
{
	struct file *f = *state;
	struct tiles *t;
	struct tiles_info i;

	make(f, GOOD "UPDATE metadata SET value = 'nan,1,2,3' WHERE name = 'bounds'; UPDATE metadata SET value = '-5' WHERE name = 'minzoom';"
		"INSERT INTO metadata VALUES ('maxzoom', '99'), ('attribution', x'ff'), (NULL, 'x'), ('bounds', NULL),"
		" ('attribution', printf('%.*c', 90000, 'x')), ('bounds', '5,5,1,1'), ('luan_made_ms', 'today');");
	ok(tiles_open(&t, f->path));
	tiles_info(t, &i);
	assert_true(i.west == -180 && i.north == 85);
	assert_int_equal(i.min_zoom, 0);
	assert_int_equal(i.max_zoom, 14);
	assert_int_equal(i.made_ms, 0);
	assert_string_equal(i.attribution, "");
	tiles_close(t);
}

static void
hostile_files(void **state)
{
	static const struct {
		const char *script;
		enum err opens, checks;
	} t[] = {
		{ "CREATE TABLE other (a);", E_CORRUPT, E_OK },
		{ "CREATE TABLE metadata (name, value); CREATE TABLE tiles (a);", E_CORRUPT, E_OK },
		{ GOOD "UPDATE tiles SET tile_data = x'00';", E_OK, E_CORRUPT },
		{ GOOD "UPDATE tiles SET tile_data = NULL;", E_OK, E_CORRUPT },
		{ GOOD "UPDATE tiles SET tile_data = '<html>a page that is no tile</html>';", E_OK, E_CORRUPT },
		{ GOOD "INSERT INTO tiles VALUES (8, 212, 156, x'1f8b08' || zeroblob(3000000));", E_OK, E_CORRUPT },
		{ GOOD "UPDATE tiles SET zoom_level = 60;", E_OK, E_CORRUPT },
		{ GOOD "UPDATE tiles SET tile_column = -1;", E_OK, E_CORRUPT },
		/* a view that never ends in reach of a check: the schema of a stranger must not run code of its own */
		{ "CREATE TABLE metadata (name, value); CREATE VIEW tiles AS SELECT 1 AS zoom_level, 1 AS tile_column, 1 AS tile_row,"
		  " load_extension('x') AS tile_data;", E_CORRUPT, E_OK },
	};
	struct file *f = *state;

	for (size_t i = 0; i < N_ELEMS(t); i++) {
		struct tiles *tiles;
		int64_t n, bytes;
		make(f, t[i].script);
		assert_string_equal(err_name(tiles_open(&tiles, f->path)), err_name(t[i].opens));
		if (t[i].opens)
			continue;
		assert_string_equal(err_name(tiles_check(tiles, &n, &bytes)), err_name(t[i].checks));
		tiles_close(tiles);
	}
}

static void
no_database_at_all(void **state)
{
	struct file *f = *state;
	struct tiles *t;
	FILE *out = fopen(f->path, "w");

	err_is(tiles_open(&t, "/nowhere/map.mbtiles"), E_NOT_FOUND);
	err_is(tiles_open(&t, f->dir), E_NOT_FOUND);
	assert_non_null(out);
	for (int i = 0; i < 5000; i++)
		fprintf(out, "no tiles here ");
	fclose(out);
	err_is(tiles_open(&t, f->path), E_CORRUPT);
}

int
main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test_setup_teardown(found_from_the_north, setup, teardown),
		cmocka_unit_test_setup_teardown(described, setup, teardown),
		cmocka_unit_test_setup_teardown(bad_metadata_is_left_out, setup, teardown),
		cmocka_unit_test_setup_teardown(hostile_files, setup, teardown),
		cmocka_unit_test_setup_teardown(no_database_at_all, setup, teardown),
	};

	return cmocka_run_group_tests(t, NULL, NULL);
}
