/* SPDX-License-Identifier: Apache-2.0 */
/* choices.h - choices that several pages of match/ share; a page includes it. The order of categories is that of
 * watch_item.category, counted from 0; that of colours is ColorType of GA/T 1400.3 from 1, as passages have it. Macros only:
 * pages are included in the middle of things.
 */
#ifndef MATCH_CHOICES_H
#define MATCH_CHOICES_H

#define WATCH_CATEGORY CHOICE(C(stolen, "被盗抢|Stolen"), C(hit_and_run, "肇事逃逸|Hit and run"), C(cloned, "涉嫌套牌|Cloned plate"), \
	C(unpaid, "违法未处理|Unpaid violations"), C(overdue, "逾期未检验|Overdue inspection"), C(scrapped, "达到报废标准或已注销|Scrapped"), \
	C(drunk, "涉嫌酒驾|Drunk suspect"), C(unlicensed, "涉嫌无证|Unlicensed suspect"), C(key_vehicle, "重点车辆|Key vehicle"), \
	C(temporary, "临时布控|Temporary"), C(other, "其他|Other"))

#define VEHICLE_COLOUR CHOICE(C(black, "黑|Black"), C(white, "白|White"), C(gray, "灰|Grey"), C(red, "红|Red"), C(blue, "蓝|Blue"), \
	C(yellow, "黄|Yellow"), C(orange, "橙|Orange"), C(brown, "棕|Brown"), C(green, "绿|Green"), C(purple, "紫|Purple"), C(cyan, "青|Cyan"), \
	C(pink, "粉|Pink"))
#define PLATE_CLASS TEXT_LIKE(2, "[0-9]{2}")	/* 号牌种类, GA/T 16.7 */
#define WATCH_ACTION CHOICE(C(intercept, "拦截查处|Intercept"), C(check, "核查|Check"), C(report, "通报关注|Report only"))
#endif
