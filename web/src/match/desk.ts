// SPDX-License-Identifier: Apache-2.0
// The state of the alarm desk: open alarms live, the one in hand with all that belongs to it, the next one read ahead.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { IN_MAX, get } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { asProblem, type Problem } from '@/engine/problem'
import type { HistoryItem, Page, Row } from '@/engine/types'
import type { Passage } from '@/passage/types'
import { OPEN, WHY, alarms, byNeed, openAlarms, someAlarms, waiting } from './alarm'

export interface Subject { row: Row; entry: Row | null; vehicle: Row | null; sightings: Row[]; passage: Passage | null; history: HistoryItem[] }
const RETRY_MS = 2000, REST_MS = 1000
/** A refusal for good is not asked again; what is only out of order now is. */
const passing = (p: Problem): boolean => p.status < 400 || p.status >= 500 || [401, 408, 429].includes(p.status)
const quiet = <T>(p: Promise<T>): Promise<T | null> => p.catch(() => null)
const num = (v: unknown): number | null => (v == null || v === '' || Number.isNaN(Number(v)) ? null : Number(v))

export async function readSubject(id: number): Promise<Subject> {
	const why = { reason: WHY }
	const row = await get<Row>(`alarms/${id}`, undefined, why)
	const one = (record: string, at: unknown) => (num(at) ? quiet(get<Row>(`${record}/${num(at)}`, undefined, why)) : Promise.resolve(null))
	const [entry, vehicle, seen, history] = await Promise.all([
		one('watch_entries', row.watch_entry ?? row.entry), one('registry_vehicles', row.registry ?? row.registry_vehicle),
		quiet(get<Page>('sightings', { alarm: id, sort: '-id', limit: 200 })), quiet(get<{ items: HistoryItem[] }>(`alarms/${id}/history`)),
	])
	const sightings = seen?.items ?? []
	const last = row.passage ?? sightings[0]?.passage
	const passage = last ? await quiet(get<Passage>(`passages/${String(last)}`, undefined, why)) : null
	return { row, entry, vehicle, sightings, passage, history: history?.items ?? [] }
}

/** Letters meant for a dialog that is gone come in a stream: only a key after a second of rest is a choice. */
export function useRest(): () => boolean {
	let last = -Infinity, rested = true
	const listen = () => { const now = performance.now(); rested = now - last >= REST_MS; last = now }
	document.addEventListener('keydown', listen, true)
	onBeforeUnmount(() => document.removeEventListener('keydown', listen, true))
	return () => rested
}

export function useDesk(unit: Ref<number | null>, heard: (fresh: Row[]) => void) {
	const rows = shallowRef<Row[] | null>(null), problem = ref<Problem | null>(null)
	const chosen = ref<number | null>(null), subject = shallowRef<Subject | null>(null), subjectProblem = ref<Problem | null>(null)
	const fresh = ref(new Set<number>())
	const capped = ref(false)
	const ahead = new Map<string, Promise<Subject>>()
	const at = computed(() => rows.value?.findIndex(r => r.id === chosen.value) ?? -1)
	const here = computed(() => rows.value?.[at.value] ?? null)

	/** Alarms that leave the list by one's own step, each with the version that the step made. */
	const own = new Map<number, number>()
	/** Chosen by the list since the one in hand was taken away: no step before the hand has chosen. */
	const stray = ref<number | null>(null)
	function choose(id: number) { stray.value = null; chosen.value = id }

	function put(list: Row[]) {
		const was = at.value, held = chosen.value
		rows.value = [...list].sort(byNeed)
		for (const r of list) if (r.version >= (own.get(r.id) ?? Infinity)) own.delete(r.id)
		if (held !== null && list.some(r => r.id === held)) return
		chosen.value = rows.value[Math.min(Math.max(0, was), list.length - 1)]?.id ?? null
		if (held !== null && (!own.delete(held) || stray.value !== null)) stray.value = chosen.value
	}
	let whole = false, loading = 0, gone = false
	function fail(e: unknown) {
		const p = problem.value = asProblem(e)
		clearTimeout(timer)
		timer = passing(p) && !gone ? setTimeout(() => void refresh(), RETRY_MS) : undefined
	}
	async function load() {
		loading++
		try {
			const page = await openAlarms(unit.value)
			const before = rows.value && new Set(rows.value.map(r => r.id))
			const news = before ? page.items.filter(r => !before.has(r.id) && waiting(r)) : []
			capped.value = !!page.next
			whole = true
			problem.value = null
			put(page.items)
			if (news.length) heard(news)
		} catch (e) { whole = false; fail(e) } finally { loading-- }
	}
	const read = (r: Row): Promise<Subject> => {
		const key = `${r.id}.${r.version}`
		let got = ahead.get(key)
		if (!got) {
			got = readSubject(r.id)
			ahead.set(key, got)
			got.catch(() => ahead.delete(key))
			for (const old of ahead.keys()) { if (ahead.size <= 8) break; ahead.delete(old) }
		}
		return got
	}
	let turn = 0
	watch(here, async r => {
		const mine = ++turn
		subjectProblem.value = null
		if (!r) { subject.value = null; return }
		if (subject.value?.row.id !== r.id) subject.value = null
		fresh.value.delete(r.id)
		try {
			const got = await read(r)
			if (mine !== turn) return
			subject.value = got
			const next = rows.value?.[at.value + 1]
			if (next) void read(next).catch(() => {})
		} catch (e) { if (mine === turn) subjectProblem.value = asProblem(e) }
	})

	// Everything that changed within a tenth of a second in one question: an alarm must stand here within the second.
	let pending = new Set<number>()
	let timer: ReturnType<typeof setTimeout> | undefined, sight: ReturnType<typeof setTimeout> | undefined
	async function refresh() {
		timer = undefined
		// Some rows must not look like all of them.
		if (!whole && loading) { timer = setTimeout(() => void refresh(), 100); return }
		if (!whole) { pending.clear(); await load(); return }
		if (!pending.size) return
		const ids = [...pending].slice(0, IN_MAX)
		pending = new Set([...pending].slice(IN_MAX))
		timer = pending.size ? setTimeout(() => void refresh(), 100) : undefined
		try {
			const got = new Map((await someAlarms(ids)).map(r => [r.id, r]))
			problem.value = null
			const known = new Set(rows.value?.map(r => r.id))
			const kept = (rows.value ?? []).filter(r => !ids.includes(r.id))
			const now = ids.flatMap(id => { const r = got.get(id); return r && OPEN.includes(String(r.state)) ? [r] : [] })
			const news = now.filter(r => !known.has(r.id) && waiting(r))
			for (const r of news) fresh.value.add(r.id)
			put([...kept, ...now])
			if (news.length) heard(news)
		} catch (e) {
			for (const id of ids) pending.add(id)
			whole &&= passing(asProblem(e))
			fail(e)
		}
	}
	const touched = (id: number) => { pending.add(id); timer ??= setTimeout(() => void refresh(), 100) }
	const offs = [onReload(() => void load()), onChange(e => {
		if (e.record === alarms.name) touched(e.id)
		// A sighting says only its own number: the alarm in hand is read again.
		else if (e.record === 'sighting' && here.value) { clearTimeout(sight); sight = setTimeout(() => void again().catch(() => {}), 300) }
	})]
	onBeforeUnmount(() => { gone = true; offs.forEach(f => f()); clearTimeout(timer); clearTimeout(sight) })
	// Another unit is one's own choice.
	watch(unit, () => { if (chosen.value !== null) own.set(chosen.value, 0); void load() })
	void load()
	async function again() {
		const r = here.value, mine = turn
		if (!r) return
		ahead.delete(`${r.id}.${r.version}`)
		const got = await read(r)
		if (mine !== turn) return
		subjectProblem.value = null
		subject.value = got
	}
	return { rows, problem, chosen, choose, stray, own, at, here, subject, subjectProblem, fresh, capped, load, touched, again }
}
export type Desk = ReturnType<typeof useDesk>
