/* SPDX-License-Identifier: Apache-2.0 */
/* plate_.h - the symbols of a plate: one table for reading, printing and grammar.
 *
 * A symbol's number is on disk in every passage: new ones are added at the end, none is ever renumbered.
 *   0 end   1 unread   2..32 provinces   33..42 digits   43..68 A..Z (I and O too: cameras misread)   69.. others
 */
#ifndef BASE_PLATE__H
#define BASE_PLATE__H
#include "base/plate.h"

#define SYMBOL_PROVINCE 2
#define SYMBOL_DIGIT 33
#define SYMBOL_LETTER 43
#define SYMBOL_OTHER 69
#define SYMBOL_MAX 128

#define PLATE_PROVINCES(X) \
	X(2, 0x4eac, "京") X(3, 0x6d25, "津") X(4, 0x6caa, "沪") X(5, 0x6e1d, "渝") X(6, 0x5180, "冀") \
	X(7, 0x8c6b, "豫") X(8, 0x4e91, "云") X(9, 0x8fbd, "辽") X(10, 0x9ed1, "黑") X(11, 0x6e58, "湘") \
	X(12, 0x7696, "皖") X(13, 0x9c81, "鲁") X(14, 0x65b0, "新") X(15, 0x82cf, "苏") X(16, 0x6d59, "浙") \
	X(17, 0x8d63, "赣") X(18, 0x9102, "鄂") X(19, 0x6842, "桂") X(20, 0x7518, "甘") X(21, 0x664b, "晋") \
	X(22, 0x8499, "蒙") X(23, 0x9655, "陕") X(24, 0x5409, "吉") X(25, 0x95fd, "闽") X(26, 0x8d35, "贵") \
	X(27, 0x7ca4, "粤") X(28, 0x9752, "青") X(29, 0x85cf, "藏") X(30, 0x5ddd, "川") X(31, 0x5b81, "宁") \
	X(32, 0x743c, "琼")
/* Endings and beginnings (GA 36-2018), the services' old ones, and what is painted on vehicles beside roads. */
#define PLATE_OTHERS(X) \
	X(69, 0x8b66, "警") X(70, 0x5b66, "学") X(71, 0x6302, "挂") X(72, 0x6e2f, "港") X(73, 0x6fb3, "澳") \
	X(74, 0x9886, "领") X(75, 0x4f7f, "使") X(76, 0x8bd5, "试") X(77, 0x8d85, "超") X(78, 0x4e34, "临") \
	X(79, 0x5e94, "应") X(80, 0x6025, "急") X(81, 0x6c11, "民") X(82, 0x822a, "航") X(83, 0x519b, "军") \
	X(84, 0x7a7a, "空") X(85, 0x6d77, "海") X(86, 0x5317, "北") X(87, 0x6c88, "沈") X(88, 0x5170, "兰") \
	X(89, 0x6d4e, "济") X(90, 0x5357, "南") X(91, 0x5e7f, "广") X(92, 0x6210, "成") X(93, 0x6d88, "消") \
	X(94, 0x8fb9, "边") X(95, 0x901a, "通") X(96, 0x68ee, "森") X(97, 0x91d1, "金") X(98, 0x6c34, "水") \
	X(99, 0x7535, "电") X(100, 0x6797, "林") X(101, 0x4ea4, "交") X(102, 0x5165, "入") X(103, 0x5883, "境") \
	X(104, 0x7279, "特") X(105, 0x519c, "农") X(106, 0x6b66, "武") X(107, 0x62d6, "拖") X(108, 0x52a8, "动") \
	X(109, 0x53f0, "台")

static inline unsigned
plate_symbol(plate_t p, int i)
{
	return (unsigned)(p >> (PLATE_BITS * (PLATE_SYMBOLS - 1 - i))) & (SYMBOL_MAX - 1);
}
#endif
