/* SPDX-License-Identifier: Apache-2.0 */
/* What a template may say, what a document must say, and how amounts and days are written. */
#include "sample.h"

#include "paper/types.h"
#include "engine/schema.h"

static const struct choice types[] = { PAPER_TYPES, { NULL, NULL } };

static enum err
read_text(const char *text, char *wrong, size_t max)
{
	static struct template t;
	struct arena a;
	struct buf b;
	enum err e;

	arena_init(&a);
	buf_init(&b, 1000);
	e = template_read(S("test.txt"), slice_of(text), &a, &t, &b);
	snprintf(wrong, max, "%.*s", (int)b.n, b.n ? b.p : "");
	buf_free(&b);
	arena_free(&a);
	return e;
}

#define HEAD "type x\nfrom 2024-01-01\ntitle 试|Test\nnumber {year}-{serial:6}\npaper a4\n"
static void
test_faults_are_named(void **state)
{
	static const struct {
		const char *text, *wrong;
	} t[] = {
		{ HEAD "item a text req 甲|A\ntext {a}\n", NULL },
		{ HEAD "item a text opt 甲|A\ntext {a}\n", "test.txt:7: a may be missing here\n" },
		{ HEAD "item a text opt 甲|A\ntext? a {a}\n", NULL },
		{ HEAD "item a text req 甲|A\ntext {b}\n", "test.txt:7: no item to be printed: {b}\n" },
		{ HEAD "item a thing req 甲|A\ntext {a}\n", "test.txt:6: no such kind of item\n" },
		{ HEAD "item a text must 甲|A\ntext {a}\n", "test.txt:6: need is opt, req, true, req-if:KEY[=WORD] or req-unless:KEY[=WORD]\n" },
		{ HEAD "item a text req 甲\ntext {a}\n", "test.txt:6: an item needs a Chinese and an English title\n" },
		{ HEAD "item a text req 甲|A\nitem a text req 乙|B\ntext {a}\n", "test.txt:7: an item needs a name of its own\n" },
		{ HEAD "item a text req-if:b 甲|A\ntext 无\n", "test.txt:8: a asks for an item that is not there\n" },
		{ HEAD "item a list req 甲|A\ntable a\n", "test.txt:8: the list a has no columns\n" },
		{ HEAD "item a text req 甲|A\nremedy 2024-01-01 - 处59\n\t{a}\ntext {a}\n", "test.txt:9: remedy clauses and the block that prints them go together\n" },
		{ HEAD "item a text req 甲|A\nremedy\ntext {a}\n", "test.txt:8: remedy clauses and the block that prints them go together\n" },
		{ HEAD "item a text req 甲|A\nseal a a\n", "test.txt:7: seal AUTHORITY DATE, both items\n" },
		{ HEAD "item a text req 甲|A\nfoo\n", "test.txt:7: no such word\n" },
		{ "type x\nfrom 2024-01-01\ntitle 试|Test\nnumber {serial}\npaper a4\nitem a text req 甲|A\ntext {a}\n", "test.txt:8: a number has its year and its serial\n" },
	};
	char wrong[1000];

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++) {
		enum err e = read_text(t[i].text, wrong, sizeof wrong);
		if (t[i].wrong)
			assert_string_equal(wrong, t[i].wrong);
		else
			assert_string_equal(wrong, "");
		assert_int_equal(e, t[i].wrong ? E_BAD_VALUE : E_OK);
	}
}

static void
test_each_type_has_one(void **state)
{
	const struct template *t;
	int n = 0;

	(void)state;
	for (; types[n].name; n++)
		assert_non_null(template_of(slice_of(types[n].name), INT32_MAX));
	for (int i = 0; (t = template_at(i)); i++) {
		int k = 0;
		while (types[k].name && strcmp(types[k].name, t->type))
			k++;
		assert_non_null(types[k].name);
		assert_ptr_equal(template_version(slice_of(t->type), slice_of(t->version)), t);
		assert_null(template_of(slice_of(t->type), t->from - 1));
		assert_ptr_equal(template_of(slice_of(t->type), t->from), t);
	}
}

/* Each required item left out is refused by its name in both languages and its article; nothing else is. */
static void
test_missing_items(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (int n = 0; types[n].name; n++) {
		json_t *values = sample(types[n].name);
		struct content c = content_of(types[n].name, values, &a);
		if (content_check(&c))
			fail_msg("%s: %s %.*s", types[n].name, c.fault[0].field, (int)c.fault[0].zh.n, c.fault[0].zh.p);
		for (int i = 0; i < c.t->nitem; i++) {
			const struct item *it = &c.t->item[i];
			json_t *kept = json_object_get(values, it->name);
			if ((it->need != NEED_REQ && it->need != NEED_TRUE) || !kept)
				continue;
			json_incref(kept);
			assert_int_equal(json_object_del(values, it->name), 0);
			assert_int_equal(content_check(&c), E_MISSING);
			assert_string_equal(c.fault[0].field, arena_printf(&a, "content.%s", it->name).p);
			assert_non_null(strstr(c.fault[0].zh.p, it->zh));
			assert_non_null(strstr(c.fault[0].en.p, it->en));
			assert_non_null(strstr(c.fault[0].zh.p, it->law));
			json_object_set_new(values, it->name, kept);
		}
		json_decref(values);
	}
	arena_free(&a);
}

struct change {
	const char *type, *key, *value;		/* JSON; NULL: left out */
	enum err err;
	const char *field;
};
static const struct change changes[] = {
	{ "simple_decision", "fine", NULL, E_MISSING, "content.fine" },			/* penalty says 罚款 */
	{ "simple_decision", "penalty", "\"警告\"", E_OK, NULL },
	{ "simple_decision", "points", "0", E_OK, NULL },
	{ "simple_decision", "points", "13", E_BAD_VALUE, "content.points" },
	{ "simple_decision", "points", "\"6\"", E_BAD_VALUE, "content.points" },
	{ "simple_decision", "fine", "-1", E_BAD_VALUE, "content.fine" },
	{ "simple_decision", "fine", "200.5", E_MISSING, "content.fine" },
	{ "simple_decision", "decided_at", "\"2026-07-02\"", E_BAD_VALUE, "content.decided_at" },	/* not the document's day */
	{ "simple_decision", "decided_at", "\"2026-7-1\"", E_BAD_VALUE, "content.decided_at" },
	{ "simple_decision", "at", "\"2026-07-01T14:05\"", E_BAD_VALUE, "content.at" },
	{ "simple_decision", "court", "\"  \"", E_MISSING, "content.court" },		/* the remedy must name it */
	{ "simple_decision", "served_online", "true", E_MISSING, "content.online_channel" },	/* 复22(2) */
	{ "simple_decision", "nothing", "1", E_UNKNOWN_FIELD, "content.nothing" },
	{ "simple_decision", "place", "\"a\\nb\"", E_BAD_VALUE, "content.place" },
	{ "simple_decision", "sign_party", "\"电子签名（录音录像 12）\"", E_OK, NULL },
	{ "simple_decision", "sign_nobody", "\"x\"", E_UNKNOWN_FIELD, "content.sign_nobody" },
	{ "general_decision", "officer2", NULL, E_MISSING, "content.officer2" },	/* 处42: two officers */
	{ "general_decision", "record", NULL, E_MISSING, "content.record" },
	{ "general_decision", "penalty", "\"暂扣机动车驾驶证六个月，并处罚款\"", E_MISSING, "content.suspension" },
	{ "measure_voucher", "address", NULL, E_MISSING, "content.address" },		/* 强24 */
	{ "measure_voucher", "term", NULL, E_MISSING, "content.term" },			/* 强24: 规26 lacks it */
	{ "measure_voucher", "items", "[]", E_MISSING, "content.items" },
	{ "measure_voucher", "items", "[{\"name\":\"行驶证\"}]", E_MISSING, "content.items.0.quantity" },
	{ "measure_voucher", "items", "[{\"name\":\"行驶证\",\"quantity\":\"1\",\"colour\":\"x\"}]", E_UNKNOWN_FIELD, "content.items.0" },
	{ "measure_voucher", "blood", "true", E_MISSING, "content.family_note" },	/* 规36 */
	{ "intended_penalty", "hearing", "null", E_MISSING, "content.hearing" },
	{ "intended_penalty", "review", NULL, E_MISSING, "content.review" },		/* 规48(3): the defence is answered */
	{ "inquiry_record", "rights_told", "false", E_MISSING, "content.rights_told" },
	{ "inquiry_record", "dialogue", "[{\"q\":\"问\"}]", E_BAD_VALUE, "content.dialogue" },
	{ "service_receipt", "server2", NULL, E_MISSING, "content.server2" },
	{ "service_receipt", "one_server", "true", E_MISSING, "content.recording" },	/* 程52(2) */
	{ "service_receipt", "refusal", "\"拒收\"", E_MISSING, "content.refused_by" },	/* 程36(2) */
	{ "service_receipt", "way", "\"电子送达\"", E_MISSING, "content.consent_number" },	/* 处61(2) */
	{ "service_consent", "electronic_address", NULL, E_MISSING, "content.electronic_address" },
};

static void
test_conditions(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(changes); i++) {
		const struct change *x = &changes[i];
		json_t *values = sample(x->type);
		struct content c = content_of(x->type, values, &a);
		if (x->value)
			json_object_set_new(values, x->key, json_loads(x->value, JSON_DECODE_ANY, NULL));
		else
			json_object_del(values, x->key);
		if (content_check(&c) != x->err || (x->field && strcmp(c.fault[0].field, x->field)))
			fail_msg("%s %s=%s: %s %s", x->type, x->key, x->value ? x->value : "-", err_name(c.nfault ? c.fault[0].code : E_OK),
			    c.nfault ? c.fault[0].field : "");
		json_decref(values);
	}
	arena_free(&a);
}

/* 复23(1): first reconsideration on the spot, from 2024 on; both ways for the general procedure and before. */
static void
test_remedy_by_date(void **state)
{
	int32_t last = civil_days((struct civil){ 2023, 12, 31 });
	const struct template *simple = template_of(S("simple_decision"), INT32_MAX), *general = template_of(S("general_decision"), INT32_MAX);

	(void)state;
	assert_null(strstr(template_remedy(simple, last)->text, "应当先"));
	assert_non_null(strstr(template_remedy(simple, last + 1)->text, "应当先"));
	assert_non_null(strstr(template_remedy(simple, last + 1)->text, "十五日内"));
	assert_null(strstr(template_remedy(general, last + 1)->text, "应当先"));
	assert_non_null(strstr(template_remedy(general, last + 1)->text, "六个月内"));
	assert_true(template_remedy(simple, last)->unverified);
	assert_false(template_remedy(simple, last + 1)->unverified);
	assert_null(template_remedy(simple, simple->from - 1));
}

static void
test_words(void **state)
{
	static const struct {
		int64_t fen;
		const char *words;
	} t[] = {
		{ 20000, "贰佰元整" }, { 5000, "伍拾元整" }, { 100500, "壹仟零伍元整" }, { 1000000, "壹万元整" }, { 10050000, "壹拾万零伍佰元整" },
		{ 1001000, "壹万零壹拾元整" }, { 2050, "贰拾元伍角" }, { 1005, "壹拾元零伍分" }, { 5, "伍分" }, { 10000000000, "壹亿元整" },
		{ 123456789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分" }, { 1000000500, "壹仟万零伍元整" },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(t); i++)
		assert_string_equal(money_capital(&a, t[i].fen).p, t[i].words);
	assert_string_equal(date_words(&a, civil_days((struct civil){ 2026, 7, 1 })).p, "2026年7月1日");
	assert_string_equal(time_words(&a, INT64_C(1782885900000)).p, "2026年7月1日14时05分");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults_are_named), cmocka_unit_test(test_each_type_has_one), cmocka_unit_test(test_missing_items),
		cmocka_unit_test(test_conditions), cmocka_unit_test(test_remedy_by_date), cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
