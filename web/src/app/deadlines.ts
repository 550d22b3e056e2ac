// SPDX-License-Identifier: Apache-2.0
// Open deadlines over every record with a clock, due within two weeks, soonest first: what waits for this person's post,
// and, in a line for each kind, what waits for others. Rows of the same matter (one notice, 35 receipts) are one line.
import { reactive } from 'vue'
import { get } from '@/engine/api'
import { onChange, onDeadline, onReload } from '@/engine/live'
import { mayRead, records } from '@/engine/model'
import '@/engine/moved'
import type { Page, RecordModel, Row } from '@/engine/types'
import { serverNow } from '@/kit/time'

export interface Due { record: string; row: Row; like: number }
export interface Others { record: string; states: string[]; count: number; capped: boolean; first: Row }
export const dues = reactive({ items: [] as Due[], others: [] as Others[], ready: false, failed: false })

/** The states with a clock, parted by whether a post of mine has a step out of them. */
function states(m: RecordModel, mine: readonly string[]): { own: string[]; other: string[] } {
	const own = (name: string) => m.steps.some(s => s.from === name && s.roles.some(r => mine.includes(r)))
	const all = m.states.filter(s => s.term).map(s => s.name)
	return { own: all.filter(own), other: all.filter(s => !own(s)) }
}
function grouped(record: string, rows: readonly Row[]): Due[] {
	const by = new Map<string, Due>()
	for (const row of rows) {
		const key = `${row.title}|${row.state}|${row.due_at}`
		const d = by.get(key)
		if (d) d.like++
		else by.set(key, { record, row, like: 1 })
	}
	return [...by.values()]
}

async function load(mine: readonly string[]): Promise<void> {
	const until = new Date(serverNow() + 14 * 86_400_000).toISOString()
	const clocks = Object.values(records).filter(m => m.states.some(s => s.term) && mayRead(m, mine)).map(m => ({ m, ...states(m, mine) }))
	const ask = (m: RecordModel, names: string[], limit: number) => get<Page>(m.plural, { 'state.in': names.join(','), 'due_at.lt': until, sort: 'due_at', limit, count: limit === 1 })
	const [pages, rest] = await Promise.all([
		Promise.allSettled(clocks.filter(c => c.own.length).map(async c => ({ c, page: await ask(c.m, c.own, 100) }))),
		Promise.allSettled(clocks.filter(c => c.other.length).map(async c => ({ c, page: await ask(c.m, c.other, 1) }))),
	])
	dues.items = pages.flatMap(p => (p.status === 'fulfilled' ? grouped(p.value.c.m.name, p.value.page.items.filter(r => r.due_at)) : []))
		.sort((a, b) => String(a.row.due_at).localeCompare(String(b.row.due_at)))
	dues.others = rest.flatMap(p => (p.status === 'fulfilled' && p.value.page.items.length ? [{ record: p.value.c.m.name, states: p.value.c.other, count: p.value.page.count ?? 1, capped: p.value.page.count_capped === true, first: p.value.page.items[0] }] : []))
	const all = [...pages, ...rest]
	dues.failed = all.length > 0 && all.every(p => p.status === 'rejected')
	dues.ready = true
}

let timer: ReturnType<typeof setTimeout> | undefined
/** Loads and keeps loading while somebody looks; returns the way to stop. */
export function watchDeadlines(mine: readonly string[]): () => void {
	const soon = (ms: number) => { clearTimeout(timer); timer = setTimeout(() => void load(mine), ms) }
	const offs = [onChange(e => { if (records[e.record]?.states.some(s => s.term)) soon(1500) }), onDeadline(() => soon(300)), onReload(() => soon(0))]
	soon(0)
	const every = setInterval(() => soon(0), 300_000)
	return () => { offs.forEach(f => f()); clearInterval(every); clearTimeout(timer) }
}
