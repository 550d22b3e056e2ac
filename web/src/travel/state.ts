// SPDX-License-Identifier: Apache-2.0
// The state of the roads, asked for anew twice a minute while somebody looks.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { get } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import { course } from '@/map/course'
import { LEVEL_NAMES, type Level } from '@/map/roads'
import { t } from '@/kit/text'
import type { LonLat } from '@/map/plane'

export interface RoadState { id: number; back: boolean; level: Level; speed: number; samples: number; since: string; usual: number | null; name: string | null; number: string | null; shape: string }
export interface Road extends RoadState { key: string; line: LonLat[]; words: string; way: string }
const EIGHT = ['向东|eastbound', '向东北|north-east', '向北|northbound', '向西北|north-west', '向西|westbound', '向西南|south-west', '向南|southbound', '向东南|south-east']

export function heading(line: LonLat[], back: boolean): string {
	const [a, b] = back ? [line.at(-1)!, line[0]] : [line[0], line.at(-1)!]
	const angle = Math.atan2(b[1] - a[1], (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180))
	return t(EIGHT[(Math.round(angle / (Math.PI / 4)) + 8) % 8])
}
export const worse = (a: RoadState, b: RoadState): number => LEVEL_NAMES.indexOf(b.level) - LEVEL_NAMES.indexOf(a.level) || a.speed - b.speed
export function roadOf(s: RoadState): Road {
	const line = course(s.shape)
	return { ...s, line, key: `${s.id}${s.back ? '-' : '+'}`, words: s.name ?? s.number ?? t('无名路段|Road without a name'), way: heading(line, s.back) }
}

const EVERY_MS = 30_000
export function useRoadState() {
	const roads = shallowRef<Road[]>([]), at = ref<string | null>(null), problem = ref<Problem | null>(null), loaded = ref(false)
	async function load() {
		try {
			const got = await get<{ at: string; sections: RoadState[] }>('roads/state')
			roads.value = got.sections.map(roadOf).sort(worse)
			at.value = got.at
			problem.value = null
		} catch (e) { problem.value = asProblem(e) }
		loaded.value = true
	}
	const every = setInterval(() => { if (!document.hidden) void load() }, EVERY_MS)
	onBeforeUnmount(() => clearInterval(every))
	void load()
	const counts = computed(() => LEVEL_NAMES.filter(l => l !== 'plain').map(level => ({ level, n: roads.value.filter(r => r.level === level).length })))
	return { roads, at, problem, loaded, counts, load }
}
