/* SPDX-License-Identifier: Apache-2.0 */
/* kinds.h - choices that pages of this folder share. */
#ifndef DISPATCH_KINDS_H
#define DISPATCH_KINDS_H
#define INCIDENT_KINDS \
	C(crash_injury, "伤人事故|Crash with injuries"), C(crash, "财损事故|Crash, damage only"), C(jam, "拥堵|Jam"), C(obstacle, "障碍物|Obstacle"), \
	C(breakdown, "车辆故障|Breakdown"), C(signal_fault, "信号灯故障|Signal fault"), C(violation, "交通违法举报|Violation reported"), \
	C(drunk, "涉酒|Drink driving"), C(dangerous_goods, "危化品|Dangerous goods"), C(weather, "恶劣天气|Weather"), C(help, "群众求助|Help asked"), \
	C(sos, "民警求援|Officer in danger"), C(other, "其他|Other")
/* What the questions and rules of a kind belong to. */
#define INCIDENT_FAMILIES \
	C(any, "各类|Any"), C(crash, "交通事故|Crash"), C(goods, "危险物品|Dangerous goods"), C(flow, "通行受阻|Flow"), C(signal, "信号设施|Signals"), \
	C(violation, "交通违法|Violation"), C(drunk, "涉酒|Drink driving"), C(weather, "恶劣天气|Weather"), C(help, "求助|Help"), C(sos, "民警求援|Officer in danger"), \
	C(other, "其他|Other")
#endif
