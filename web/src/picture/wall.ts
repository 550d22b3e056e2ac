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

export const SCENES = ['flow', 'alarms', 'devices'] as const
export type Scene = typeof SCENES[number]
export const SCENE_WORD: Record<Scene, string> = { flow: '路网流量|Traffic', alarms: '布控预警|Alarms', devices: '设备运行|Devices' }
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
	const open = (records.alarm?.states ?? []).filter(s => s.term).map(s => s.name).join(',')
	const alarms = useRows('alarm', () => ({ 'state.in': open, sort: '-id', limit: 60 }))
	const faulty = useRows('device', () => ({ state: 'faulty', sort: '-updated_at', limit: 60 }))
	const inUse = useRows('device', () => ({ state: 'active', limit: 1 }))
	const shift = useRows('handover', () => ({ sort: '-shift_date', limit: 1 }))
	void needTollgates()
	const age = (name: string): number | null => { const p = picture.value; return p ? now.value - Date.parse(p.at) + (p.figures.age_ms?.[name] ?? 0) : null }
	const since = (at: number | null) => (at == null ? null : Math.max(0, now.value - at))
	const whole = (n: number | null | undefined) => (n == null ? '–' : number(n))
	const figures = computed<Figure[]>(() => {
		const f = picture.value?.figures
		const rate = f?.passages_today ? f.unread_today / f.passages_today : null
		const devices = picture.value?.devices
		const good = devices?.active ?? inUse.count.value
		return [
			{ name: t('今日过车|Passages today'), value: whole(f?.passages_today), to: { path: '/views/passage_figures' }, age: age('passages_today') },
			{ name: t('近 5 分钟过车|In the last 5 min'), value: whole(f?.passages_5m), to: { path: '/views/passage_figures' }, age: age('passages_5m') },
			{ name: t('今日未识别|Unread today'), value: rate == null ? '–' : number(rate * 100, 1), unit: '%', bad: (rate ?? 0) > 0.1, to: { path: '/views/passage_figures' }, age: age('unread_today') },
			{ name: t('待处置预警|Open alarms'), value: whole(alarms.count.value), bad: !!alarms.count.value, to: { path: '/alarm-desk' }, age: since(alarms.at.value) },
			{ name: t('故障设备|Faulty devices'), value: whole(devices?.faulty ?? faulty.count.value), unit: good == null ? undefined : t('/ 在用 {n}|of {n}', { n: number(good + (devices?.faulty ?? faulty.count.value ?? 0)) }), bad: false, to: { path: '/devices', query: { state: 'faulty' } }, age: since(faulty.at.value) },
		]
	})
	const gates = computed(() => { const by = new Map(picture.value?.tollgates.map(g => [g.id, g])); return tollgates.value.filter(r => Array.isArray(r.place)).map(r => { const g = by.get(r.id); return { id: r.id, at: r.place as [number, number], n: g?.n5 ?? 0, unread: g?.unread5 ?? 0, text: r.title ?? '' } }) })
	const busiest = computed(() => [...gates.value].sort((a, b) => b.n - a.n).slice(0, 12))
	return { picture, stale, alarms: alarms.rows, faulty: faulty.rows, shift: computed(() => shift.rows.value[0] ?? null), figures, gates, busiest }
}
export type WallData = ReturnType<typeof useWall>
