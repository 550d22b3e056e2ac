// SPDX-License-Identifier: Apache-2.0
// A past moment and what came after it: asked for in pieces while it plays, never more than a piece ahead.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { get } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import type { LiveGate, Picture, Shown, UnitFix } from '@/map/picture'
import { serverNow } from '@/kit/time'

export const SPEEDS = [1, 2, 5, 10, 30, 60] as const
/** seq: the number of the event log at that moment, of the first changes of an answer. */
export interface Change extends Shown { at: string; seq?: number; record: string; verb: string; shown: boolean }
/** Seconds after the beginning of its piece, vehicle, leader, longitude and latitude in millionths, course, km/h, bits. */
type Fix = [number, number, number, number, number, number, number, number]
interface Moment { at: string; seq: number; shown: Record<string, Shown[]>; units?: UnitFix[]; tollgates?: LiveGate[] }
/** next: whole up to that moment, also where nothing of it may be seen; more: what was asked for reaches further. */
interface Told { changes: Change[]; next: string; more: boolean }
interface Tracks { fixes: Fix[]; next: string; more: boolean }
interface Heard { ms: number; key: string; fix: UnitFix }

const PIECE_MS = 120_000, PIECE_MAX_MS = 30 * 60_000, AHEAD_S = 20, STEP_MS = 250, SILENT_S = 120
export const keyOf = (vehicle: number, leader: number): string => (vehicle ? `v${vehicle}` : `p${leader}`)

/** Puts one change into the rows of a moment; what is no longer shown goes. */
export function applyChange(shown: Record<string, Shown[]>, c: Change): void {
	const { record, at, shown: stays, ...row } = c, list = shown[record] ?? (shown[record] = [])
	delete row.seq
	const rest = list.filter(r => r.id !== c.id)
	shown[record] = stays ? [...rest, { ...row, since: at }] : rest
}
/** Patrols with the newest of what was heard of their car or their leader's phone. */
export function placeUnits(patrols: Shown[], heard: ReadonlyMap<string, { ms: number; fix: UnitFix }>, ms: number): UnitFix[] {
	return patrols.flatMap(p => {
		const car = p.vehicle ? heard.get(`v${p.vehicle}`) : undefined, phone = p.leader ? heard.get(`p${p.leader}`) : undefined
		const one = car && phone ? (phone.ms > car.ms ? phone : car) : car ?? phone
		if (!one) return []
		const age = Math.max(0, Math.round((ms - one.ms) / 1000)), f = one.fix
		return [[p.id, f[1], f[2], f[3], f[4], age, (f[6] & 2) | (age > SILENT_S ? 1 : 0)] as UnitFix]
	})
}
/** The changes of a time in as many answers as it takes; first: until there is one. */
export async function changesOf(from: number, to: number, reason: string, o: { record?: string; first?: boolean } = {}): Promise<Change[]> {
	const got: Change[] = []
	for (let at = from; ;) {
		const query = { from: new Date(at).toISOString(), to: new Date(to).toISOString(), ...(o.record ? { record: o.record } : {}) }
		const told = await get<Told>('replay/changes', query, { reason })
		got.push(...told.changes)
		if (!told.more || (o.first && got.length)) return got
		at = Date.parse(told.next)
	}
}

export function useReplay() {
	const at = ref(0), playing = ref(false), speed = ref<number>(10), seq = ref<number | null>(null), reason = ref('')
	const picture = shallowRef<Picture | null>(null), problem = shallowRef<Problem | null>(null), busy = ref(false)
	let shown: Record<string, Shown[]> = {}, gates: LiveGate[] = [], heard = new Map<string, { ms: number; fix: UnitFix }>()
	let changes: Change[] = [], fixes: Heard[] = [], loaded = 0, loading = false, turn = 0
	const iso = (ms: number) => new Date(ms).toISOString()
	const ask = <T>(path: string, query: Record<string, string>) => get<T>(path, query, { reason: reason.value })

	function show() {
		picture.value = { at: iso(at.value), seq: seq.value ?? undefined, shown: { ...shown }, units: placeUnits(shown.patrol ?? [], heard, at.value), tollgates: gates }
	}
	/** What happened up to the moment is put in; what lies ahead waits. */
	function advance(to: number) {
		let n = 0
		while (n < changes.length && Date.parse(changes[n].at) <= to) applyChange(shown, changes[n++])
		// Between two changes the picture is still that of the number it had after the first.
		if (n) { seq.value = changes[n - 1].seq ?? null; changes = changes.slice(n) }
		for (n = 0; n < fixes.length && fixes[n].ms <= to; n++) heard.set(fixes[n].key, fixes[n])
		if (n) fixes = fixes.slice(n)
		at.value = to
		show()
	}
	async function piece() {
		const from = loaded, to = Math.min(serverNow() - 1000, from + Math.min(PIECE_MAX_MS, Math.max(PIECE_MS, speed.value * AHEAD_S * 1000))), mine = turn
		if (loading || to <= from) return
		loading = true
		try {
			const [told, tracks] = await Promise.all([ask<Told>('replay/changes', { from: iso(from), to: iso(to) }), ask<Tracks>('replay/tracks', { from: iso(from), to: iso(to) })])
			if (mine !== turn) return
			// A busy time may not come whole: then the piece ends where both have been told.
			loaded = Math.min(Date.parse(told.next), Date.parse(tracks.next))
			changes.push(...told.changes.filter(c => Date.parse(c.at) <= loaded))
			fixes.push(...tracks.fixes.map(f => ({ ms: from + f[0] * 1000, key: keyOf(f[1], f[2]), fix: [0, f[3], f[4], f[5], f[6], 0, f[7]] as UnitFix })).filter(f => f.ms <= loaded))
		} catch (e) { problem.value = asProblem(e); playing.value = false } finally { loading = false }
	}
	async function seek(to: number): Promise<void> {
		const mine = ++turn, when = Math.min(Math.round(to), serverNow() - 1000)
		busy.value = true
		problem.value = null
		try {
			const m = await ask<Moment>('replay', { at: iso(when) })
			if (mine !== turn) return
			shown = m.shown
			gates = m.tollgates ?? []
			heard = new Map()
			for (const u of m.units ?? []) {
				const p = shown.patrol?.find(r => r.id === u[0])
				if (p) heard.set(p.vehicle ? `v${p.vehicle}` : `p${p.leader}`, { ms: when - u[5] * 1000, fix: u })
			}
			changes = []
			fixes = []
			loading = false
			at.value = loaded = when
			seq.value = m.seq
			show()
		} catch (e) { if (mine === turn) { problem.value = asProblem(e); playing.value = false } } finally { if (mine === turn) busy.value = false }
	}
	/** To the next change after the moment, or the last before it. */
	async function step(by: 1 | -1): Promise<void> {
		playing.value = false
		const DAY = 86_400_000, from = by > 0 ? at.value : at.value - DAY, to = by > 0 ? Math.min(serverNow() - 1000, at.value + DAY) : at.value - 1
		try {
			const all = await changesOf(from, to, reason.value, { first: by > 0 }), next = by > 0 ? all[0] : all[all.length - 1]
			if (next) await seek(Date.parse(next.at))
		} catch (e) { problem.value = asProblem(e) }
	}
	let was = performance.now()
	const timer = setInterval(() => {
		const passed = performance.now() - was
		was = performance.now()
		if (!playing.value || busy.value || !at.value) return
		const to = at.value + passed * speed.value
		if (to > loaded - speed.value * AHEAD_S * 250) void piece()
		if (loaded > at.value) advance(Math.min(to, loaded))
		if (at.value >= serverNow() - 2000) playing.value = false
	}, STEP_MS)
	onScopeDispose(() => { clearInterval(timer); turn++ })
	function toggle() {
		playing.value = !playing.value
		if (!playing.value && at.value) void seek(at.value)	// standing still, the number of the log is told again
	}
	return { at, playing, speed, seq, reason, picture, problem, busy, seek, step, toggle, waiting: computed(() => playing.value && busy.value) }
}
/** The incidents of a day, as marks on the line of time: when each was first shown. */
export interface Mark { ms: number; id: number; title: string; priority: number }
export async function dayMarks(from: number, to: number, reason: string): Promise<Mark[]> {
	const end = Math.min(to, serverNow() - 1000)
	if (end <= from) return []
	const told = await changesOf(from, end, reason, { record: 'incident' }), seen = new Set<number>()
	return told.flatMap(c => (seen.has(c.id) ? [] : (seen.add(c.id), c.verb === 'create' ? [{ ms: Date.parse(c.at), id: c.id, title: c.title, priority: Number(c.priority) || 4 }] : [])))
}
