/* SPDX-License-Identifier: Apache-2.0 */
/* papers.c - a legal document on A4 as a PDF, in memory: what this process does before the first, the first, each after it, bytes, and
 * what stays behind in memory. For instructions: valgrind --tool=callgrind luan bench papers --rows N, for two N. */
#include <malloc.h>

#include "base/clock.h"
#include "bench/bench_.h"
#include "net/json.h"
#include "paper/render.h"

#define DAY 20635			/* 2026-07-01 */
#define CODE "7K3M9-0ABCD-EFGHJ-KMNPQ"

static const char decision[] = "{\"person_name\":\"模拟甲\",\"sex\":\"男\",\"birth\":\"1990-03-07\",\"id_kind\":\"居民身份证\",\"id_no\":\"370399199003070111\","
    "\"household\":\"模拟省模拟市样例街道\",\"address\":\"模拟市样例区样例路12号3号楼2单元501室\",\"employer\":\"模拟运输有限公司\",\"record\":\"无\","
    "\"plate\":\"模A0001\",\"vehicle_type\":\"重型半挂牵引车\",\"facts\":\"2026年6月28日22时40分，模拟甲驾驶重型半挂牵引车行驶至样例路与样例街路口南侧二百米处被"
    "执勤民警查获。经称重检测，该车核定载质量33吨，实际载质量47.2吨，超过核定载质量百分之四十三。\",\"evidence\":\"现场查获经过、现场照片、称重检测单、机动车行驶证、"
    "询问笔录、同步录音录像。\",\"circumstances\":\"没有从重、从轻、减轻处罚的情节。\",\"violated\":\"《中华人民共和国道路交通安全法》第四十八条第一款\","
    "\"basis\":\"《中华人民共和国道路交通安全法》第九十二条第二款\",\"penalty\":\"罚款1500元\",\"fine\":150000,\"pay_way\":\"到指定银行或者通过电子支付系统\",\"points\":3,"
    "\"goods\":\"无涉案财物。\",\"reconsideration_organ\":\"模拟市样例区人民政府\",\"court\":\"模拟市样例区人民法院\",\"authority\":\"模拟市公安局交通警察支队样例大队\","
    "\"officer1\":\"模拟民警甲（000001）\",\"officer2\":\"模拟民警乙（000002）\",\"decided_at\":\"2026-07-01\"}";

static enum err
draw(const json_t *values, size_t *ret_bytes)
{
	struct arena a;
	struct content c = { .t = template_of(S("general_decision"), DAY), .values = values, .day = DAY, .arena = &a };
	struct render r = { .content = &c, .paper = PAPER_A4, .number = S("样公交决字〔2026〕第000001号"), .code = S(CODE),
		.url = S("https://localhost/verify/" CODE), .at_ms = beijing_start_ms(DAY) };
	struct buf pdf;
	enum err e;

	arena_init(&a);
	buf_init(&pdf, MIB(4));
	if (!(e = content_check(&c)))
		e = render_pdf(&r, &pdf, NULL);
	*ret_bytes = pdf.n;
	buf_free(&pdf);
	arena_free(&a);
	return e;
}

enum err
bench_papers(struct bench *b)
{
	struct figure each = { .name = "paper_draw", .unit = "ms" };
	json_scoped values = NULL;
	size_t bytes = 0, at, before = 0, n = b->o.rows ? (size_t)b->o.rows : 40, kept = 0;
	int64_t began = now_us();
	enum err e = json_read(slice_of(decision), &values, &at);

	if (!e && !render_ready())
		return bench_failed("papers: no font", E_MISSING);
	(void)template_at(0);
	render_warm();
	figure_one(b, "paper_warm", (double)(now_us() - began) / 1e3, "ms");
	began = now_us();
	e = e ? e : draw(values, &bytes);
	figure_one(b, "paper_first", (double)(now_us() - began) / 1e3, "ms");
	for (size_t i = 0; i < n && !e; i++) {
		if (i == 5)			/* what grows once has grown */
			before = mallinfo2().uordblks;
		began = now_us();
		e = draw(values, &bytes);
		if (i >= n - BENCH_RUNS_MAX)
			figure_add(&each, (double)(now_us() - began) / 1e3);
	}
	if (e)
		return bench_failed("papers", e);
	kept = mallinfo2().uordblks;
	figure_print(b, &each);
	figure_one(b, "paper_size", (double)bytes / 1024, "KiB");
	figure_one(b, "paper_kept", ((double)kept - (double)before) / (double)(n - 5), "bytes");
	return E_OK;
}
