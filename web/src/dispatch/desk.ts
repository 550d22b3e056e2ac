// SPDX-License-Identifier: Apache-2.0
// The state of the dispatcher's desk: open incidents live, the one in hand with its orders, its timeline and who could go.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { asProblem, type Problem } from '@/engine/problem'
import type { Row } from '@/engine/types'
import { WHY, byNeed, mergedInto, openIncidents, ordersOf, recommend, timeline, type Act, type Recommendation } from './dispatch'

export interface Subject { row: Row; orders: Row[]; merged: Row[]; acts: Act[] }
const SOON_MS = 120, RETRY_MS = 2000, AGAIN_MS = 20_000
const quiet = <T>(p: Promise<T>, otherwise: T): Promise<T> => p.catch(() => otherwise)

async function readSubject(id: number): Promise<Subject> {
	const [row, orders, merged, acts] = await Promise.all([get<Row>(`incidents/${id}`, undefined, { reason: WHY }), quiet(ordersOf(id), []), quiet(mergedInto(id), []), quiet(timeline(id), [])])
	return { row, orders, merged, acts }
}

export function useDispatch(unit: Ref<number | null>, heard: (fresh: Row[]) => void) {
	const rows = shallowRef<Row[] | null>(null), problem = ref<Problem | null>(null), chosen = ref<number | null>(null)
	const subject = shallowRef<Subject | null>(null), subjectProblem = ref<Problem | null>(null)
	const units = shallowRef<Recommendation | null>(null), unitsProblem = ref<Problem | null>(null)
	const at = computed(() => rows.value?.findIndex(r => r.id === chosen.value) ?? -1)
	let timer: ReturnType<typeof setTimeout> | undefined, again: ReturnType<typeof setTimeout> | undefined, gone = false, turn = 0

	async function load(): Promise<void> {
		clearTimeout(timer)
		timer = undefined
		try {
			const page = await openIncidents(unit.value)
			const before = rows.value && new Set(rows.value.map(r => r.id)), fresh = before ? page.items.filter(r => !before.has(r.id) && r.state === 'open') : []
			rows.value = [...page.items].sort(byNeed)
			problem.value = null
			if (chosen.value === null && rows.value.length) chosen.value = rows.value[0].id
			if (fresh.length) heard(fresh)
		} catch (e) {
			problem.value = asProblem(e)
			if (!gone) timer = setTimeout(() => void load(), RETRY_MS)
		}
	}
	async function readUnits(): Promise<void> {
		clearTimeout(again)
		const s = subject.value, mine = turn
		if (!s || s.row.state === 'closed' || s.row.state === 'merged') { units.value = null; return }
		try {
			const got = await recommend(s.row.id)
			if (mine === turn) { units.value = got; unitsProblem.value = null }
		} catch (e) { if (mine === turn) { units.value = null; unitsProblem.value = asProblem(e) } }
		if (!gone) again = setTimeout(() => void readUnits(), AGAIN_MS)	// they move
	}
	async function read(): Promise<void> {
		const id = chosen.value, mine = ++turn
		subjectProblem.value = null
		if (id === null) { subject.value = null; units.value = null; return }
		if (subject.value?.row.id !== id) { subject.value = null; units.value = null; unitsProblem.value = null }
		try {
			const got = await readSubject(id)
			if (mine !== turn) return
			subject.value = got
			await readUnits()
		} catch (e) { if (mine === turn) subjectProblem.value = asProblem(e) }
	}
	watch(chosen, () => void read())
	const mine = (record: string, id: number) => (record === 'incident' && (id === chosen.value || subject.value?.merged.some(r => r.id === id))) || record === 'dispatch_order'
	let reread: ReturnType<typeof setTimeout> | undefined
	const offs = [onReload(() => { void load(); void read() }), onChange(e => {
		if (e.record !== 'incident' && e.record !== 'dispatch_order' && e.record !== 'patrol') return
		if (e.record !== 'patrol') timer ??= setTimeout(() => void load(), SOON_MS)
		if (mine(e.record, e.id)) { clearTimeout(reread); reread = setTimeout(() => void read(), SOON_MS) } else if (e.record === 'patrol') { clearTimeout(again); again = setTimeout(() => void readUnits(), SOON_MS * 3) }
	})]
	onBeforeUnmount(() => { gone = true; offs.forEach(f => f()); clearTimeout(timer); clearTimeout(again); clearTimeout(reread) })
	watch(unit, () => void load())
	void load()
	return { rows, at, chosen, problem, subject, subjectProblem, units, unitsProblem, load, read, readUnits }
}
