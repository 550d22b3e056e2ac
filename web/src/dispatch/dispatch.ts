// SPDX-License-Identifier: Apache-2.0
// What the desk asks of the server, and incidents in their order: what waits for somebody first, then by priority and age.
import { get, post } from '@/engine/api'
import { model, state } from '@/engine/model'
import { asProblem } from '@/engine/problem'
import type { Look, Page, Row } from '@/engine/types'
import { both, t, title } from '@/kit/text'
import { today } from '@/kit/time'

export const incidents = model('incident'), orders = model('dispatch_order')
/** The audit keeps it beside every look at a caller's number. */
export const WHY = '接警处置：指挥调度台'
export const OPEN = ['open', 'ordered', 'dealt']
export const LIVE = orders.states.filter(s => s.term).map(s => s.name)

export interface Reason { code: string; zh: string; en: string; against?: boolean }
export interface Candidate { patrol: number; call_sign: string; kind: string; state: string; unit: number; unit_name: string; place?: [number, number]; fix_at?: string; travel_s?: number; metres?: number; officers?: number; auxiliaries?: number; fits?: boolean; reasons: Reason[] }
export interface Recommendation { incident: number; at: string; how: 'road' | 'straight'; on_duty: number; candidates: Candidate[]; excluded_all: number; excluded: Candidate[] }
export interface Similar { incident: number; subject: string; state: string; called_at: string; minutes: number; metres: number | null; reasons: Reason[] }
export interface Earlier { incident: number; subject: string; state: string; closing_code: string | null; called_at: string }
export interface Act { at: string; verb: string; what: string; what_en: string; who: string; detail: string; detail_en: string; reason: string; record: string; row: number }
export interface Found { title: string; class?: string; number?: string | null; place: [number, number]; km_m?: number | null }
export interface Owner { unit: number; unit_title: string; post: number | null; by: 'road' | 'section' | 'area' }

export const word = (m: typeof incidents, name: string, value: unknown): string => { const c = m.fields.find(f => f.name === name)?.choices?.find(x => x.name === value); return c ? title(c) : String(value ?? '') }
export const stateWord = (m: typeof incidents, row: { state?: string | null }): string => { const s = state(m, row.state); return s ? title(s) : '' }
export const stateLook = (m: typeof incidents, row: { state?: string | null }): Look => state(m, row.state)?.look ?? 'unknown'
export const say = (r: Reason): string => both(r.zh, r.en)
export const minutes = (s: number): string => t('{n} 分钟|{n} min', { n: Math.max(1, Math.ceil(s / 60)) })

const rank = (r: Row) => [r.state === 'open' ? 0 : 1, Number(r.priority) || 9, Date.parse(String(r.called_at))]
export function byNeed(a: Row, b: Row): number {
	const x = rank(a), y = rank(b)
	for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i] - y[i]
	return a.id - b.id
}

export const openIncidents = (unit: number | null): Promise<Page> => get<Page>('incidents', { 'state.in': OPEN.join(','), sort: '-called_at', limit: 200, ...(unit ? { 'unit.within': unit } : {}) })
export const recommend = (id: number): Promise<Recommendation> => get<Recommendation>(`incidents/${id}/recommendation`)
export const timeline = async (id: number): Promise<Act[]> => (await get<{ items: Act[] }>(`incidents/${id}/timeline`)).items
export const ordersOf = async (id: number): Promise<Row[]> => (await get<Page>('dispatch_orders', { incident: id, sort: 'id', limit: 50 })).items
export const mergedInto = async (id: number): Promise<Row[]> => (await get<Page>('incidents', { merged_into: id, state: 'merged', limit: 50 })).items
export const similar = async (like: Record<string, unknown>): Promise<Similar[]> => (await post<{ items: Similar[] }>('incidents/similar', like)).items
export const callers = (caller_phone: string, except?: number): Promise<{ items: Earlier[]; false_calls: number }> => post('incidents/callers', { caller_phone, except, reason: WHY })
/** "人民路", "柳泉路与人民路", "G309 K12+300": by the road network; nothing without one. */
export const findPlace = async (q: string): Promise<Found[]> => (await get<{ items: Found[] }>('roads/find', { q }).catch(() => ({ items: [] }))).items ?? []
/** Who answers for the place; null: nobody does; undefined: it could not be asked. */
export const responsible = (place: string, number: string, km_m: string): Promise<Owner | null | undefined> => get<Owner>('duty/responsible', { place, ...(number && km_m ? { number, km_m } : {}) }).catch(e => (asProblem(e).code === 'E_NOT_FOUND' ? null : undefined))

/** The version in force today of rows with validity. */
export const inForce = (rows: Row[]): Row[] => rows.filter(r => String(r.valid_from ?? '') <= today() && (!r.valid_to || String(r.valid_to) > today()))
let rules: Promise<{ rules: Map<string, Row>; questions: Row[] }> | null = null
/** What each kind of incident asks for, and the questions of each family; read once. */
export function lawOfCalls() {
	rules ??= Promise.all([get<Page>('incident_rules', { limit: 100 }), get<Page>('incident_questions', { limit: 200, sort: 'pos' })])
		.then(([r, q]) => ({ rules: new Map(inForce(r.items).map(x => [String(x.code), x])), questions: inForce(q.items) }))
	rules.catch(() => { rules = null })
	return rules
}
