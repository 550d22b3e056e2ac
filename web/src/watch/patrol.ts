// SPDX-License-Identifier: Apache-2.0
// A round of video patrol: which camera is looked at, for how long, what comes next. The server measures; this side only says where the eyes are.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { useSession } from '@/app/session'
import { get, post } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import type { Answer, Page, Row } from '@/engine/types'
import { serverNow } from '@/kit/time'

export interface Camera { at: number; group: number; device: number | null; grant: number | null; name: string; category: string; road: string; faulty: boolean; granted: boolean; times: number; looked: number; last: string | null }
export type Result = 'nothing' | 'finding' | 'dead'
const STILL_MS = 15_000

const cell = (a: Answer, row: unknown[], name: string) => row[a.columns.findIndex(c => c.name === name)]
export const objects = (a: Answer): Record<string, unknown>[] => a.rows.map(r => Object.fromEntries(a.columns.map(c => [c.name, cell(a, r, c.name)])))

export async function cameras(plan: unknown, from: string, to: string): Promise<Camera[]> {
	const got = await get<Answer>('views/video_cameras', { plan: Number(plan), from, to })
	return objects(got).map((o, at) => ({
		at, group: Number(o.group_no), device: o.device as number | null, grant: o.camera_grant as number | null, name: String(o.camera ?? ''), category: String(o.category ?? ''),
		road: String(o.road ?? ''), faulty: !!o.faulty, granted: !!o.granted, times: Number(o.times), looked: Number(o.looked), last: o.last_at as string | null,
	}))
}
export const asPercent = (part: number): string => `${Math.floor(part * 1000) / 10}%`
export const share = (list: Camera[]): number => {
	const planned = list.reduce((n, c) => n + c.times, 0)
	return planned ? list.reduce((n, c) => n + Math.min(c.times, c.looked), 0) / planned : 0
}
/** The next camera that still needs a look, from here on and around. */
export function nextOf(list: Camera[], from: number): number {
	for (let i = 1; i <= list.length; i++) {
		const c = list[(from + i) % list.length]
		if (c.granted && c.looked < c.times) return c.at
	}
	return Math.min(list.length - 1, from + 1)
}

export function usePatrol() {
	const session = useSession()
	const plans = shallowRef<Row[] | null>(null), round = shallowRef<Row | null>(null), plan = shallowRef<Row | null>(null)
	const list = shallowRef<Camera[] | null>(null), at = ref(0), look = shallowRef<Row | null>(null)
	const problem = ref<Problem | null>(null), lost = ref(false), busy = ref(false), clock = ref(serverNow())
	const here = computed(() => list.value?.[at.value] ?? null)
	const seconds = computed(() => (look.value ? Math.max(0, Math.floor((clock.value - Date.parse(String(look.value.from_at))) / 1000)) : 0))
	const left = computed(() => Math.max(0, Number(plan.value?.dwell_s ?? 0) - seconds.value))

	async function tried<T>(work: () => Promise<T>): Promise<T | null> {
		problem.value = null
		busy.value = true
		try { return await work() } catch (e) { problem.value = asProblem(e); return null } finally { busy.value = false }
	}
	async function readCameras() {
		if (round.value) list.value = await cameras(round.value.plan, String(round.value.shift_from), String(round.value.shift_to))
	}
	/** A round that a lost browser left running goes on where it was. */
	const load = () => tried(async () => {
		const mine = await get<Page>('video_rounds', { person: session.me?.person.id, state: 'running', limit: 1 })
		if (mine.items[0]) { await take(mine.items[0]); return }
		plans.value = (await get<Page>('video_plans', { state: 'in_force', 'unit.within': session.unit ?? undefined, limit: 100, sort: 'name' })).items
	})
	async function take(r: Row) {
		round.value = r
		plan.value = await get<Row>(`video_plans/${String(r.plan)}`)
		await readCameras()
		if (list.value?.length) await go(nextOf(list.value, -1))
	}
	const begin = (p: Row) => tried(async () => take(await post<Row>('video_rounds', { plan: p.id })))

	async function go(to: number) {
		const c = list.value?.[to]
		if (!c || !round.value) return
		at.value = to
		look.value = null
		if (!c.granted) return
		const got = await tried(() => post<Row>('video_looks', { round: round.value!.id, ...(c.device ? { device: c.device } : { camera_grant: c.grant }) }))
		if (got) { look.value = got; clock.value = serverNow(); lost.value = false }
	}
	async function say(result: Result, onward = true) {
		const l = look.value, c = here.value
		if (!l || !c || busy.value) return
		const done = await tried(() => post<Row>(`video_looks/${l.id}/end`, { result }))
		if (!done) return
		look.value = null
		if (done.counts) list.value = list.value!.map(x => (x.at === c.at ? { ...x, looked: x.looked + 1, last: String(done.to_at) } : x))
		if (onward) await go(nextOf(list.value!, c.at))
	}
	const end = (note: string) => tried(async () => {
		await post(`video_rounds/${round.value!.id}/end`, note.trim() ? { note: note.trim() } : {})
		round.value = look.value = list.value = null
		plans.value = (await get<Page>('video_plans', { state: 'in_force', limit: 100, sort: 'name' })).items
	})
	/** A sign that somebody still looks. Cut off, nothing counts; back again, the look begins anew. */
	async function still() {
		const l = look.value
		if (!l || document.hidden) return
		try {
			await post(`video_looks/${l.id}/still`, {}, { tries: 1 })
			lost.value = false
		} catch (e) {
			const p = asProblem(e)
			if (p.transient) { lost.value = true; return }
			if (look.value?.id === l.id) await go(at.value)
		}
	}
	let tick: ReturnType<typeof setInterval>, sign: ReturnType<typeof setInterval>
	const back = () => { if (!document.hidden) void still() }
	onMounted(() => {
		tick = setInterval(() => { clock.value = serverNow() }, 1000)
		sign = setInterval(() => void still(), STILL_MS)
		document.addEventListener('visibilitychange', back)
		window.addEventListener('online', back)
		void load()
	})
	onBeforeUnmount(() => { clearInterval(tick); clearInterval(sign); document.removeEventListener('visibilitychange', back); window.removeEventListener('online', back) })
	return { plans, round, plan, list, at, here, look, seconds, left, problem, lost, busy, load, begin, go, say, end, readCameras }
}
