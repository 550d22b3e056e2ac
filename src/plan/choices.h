/* SPDX-License-Identifier: Apache-2.0 */
/* choices.h - choices that the pages of plan/ share. Macros only: pages are included in the middle of things. */
#ifndef PLAN_CHOICES_H
#define PLAN_CHOICES_H

/* 气象灾害预警信号发布与传播办法 and what else is warned of through the same channels. The order is that of struct feed_item. */
#define HAZARD CHOICE(C(fog, "大雾|Fog"), C(haze, "霾|Haze"), C(rainstorm, "暴雨|Rainstorm"), C(snowstorm, "暴雪|Snowstorm"), C(icing, "道路结冰|Icy roads"), \
	C(gale, "大风|Gale"), C(sandstorm, "沙尘暴|Sandstorm"), C(typhoon, "台风|Typhoon"), C(lightning, "雷电|Lightning"), C(hail, "冰雹|Hail"), \
	C(convection, "强对流|Severe convection"), C(cold_wave, "寒潮|Cold wave"), C(frost, "霜冻|Frost"), C(heat, "高温|Heat"), C(drought, "干旱|Drought"), \
	C(flash_flood, "山洪|Flash flood"), C(landslide, "地质灾害|Landslide"), C(fire, "火险|Fire danger"), C(other, "其他|Other"))
#define LEVEL CHOICE(C(blue, "蓝色|Blue"), C(yellow, "黄色|Yellow"), C(orange, "橙色|Orange"), C(red, "红色|Red"))
#define SENDER_RANK CHOICE(C(county, "县区|County"), C(city, "市|City"), C(province, "省|Province"), C(national, "国家|National"))
#define FEED CHOICE(C(nmc, "中央气象台列表|NMC list"), C(qweather, "和风天气|QWeather"), C(caiyun, "彩云天气|Caiyun"), C(cap, "CAP 1.2"), C(hand, "人工登记|By hand"))
#define CAUSE CHOICE(C(weather, "恶劣天气|Severe weather"), C(event, "大型活动|Big event"), C(escort, "警卫任务|Escort"))
#define PLAN_ROAD CHOICE(C(motorway, "高速公路|Motorway"), C(national, "国道|National road"), C(provincial, "省道|Provincial road"), C(county, "县乡道|County road"), \
	C(urban, "城市道路|Urban road"))
#define CONTROL CHOICE(C(speed_limit, "限制车速|Speed limit"), C(spacing, "间隔放行|Released at intervals"), C(lead, "警车带道限速|Led by a police car"), \
	C(no_hazmat, "禁止危化品车通行|No dangerous goods"), C(no_trucks, "禁止货车通行|No lorries"), C(close, "封闭（禁止机动车通行）|Closed to motor vehicles"))
#endif
