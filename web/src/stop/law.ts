// SPDX-License-Identifier: Apache-2.0
// The law a stop is reckoned with, kept on the phone: codes, factors, ladders, and up to what the simple procedure goes. Public data.
import { shallowRef } from 'vue'
import { get } from '@/engine/api'
import type { Page, Row } from '@/engine/types'
import { today } from '@/kit/time'
import { put, take } from './store'

export interface Law { at: string; codes: Row[]; factors: Row[]; bands: Row[]; simple: number }
export const law = shallowRef<Law | null>(null)

async function whole(plural: string): Promise<Row[]> {
	const rows: Row[] = []
	for (let cursor: string | null = ''; cursor !== null;) {
		const page: Page = await get<Page>(plural, { as_of: today(), limit: 200, sort: 'id', cursor })
		rows.push(...page.items)
		cursor = page.next
	}
	return rows
}
export async function loadLaw(): Promise<void> {
	law.value = await take<Law>('kept', 'law').catch(() => undefined) ?? null
	try {
		const [codes, factors, bands, authority] = await Promise.all([whole('violation_codes'), whole('discretion_factors'), whole('speed_bands'), get<Page>('authorities', { code: 'fine_simple', as_of: today(), limit: 1 })])
		law.value = { at: today(), codes, factors, bands, simple: Number(authority.items[0]?.fine_max ?? 0) }
		await put('kept', 'law', law.value)
	} catch { /* what was kept goes on */ }
}
export function findCodes(q: string): Row[] {
	const words = q.trim().split(/\s+/).filter(Boolean)
	return (law.value?.codes ?? []).filter(c => words.every(w => String(c.code).startsWith(w) || String(c.behaviour).includes(w))).slice(0, 30)
}
const num = (v: unknown): number | null => (v == null || v === '' ? null : Number(v))

export interface Reckoned { fine: number | null; least: number; most: number; points: number; why: string; warning: boolean; none: boolean; simple: boolean }
/** Fine and points as the code, the ladder and the factors say; a fine of null is for the officer to choose within the bounds. */
export function reckon(code: Row, o: { road: string; speed: number | null; limit: number | null; factors: Row[] }): Reckoned {
	const effects = new Set(o.factors.map(f => String(f.effect)))
	const most = num(code.fine_max) ?? 0, least = effects.has('lighter') ? 0 : num(code.fine_min) ?? 0
	let fine = num(code.fine_default) ?? (most === num(code.fine_min) ? most : null), why = String(code.basis ?? ''), warning = false
	if (o.speed !== null && o.limit && o.speed > o.limit) {
		const over = Math.floor(((o.speed - o.limit) * 1000) / o.limit), road = o.road === 'motorway' ? 'motorway' : 'ordinary'
		const band = law.value?.bands.find(b => b.road === road && Number(b.over_from) <= over && over < Number(b.over_to))
		if (band) { fine = Number(band.fine); why = String(band.article); warning = fine === 0 }
	}
	return { fine, least, most, points: num(code.points) ?? 0, why, warning, none: effects.has('none'), simple: code.simple === true && (fine ?? least) <= (law.value?.simple ?? 0) }
}
