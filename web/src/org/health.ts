// SPDX-License-Identifier: Apache-2.0
// Which devices need something: what the rules found, what was reported or ordered by itself; and how one of them does just now. What is
// too much is said by the rules and their settings on the server, not here.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { IN_MAX, get } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { asProblem, type Problem } from '@/engine/problem'
import type { Page, Row } from '@/engine/types'

export interface Sick { key: number; device: Row; findings: Row[]; orders: Row[] }
/** finding → the fault a repair order would name */
export const FAULT_OF: Record<string, string> = { device_clock_wrong: 'clock', device_unverified: 'calibration' }
export const OPEN_ORDERS = 'open,accepted,repaired'
/** What is wrong with it, in one word each: faults of open orders, rules of findings, faulty. */
export const troubles = (s: Sick): string[] => [...new Set([...s.orders.map(o => String(o.fault)), ...s.findings.map(f => String(f.rule)), ...(s.device.state === 'faulty' && !s.orders.length ? ['faulty'] : [])])]
/** The fault to report: of a finding that has no order yet. */
export const faultToReport = (s: Sick): string => s.findings.map(f => FAULT_OF[String(f.rule)]).find(f => f && !s.orders.some(o => o.fault === f)) ?? 'other'
/** Worst first: faulty, then by how much is wrong; well again comes last. */
const weight = (s: Sick) => Number(s.device.state === 'faulty') * 4 + s.findings.length * 2 + s.orders.filter(o => !o.recovered_at).length

async function devicesOf(ids: number[]): Promise<Row[]> {
	const out: Row[] = []
	for (let i = 0; i < ids.length; i += IN_MAX) out.push(...(await get<Page>('devices', { 'id.in': ids.slice(i, i + IN_MAX).join(','), limit: IN_MAX })).items)
	return out
}
function grouped(rows: Row[], by: string): Map<number, Row[]> {
	const out = new Map<number, Row[]>()
	for (const r of rows) { const id = Number(r[by]), at = out.get(id); if (at) at.push(r); else out.set(id, [r]) }
	return out
}
export function useSick(unit: Ref<number | null>) {
	const list = shallowRef<Sick[] | null>(null), problem = ref<Problem | null>(null)
	async function load() {
		problem.value = null
		const within = unit.value ? { 'unit.within': unit.value } : {}
		try {
			const [found, faulty, ordered] = await Promise.all([
				get<Page>('findings', { about: 'device', 'state.in': 'open,acknowledged', sort: '-created_at', limit: 500, ...within }),
				get<Page>('devices', { state: 'faulty', sort: '-updated_at', limit: 500, ...within }),
				get<Page>('repair_orders', { 'state.in': OPEN_ORDERS, sort: '-created_at', limit: 500, ...within }),
			])
			const findings = grouped(found.items, 'about_row'), orders = grouped(ordered.items, 'device'), known = new Map(faulty.items.map(d => [d.id, d]))
			for (const d of await devicesOf([...new Set([...findings.keys(), ...orders.keys()])].filter(id => !known.has(id)))) known.set(d.id, d)
			list.value = [...known.values()].map(device => ({ key: device.id, device, findings: findings.get(device.id) ?? [], orders: orders.get(device.id) ?? [] }))
				.sort((x, y) => weight(y) - weight(x) || x.key - y.key)
		} catch (e) { problem.value = asProblem(e) }
	}
	let timer: ReturnType<typeof setTimeout> | undefined
	const offs = [onReload(() => void load()), onChange(e => { if (['finding', 'device', 'repair_order'].includes(e.record)) { clearTimeout(timer); timer = setTimeout(() => void load(), 800) } })]
	onBeforeUnmount(() => { offs.forEach(f => f()); clearTimeout(timer) })
	watch(unit, () => void load())
	void load()
	return { list, problem, load }
}

/** What the device port knows of a device now; null is not known. */
export interface Link { id: number; registered: boolean; online: boolean; clock_ms: number | null; passages: number | null; per_minute: number | null; unread_permille: number | null; first_at: string | null; last_at: string | null }
const LOOK_MS = 5000

/** The link of one device and its newest readings. */
export function useVitals(device: Ref<Row | null>) {
	const readings = shallowRef<Row[] | null>(null), link = shallowRef<Link | null>(null), lost = ref(false)
	let turn = 0
	async function look() {
		const id = device.value?.id, mine = turn
		if (!id || document.hidden) return
		try {
			const got = await get<{ items: Link[] }>('device_links', { device: id })
			if (mine === turn) { link.value = got.items[0] ?? null; lost.value = false }
		} catch { if (mine === turn) lost.value = true }
	}
	async function load() {
		const id = device.value?.id, mine = ++turn
		readings.value = null
		link.value = null
		if (!id) return
		void look()
		try {
			const newest = await get<Page>('device_readings', { device: id, sort: '-at', limit: 60 })
			if (mine === turn) readings.value = newest.items
		} catch { if (mine === turn) readings.value = [] }
	}
	const every = setInterval(() => void look(), LOOK_MS)
	onBeforeUnmount(() => clearInterval(every))
	return { readings, link, lost, load }
}
