// SPDX-License-Identifier: Apache-2.0
// What waits on the review desk, and how it is read: one question for the list, the rest of each case ahead of time.
import { get, post } from '@/engine/api'
import { model } from '@/engine/model'
import type { Page, Row } from '@/engine/types'
import { date } from '@/kit/time'
import { picture } from '@/passage/pictures'
import type { Passage } from '@/passage/types'

export type Stage = 'first' | 'second' | 'blind'
/** One on the desk: the camera record, and of a blind review its own row. Its key tells the stages apart. */
export interface Item { key: string; stage: Stage; row: Row; blind: Row | null }
export interface Shot { url: string; kind: number | null; title: string; plate: boolean }
export interface Subject { item: Item; row: Row; rule: Row | null; device: Row | null; vehicle: Row | null; passage: Passage | null; shots: Shot[]; orders: Row[] }

/** The audit keeps it beside every read of the desk. */
export const WHY = '证据审核台：审核记录'
export const camera = () => model('camera_record')
export const LOOKING_MS = 180_000
const MOST = 200, PLATE = 2
const why = { reason: WHY }
const quiet = <T>(p: Promise<T>): Promise<T | null> => p.catch(() => null)

const search = (plural: string, where: Record<string, unknown>, sort = 'due_at', limit = MOST) => post<Page>(`${plural}/search`, { where, sort, limit, reason: WHY }).then(p => p.items)
const within = (unit: number | null) => (unit ? { 'unit.within': unit } : {})

async function blindOnes(unit: number | null, me: number): Promise<Item[]> {
	const list = await search('blind_reviews', { state: 'drawn', ...within(unit) })
	if (!list.length) return []
	const about = new Map<number, Row>()
	for (let i = 0; i < list.length; i += 50) for (const r of await search('camera_records', { 'id.in': list.slice(i, i + 50).map(b => b.about).join(',') }, 'id', 50)) about.set(r.id, r)
	return list.flatMap(blind => { const row = about.get(Number(blind.about)); return row && row.first_by !== me && row.second_by !== me ? [{ key: `b${blind.id}`, stage: 'blind' as const, row, blind }] : [] })
}
export async function waiting(stage: Stage, unit: number | null, me: number): Promise<Item[]> {
	if (stage === 'blind') return blindOnes(unit, me)
	const states = stage === 'first' ? { state: 'captured' } : { 'state.in': 'first_pass,first_reject' }
	const rows = await search('camera_records', { ...states, ...within(unit) })
	return rows.filter(r => stage === 'first' || r.first_by !== me).map(row => ({ key: `${stage[0]}${row.id}`, stage, row, blind: null }))
}
export async function counts(unit: number | null, dayEnd: string): Promise<Record<string, number>> {
	const of = async (query: Record<string, string | number>) => (await get<Page>('camera_records', { ...query, ...within(unit), limit: 1, count: true })).count ?? 0
	const second = { 'state.in': 'first_pass,first_reject' }
	const [first, then, today] = await Promise.all([of({ state: 'captured' }), of(second), of({ 'state.in': 'captured,first_pass,first_reject', 'due_at.lte': dayEnd })])
	return { first, second: then, today }
}

/** Somebody else has it before him: not offered to the next hand. */
export function taken(item: Item, me: number, now: number): boolean {
	const by = item.row.opened_by as number | null, at = Date.parse(String(item.row.opened_at ?? ''))
	return item.stage !== 'blind' && !!by && by !== me && by !== item.row.first_by && now - at < LOOKING_MS
}

/** Decoded, not only fetched: what is shown next must not wait for the decoder. */
async function warm(url: string): Promise<string> {
	const image = new Image()
	image.src = url
	await image.decode().catch(() => {})
	kept.set(url, image)
	if (kept.size > 40) kept.delete(kept.keys().next().value!)
	return url
}
const kept = new Map<string, HTMLImageElement>()

async function ofPassage(passage: Passage): Promise<Shot[]> {
	const got = await Promise.all((passage.pictures ?? []).map(p => quiet(picture(passage.id, p.n, WHY).then(warm)).then(url => (url ? { url, kind: Number(p.type), title: String(p.type_title ?? ''), plate: Number(p.type) === PLATE } : null))))
	return got.flatMap(s => (s ? [s] : []))
}
async function ofFiles(id: number): Promise<Shot[]> {
	const row = await quiet(get<Row>(`camera_records/${id}`, undefined, why))
	const got = await Promise.all((row?.files?.picture ?? []).map(f => quiet(get<Blob>(`camera_records/${id}/files/picture/${f.id}`, undefined, { as: 'blob', ...why }).then(b => warm(URL.createObjectURL(b)))).then(url => (url ? { url, kind: null, title: f.name, plate: false } : null))))
	return got.flatMap(s => (s ? [s] : []))
}

/** Rules, devices, vehicles come again and again on one day: asked once while the page stands. */
const known = new Map<string, Promise<Row | null>>()
function once(key: string, ask: () => Promise<Row | null>): Promise<Row | null> {
	let got = known.get(key)
	if (!got) {
		got = quiet(ask())
		known.set(key, got)
		if (known.size > 500) known.delete(known.keys().next().value!)
	}
	return got
}
export const forget = (): void => known.clear()
const rule = (row: Row) => { const day = date(String(row.captured_at)); return once(`rule ${String(row.family)} ${day}`, async () => (await get<Page>('evidence_rules', { code: String(row.family), as_of: day, limit: 1 })).items[0] ?? null) }
const device = (id: unknown) => once(`device ${String(id)}`, () => get<Row>(`devices/${String(id)}`))
const vehicle = (row: Row) => once(`vehicle ${String(row.plate_class)}-${String(row.plate)}`, async () => (await search('registry_vehicles', { code: `${String(row.plate_class)}-${String(row.plate)}` }, 'id', 1))[0] ?? null)

export async function readSubject(item: Item): Promise<Subject> {
	const row = item.row, passage = row.passage ? quiet(get<Passage>(`passages/${String(row.passage)}`, undefined, why)) : Promise.resolve(null)
	const [r, d, v, p, shots, orders] = await Promise.all([
		rule(row), device(row.device), vehicle(row), passage,
		passage.then(x => (x ? ofPassage(x) : ofFiles(row.id))),
		quiet(get<Page>('repair_orders', { device: Number(row.device), 'state.in': 'open,accepted,repaired', limit: 20 })),
	])
	return { item, row, rule: r, device: d, vehicle: v, passage: p, shots, orders: orders?.items ?? [] }
}
/** Of the same fact, as it stands now: whether it was used may have been decided a moment ago. */
export const readSame = (row: Row): Promise<Row | null> => (row.same_as ? quiet(get<Row>(`camera_records/${String(row.same_as)}`, undefined, why)) : Promise.resolve(null))
