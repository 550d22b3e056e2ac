/* SPDX-License-Identifier: Apache-2.0 */
/* camera_choices.h - choices that pages of camera evidence share. Macros only: pages are included in the middle of things. */
#ifndef CASES_CAMERA_CHOICES_H
#define CASES_CAMERA_CHOICES_H

#define CASE_PLATE_CLASS TEXT_LIKE(2, "[0-9]{2}")	/* 号牌种类, GA/T 16.7 */
#define VIOLATION_CODE TEXT_LIKE(5, "[1-9][0-9]{3}[0-9A-Z]?")
/* The first four are faults of the device and open a repair order. */
#define REJECT_CODE CHOICE(C(image, "图像不清|Picture unclear"), C(clock, "时钟偏差|Clock wrong"), C(view, "视角偏移|View moved"), \
	C(unread, "号牌无法辨认|Plate not readable"), C(frames, "画面不足|Too few pictures"), C(displacement, "位移不可见|No displacement"), \
	C(unverified, "设备未检定或未公布|Device not verified or published"), C(no_violation, "不构成违法|No violation"), C(signal, "信号指示不一致|Signals inconsistent"), \
	C(same_fact, "同一违法事实|Same fact"), C(exempt, "依法免除|Exempt"), C(mismatch, "号牌与车辆不符|Plate and vehicle do not fit"), C(other, "其他|Other"))
/* 违法处理程序规定 22, items 1 to 8 */
#define CANCEL_GROUND CHOICE(C(emergency, "一、警车等执行紧急任务|1 Emergency vehicle on an urgent task"), \
	C(stolen, "二、被盗抢、号牌被冒用期间|2 Stolen, plate misused"), C(necessity, "三、救助危难、紧急避险|3 Rescue, necessity"), \
	C(on_the_spot, "四、已在现场处理|4 Dealt with at the scene"), \
	C(signal, "五、信号指示不一致|5 Signals inconsistent"), \
	C(unclear, "六、记录不清晰、不准确|6 Record unclear"), C(wrong_plate, "七、号牌信息错误|7 Wrong plate"), C(other, "八、其他应当消除的|8 Other"))
#endif
