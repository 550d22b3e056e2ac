// SPDX-License-Identifier: Apache-2.0
// An interception as the desk sees it, and what runs now: those that run, and alarms that somebody compared and nobody has ordered for.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { get, newKey, post } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { model, state } from '@/engine/model'
import { asProblem, Problem } from '@/engine/problem'
import type { Page, Row } from '@/engine/types'
import { title } from '@/kit/text'
import { readForecast, type Forecast } from './forecast'

export const interceptions = model('interception')
/** The audit keeps it beside every read of the desk. */
export const WHY = '拦截台：部署拦截'
export const OPEN = ['running', 'following', 'followed', 'stopped']
/** Of the post that was ordered last, or where it was stopped: what the prompts go by. */
export function whereOf(row: Row | null): { road: string; poor: boolean } {
	const last = (row?.post as Row[] | undefined)?.at(-1)
	return { road: String(row?.road ?? last?.road ?? ''), poor: !!(last?.poor) }
}
export const stateWord = (row: Row): string => { const s = state(interceptions, row.state); return s ? title(s) : '' }
export const KEYS: Record<string, string> = { stop_vehicle: 's', not_stopped: 'n', misread: 'm', refuse_stop: 'f', handle: 'e', hear: 'h', break_off: 'b' }

/** One line of the desk: an interception, or an alarm that waits for one. */
export interface Line { key: string; row: Row; alarm: number; interception: Row | null }
const rank = (l: Line) => [l.interception?.state === 'following' ? 0 : 1, Number(l.row.priority ?? 9), l.interception ? 0 : 1]
function byNeed(a: Line, b: Line): number {
	const x = rank(a), y = rank(b)
	for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i] - y[i]
	return b.row.id - a.row.id
}

async function readLines(unit: number | null): Promise<Line[]> {
	const within = unit ? { 'unit.within': unit } : {}
	const [running, alarms] = await Promise.all([
		post<Page>('interceptions/search', { where: { 'state.in': OPEN.join(','), ...within }, sort: '-id', limit: 200, reason: WHY }),
		post<Page>('alarms/search', { where: { 'state.in': 'confirmed,signed,handed', ...within }, sort: '-id', limit: 200, reason: WHY }),
	])
	const taken = new Set(running.items.map(r => Number(r.alarm)))
	return [...running.items.map(r => ({ key: `i${r.id}`, row: r, alarm: Number(r.alarm), interception: r })),
		...alarms.items.filter(a => !taken.has(a.id) && a.action !== 'report').map(a => ({ key: `a${a.id}`, row: a, alarm: a.id, interception: null }))].sort(byNeed)
}

export interface Subject { alarm: Row; interception: Row | null; sightings: Row[]; forecast: Forecast | null }
export async function readSubject(alarm: number, interception: number | null): Promise<Subject> {
	const why = { reason: WHY }
	const [a, i, seen, forecast] = await Promise.all([
		get<Row>(`alarms/${alarm}`, undefined, why), interception ? get<Row>(`interceptions/${interception}`, undefined, why) : null,
		get<Page>('sightings', { alarm, sort: '-at', limit: 50 }), readForecast(alarm).catch(() => null),
	])
	return { alarm: a, interception: i, sightings: seen.items, forecast }
}

/** What others did to the row meanwhile and changes nothing of what is asked is no reason to ask the officer again. */
export async function fire(row: Row, verb: string, body: Record<string, unknown>, key = newKey()): Promise<Row> {
	try {
		return await post<Row>(`interceptions/${row.id}/${verb}`, body, { version: row.version, key })
	} catch (e) {
		if (!(e instanceof Problem) || e.code !== 'E_STALE') throw e
		const now = await get<Row>(`interceptions/${row.id}`, undefined, { reason: WHY })
		if (now.state !== row.state) throw e
		return post<Row>(`interceptions/${row.id}/${verb}`, body, { version: now.version, key: newKey() })
	}
}

const REST_MS = 200, FORECAST_MS = 20_000
export function useIntercepts(unit: Ref<number | null>) {
	const lines = shallowRef<Line[] | null>(null), problem = ref<Problem | null>(null)
	const chosen = ref<string | null>(null), subject = shallowRef<Subject | null>(null), subjectProblem = ref<Problem | null>(null)
	const here = () => lines.value?.find(l => l.key === chosen.value) ?? null
	let turn = 0, timer: ReturnType<typeof setTimeout> | undefined
	async function load() {
		try {
			const was = here()
			lines.value = await readLines(unit.value)
			problem.value = null
			// An alarm that became an interception, or one that ended: the same vehicle stays in hand.
			if (!here()) chosen.value = (was && lines.value.find(l => l.alarm === was.alarm)?.key) ?? (was ? null : lines.value[0]?.key ?? null)
		} catch (e) { problem.value = asProblem(e) }
	}
	async function again() {
		const line = here(), mine = ++turn
		if (!line) { if (chosen.value === null) subject.value = null; return }
		try {
			const got = await readSubject(line.alarm, line.interception?.id ?? null)
			if (mine !== turn) return
			subject.value = got
			subjectProblem.value = null
		} catch (e) { if (mine === turn) subjectProblem.value = asProblem(e) }
	}
	const soon = () => { clearTimeout(timer); timer = setTimeout(() => void load().then(again), REST_MS) }
	watch(chosen, (now, was) => { if (now !== was) { const l = here(); if (subject.value?.alarm.id !== l?.alarm) subject.value = null; void again() } })
	watch(unit, () => { chosen.value = null; soon() })
	const offs = [onReload(soon), onChange(e => { if (['interception', 'alarm', 'dispatch_order', 'patrol'].includes(e.record)) soon() })]
	// Time itself changes a forecast.
	const clock = setInterval(() => { if (subject.value) void again() }, FORECAST_MS)
	onBeforeUnmount(() => { offs.forEach(f => f()); clearTimeout(timer); clearInterval(clock) })
	void load()
	return { lines, problem, chosen, subject, subjectProblem, load, again, soon }
}
