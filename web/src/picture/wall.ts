// SPDX-License-Identifier: Apache-2.0
// What the wall shows: five figures with their age, and a scene that changes. Plates stay masked here: a room looks at it.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { get } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { records } from '@/engine/model'
import type { Page, Row } from '@/engine/types'
import { usePicture } from '@/map/picture'
import { number, t } from '@/kit/text'
import { now } from '@/kit/time'
import { needTollgates, tollgates } from '@/passage/tollgates'
import { useRoadState } from '@/travel/state'
import { lookOf, situation } from './situation'

export const SCENES = ['situation', 'duty', 'plans', 'flow', 'alarms', 'devices'] as const
export type Scene = typeof SCENES[number]
export const SCENE_WORD: Record<Scene, string> = { situation: '警情处置|Incidents', duty: '警力在岗|Patrols', plans: '天气预案|Weather and plans', flow: '路网流量|Roads and traffic', alarms: '布控预警|Alarms', devices: '设备运行|Devices' }
export interface Figure { name: string; value: string; unit?: string; bad?: boolean; to: { path: string; query?: Record<string, string> }; age: number | null }

export const shortAge = (ms: number | null): string => (ms == null ? '–' : ms < 1500 ? t('刚刚|now') : ms < 60_000 ? t('{n} 秒前|{n} s ago', { n: Math.round(ms / 1000) }) : ms < 3_600_000 ? t('{n} 分钟前|{n} min ago', { n: Math.floor(ms / 60_000) }) : t('{n} 小时前|{n} h ago', { n: Math.floor(ms / 3_600_000) }))

/** Rows that are asked for anew when something of the record changed, and once a minute. */
function useRows(record: string, query: () => Record<string, string | number>) {
	const rows = shallowRef<Row[]>([]), count = ref<number | null>(null), at = ref<number | null>(null)
	async function load() {
		if (!records[record]) return
		try { const page = await get<Page>(records[record].plural, { ...query(), count: true }); rows.value = page.items; count.value = page.count; at.value = Date.parse(page.at) } catch { /* its age says how old it is */ }
	}
	let timer: ReturnType<typeof setTimeout> | undefined
	const offs = [onChange(e => { if (e.record === record) { clearTimeout(timer); timer = setTimeout(() => void load(), 300) } }), onReload(() => void load())]
	const every = setInterval(() => void load(), 60_000)
	onBeforeUnmount(() => { offs.forEach(f => f()); clearInterval(every); clearTimeout(timer) })
	void load()
	return { rows, count, at, load }
}

export function useWall() {
	const { picture, stale } = usePicture()
	const faulty = useRows('device', () => ({ state: 'faulty', sort: '-updated_at', limit: 60 }))
	const inUse = useRows('device', () => ({ state: 'active', limit: 1 }))
	const shift = useRows('handover', () => ({ sort: '-shift_date', limit: 1 }))
	const { roads } = useRoadState()
	void needTollgates()
	const sit = computed(() => situation(picture.value))
	const rows = (record: string) => sit.value.rows[record] ?? []
	const age = computed(() => (picture.value ? Math.max(0, now.value - Date.parse(picture.value.at)) : null))
	const since = (at: number | null) => (at == null ? null : Math.max(0, now.value - at))
	const whole = (n: number | null | undefined) => (n == null ? '–' : number(n))
	const told = (record: string) => (picture.value?.shown?.[record] ? rows(record).length : null)
	const waiting = (record: string) => rows(record).filter(r => lookOf(record, r.state) === 'alarm').length
	const figures = computed<Figure[]>(() => {
		const devices = picture.value?.devices, good = devices?.active ?? inUse.count.value, bad = devices?.faulty ?? faulty.count.value
		const free = rows('patrol').filter(r => r.state === 'free').length
		return [
			{ name: t('在岗警力|Patrols on duty'), value: whole(told('patrol')), unit: told('patrol') == null ? undefined : t('待命 {n}|{n} free', { n: number(free) }), to: { path: '/patrols' }, age: age.value },
			{ name: t('未结警情|Open incidents'), value: whole(told('incident')), unit: told('incident') == null ? undefined : t('待派 {n}|{n} unsent', { n: number(waiting('incident')) }), bad: waiting('incident') > 0, to: { path: '/incidents' }, age: age.value },
			{ name: t('待处置预警|Open alarms'), value: whole(told('alarm')), bad: !!rows('alarm').length, to: { path: '/alarm-desk' }, age: age.value },
			{ name: t('近 5 分钟过车|In the last 5 min'), value: whole(picture.value?.figures?.passages_5m), to: { path: '/views/passage_figures' }, age: age.value },
			{ name: t('故障设备|Faulty devices'), value: whole(bad), unit: good == null ? undefined : t('/ 在用 {n}|of {n}', { n: number(good + (bad ?? 0)) }), to: { path: '/devices', query: { state: 'faulty' } }, age: since(faulty.at.value) },
		]
	})
	const gates = computed(() => { const by = new Map(picture.value?.tollgates?.map(g => [g.id, g])); return tollgates.value.filter(r => Array.isArray(r.place)).map(r => { const g = by.get(r.id); return { id: r.id, at: r.place as [number, number], n: g?.n5 ?? 0, unread: g?.unread5 ?? 0, text: r.title ?? '' } }) })
	const busiest = computed(() => [...gates.value].sort((a, b) => b.n - a.n).slice(0, 12))
	const warning = computed(() => rows('weather_warning')[0] ?? null)
	return { picture, stale, situation: sit, rows, faulty: faulty.rows, shift: computed(() => shift.rows.value[0] ?? null), figures, gates, busiest, warning, roads }
}
export type WallData = ReturnType<typeof useWall>
