// SPDX-License-Identifier: Apache-2.0
// What the screens of plans have in common: levels, receipts of a plan, its related rows followed live.
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { get } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { field, model } from '@/engine/model'
import type { Answer, Look, Page, Row } from '@/engine/types'
import { title } from '@/kit/text'

export type Level = 'blue' | 'yellow' | 'orange' | 'red'
export const LEVELS: Level[] = ['blue', 'yellow', 'orange', 'red']
export const rankOf = (level: unknown): number => LEVELS.indexOf(level as Level) + 1

export function word(record: string, name: string, value: unknown): string {
	const c = field(model(record), name)?.choices?.find(x => x.name === value)
	return c ? title(c) : ''
}

export interface Receipt { unit: number; name: string; brigade: number; brigadeName: string; receipt: number; notice: number; state: string; sent: string; due: string | null; signed: string | null; minutes: number | null; escalated: number }

export function receiptsOf(a: Answer): Receipt[] {
	const at = (n: string) => a.columns.findIndex(c => c.name === n)
	const col = { unit: at('unit'), brigade: at('brigade'), receipt: at('receipt'), notice: at('notice'), state: at('state'), sent: at('sent_at'), due: at('due_at'), signed: at('signed_at'), minutes: at('minutes'), escalated: at('escalated') }
	const name = (c: string, id: unknown) => a.names?.[c]?.[String(id)] ?? `#${String(id)}`
	return a.rows.map(r => ({
		unit: Number(r[col.unit]), name: name('unit', r[col.unit]), brigade: Number(r[col.brigade]), brigadeName: name('brigade', r[col.brigade]), receipt: Number(r[col.receipt]), notice: Number(r[col.notice]),
		state: String(r[col.state]), sent: String(r[col.sent]), due: r[col.due] as string | null, signed: r[col.signed] as string | null, minutes: r[col.minutes] == null ? null : Number(r[col.minutes]), escalated: Number(r[col.escalated] ?? 0),
	}))
}
export const isOpen = (r: Receipt): boolean => r.state === 'waiting' || r.state === 'urgent'
export const lookOf = (r: Receipt, now: number): Look => (!isOpen(r) ? 'normal' : r.escalated || (r.due && Date.parse(r.due) < now) ? 'alarm' : 'attention')

/** "马尚中队" stands in a tile as 马尚. */
export const shortName = (name: string): string => name.replace(/(中队|大队|支队)$/u, '')

/** Something that is read again whenever one of the records changes. */
export function useLive<T>(records: string[], read: () => Promise<T>) {
	const data = shallowRef<T | null>(null), failed = ref(false)
	let timer: ReturnType<typeof setTimeout> | undefined
	async function load() {
		try { data.value = await read(); failed.value = false } catch { failed.value = true }
	}
	const soon = () => { clearTimeout(timer); timer = setTimeout(() => void load(), 400) }
	const offs = [onChange(e => { if (records.includes(e.record)) soon() }), onReload(soon)]
	onBeforeUnmount(() => { offs.forEach(f => f()); clearTimeout(timer) })
	void load()
	return { data, failed, load }
}
export const readReceipts = (plan: number): Promise<Receipt[]> => get<Answer>('views/plan_receipts', { plan }).then(receiptsOf)

export async function readAll(plural: string, query: Record<string, string | number>): Promise<Row[]> {
	const all: Row[] = []
	let cursor: string | null = null
	do {
		const page: Page = await get<Page>(plural, { ...query, limit: 500, cursor })
		all.push(...page.items)
		cursor = page.next
	} while (cursor && all.length < 5000)
	return all
}

export interface TaskLine { key: string; phase: number; what: string; rows: Row[]; done: number; open: number; impossible: number; withdrawn: number }
export function taskLines(rows: Row[]): TaskLine[] {
	const lines = new Map<string, TaskLine>()
	for (const r of [...rows].sort((a, b) => a.id - b.id)) {
		const key = `${String(r.phase ?? 0)}.${String(r.what)}`
		const l = lines.get(key) ?? { key, phase: Number(r.phase ?? 0), what: String(r.what), rows: [], done: 0, open: 0, impossible: 0, withdrawn: 0 }
		l.rows.push(r)
		if (r.state === 'done') l.done++
		else if (r.state === 'not_possible') l.impossible++
		else if (r.state === 'withdrawn') l.withdrawn++
		else l.open++
		lines.set(key, l)
	}
	return [...lines.values()]
}

/** "lon,lat lon,lat" of a district. */
export function ringOf(border: unknown): [number, number][] {
	return String(border ?? '').split(/\s+/).map(p => p.split(',').map(Number) as [number, number]).filter(p => p.length === 2 && p.every(Number.isFinite))
}
