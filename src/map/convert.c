/* SPDX-License-Identifier: Apache-2.0 */
/* convert.c - the program luan-map: opens source and target, runs through the features, says how far it is. */
#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>
#include <stdio.h>

#include "base/log.h"
#include "map/convert_.h"
#include "map/road_read.h"

static const char *const allowed[] = { "OSM", "GeoJSON", "ESRI Shapefile", "GPKG", NULL };

/* Layers of one name for the reader of the map, one for each zoom at which a part of them begins. */
static bool
make_layers(struct convert *c)
{
	for (int l = 0; l < MAP_LAYERS; l++)
		for (int z = MAP_ZOOM_LEAST; z <= MAP_ZOOM_MOST; z++) {
			char name[32], zoom[8], **options = NULL;
			(void)snprintf(name, sizeof name, "%s_%d", map_layer_name((enum map_layer)l), z);
			(void)snprintf(zoom, sizeof zoom, "%d", z);
			options = CSLSetNameValue(options, "NAME", map_layer_name((enum map_layer)l));
			options = CSLSetNameValue(options, "MINZOOM", zoom);
			options = CSLSetNameValue(options, "MAXZOOM", "14");
			c->out[l][z] = GDALDatasetCreateLayer(c->to, name, c->wgs84, wkbUnknown, options);
			CSLDestroy(options);
			for (int f = 0; c->out[l][z] && f < 3; f++) {
				OGRFieldDefnH d = OGR_Fld_Create(((const char *[]){ "class", "name", "ref" })[f], OFTString);
				(void)OGR_L_CreateField(c->out[l][z], d, 1);
				OGR_Fld_Destroy(d);
			}
			if (!c->out[l][z])
				return false;
		}
	return true;
}

bool
convert_open(struct convert *c, const char *from, const char *to)
{
	char **options = NULL;
	GDALDriverH mvt = GDALGetDriverByName("MVT");

	c->west = c->south = 1e9;
	c->east = c->north = -1e9;
	c->wgs84 = OSRNewSpatialReference(NULL);
	if (OSRImportFromEPSG(c->wgs84, 4326) != OGRERR_NONE)
		return false;
	OSRSetAxisMappingStrategy(c->wgs84, OAMS_TRADITIONAL_GIS_ORDER);
	if (!(c->from = GDALOpenEx(from, GDAL_OF_VECTOR | GDAL_OF_READONLY, allowed, NULL, NULL)) || !mvt)
		return false;
	c->osm = !strcmp(GDALGetDriverShortName(GDALGetDatasetDriver(c->from)), "OSM");
	options = CSLSetNameValue(options, "FORMAT", "MBTILES");
	options = CSLSetNameValue(options, "NAME", "luan");
	options = CSLSetNameValue(options, "MINZOOM", "8");
	options = CSLSetNameValue(options, "MAXZOOM", "14");
	options = CSLSetNameValue(options, "MAX_SIZE", "400000");
	options = CSLSetNameValue(options, "SIMPLIFICATION", "2");
	options = CSLSetNameValue(options, "SIMPLIFICATION_MAX_ZOOM", "0.5");
	c->to = GDALCreate(mvt, to, 0, 0, 0, GDT_Unknown, options);
	CSLDestroy(options);
	return c->to && make_layers(c);
}

static void
progress(const struct convert *c, double part, bool last)
{
	static int told = -1;
	int now = (int)(part * 20);

	if (now == told && !last)
		return;
	told = now;
	(void)fprintf(stderr, "luan-map: %3d %% 读取 %lld，收入 %lld，略过 %lld / read, kept, left out\n", now * 5, (long long)c->features,
	    (long long)c->kept, (long long)c->skipped);
}

bool
convert_all(struct convert *c)
{
	OGRLayerH layer;
	OGRFeatureH f;
	double part = 0;
	bool good = true;

	while (good && c->features < CONVERT_FEATURES_MAX && (f = GDALDatasetGetNextFeature(c->from, &layer, &part, NULL, NULL))) {
		c->features++;
		good = convert_feature(c, layer, f);
		OGR_F_Destroy(f);
		if (c->features % 4096 == 0)
			progress(c, part, false);
	}
	progress(c, 1, true);
	return good && CPLGetLastErrorType() < CE_Failure;
}

bool
convert_close(struct convert *c)
{
	bool good = true;

	for (int i = 0; i < c->nseen; i++)
		if (c->seen[i].to_wgs84)
			OCTDestroyCoordinateTransformation(c->seen[i].to_wgs84);
	if (c->from)
		GDALClose(c->from);
	CPLErrorReset();
	if (c->to) {		/* the tiles are made now */
		(void)fprintf(stderr, "luan-map: 生成瓦片 / making the tiles\n");
		GDALClose(c->to);
		good = CPLGetLastErrorType() < CE_Failure;
	}
	OSRDestroySpatialReference(c->wgs84);
	return good;
}

/* What the source says of itself, beside its features: only GeoJSON can, as members of its outermost object. */
static bool
says_simulated(const char *path)
{
	char head[4096];
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(head, 1, sizeof head - 1, f) : 0;
	char *at, *end;

	if (f)
		(void)fclose(f);
	head[n] = 0;
	if (head[0] != '{' || !(at = strstr(head, "\"simulated\"")))
		return false;
	end = strstr(head, "\"features\"");
	at += strlen("\"simulated\"");
	at += strspn(at, " \t\r\n:");
	return (!end || at < end) && !strncmp(at, "true", 4);
}

static void CPL_STDCALL
quiet(CPLErr class, CPLErrorNum number, const char *text)
{
	static int told;

	if (class >= CE_Failure && told++ < 10)
		(void)fprintf(stderr, "luan-map: %.300s\n", text);
}

int
main(int argc, char **argv)
{
	struct convert c = { 0 };
	bool roads = argc > 2 && !strcmp(argv[1], "roads"), good;
	int rc;

	if (argc != 3 && !roads)
		return (void)fprintf(stderr, "luan-map SOURCE TARGET.mbtiles; luan-map roads SOURCE SECTIONS.csv POSTS.csv NAME\n"), 2;
	CPLSetConfigOption("OSM_MAX_TMPFILE_SIZE", "200");
	CPLSetConfigOption("GDAL_NUM_THREADS", "2");
	CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
	CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "50");
	CPLSetErrorHandler(quiet);
	GDALAllRegister();
	if (roads) {
		rc = road_read_main(argc - 2, argv + 2);
		GDALDestroyDriverManager();
		return rc;
	}
	good = convert_open(&c, argv[1], argv[2]) && convert_all(&c) && c.kept > 0;
	good = convert_close(&c) && good;
	(void)printf("{\"features\":%lld,\"kept\":%lld,\"skipped\":%lld,\"simulated\":%s,\"osm\":%s}\n", (long long)c.features,
	    (long long)c.kept, (long long)c.skipped, says_simulated(argv[1]) ? "true" : "false", c.osm ? "true" : "false");
	GDALDestroyDriverManager();
	return good ? 0 : 1;
}
