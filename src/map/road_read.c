/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_read.h"

#include <cpl_conv.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "map/convert_.h"
#include "map/polyline.h"
#include "map/road_split.h"

struct reader {
	GDALDatasetH from;
	OGRSpatialReferenceH wgs84;
	struct convert_layer seen[CONVERT_LAYERS_MAX];
	int nseen;
	bool osm, gcj02;
	struct road_ways ways;
	struct point *line;		/* of the feature at hand */
	int64_t features, sections, posts;
	double metres;
	const char *name;		/* of the source */
	FILE *section_file, *post_file;
	struct text_map posted;
};

/* ---- tags ---- */

static bool
must_be_text(OGRFeatureH f, int i)
{
	return OGR_F_IsFieldSetAndNotNull(f, i) != 0;
}

struct tags {
	OGRFeatureH f;
	struct slice other;
	char text[4][MAP_TEXT_MAX + 1];
	unsigned turn;
};

static struct slice
keep(struct tags *t, struct slice v)
{
	char *to = t->text[t->turn++ % 4];
	size_t n = v.n < MAP_TEXT_MAX ? v.n : MAP_TEXT_MAX;

	memcpy(to, v.p, n);		/* GDAL overwrites what it gave for a column of numbers */
	to[n] = 0;
	return (struct slice){ to, n };
}

static struct slice
tag(void *ctx, const char *key)
{
	struct tags *t = ctx;
	int i = OGR_F_GetFieldIndex(t->f, key);
	struct slice v = { NULL, 0 };

	if (i >= 0 && must_be_text(t->f, i))
		v = slice_of(OGR_F_GetFieldAsString(t->f, i));
	if (v.n)
		return keep(t, v);
	return t->other.n ? map_other_tag(t->other, key, t->text[t->turn++ % 4]) : v;
}

static int64_t
id_of(struct reader *r, OGRFeatureH f)
{
	static const char *const names[] = { "osm_id", "osm_way_id", "id" };
	int64_t id = 0;

	for (size_t i = 0; i < N_ELEMS(names) && !id; i++) {
		int at = OGR_F_GetFieldIndex(f, names[i]);
		if (at >= 0 && must_be_text(f, at) && !slice_int(slice_of(OGR_F_GetFieldAsString(f, at)), &id))
			id = 0;
	}
	(void)r;
	return id > 0 ? id : 0;
}

/* ---- geometry ---- */

static bool
point_of(const struct reader *r, OGRGeometryH g, int i, struct point *ret)
{
	double lon = OGR_G_GetX(g, i) * 1e7, lat = OGR_G_GetY(g, i) * 1e7;

	if (!(lon >= -180e7 && lon <= 180e7 && lat >= -85e7 && lat <= 85e7))	/* false for NaN too */
		return false;
	*ret = (struct point){ (int32_t)lround(lon), (int32_t)lround(lat) };
	if (r->gcj02)
		*ret = geo_from_gcj02(*ret);
	return true;
}

static void
add_line(struct reader *r, OGRGeometryH g, int64_t id, const struct road_kind *k)
{
	int n = OGR_G_GetPointCount(g);

	if (n > CONVERT_POINTS_MAX) {
		r->ways.count[ROAD_COUNT_too_many_points]++;
		return;
	}
	for (int i = 0; i < n; i++)
		if (!point_of(r, g, i, &r->line[i])) {
			r->ways.count[ROAD_COUNT_out_of_range]++;
			return;
		}
	if (n)
		road_ways_add(&r->ways, id, k, r->line, (size_t)n);
	else
		r->ways.count[ROAD_COUNT_no_geometry]++;
}

static void
road_feature(struct reader *r, OGRFeatureH f, OGRGeometryH g, OGRwkbGeometryType type)
{
	struct tags t = { .f = f };
	struct road_kind k;
	enum road_count why;
	int other = OGR_F_GetFieldIndex(f, "other_tags");

	if (other >= 0 && must_be_text(f, other))
		t.other = slice_of(OGR_F_GetFieldAsString(f, other));
	why = road_kind_of(tag, &t, &k);
	if (why == ROAD_COUNT_other && !r->osm && (type == wkbLineString || type == wkbMultiLineString))
		why = ROAD_COUNT_unknown_class;		/* a file of roads whose columns are not known */
	if (why == ROAD_KEPT && (!g || OGR_G_IsEmpty(g)))
		why = ROAD_COUNT_no_geometry;
	if (why == ROAD_KEPT && type != wkbLineString && type != wkbMultiLineString)
		why = ROAD_COUNT_area;
	if (why != ROAD_KEPT)
		r->ways.count[why]++;
	else if (type == wkbLineString)
		add_line(r, g, id_of(r, f), &k);
	else
		for (int i = 0; i < OGR_G_GetGeometryCount(g); i++)
			add_line(r, OGR_G_GetGeometryRef(g, i), id_of(r, f), &k);
}

static void
post_feature(struct reader *r, OGRFeatureH f, OGRGeometryH g)
{
	struct tags t = { .f = f };
	struct road_said said;
	struct point at;
	bool post;
	char code[32];
	int other = OGR_F_GetFieldIndex(f, "other_tags");

	if (other >= 0 && must_be_text(f, other))
		t.other = slice_of(OGR_F_GetFieldAsString(f, other));
	if (!road_post_of(tag, &t, &said, &post) || !point_of(r, g, 0, &at) || !point_valid(at)) {
		r->ways.count[post ? ROAD_COUNT_post_incomplete : ROAD_COUNT_other]++;
		return;
	}
	(void)snprintf(code, sizeof code, "%s@%d", said.number, (int)said.km_m);
	if (text_map_get(&r->posted, slice_of(code)) || text_map_put(&r->posted, slice_of(code), r)) {
		r->ways.count[ROAD_COUNT_duplicate]++;	/* of both carriageways the first */
		return;
	}
	(void)fprintf(r->post_file, "%s,%s,%d,\"%.7f,%.7f\",\"%s\"\n", code, said.number, (int)said.km_m, at.lon_e7 / 1e7, at.lat_e7 / 1e7, r->name);
	r->posts++;
}

static struct convert_layer *
layer_of(struct reader *r, OGRLayerH layer)
{
	OGRSpatialReferenceH has;
	struct convert_layer *l;

	for (int i = 0; i < r->nseen; i++)
		if (r->seen[i].layer == layer)
			return &r->seen[i];
	if (r->nseen == CONVERT_LAYERS_MAX)
		return NULL;
	l = &r->seen[r->nseen++];
	*l = (struct convert_layer){ .layer = layer };
	has = OGR_L_GetSpatialRef(layer);
	if (has && !OSRIsSame(has, r->wgs84))
		l->to_wgs84 = OCTNewCoordinateTransformation(has, r->wgs84);
	return l;
}

static void
feature(struct reader *r, OGRLayerH layer, OGRFeatureH f)
{
	struct convert_layer *l = layer_of(r, layer);
	OGRGeometryH g = OGR_F_GetGeometryRef(f);
	OGRwkbGeometryType type = g ? wkbFlatten(OGR_G_GetGeometryType(g)) : wkbUnknown;
	int relation = OGR_F_GetFieldIndex(f, "type");

	if (r->osm && relation >= 0 && must_be_text(f, relation) && !strncmp(OGR_F_GetFieldAsString(f, relation), "restriction", 11)) {
		r->ways.count[ROAD_COUNT_turn_restriction]++;
		return;
	}
	if (!l || (g && l->to_wgs84 && OGR_G_Transform(g, l->to_wgs84) != OGRERR_NONE))
		r->ways.count[ROAD_COUNT_out_of_range]++;
	else if (type == wkbPoint && !OGR_G_IsEmpty(g))
		post_feature(r, f, g);
	else
		road_feature(r, f, g, type);
}

/* ---- out ---- */

static void
quoted(FILE *to, const char *text)
{
	(void)fputc('"', to);
	for (; *text; text++) {
		if (*text == '"')
			(void)fputc('"', to);
		(void)fputc(*text, to);
	}
	(void)fputc('"', to);
}

static void
write_piece(void *ctx, const struct road_piece *p)
{
	struct reader *r = ctx;
	const struct road_kind *k = p->kind;
	struct buf shape;

	buf_init(&shape, KIB(16));
	polyline_encode(&shape, p->point, p->n);
	(void)fprintf(r->section_file, "%s,", p->code);
	quoted(r->section_file, k->name);
	(void)fprintf(r->section_file, ",%s,%s,", k->number, road_class_text(k->class));
	if (k->limit_kmh)
		(void)fprintf(r->section_file, "%u", k->limit_kmh);
	(void)fputc(',', r->section_file);
	if (k->lanes)
		(void)fprintf(r->section_file, "%u", k->lanes);
	(void)fprintf(r->section_file, ",%s,\"%.*s\",\"%s\"\n", k->oneway ? "true" : "false", (int)shape.n, shape.p, r->name);
	for (uint32_t i = 1; i < p->n; i++)
		r->metres += geo_distance_m(p->point[i - 1], p->point[i]);
	r->sections++;
	buf_free(&shape);
}

static void
tell(const struct reader *r)
{
	(void)printf("{\"features\":%lld,\"ways\":%zu,\"sections\":%lld,\"posts\":%lld,\"metres\":%.0f,\"osm\":%s,\"counts\":{", (long long)r->features, r->ways.nway,
	    (long long)r->sections, (long long)r->posts, r->metres, r->osm ? "true" : "false");
	for (int i = 0, told = 0; i < ROAD_COUNTS; i++)
		if (r->ways.count[i])
			(void)printf("%s\"%s\":%lld", told++ ? "," : "", road_count_name((enum road_count)i), (long long)r->ways.count[i]);
	(void)printf("}}\n");
}

static bool
read_all(struct reader *r)
{
	OGRLayerH layer;
	OGRFeatureH f;

	while (r->features < CONVERT_FEATURES_MAX && (f = GDALDatasetGetNextFeature(r->from, &layer, NULL, NULL, NULL))) {
		r->features++;
		feature(r, layer, f);
		OGR_F_Destroy(f);
	}
	return CPLGetLastErrorType() < CE_Failure;
}

static bool
open_all(struct reader *r, char **argv)
{
	static const char *const allowed[] = { "OSM", "GeoJSON", "ESRI Shapefile", "GPKG", NULL };

	r->wgs84 = OSRNewSpatialReference(NULL);
	if (OSRImportFromEPSG(r->wgs84, 4326) != OGRERR_NONE)
		return false;
	OSRSetAxisMappingStrategy(r->wgs84, OAMS_TRADITIONAL_GIS_ORDER);
	if (!(r->from = GDALOpenEx(argv[0], GDAL_OF_VECTOR | GDAL_OF_READONLY, allowed, NULL, NULL)))
		return false;
	r->osm = !strcmp(GDALGetDriverShortName(GDALGetDatasetDriver(r->from)), "OSM");
	r->section_file = fopen(argv[1], "we");
	r->post_file = fopen(argv[2], "we");
	if (!r->section_file || !r->post_file)
		return false;
	(void)fprintf(r->section_file, "code,name,number,class,limit_kmh,lanes,oneway,shape,source\n");
	(void)fprintf(r->post_file, "code,number,km_m,place,source\n");
	return true;
}

static bool
written(FILE *f)
{
	bool good = f && !ferror(f);

	return f && !fclose(f) && good;
}

static void
close_all(struct reader *r)
{
	for (int i = 0; i < r->nseen; i++)
		if (r->seen[i].to_wgs84)
			OCTDestroyCoordinateTransformation(r->seen[i].to_wgs84);
	if (r->from)
		GDALClose(r->from);
	OSRDestroySpatialReference(r->wgs84);
	road_ways_free(&r->ways);
	text_map_free(&r->posted);
	mem_free(r->line);
}

int
road_read_main(int argc, char **argv)
{
	struct reader r = { .name = argc > 3 ? argv[3] : "", .gcj02 = argc > 4 && !strcmp(argv[4], "gcj02") };
	bool good;

	road_ways_init(&r.ways);
	text_map_init(&r.posted, 1000000);
	r.line = mem_alloc(mul_size(CONVERT_POINTS_MAX + 1, sizeof *r.line));
	good = argc >= 4 && open_all(&r, argv) && read_all(&r);
	if (good)
		road_split(&r.ways, write_piece, &r);
	good = written(r.section_file) && good;
	good = written(r.post_file) && good && r.sections > 0;
	if (good)
		tell(&r);
	close_all(&r);
	return good ? 0 : 1;
}
