/* SPDX-License-Identifier: Apache-2.0 */
#include "passage/words.h"

#include "base/slice.h"
#include "store/passage.h"

struct word {
	int code;
	const char *title;
};

static const struct word class_word[] = {
	{ 1, "大型汽车|Large motor vehicle" }, { 2, "小型汽车|Small motor vehicle" }, { 3, "使馆汽车|Embassy vehicle" },
	{ 4, "领馆汽车|Consulate vehicle" }, { 5, "境外汽车|Vehicle from abroad" }, { 6, "外籍汽车|Foreigner's vehicle" },
	{ 7, "普通摩托车|Motorcycle" }, { 8, "轻便摩托车|Moped" }, { 9, "使馆摩托车|Embassy motorcycle" },
	{ 10, "领馆摩托车|Consulate motorcycle" }, { 11, "境外摩托车|Motorcycle from abroad" },
	{ 12, "外籍摩托车|Foreigner's motorcycle" }, { 13, "低速车|Low-speed vehicle" }, { 14, "拖拉机|Tractor" },
	{ 15, "挂车|Trailer" }, { 16, "教练汽车|Learner vehicle" }, { 17, "教练摩托车|Learner motorcycle" },
	{ 18, "试验汽车|Test vehicle" }, { 19, "试验摩托车|Test motorcycle" }, { 20, "临时入境汽车|Vehicle admitted for a time" },
	{ 21, "临时入境摩托车|Motorcycle admitted for a time" }, { 22, "临时行驶车|Temporary plate" },
	{ 23, "警用汽车|Police vehicle" }, { 24, "警用摩托车|Police motorcycle" }, { 25, "原农机号牌|Old farm machine plate" },
	{ 26, "香港入出境车|Hong Kong cross-border" }, { 27, "澳门入出境车|Macao cross-border" }, { 31, "武警号牌|Armed police" },
	{ 32, "军队号牌|Military" }, { 41, "无号牌|No plate" }, { 42, "假号牌|False plate" }, { 43, "挪用号牌|Plate of another vehicle" },
	{ 51, "大型新能源汽车|Large new-energy vehicle" }, { 52, "小型新能源汽车|Small new-energy vehicle" }, { 99, "其他号牌|Other" },
};
static const struct word direction_word[] = {
	{ 1, "西向东|Eastbound" }, { 2, "东向西|Westbound" }, { 3, "北向南|Southbound" }, { 4, "南向北|Northbound" },
	{ 5, "西南到东北|North-eastbound" }, { 6, "东北到西南|South-westbound" }, { 7, "西北到东南|South-eastbound" },
	{ 8, "东南到西北|North-westbound" }, { 9, "其他|Other" },
};
static const struct word colour_word[] = {
	{ 1, "黑|Black" }, { 2, "白|White" }, { 3, "灰|Grey" }, { 4, "红|Red" }, { 5, "蓝|Blue" }, { 6, "黄|Yellow" }, { 7, "橙|Orange" },
	{ 8, "棕|Brown" }, { 9, "绿|Green" }, { 10, "紫|Purple" }, { 11, "青|Cyan" }, { 12, "粉|Pink" }, { 13, "透明|Transparent" },
	{ 99, "其他|Other" },
};
static const struct word picture_word[] = {
	{ 1, "车辆大图|Vehicle scene" }, { 2, "车牌彩图|Plate" }, { 3, "车牌二值图|Plate, two tones" }, { 6, "车标|Maker's badge" },
	{ 7, "违法合成图|Violation composite" }, { 8, "过车合成图|Passing composite" }, { 9, "车辆特写|Close-up" }, { 14, "场景图|Scene" },
	{ 100, "一般图片|Picture" },
};
static const struct word series_word[] = {
	{ SERIES_LIVE, "实时|As it came" }, { SERIES_IMPORT, "历史导入|Imported" }, { SERIES_QUARANTINE, "待核数据|Quarantine" },
	{ SERIES_HELD, "证据保全|Under legal hold" },
};

static const char *
find(const struct word *w, size_t n, int code)
{
	for (size_t i = 0; i < n; i++)
		if (w[i].code == code)
			return w[i].title;
	return NULL;
}

const char *
word_class(int code)
{
	return find(class_word, N_ELEMS(class_word), code);
}

const char *
word_direction(int code)
{
	return find(direction_word, N_ELEMS(direction_word), code);
}

const char *
word_colour(int code)
{
	return find(colour_word, N_ELEMS(colour_word), code);
}

const char *
word_picture(int type)
{
	return find(picture_word, N_ELEMS(picture_word), type);
}

const char *
word_series(int series)
{
	return find(series_word, N_ELEMS(series_word), series);
}

const char *
word_vehicle_type(const char *code)
{
	static const struct {
		const char *head, *title;
	} word[] = {
		{ "K1", "大型客车|Large bus" }, { "K2", "中型客车|Medium bus" }, { "K33", "轿车|Saloon" }, { "K3", "小型客车|Small bus" },
		{ "K4", "微型客车|Microbus" }, { "H1", "重型货车|Heavy lorry" }, { "H2", "中型货车|Medium lorry" },
		{ "H3", "轻型货车|Light lorry" }, { "H4", "微型货车|Micro lorry" }, { "H5", "低速货车|Low-speed lorry" },
		{ "Q", "牵引车|Tractor unit" }, { "B", "半挂车|Semitrailer" }, { "G", "全挂车|Full trailer" }, { "M22", "轻便摩托车|Moped" },
		{ "M", "摩托车|Motorcycle" }, { "N", "三轮汽车|Three-wheeler" }, { "T", "拖拉机|Tractor" }, { "Z", "专项作业车|Special-purpose" },
		{ "D", "电车|Trolley bus" }, { "X", "其他|Other" },
	};

	for (size_t i = 0; code && i < N_ELEMS(word); i++)
		if (slice_starts(slice_of(code), word[i].head))
			return word[i].title;
	return NULL;
}
