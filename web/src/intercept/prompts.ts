// SPDX-License-Identifier: Apache-2.0
// What the rules say of setting up a post and of the stop itself, with the distances that are in force today.
import { shallowRef } from 'vue'
import { get } from '@/engine/api'
import type { Page } from '@/engine/types'
import { t } from '@/kit/text'
import { today } from '@/kit/time'

const figures = shallowRef<Record<string, number> | null>(null)
export async function loadFigures(): Promise<void> {
	if (figures.value) return
	const page = await get<Page>('interception_rules', { as_of: today(), limit: 100 }).catch(() => null)
	if (page) figures.value = Object.fromEntries(page.items.map(r => [String(r.code), Number(r.value)]))
}
export interface Prompt { text: string; source: string; never?: boolean }
/** By the kind of road and whether sight or surface is bad: P1 to P6 and N1 to N3 of the norm. */
export function prompts(road: string, poor: boolean): Prompt[] {
	const f = figures.value
	if (!f) return []
	const highway = road === 'highway' || road === 'motorway'
	const sign = road === 'motorway' && poor ? f.warning_motorway_m : highway && poor ? f.warning_poor_m : f.warning_m
	return [
		{ text: t('选择不妨碍通行和安全的地点，来车方向设置分流或者避让标志。|A place that hinders neither traffic nor safety; signs on the oncoming side.'), source: '规范73/1/1' },
		{ text: t('放置停车检查提示标志；距执勤点 {m} 米处起摆放发光或者反光警告标志、警示灯，间隔设减速标牌、锥筒。|A sign to stop for inspection; lit or reflective warning from {m} m on, slow signs and cones between.', { m: sign }), source: poor && highway ? '规范72/1/2' : '规范70' },
		...(highway ? [{ text: t('警车开启警灯，停在来车方向 {a} 至 {b} 米以外。|The police car, lights on, {a} to {b} m on the oncoming side.', { a: f.car_before_from_m, b: f.car_before_to_m }), source: '规范71/2' }] : []),
		...(highway && poor ? [{ text: t('确定专人对执勤区域进行巡控。|A named person patrols the post.'), source: '规范72/1/2' }] : []),
		{ text: t('着反光背心；表明执法身份。|Reflective vest; show who you are.'), source: '规范69/1；规定7/1' },
		{ never: true, text: t('不站在行车道上、不站在车前拦截，不攀扒车辆、不将头手伸进驾驶室。|Never stand in the lane or before the vehicle, never cling to it or reach into it.'), source: '规范73/1/2、4' },
		{ never: true, text: t('拒绝停车的不驾车追缉：报告号牌和去向，由前方堵截或者事后处理。|Do not drive after it: report plate and direction to those ahead.'), source: '规范73/1/3' },
	]
}
