/* SPDX-License-Identifier: Apache-2.0 */
/* Every way a batch can be wrong, each with what becomes of it. */
#include <stdio.h>
#include "../base/tap.h"
#include "base/clock.h"
#include "ingest/gat.h"

#define ID "370303000112100000010220260101080000000010200001"
#define GOOD "\"MotorVehicleID\":\"" ID "\",\"TollgateID\":\"37030300001210000001\",\"DeviceID\":\"37030300001190000001\"," \
	"\"PassTime\":\"20260101080000\",\"PlateNo\":\"鲁C12345\",\"PlateClass\":\"02\""
#define LIST(inner) "{\"MotorVehicleListObject\":{\"MotorVehicleObject\":[" inner "]}}"

static struct arena arena;

static struct gat_vehicles
read_list(const char *text)
{
	struct gat_vehicles r;

	arena_free(&arena);
	arena_init(&arena);
	if (gat_vehicles(slice_of(text), &arena, 100, &r))
		fail_msg("%s at %zu: %s", r.fault, r.fault_at, text);
	return r;
}

/* One good vehicle with more fields behind. */
static struct gat_vehicle
with(const char *more)
{
	static char text[4096];	/* what is read points into it */
	struct gat_vehicles r;

	(void)snprintf(text, sizeof text, LIST("{" GOOD "%s%s}"), *more ? "," : "", more);
	r = read_list(text);
	assert_int_equal(r.n, 1);
	assert_int_equal(r.refused, r.v->trouble != GAT_OK);
	return *r.v;
}

/* One vehicle of these fields alone. */
static struct gat_vehicle
only(const char *fields)
{
	static char text[4096];	/* what is read points into it */
	struct gat_vehicles r;

	(void)snprintf(text, sizeof text, LIST("{%s}"), fields);
	r = read_list(text);
	assert_int_equal(r.n, 1);
	return *r.v;
}

static void
test_good(void **state)
{
	struct gat_vehicle v = with("\"Speed\":63,\"LaneNo\":2,\"Direction\":\"3\",\"PlateColor\":5,\"VehicleColor\":\"1\",\"VehicleClass\":\"K33\","
	    "\"UsingPropertiesCode\":\"A\",\"PlateReliability\":\"97\",\"SafetyBelt\":0,\"Calling\":true,\"HasPlate\":1,\"SourceID\":\"s1\","
	    "\"VehicleBrand\":\"大众\",\"PlateNoAttach\":\"鲁C1234挂\",\"NameOfPassedRoad\":\"中心路\"");
	char plate[PLATE_TEXT_MAX];

	assert_int_equal(v.trouble, GAT_OK);
	assert_slice(v.id, ID);
	assert_slice(v.tollgate, "37030300001210000001");
	assert_slice(v.device, "37030300001190000001");
	plate_print(v.p.plate, plate);
	assert_string_equal(plate, "鲁C12345");
	assert_int_equal(v.p.at_ms, 1767225600000);
	assert_int_equal(v.p.class_code, 2);
	assert_int_equal(v.p.speed_kmh, 63);
	assert_int_equal(v.p.lane, 2);
	assert_int_equal(v.p.direction, 3);
	assert_int_equal(v.p.plate_colour, 5);
	assert_int_equal(v.p.vehicle_colour, 1);
	assert_string_equal(passage_vehicle_type_code(v.p.vehicle_type), "K33");
	assert_int_equal(v.p.use, 'A');
	assert_int_equal(v.p.reliability, 97);
	assert_int_equal(v.p.flags, PASSAGE_BELT | PASSAGE_CALL);
	assert_int_equal(v.corrected, 0);
	assert_slice(v.source, "s1");
	assert_slice(v.brand, "大众");
	assert_slice(v.trailer_plate, "鲁C1234挂");
	assert_slice(v.road, "中心路");
	assert_true(v.raw.p[0] == '{' && v.raw.p[v.raw.n - 1] == '}');
}

static void
test_absent(void **state)
{
	struct gat_vehicle v = with("\"Speed\":\"\",\"LaneNo\":null,\"Direction\":\"\",\"HasPlate\":\"\",\"PlateReliability\":\"\",\"SubImageList\":\"\"");

	assert_int_equal(v.trouble, GAT_OK);
	assert_int_equal(v.p.speed_kmh, SPEED_UNKNOWN);
	assert_int_equal(v.p.reliability, RELIABILITY_UNKNOWN);
	assert_int_equal(v.p.lane | v.p.direction | v.p.flags | v.corrected | v.npicture, 0);
	v = only("\"MotorVehicleID\":\"" ID "\",\"PassTime\":\"20260101080000\",\"TollgateID\":\"\"");
	assert_int_equal(v.trouble, GAT_OK);
	assert_true(!v.tollgate.p && !v.device.p && !v.plate_text.p);
	assert_int_equal(v.p.flags, PASSAGE_UNREAD);
}

static void
test_mended(void **state)
{
	static const struct {
		const char *more, *field;
	} cases[] = {
		{ "\"Speed\":\"abc\"", "Speed" }, { "\"Speed\":-1", "Speed" }, { "\"Speed\":65535", "Speed" }, { "\"Speed\":1e3", "Speed" },
		{ "\"LaneNo\":256", "LaneNo" }, { "\"LaneNo\":\"x\"", "LaneNo" }, { "\"Direction\":10", "Direction" }, { "\"PlateColor\":100", "PlateColor" },
		{ "\"VehicleClass\":\"1\"", "VehicleClass" }, { "\"UsingPropertiesCode\":\"1\"", "UsingPropertiesCode" },
		{ "\"HasPlate\":\"maybe\"", "HasPlate" }, { "\"PlateReliability\":101", "PlateReliability" }, { "\"Calling\":2", "Calling" },
		{ "\"AppearTime\":\"yesterday\"", "AppearTime" }, { "\"IllegalType\":\"red\"", "IllegalType" }, { "\"ViolationType\":\"0625\"", "ViolationType" },
		{ "\"VehicleBrand\":\"01234567890123456789012345678901234567890123456789012345678901234\"", "VehicleBrand" },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		struct gat_vehicle v = with(cases[i].more);
		assert_int_equal(v.trouble, GAT_OK);
		assert_int_equal(v.corrected, 1);
		assert_string_equal(v.field, cases[i].field);
	}
	assert_int_equal(with("\"IllegalType\":\"1625\"").p.spare, passage_violation(S("1625")));
	assert_int_equal(with("\"ViolationType\":13441").p.spare, passage_violation(S("13441")));
	assert_int_equal(with("\"IllegalType\":0").p.spare, 0);
	assert_int_equal(with("\"Speed\":\"63.5\"").p.speed_kmh, 64);
	assert_int_equal(with("\"LaneNo\":true").p.lane, 1);
}

static void
test_refused(void **state)
{
#define NO_ID "\"PassTime\":\"20260101080000\""
#define NO_TIME "\"MotorVehicleID\":\"" ID "\""
	static const struct {
		const char *fields;
		enum gat_trouble trouble;
		const char *field;
	} cases[] = {
		{ "", GAT_NO_ID, "MotorVehicleID" }, { NO_ID, GAT_NO_ID, "MotorVehicleID" }, { NO_ID ",\"MotorVehicleID\":\"\"", GAT_NO_ID, "MotorVehicleID" },
		{ NO_ID ",\"MotorVehicleID\":null", GAT_NO_ID, "MotorVehicleID" }, { NO_TIME, GAT_NO_TIME, "PassTime" },
		{ NO_TIME ",\"PassTime\":\"\"", GAT_NO_TIME, "PassTime" }, { NO_TIME ",\"PassTime\":\"2026\"", GAT_BAD_TIME, "PassTime" },
		{ NO_TIME ",\"PassTime\":\"20260230080000\"", GAT_BAD_TIME, "PassTime" }, { NO_TIME ",\"PassTime\":\"20260101240000\"", GAT_BAD_TIME, "PassTime" },
		{ GOOD ",\"PlateClass\":\"02\"", GAT_TWICE, "PlateClass" }, { GOOD ",\"\\u0050lateNo\":\"鲁C1\"", GAT_TWICE, "PlateNo" },
		{ GOOD ",\"x\":1,\"x\":2", GAT_TWICE, "?" },
		{ NO_TIME "," NO_ID ",\"PlateNo\":\"鲁C1234@\"", GAT_BAD_PLATE, "PlateNo" }, { NO_TIME "," NO_ID ",\"PlateNo\":\"鲁C123456789\"", GAT_BAD_PLATE, "PlateNo" },
		{ NO_TIME "," NO_ID ",\"PlateNo\":\"車A12345\"", GAT_BAD_PLATE, "PlateNo" }, { NO_TIME "," NO_ID ",\"PlateClass\":\"abc\"", GAT_BAD_NUMBER, "PlateClass" },
		{ NO_TIME "," NO_ID ",\"PlateClass\":100", GAT_BAD_NUMBER, "PlateClass" }, { NO_TIME "," NO_ID ",\"PlateClass\":-1", GAT_BAD_NUMBER, "PlateClass" },
		{ NO_ID ",\"MotorVehicleID\":\"a b\"", GAT_BAD_TEXT, "MotorVehicleID" }, { NO_ID ",\"MotorVehicleID\":\"标识\"", GAT_BAD_TEXT, "MotorVehicleID" },
		{ NO_ID ",\"MotorVehicleID\":\"0123456\\u007f\"", GAT_BAD_TEXT, "MotorVehicleID" }, { NO_ID ",\"MotorVehicleID\":\"1\\n2\"", GAT_BAD_TEXT, "MotorVehicleID" },
		{ NO_ID ",\"MotorVehicleID\":\"" ID ID "\"", GAT_TOO_LONG, "MotorVehicleID" }, { NO_ID ",\"MotorVehicleID\":{\"a\":[1]}", GAT_BAD_TEXT, "MotorVehicleID" },
		{ NO_TIME "," NO_ID ",\"TollgateID\":[\"1\"]", GAT_BAD_TEXT, "TollgateID" }, { NO_TIME "," NO_ID ",\"DeviceID\":\"" ID "1\"", GAT_TOO_LONG, "DeviceID" },
		{ GOOD ",\"SubImageList\":{\"SubImageInfoObject\":[{\"Type\":\"01\",\"Type\":\"02\"}]}", GAT_TWICE, "Type" },
		{ GOOD ",\"SubImageList\":{\"SubImageInfoObject\":[{\"Data\":[]}]}", GAT_BAD_PICTURE, "Data" },
		{ GOOD ",\"SubImageList\":{\"SubImageInfoObject\":[7]}", GAT_BAD_PICTURE, "SubImageInfoObject" },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		struct gat_vehicle v = only(cases[i].fields);
		if (v.trouble != cases[i].trouble || strcmp(v.field, cases[i].field) != 0)
			fail_msg("%s: %s, %s", cases[i].fields, gat_trouble_title(v.trouble), v.field);
	}
}

/* The wrong ones are refused by themselves. */
static void
test_one_of_many(void **state)
{
	struct gat_vehicles r = read_list(LIST("{" GOOD "},{},5,null,[1,[2]],\"x\",{" GOOD ",\"Novel\":{\"a\":[{}]}},{" GOOD "}"));

	assert_int_equal(r.n, 8);
	assert_int_equal(r.refused, 5);
	assert_int_equal(r.unknown_fields, 1);
	assert_int_equal(r.v[0].trouble | r.v[6].trouble | r.v[7].trouble, GAT_OK);
	assert_int_equal(r.v[2].trouble, GAT_BAD_TEXT);
	assert_slice(r.v[4].raw, "[1,[2]]");
}

static void
test_bodies(void **state)
{
	static const char *const good[] = {
		"{\"MotorVehicleObject\":[{" GOOD "}]}", "{\"MotorVehicleObject\":{" GOOD "}}", "\xef\xbb\xbf" LIST("{" GOOD "}"),
		"{\"MotorVehicleListObject\":{\"MotorVehicleObject\":{" GOOD "}}}", "{\"MotorVehicleListObject\":[{\"MotorVehicleObject\":{" GOOD "}}]}",
		"{\"SubscribeNotificationListObject\":{\"SubscribeNotificationObject\":[{\"NotificationID\":\"1\",\"InfoIDs\":\"2\","
		    "\"MotorVehicleObjectList\":{\"MotorVehicleObject\":[{" GOOD "}]}}]}}",
		"{\"DispositionNotificationObject\":[{\"DispositionID\":\"1\",\"MotorVehicleObject\":{" GOOD "}}]}",
		" {\r\n\t\"MotorVehicleListObject\" : { \"MotorVehicleObject\" : [ {" GOOD "} ] } } \n",
	};
	static const char *const bad[] = {
		"", "null", "[]", "{}", "{\"MotorVehicleListObject\":{}}", "{\"FaceListObject\":{\"FaceObject\":[]}}", "[" LIST("") "]",
		"{\"MotorVehicleListObject\":{\"MotorVehicleObject\":[{" GOOD "}]}", LIST("{" GOOD "}") "x", LIST("{" GOOD "},"), LIST("{" GOOD ",}"),
		LIST("{" GOOD ",\"x\":\"\xff\"}"), LIST("{" GOOD ",\"x\":\"\\ud800\"}"), LIST("{" GOOD ",\"x\":01}"), LIST("{" GOOD ",\"x\":\"\n\"}"),
		"{\"MotorVehicleObject\":[],\"MotorVehicleObject\":[]}", "{\"a\":1,\"a\":2,\"MotorVehicleObject\":[]}", "<xml/>", "MotorVehicleID=1",
		LIST("{" GOOD ",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"),
	};
	struct gat_vehicles r;

	for (size_t i = 0; i < N_ELEMS(good); i++) {
		r = read_list(good[i]);
		assert_int_equal(r.n, 1);
		assert_int_equal(r.v->trouble, GAT_OK);
		assert_int_equal(r.unknown_fields, 0);
	}
	for (size_t i = 0; i < N_ELEMS(bad); i++) {
		if (gat_vehicles(slice_of(bad[i]), &arena, 100, &r) != E_BAD_BODY)
			fail_msg("%s is taken", bad[i]);
		assert_true(r.n == 0 && r.fault && strchr(r.fault, '|') && r.fault_at <= strlen(bad[i]));
	}
	r = read_list(LIST(""));
	assert_int_equal(r.n, 0);
	r = read_list("{\"MotorVehicleObject\":\"\"}");
	assert_int_equal(r.n, 0);
}

static void
test_many(void **state)
{
	char *text = mem_alloc(600 * 250);
	struct gat_vehicles r;
	size_t n = 0;

	n += (size_t)snprintf(text, 100, "{\"MotorVehicleObject\":[");
	for (int i = 0; i < 250; i++)
		n += (size_t)snprintf(text + n, 600, "%s{" GOOD ",\"LaneNo\":%d}", i ? "," : "", i);
	n += (size_t)snprintf(text + n, 100, "]}");
	assert_int_equal(gat_vehicles((struct slice){ text, n }, &arena, 250, &r), E_OK);
	assert_int_equal(r.n, 250);
	for (int i = 0; i < 250; i++)
		assert_int_equal(r.v[i].p.lane, i);
	assert_int_equal(gat_vehicles((struct slice){ text, n }, &arena, 249, &r), E_BAD_BODY);
	mem_free(text);
}

static void
test_no_plate(void **state)
{
#define REST "\"MotorVehicleID\":\"1\",\"PassTime\":\"20260101080000\","
	static const struct {
		const char *fields;
		unsigned flags;
	} cases[] = {
		{ REST "\"PlateNo\":\"无车牌\"", PASSAGE_NO_PLATE }, { REST "\"PlateNo\":\"无车牌\",\"HasPlate\":1", PASSAGE_UNREAD },
		{ REST "\"HasPlate\":false", PASSAGE_NO_PLATE }, { REST "\"HasPlate\":\"1\",\"PlateNo\":\"\"", PASSAGE_UNREAD },
		{ REST "\"PlateNo\":\"未识别\",\"HasPlate\":\"0\"", PASSAGE_NO_PLATE }, { REST "\"PlateNo\":\"鲁C-2345\"", PASSAGE_UNREAD },
		{ REST "\"PlateNo\":\"鲁C1234\"", PASSAGE_FORM }, { REST "\"PlateNo\":\"-------\"", PASSAGE_UNREAD }, { REST "\"PlateNo\":\"鲁CD12345\"", 0 },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		struct gat_vehicle v = only(cases[i].fields);
		assert_int_equal(v.trouble, GAT_OK);
		assert_int_equal(v.p.flags, cases[i].flags);
	}
	assert_int_equal(only(REST "\"PlateNo\":\"鲁c·12345\"").corrected, 1);
	assert_int_equal(only(REST "\"PlateNo\":\"鲁C1-345\"").corrected, 0);
	assert_int_equal(only("\"MotorVehicleID\":\"1\",\"MarkTime\":\"20260101080000\"").corrected, 1);
	assert_true(only("\"MotorVehicleID\":\"1\",\"MarkTime\":\"20260101080000\",\"AppearTime\":\"20260101080001\"").p.at_ms == 1767225601000);
}

static void
test_pictures(void **state)
{
	struct gat_vehicle v = with("\"SubImageList\":{\"SubImageInfoObject\":[{\"ImageID\":\"1\",\"Data\":\"Zm9v\",\"Type\":\"01\"},{\"Type\":4,\"Data\":\"Zm9v\"},"
	    "{\"Type\":\"05\",\"Data\":\"Zm9v\"},{\"Data\":\"Zm9v\",\"Type\":\"11\"},{\"Type\":\"02\",\"Data\":\"Zm9\\/\"},{\"Type\":\"08\",\"StoragePath\":\"x\"},"
	    "{\"Data\":\"\\u000112\"},{\"Type\":\"x\",\"Data\":\"Zm9v\"}]}");
	struct slice bytes;

	assert_int_equal(v.trouble, GAT_OK);
	assert_int_equal(v.npicture, 3);
	assert_int_equal(v.ndropped, 4);
	assert_int_equal(v.picture[0].type, 1);
	assert_slice(v.picture[0].data, "Zm9v");
	assert_int_equal(v.picture[1].type, 2);
	assert_slice(v.picture[1].data, "Zm9/");
	assert_slice(v.picture[2].data, "\00112");
	assert_true(gat_picture_bytes(v.picture[0].data, &arena, &bytes));
	assert_slice(bytes, "foo");
	assert_false(gat_picture_bytes(v.picture[2].data, &arena, &bytes));
	v = with("\"SubImageList\":[{\"Type\":\"01\",\"Data\":\"Zm9v\"}]");
	assert_int_equal(v.npicture, 1);
	v = with("\"SubImageList\":{\"SubImageInfoObject\":{\"Type\":\"01\",\"Data\":\"Zm9v\"}}");
	assert_int_equal(v.npicture, 1);
	v = with("\"SubImageList\":[{\"Data\":\"A\"},{\"Data\":\"A\"},{\"Data\":\"A\"},{\"Data\":\"A\"},{\"Data\":\"A\"},{\"Data\":\"A\"},{\"Data\":\"A\"},{\"Data\":\"A\"},"
	    "{\"Data\":\"A\"}]");
	assert_int_equal(v.npicture, PACK_SET_MAX);
	assert_int_equal(v.corrected, 1);
}

static void
test_times(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t ms;
	} cases[] = {
		{ "20260101080000", true, 1767225600000 }, { "20260101080000123", true, 1767225600123 }, { "20260101080000.5", true, 1767225600500 },
		{ "20260101080000.1239", true, 1767225600123 }, { "2026-01-01 08:00:00", true, 1767225600000 }, { "2026/01/01T08:00:00", true, 1767225600000 },
		{ "2026-01-01T00:00:00Z", true, 1767225600000 }, { "2026-01-01T08:00:00.000+08:00", true, 1767225600000 },
		{ "2026-01-01T01:00:00+0100", true, 1767225600000 }, { " 20260101080000 ", true, 1767225600000 }, { "19700101080000", true, 0 },
		{ "20240229120000", true, 1709179200000 }, { "20230229120000", false, 0 }, { "20261301080000", false, 0 }, { "20260100080000", false, 0 },
		{ "20260101240000", false, 0 }, { "20260101086000", false, 0 }, { "20260101080060", false, 0 }, { "2026010108000", false, 0 },
		{ "202601010800001", false, 0 }, { "2026010108000012", false, 0 }, { "202601010800001234", false, 0 }, { "20260101080000.", false, 0 },
		{ "20260101080000x", false, 0 }, { "20260101080000+8", false, 0 }, { "20260101080000+15:00", false, 0 }, { "", false, 0 },
		{ "19691231235959", false, 0 }, { "22000101000000", false, 0 }, { "00000000000000", false, 0 }, { "2026010108:0000x", false, 0 },
		{ "-0260101080000", false, 0 },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		int64_t ms = 42;
		if (gat_time(slice_of(cases[i].text), &ms) != cases[i].ok || ms != (cases[i].ok ? cases[i].ms : 42))
			fail_msg("%s: %lld", cases[i].text, (long long)ms);
	}
	assert_false(gat_time((struct slice){ NULL, 0 }, &(int64_t){ 0 }));
}

static void
test_titles(void **state)
{
	for (int t = 0; t < GAT_TROUBLES; t++)
		assert_non_null(strchr(gat_trouble_title((enum gat_trouble)t), '|'));
}

/* ---- payloads of the field, where they are at hand ---- */

static struct gat_vehicles
read_vector(const char *name)
{
	static char text[1 << 20];
	struct gat_vehicles r = { NULL };
	char path[200];
	FILE *f;

	(void)snprintf(path, sizeof path, "../shared/vectors/ga1400/%s", name);
	if (!(f = fopen(path, "re"))) {
		print_message("skipped: %s is not here\n", path);
		skip();
	}
	assert_int_equal(gat_vehicles((struct slice){ text, fread(text, 1, sizeof text, f) }, &arena, 100, &r), E_OK);
	(void)fclose(f);
	return r;
}

static void
test_vector_garage(void **state)
{
	struct gat_vehicles r = read_vector("studygo_VIID_MotorVehicles.json");

	assert_int_equal(r.n, 1);
	assert_int_equal(r.v->trouble, GAT_OK);
	assert_slice(r.v->plate_text, "浙B00000");
	assert_true(!r.v->tollgate.n && !r.v->device.n && r.v->p.class_code == 0);
	assert_int_equal(r.v->npicture, 1);
	assert_int_equal(r.v->picture[0].type, 2);
	assert_int_equal(r.unknown_fields, 3);		/* InOut; OriginImageID and ImageSource of the picture */
}

static void
test_vector_test_payload(void **state)
{
	struct gat_vehicles r = read_vector("motorvehicles_post_dahua_test.json");

	assert_int_equal(r.n, 1);
	assert_int_equal(r.v->trouble, GAT_OK);
	assert_slice(r.v->tollgate, "2141245");
	assert_int_equal(r.v->p.class_code, 99);
	assert_int_equal(r.v->p.speed_kmh, 8);
	assert_int_equal(r.v->corrected, 2);		/* VehicleClass and UsingPropertiesCode are "1" */
	assert_int_equal(r.unknown_fields, 0);
}

static void
test_vector_notification(void **state)
{
	struct gat_vehicles r = read_vector("disposition_notification_post.json");

	assert_int_equal(r.n, 1);
	assert_int_equal(r.v->trouble, GAT_OK);
	assert_slice(r.v->id, "6000000001");
	assert_int_equal(r.v->p.speed_kmh, 99);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good), cmocka_unit_test(test_absent), cmocka_unit_test(test_mended), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_one_of_many), cmocka_unit_test(test_bodies), cmocka_unit_test(test_many), cmocka_unit_test(test_no_plate),
		cmocka_unit_test(test_pictures), cmocka_unit_test(test_times), cmocka_unit_test(test_titles), cmocka_unit_test(test_vector_garage),
		cmocka_unit_test(test_vector_test_payload), cmocka_unit_test(test_vector_notification),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
