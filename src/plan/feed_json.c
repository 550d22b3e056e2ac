/* SPDX-License-Identifier: Apache-2.0 */
/* feed_json.c - the three lists that come as JSON. Each has a function that reads one item of it. */
#include "net/json.h"
#include "plan/feed_.h"

struct reading {
	struct arena *arena;
	struct feed_item *it;
	const json_t *j;
};

static struct slice
text_of(struct reading *r, const char *name, size_t chars)
{
	struct slice s = slice_trim(json_slice(json_object_get(r->j, name)));

	return s.n ? arena_copy(r->arena, words_cut(s, chars)) : (struct slice){ NULL, 0 };
}

/* The digits of an area at the beginning of an id like 41062241600000_20230605160643. */
static struct slice
code_of(struct slice id)
{
	for (size_t i = 0; i < 6; i++)
		if (i >= id.n || id.p[i] < '0' || id.p[i] > '9')
			return (struct slice){ NULL, 0 };
	return id.n >= 14 ? (struct slice){ id.p, 6 } : (struct slice){ NULL, 0 };
}

/* What the title says; its words count, a code beside them that differs makes it doubtful. */
static void
by_title(struct feed_item *it, const char *coded)
{
	struct slice rest;
	bool cancels;

	it->sender = words_sender(it->title, &cancels);
	rest = it->sender.n ? (struct slice){ it->title.p + it->sender.n, it->title.n - it->sender.n } : it->title;
	it->message = cancels ? FEED_CANCEL : FEED_ALERT;
	it->hazard = words_hazard(rest);
	it->level = words_level(rest);
	it->doubtful = it->level && coded && strcmp(it->level, coded);
	if (!it->level)
		it->level = coded;
}

/* ".../p0007004.png": the last digit is the level, 1 red to 4 blue. */
static const char *
picture_level(struct slice pic)
{
	static const char *const levels[] = { "red", "orange", "yellow", "blue" };

	return pic.n > 5 && !memcmp(pic.p + pic.n - 4, ".png", 4) && pic.p[pic.n - 5] >= '1' && pic.p[pic.n - 5] <= '4' ? levels[pic.p[pic.n - 5] - '1'] : NULL;
}

static void
read_nmc(struct reading *r)
{
	struct feed_item *it = r->it;

	it->id = text_of(r, "alertid", 128);
	it->title = text_of(r, "title", 200);
	it->issued_ms = words_time(json_slice(json_object_get(r->j, "issuetime")));
	it->code = code_of(it->id);
	by_title(it, picture_level(json_slice(json_object_get(r->j, "pic"))));
}

static void
read_qweather(struct reading *r)
{
	struct feed_item *it = r->it;
	struct slice sender = text_of(r, "sender", 100), status = json_slice(json_object_get(r->j, "status")), type = text_of(r, "typeName", 40),
		     related = text_of(r, "related", 128);

	it->id = text_of(r, "id", 128);
	it->title = text_of(r, "title", 200);
	it->text = text_of(r, "text", 2000);
	it->issued_ms = words_time(json_slice(json_object_get(r->j, "pubTime")));
	it->from_ms = words_time(json_slice(json_object_get(r->j, "startTime")));
	it->to_ms = words_time(json_slice(json_object_get(r->j, "endTime")));
	by_title(it, words_level(json_slice(json_object_get(r->j, "severityColor"))));
	if (sender.n)
		it->sender = sender;
	if (type.n && words_hazard(type))
		it->hazard = words_hazard(type);
	if (slice_is(status, "cancel"))
		it->message = FEED_CANCEL;
	else if (slice_is(status, "update"))
		it->message = FEED_UPDATE;
	if (related.n)
		it->reference[it->nreference++] = related;
}

static const char *
caiyun_level(struct slice code)
{
	static const char *const levels[] = { "blue", "yellow", "orange", "red" };

	return code.n == 4 && code.p[2] == '0' && code.p[3] >= '1' && code.p[3] <= '4' ? levels[code.p[3] - '1'] : NULL;
}

static void
read_caiyun(struct reading *r)
{
	struct feed_item *it = r->it;
	const json_t *stamp = json_object_get(r->j, "pubtimestamp");
	struct slice code = text_of(r, "adcode", 6);

	it->id = text_of(r, "alertId", 128);
	it->title = text_of(r, "title", 200);
	it->text = text_of(r, "description", 2000);
	it->areas = text_of(r, "location", 200);
	if (json_is_number(stamp) && json_number_value(stamp) > 0 && json_number_value(stamp) < 4102444800.0)
		it->issued_ms = (int64_t)json_number_value(stamp) * 1000;
	it->code = code.n == 6 && code_of(it->id).n ? code_of(it->id) : code.n == 6 ? code : code_of(it->id);
	by_title(it, caiyun_level(json_slice(json_object_get(r->j, "code"))));
}

static const struct {
	const char *path[4];		/* to the array; NULL ends */
	enum feed_kind kind;
	void (*read)(struct reading *r);
} shapes[] = {
	{ { "data", "page", "list", NULL }, FEED_NMC, read_nmc }, { { "warning", NULL }, FEED_QWEATHER, read_qweather },
	{ { "content", NULL }, FEED_CAIYUN, read_caiyun }, { { "result", "alert", "content", NULL }, FEED_CAIYUN, read_caiyun },
};

static const json_t *
list_at(const json_t *root, const char *const *path)
{
	for (int i = 0; root && path[i]; i++)
		root = json_object_get(root, path[i]);
	return json_is_array(root) ? root : NULL;
}

static enum err
read_list(const json_t *list, size_t shape, struct arena *a, struct feed *ret)
{
	size_t i;
	json_t *j;

	ret->kind = shapes[shape].kind;
	if (json_array_size(list) > FEED_ITEMS)
		return E_FULL;
	ret->item = arena_array(a, struct feed_item, json_array_size(list) + 1);
	json_array_foreach(list, i, j) {
		struct reading r = { a, &ret->item[ret->n++], j };
		if (json_is_object(j))
			shapes[shape].read(&r);
		feed_finish(r.it);
	}
	return E_OK;
}

enum err
feed_json(struct slice text, struct arena *a, struct feed *ret)
{
	json_scoped root = NULL;
	size_t at;

	if (json_read(text, &root, &at))
		return E_BAD_BODY;
	for (size_t i = 0; i < N_ELEMS(shapes); i++) {
		const json_t *list = list_at(root, shapes[i].path);
		if (list)
			return read_list(list, i, a, ret);
	}
	return E_BAD_BODY;
}
