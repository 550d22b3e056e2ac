/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include "../base/fuzz.h"
#include "ingest/gat.h"
#include "net/scan.h"

#define VEHICLE "{\"MotorVehicleID\":\"370303000112100000010220260101080000000010200001\",\"TollgateID\":\"37030300001210000001\"," \
	"\"PassTime\":\"20260101080000\",\"PlateNo\":\"鲁C12345\",\"PlateClass\":\"02\",\"Speed\":63,\"LaneNo\":\"1\",\"HasPlate\":true,\"VehicleClass\":\"K33\""

const struct slice fuzz_seed[] = {
	S("{\"MotorVehicleListObject\":{\"MotorVehicleObject\":[" VEHICLE "}," VEHICLE ",\"SafetyBelt\":0,\"Calling\":\"1\",\"Novel\":[{}]}]}}"),
	S("{\"MotorVehicleObject\":" VEHICLE ",\"SubImageList\":{\"SubImageInfoObject\":[{\"Type\":\"01\",\"Data\":\"\\u00017\"},{\"Data\":\"Zm9\\/\",\"Type\":4}]}}}"),
	S("{\"SubscribeNotificationListObject\":{\"SubscribeNotificationObject\":[{\"MotorVehicleObjectList\":{\"MotorVehicleObject\":[" VEHICLE "}]}}]}}"),
	S("{\"MotorVehicleObject\":[{\"PassTime\":\"2026-01-01T08:00:00.123+08:00\",\"PlateNo\":\"\\u9c81C-2345\",\"Speed\":\"\",\"Speed\":1},5,null,[],\"\"]}"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static void
inside(struct slice body, struct slice t)
{
	promise(!t.n || t.p);
	promise(t.n <= body.n);
}

static void
look(struct slice body, const struct gat_vehicle *v)
{
	char plate[PLATE_TEXT_MAX];

	promise((unsigned)v->trouble < GAT_TROUBLES && (!v->trouble || v->field) && v->npicture <= PACK_SET_MAX);
	promise(v->raw.p >= body.p && v->raw.p + v->raw.n <= body.p + body.n);
	inside(body, v->id);
	inside(body, v->plate_text);
	promise(utf8_valid(v->id) && utf8_valid(v->plate_text) && utf8_valid(v->road) && utf8_valid(v->brand));
	for (int i = 0; i < v->npicture; i++)
		inside(body, v->picture[i].data);
	if (v->trouble)
		return;
	promise(v->id.n && v->id.n <= 64 && v->tollgate.n <= 48 && v->device.n <= 48);
	promise(v->p.class_code <= 99 && v->p.direction <= 9 && (v->p.speed_kmh <= 400 || v->p.speed_kmh == SPEED_UNKNOWN));
	promise(plate_print(v->p.plate, plate) < sizeof plate && v->p.plate < PLATE_ALIAS);
	promise(v->p.plate || v->p.flags & (PASSAGE_NO_PLATE | PASSAGE_UNREAD));
}

/* Whatever is taken is JSON to the scanner too, and what is no JSON gives nothing. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice body = { (const char *)p, n }, rest = body;
	struct gat_vehicles r;
	struct arena a;
	struct scan s;
	uint32_t refused = 0;
	enum err e;

	arena_init(&a);
	e = gat_vehicles(body, &a, 200, &r);
	promise(e == E_OK || (e == E_BAD_BODY && !r.n && !r.v && r.fault && r.fault_at <= n));
	if (!e) {
		if (slice_starts(rest, "\xef\xbb\xbf"))
			rest = (struct slice){ body.p + 3, n - 3 };
		scan_open(&s, rest, 64);
		promise(scan_skip(&s) && scan_end(&s));
		promise(r.n <= 200);
	}
	for (uint32_t i = 0; i < r.n; i++) {
		look(body, &r.v[i]);
		refused += r.v[i].trouble != GAT_OK;
	}
	promise(refused == r.refused);
	arena_free(&a);
	return 0;
}
