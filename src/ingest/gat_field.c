/* SPDX-License-Identifier: Apache-2.0 */
/* gat_field.c - the fields of a MotorVehicle (GA/T 1400.3 A.10 as implemented), one row each, and what each kind does. */
#include <assert.h>
#include "ingest/gat_.h"

#define F(name, kind, max, rank, at) { name, sizeof(name) - 1, kind, max, rank, at }
#define K(name) F(name, GAT_SKIP, 0, 0, 0)
#define W(name) F(name, GAT_CONTAINER, 0, 0, 0)
const struct gat_field gat_fields[] = {
	F("MotorVehicleID", GAT_ID, 64, 0, offsetof(struct gat_vehicle, id)),
	F("SourceID", GAT_TEXT, 64, 0, offsetof(struct gat_vehicle, source)),
	F("TollgateID", GAT_CODE, 48, 0, offsetof(struct gat_vehicle, tollgate)),
	F("DeviceID", GAT_CODE, 48, 0, offsetof(struct gat_vehicle, device)),
	F("PlateNo", GAT_PLATE, 0, 0, offsetof(struct gat_vehicle, plate_text)),
	F("HasPlate", GAT_HAS_PLATE, 0, 0, 0),
	F("PlateClass", GAT_CLASS, 99, 0, 0),
	F("PassTime", GAT_WHEN, 0, 3, 0),
	F("AppearTime", GAT_WHEN, 0, 2, 0),
	F("MarkTime", GAT_WHEN, 0, 1, 0),
	F("Speed", GAT_SPEED, 0, 0, 0),
	F("LaneNo", GAT_BYTE, 255, 0, offsetof(struct gat_vehicle, p.lane)),
	F("Direction", GAT_BYTE, 9, 0, offsetof(struct gat_vehicle, p.direction)),
	F("PlateColor", GAT_BYTE, 99, 0, offsetof(struct gat_vehicle, p.plate_colour)),
	F("VehicleColor", GAT_BYTE, 99, 0, offsetof(struct gat_vehicle, p.vehicle_colour)),
	F("PlateReliability", GAT_BYTE, 100, 0, offsetof(struct gat_vehicle, p.reliability)),
	F("VehicleClass", GAT_VEHICLE_TYPE, 0, 0, 0),
	F("UsingPropertiesCode", GAT_USE, 0, 0, 0),
	F("VehicleBrand", GAT_TEXT, 64, 0, offsetof(struct gat_vehicle, brand)),
	F("PlateNoAttach", GAT_TEXT, 40, 0, offsetof(struct gat_vehicle, trailer_plate)),
	F("NameOfPassedRoad", GAT_TEXT, 200, 0, offsetof(struct gat_vehicle, road)),
	F("SafetyBelt", GAT_FLAG, 0, 0, PASSAGE_BELT),
	F("Calling", GAT_FLAG, 0, 1, PASSAGE_CALL),
	F("IllegalType", GAT_VIOLATION, 0, 0, 0), F("ViolationType", GAT_VIOLATION, 0, 0, 0),	/* names differ by maker: taken as either */
	/* known, and not kept */
	K("InfoKind"), K("StorageUrl1"), K("StorageUrl2"), K("StorageUrl3"), K("StorageUrl4"), K("StorageUrl5"),
	K("LeftTopX"), K("LeftTopY"), K("RightBtmX"), K("RightBtmY"), K("DisappearTime"), K("PlateDescribe"),
	K("IsDecked"), K("IsAltered"), K("IsCovered"), K("DrivingStatusCode"), K("VehicleModel"),
	K("VehicleStyles"), K("VehicleLength"), K("VehicleWidth"), K("VehicleHeight"), K("VehicleColorDepth"),
	K("VehicleHood"), K("VehicleTrunk"), K("VehicleWheel"), K("WheelPrintedPattern"), K("VehicleWindow"),
	K("VehicleRoof"), K("VehicleDoor"), K("SideOfVehicle"), K("CarOfVehicle"), K("RearviewMirror"),
	K("VehicleChassis"), K("VehicleShielding"), K("FilmColor"), K("IsModified"), K("HitMarkInfo"),
	K("VehicleBodyDesc"), K("VehicleFrontItem"), K("DescOfFrontItem"), K("VehicleRearItem"),
	K("DescOfRearItem"), K("NumOfPassenger"), K("IsSuspicious"), K("Sunvisor"), K("PlateCharReliability"),
	K("BrandReliability"), K("FeatureList"), K("NationalityCode"), K("TabID"),
	/* of a sub-image */
	F("SubImageList", GAT_IMAGES, 0, 0, 0), F("SubImageInfoObject", GAT_IMAGE, 0, 0, 0), F("Type", GAT_TYPE, 0, 0, 0), F("Data", GAT_DATA, 0, 0, 0),
	K("ImageID"), K("EventSort"), K("StoragePath"), K("FileFormat"), K("ShotTime"), K("Width"), K("Height"),
	/* what wraps vehicles, and what stands beside them there */
	F("MotorVehicleObject", GAT_VEHICLES, 0, 0, 0),
	W("MotorVehicleListObject"), W("MotorVehicleObjectList"), W("SubscribeNotificationListObject"),
	W("SubscribeNotificationObject"), W("DispositionNotificationListObject"),
	W("DispositionNotificationObject"),
	K("NotificationID"), K("SubscribeID"), K("DispositionID"), K("Title"), K("TriggerTime"), K("InfoIDs"),
	K("ExecuteOperation"), K("CntObjectID"),
};
#undef F
#undef K
#undef W
_Static_assert(N_ELEMS(gat_fields) <= GAT_FIELDS_MAX, "a bit each in struct gat_seen");

/* ---- finding a field ---- */

/* The first four bytes, the last four and the length tell all names apart; index_fields sees to it that this stays so. */
#define SLOTS 512
static uint8_t slot[SLOTS];		/* number + 1 */

static inline uint32_t
place(const char *p, size_t n)
{
	uint32_t first, last;

	memcpy(&first, p, 4);
	memcpy(&last, p + n - 4, 4);
	return (first * 0x8500831u + last * 0x2137dbbu + (uint32_t)n * 0xfba0a905u) >> 23;
}

static void __attribute__((constructor))
index_fields(void)
{
	for (size_t i = 0; i < N_ELEMS(gat_fields); i++) {
		uint32_t at = place(gat_fields[i].name, gat_fields[i].length);
		assert(!slot[at]);
		slot[at] = (uint8_t)(i + 1);
	}
}

/* Eight bytes from each end meet in the middle of names up to 16: no call for most. n is at least 4. */
static inline bool
same(const char *a, const char *b, size_t n)
{
	uint64_t x, y, v, w;
	uint32_t k, l, s, t;

	if (n > 16)
		return memcmp(a, b, n) == 0;
	if (n >= 8) {
		memcpy(&x, a, 8);
		memcpy(&y, b, 8);
		memcpy(&v, a + n - 8, 8);
		memcpy(&w, b + n - 8, 8);
		return !((x ^ y) | (v ^ w));
	}
	memcpy(&k, a, 4);
	memcpy(&l, b, 4);
	memcpy(&s, a + n - 4, 4);
	memcpy(&t, b + n - 4, 4);
	return !((k ^ l) | (s ^ t));
}

const struct gat_field *
gat_field_find(struct slice name)
{
	const struct gat_field *f;
	uint8_t n;

	if (name.n < 4 || !(n = slot[place(name.p, name.n)]))
		return NULL;
	f = &gat_fields[n - 1];
	return f->length == name.n && same(f->name, name.p, name.n) ? f : NULL;
}

/* ---- taking a value ---- */

static inline void
mended(struct gat_reader *r, const struct gat_field *f)
{
	r->v->corrected++;
	if (!r->v->field)
		r->v->field = f->name;
}

static inline struct slice *
text_at(struct gat_reader *r, const struct gat_field *f)
{
	return (struct slice *)(void *)((char *)r->v + f->at);
}

/* Codes go into answers and logs: printable ASCII only. A byte below '!' borrows into its top bit. */
static bool
is_code(struct slice t)
{
	const uint64_t one = 0x0101010101010101ull;
	uint64_t x, bad = 0;
	size_t i;

	for (i = 0; t.n - i >= 8; i += 8) {
		memcpy(&x, t.p + i, 8);
		bad |= x | (x - one * '!') | (x + one);		/* and 0x7f carries into it */
	}
	for (; i < t.n; i++)
		bad |= t.p[i] >= '!' && t.p[i] <= '~' ? 0 : one << 7;
	return !(bad & one << 7);
}

static void
take_code(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	if (t.p[0] == ' ' || t.p[t.n - 1] == ' ')
		t = slice_trim(t);
	if (t.n > f->max)
		gat_trouble(r, GAT_TOO_LONG, f->name);
	else if (!is_code(t))
		gat_trouble(r, GAT_BAD_TEXT, f->name);
	else if (t.n)
		*text_at(r, f) = t;
}

static void
take_text(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	if (t.n <= f->max)
		*text_at(r, f) = t;
	else
		mended(r, f);
}

/* The violation that the device saw, by its code; an empty one or "0" is none. */
static void
take_violation(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	uint32_t v = passage_violation(t);

	if (v)
		r->v->p.spare = v;
	else if (t.n && !slice_is(t, "0"))
		mended(r, f);
}

/* What devices write when they saw no plate, or could not read it. */
static bool
is_no_plate(struct slice t)
{
	static const char *const word[] = { "无车牌", "无牌", "无号牌", "无牌车", "未识别", "未知", "未检测", "车牌未知", "无", "unknown", "Unknown", "NULL", "null" };

	for (size_t i = 0; i < N_ELEMS(word); i++)
		if (slice_is(t, word[i]))
			return true;
	return false;
}

static void
take_plate(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	char out[PLATE_TEXT_MAX];
	size_t n;
	bool packed = plate_pack(t, &r->v->p.plate);

	*text_at(r, f) = t;
	if ((!packed || strchr("uUnN", t.p[0])) && is_no_plate(t)) {	/* "unknown" would be a plate of seven letters */
		r->v->p.plate = 0;
		return;
	}
	if (!packed) {
		gat_trouble(r, GAT_BAD_PLATE, f->name);
		return;
	}
	n = plate_print(r->v->p.plate, out);
	if (!plate_unread(r->v->p.plate) && !slice_eq(t, (struct slice){ out, n }))
		mended(r, f);
}

/* 1 or 0; -1: neither. */
static int
truth(struct slice t)
{
	if (t.n == 1)
		return t.p[0] == '1' ? 1 : t.p[0] == '0' ? 0 : -1;
	if (slice_is(t, "true") || slice_is(t, "True") || slice_is(t, "TRUE"))
		return 1;
	return slice_is(t, "false") || slice_is(t, "False") || slice_is(t, "FALSE") ? 0 : -1;
}

static void
take_has_plate(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	if ((r->has_plate = (int8_t)truth(t)) < 0)
		mended(r, f);
}

static void
take_flag(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	int v = truth(t);

	if (v < 0)
		mended(r, f);
	else if (v == f->rank)
		r->v->p.flags |= f->at;
}

/* One to three digits, as nearly all numbers of a passage are, or whatever scan_integer knows. */
static inline bool
integer(struct slice t, int64_t *ret)
{
	int v = 0;

	if (t.n > 3)
		return scan_integer(slice_trim(t), ret);
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] < '0' || t.p[i] > '9')
			return scan_integer(slice_trim(t), ret);
		v = v * 10 + (t.p[i] - '0');
	}
	*ret = v;
	return true;
}

/* Part of the key of a vehicle: a class that is none cannot be left out. */
static void
take_class(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	int64_t n;

	if (integer(t, &n) && n >= 0 && n <= f->max)
		r->v->p.class_code = (uint8_t)n;
	else
		gat_trouble(r, GAT_BAD_NUMBER, f->name);
}

static void
take_byte(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	int64_t n;

	if (integer(t, &n) && n >= 0 && n <= f->max)
		*((uint8_t *)r->v + f->at) = (uint8_t)n;
	else
		mended(r, f);
}

#define SPEED_MAX 400			/* km/h; devices write 65535 or -1 for what they did not measure */

static void
take_speed(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	int64_t n;

	if (integer(t, &n) && n >= 0 && n <= SPEED_MAX)
		r->v->p.speed_kmh = (uint16_t)n;
	else
		mended(r, f);
}

static void
take_when(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	int64_t ms;

	if (!gat_time(t, &ms)) {
		if (f->rank == 3)
			gat_trouble(r, GAT_BAD_TIME, f->name);
		else
			mended(r, f);
	} else if (f->rank > r->time_rank) {
		r->time_rank = f->rank;
		r->v->p.at_ms = ms;
	}
}

static void
take_vehicle_type(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	if (!(r->v->p.vehicle_type = passage_vehicle_type(t)))
		mended(r, f);
}

static void
take_use(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	if (t.n == 1 && t.p[0] >= 'A' && t.p[0] <= 'Z')
		r->v->p.use = (uint8_t)t.p[0];
	else
		mended(r, f);
}

static void
take_nothing(struct gat_reader *r, const struct gat_field *f, struct slice t)
{
	(void)r, (void)f, (void)t;
}

void
gat_field_take(struct gat_reader *r, const struct gat_field *f, struct slice text)
{
	static void (*const take[GAT_KINDS])(struct gat_reader *, const struct gat_field *, struct slice) = {
		[GAT_SKIP] = take_nothing, [GAT_CONTAINER] = take_nothing, [GAT_VEHICLES] = take_nothing, [GAT_IMAGES] = take_nothing,
		[GAT_IMAGE] = take_nothing, [GAT_TYPE] = take_nothing, [GAT_DATA] = take_nothing,
		[GAT_ID] = take_code, [GAT_CODE] = take_code, [GAT_TEXT] = take_text, [GAT_PLATE] = take_plate,
		[GAT_HAS_PLATE] = take_has_plate, [GAT_CLASS] = take_class, [GAT_WHEN] = take_when, [GAT_SPEED] = take_speed,
		[GAT_BYTE] = take_byte, [GAT_VEHICLE_TYPE] = take_vehicle_type, [GAT_USE] = take_use, [GAT_FLAG] = take_flag, [GAT_VIOLATION] = take_violation,
	};

	take[f->kind](r, f, text);
}
