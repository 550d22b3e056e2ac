/* SPDX-License-Identifier: Apache-2.0 */
/* duty_words.h - what several pages of duty say with the same words. */
#ifndef DUTY_DUTY_WORDS_H
#define DUTY_DUTY_WORDS_H

/* The kind of road decides how many must stand there: 执勤执法工作规范 70, 72; 违法行为处理程序规定 7. */
#define DUTY_ROAD CHOICE(C(motorway, "高速公路|Motorway"), C(highway, "公路|Highway"), C(expressway, "城市快速路|Urban expressway"), \
	C(main_road, "城市主干道|Main road"), C(street, "其他城市道路|Other streets"))
#define DUTY_PART CHOICE(C(officer, "民警|Officer"), C(auxiliary, "辅警|Auxiliary"))
#define DUTY_READERS (R_STAFF & ~R_maintainer)
#endif
