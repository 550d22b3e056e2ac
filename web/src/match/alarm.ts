// SPDX-License-Identifier: Apache-2.0
// An alarm as the desk sees it, and how alarms are ordered: what waits for a decision first, then by priority and age.
import { post } from '@/engine/api'
import { model, state } from '@/engine/model'
import type { Look, Page, Row } from '@/engine/types'
import { lang, t, title } from '@/kit/text'

export const alarms = model('alarm')
/** The audit keeps it beside every read of the desk. */
export const WHY = '预警处置台：核对预警'
export const OPEN = alarms.states.filter(s => s.term).map(s => s.name)

export const text = (row: Row | null | undefined, name: string): string => {
	const v = lang.value === 'en' && row?.[`${name}_en`] ? row[`${name}_en`] : row?.[name]
	return v == null ? '' : String(v)
}
export function word(row: Row, name: string): string {
	const f = alarms.fields.find(x => x.name === name), v = row[name]
	const c = f?.choices?.find(x => x.name === v)
	return c ? title(c) : row.titles?.[name] ?? (v == null ? '' : String(v))
}
export const stateWord = (row: Row): string => { const s = state(alarms, row.state); return s ? title(s) : '' }
export const stateLook = (row: Row): Look => state(alarms, row.state)?.look ?? 'unknown'
export const waiting = (row: Row): boolean => row.state === alarms.states[0]?.name

const rank = (r: Row) => [waiting(r) ? 0 : 1, Number(r.priority ?? 9) || 9, Date.parse(String(r.due_at ?? '')) || Infinity]
export function byNeed(a: Row, b: Row): number {
	const x = rank(a), y = rank(b)
	for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i] - y[i]
	return b.id - a.id
}

/** The alarms that wait for somebody, with the plates that the caller's grant covers: a read with a reason, no address. */
export async function openAlarms(unit: number | null): Promise<Page> {
	const where: Record<string, unknown> = { 'state.in': OPEN.join(','), ...(unit ? { 'unit.within': unit } : {}) }
	const all: Page = await post<Page>('alarms/search', { where, sort: '-id', limit: 500, reason: WHY })
	return all
}
export async function someAlarms(ids: number[]): Promise<Row[]> {
	return (await post<Page>('alarms/search', { where: { 'id.in': ids.join(',') }, limit: ids.length, reason: WHY })).items
}

/** How likely a misread is, in a word beside the figure. */
export function doubt(permille: unknown): { look: Look; word: string } | null {
	if (permille == null || permille === '') return null
	const n = Number(permille)
	return n >= 300 ? { look: 'attention', word: t('误识可能性高|A misread is likely') } : n >= 80 ? { look: 'idle', word: t('误识可能性中|A misread is possible') } : { look: 'normal', word: t('误识可能性低|A misread is unlikely') }
}
