// SPDX-License-Identifier: Apache-2.0
// The state of the review desk: what waits, the one in hand, the next ones read ahead, verdicts on their way, the last to be taken
// back. A verdict moves on at once; where the server refuses it, the case comes back with the reason.
import { computed, onBeforeUnmount, ref, shallowReactive, shallowRef, watch, type Ref } from 'vue'
import { newKey, post } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { asProblem, type Problem } from '@/engine/problem'
import type { Row } from '@/engine/types'
import { serverNow } from '@/kit/time'
import { readSame, readSubject, taken, waiting, type Item, type Stage, type Subject } from './queue'

export interface Last { item: Item; verb: string; row: Row }
const AHEAD = 3, RELOAD_MS = 900, KEEP = 12

export function useReview(unit: Ref<number | null>, me: Ref<number>) {
	const stage = ref<Stage>('first')
	const items = shallowRef<Item[] | null>(null), problem = ref<Problem | null>(null)
	const chosen = ref<string | null>(null), subject = shallowRef<Subject | null>(null), subjectProblem = ref<Problem | null>(null)
	/** refused by the server, by key: they stand in the list with the reason */
	const refused = shallowReactive(new Map<string, Problem>())
	const sending = shallowReactive(new Map<string, Promise<void>>())
	const last = shallowRef<Last | null>(null), done = ref(0), lost = ref(false)
	const ready = new Map<string, Subject>(), coming = new Map<string, Promise<Subject>>()
	const opened = new Map<string, Promise<Row>>()
	/** the other record of the same fact; undefined while it is asked for */
	const same = shallowRef<Row | null | undefined>(null)
	const shownAt = ref(0)
	/** the first picture of those that come next: they stand in the page already, decoded */
	const nextUrls = shallowRef<string[]>([])
	const tellNext = () => { nextUrls.value = (items.value ?? []).slice(at.value + 1, at.value + 1 + AHEAD).flatMap(i => ready.get(place(i))?.shots.find(s => !s.plate)?.url ?? []) }
	const at = computed(() => items.value?.findIndex(i => i.key === chosen.value) ?? -1)
	const here = computed(() => items.value?.[at.value] ?? null)
	const place = (i: Item) => `${i.key}.${i.row.state}`

	function prepare(item: Item): Promise<Subject> {
		const key = place(item)
		let got = coming.get(key)
		if (!got) {
			got = readSubject(item).then(s => { ready.set(key, s); return s })
			coming.set(key, got)
			got.catch(() => coming.delete(key))
			for (const old of coming.keys()) { if (coming.size <= KEEP) break; coming.delete(old); ready.delete(old) }
		}
		return got
	}
	/** Looking is a step of its own: who, and when (规定 19). */
	function open(item: Item): Promise<Row> {
		if (item.stage === 'blind') return Promise.resolve(item.blind!)
		let got = opened.get(item.key)
		if (!got) {
			got = post<Row>(`camera_records/${item.row.id}/open`, {}, { key: newKey() })
			opened.set(item.key, got)
			got.catch(() => opened.delete(item.key))
		}
		return got
	}
	function ahead() {
		const list = items.value ?? []
		for (let i = at.value + 1, n = 0; i < list.length && n < AHEAD; i++, n++) void prepare(list[i]).then(tellNext, () => {})
	}
	let turn = 0
	watch(here, async (now, before) => {
		if (now && before && place(now) === place(before)) return
		const mine = ++turn
		subjectProblem.value = null
		if (!now) { subject.value = null; return }
		same.value = now.row.same_as ? undefined : null
		subject.value = ready.get(place(now)) ?? null
		shownAt.value = performance.now()
		try {
			void open(now).catch(e => { if (mine === turn) subjectProblem.value = asProblem(e) })
			const got = await prepare(now)
			if (mine !== turn) return
			if (!subject.value) { subject.value = got; shownAt.value = performance.now() }
			ahead()
			if (!now.row.same_as) return
			await Promise.all(sending.values())
			const other = await readSame(now.row)
			if (mine === turn) same.value = other
		} catch (e) { if (mine === turn) subjectProblem.value = asProblem(e) }
	}, { flush: 'sync' })

	const free = (list: Item[], from: number): Item | undefined => {
		const open = (i: Item) => !taken(i, me.value, serverNow()) && !refused.has(i.key)
		return list.slice(from).find(open) ?? list.slice(0, from).find(open) ?? list.find(i => !refused.has(i.key)) ?? list[0]
	}
	async function load() {
		const of = stage.value
		try {
			const got = (await waiting(of, unit.value, me.value)).filter(i => !sending.has(i.key))
			if (of !== stage.value) return
			problem.value = null
			const held = chosen.value, was = Math.max(0, at.value)
			const gone = held !== null && !got.some(i => i.key === held)
			items.value = got
			if (gone || held === null) chosen.value = free(got, was)?.key ?? null
			if (gone) lost.value = true
			ahead()
		} catch (e) { problem.value = asProblem(e) }
	}
	function turnTo(to: Stage) {
		stage.value = to
		items.value = null
		chosen.value = null
		lost.value = false
		opened.clear()
		refused.clear()
		void load()
	}
	function choose(key: string) { lost.value = false; chosen.value = key }
	function move(by: number) {
		const list = items.value ?? [], next = list[Math.max(0, Math.min(list.length - 1, at.value + by))]
		if (next) choose(next.key)
	}

	/** Sends in the background; the next one stands there meanwhile. */
	function send(verb: string, body: Record<string, unknown>) {
		const item = here.value
		if (!item || sending.has(item.key)) return
		const key = newKey(), index = at.value
		refused.delete(item.key)
		const act = (async () => {
			try {
				const row = await open(item)
				const path = item.stage === 'blind' ? `blind_reviews/${row.id}/${verb}` : `camera_records/${row.id}/${verb}`
				const after = await post<Row>(path, body, { version: row.version, key })
				done.value++
				last.value = { item, verb, row: after }
			} catch (e) {
				refused.set(item.key, asProblem(e))
				if (stage.value === item.stage && !items.value?.some(i => i.key === item.key)) items.value = [...(items.value ?? []).slice(0, index), item, ...(items.value ?? []).slice(index)]
				if (chosen.value === null) chosen.value = item.key
			} finally { opened.delete(item.key); sending.delete(item.key) }
		})()
		sending.set(item.key, act)
		const rest = (items.value ?? []).filter(i => i.key !== item.key)
		const next = free(rest, index)
		items.value = rest
		lost.value = false
		chosen.value = next?.key ?? null
	}
	/** The last verdict, while the law and the house allow it: before anybody else has looked. */
	async function takeBack(): Promise<Problem | true | null> {
		await Promise.all(sending.values())
		const was = last.value
		if (!was || was.item.stage !== 'first') return null
		try {
			const row = await post<Row>(`camera_records/${was.item.row.id}/take_back`, {}, { key: newKey() })
			last.value = null
			done.value = Math.max(0, done.value - 1)
			const item = { ...was.item, row: { ...was.item.row, ...row } }
			if (stage.value !== 'first') return true
			items.value = [item, ...(items.value ?? []).filter(i => i.key !== item.key)]
			choose(item.key)
			return true
		} catch (e) { return asProblem(e) }
	}

	let timer: ReturnType<typeof setTimeout> | undefined
	const off = [onChange(e => {
		if (e.record !== 'camera_record' && e.record !== 'blind_review') return
		clearTimeout(timer)
		timer = setTimeout(() => void load(), RELOAD_MS)
	}), onReload(() => void load())]
	onBeforeUnmount(() => { clearTimeout(timer); for (const f of off) f() })
	watch(unit, () => turnTo(stage.value))
	void load()
	return { stage, items, problem, chosen, at, here, subject, same, subjectProblem, refused, nextUrls, sending, last, done, lost, shownAt, load, turnTo, choose, move, send, takeBack }
}
