// SPDX-License-Identifier: Apache-2.0
// What is known of the vehicle, asked with a reason: its registration, whether somebody looks for it, and what of it is unhandled and
// has to be told (违法处理程序规定 57).
import { post } from '@/engine/api'
import { model } from '@/engine/model'
import type { Page, Row } from '@/engine/types'

export interface Known { registry: Row | null; watched: Row[]; unhandled: Row[]; cases: Row[]; failed: boolean }
const WHY = '现场查处：核对车辆'
const search = (plural: string, where: Record<string, unknown>, limit = 20): Promise<Row[]> => post<Page>(`${plural}/search`, { where, sort: '-id', limit, reason: WHY }).then(p => p.items)
const ask = (record: string, where: Record<string, unknown>): Promise<Row[]> => search(model(record).plural, where)

export async function look(plate: string, kind: string): Promise<Known> {
	const of = { plate, plate_class: kind }
	const got = await Promise.allSettled([
		ask('registry_vehicle', { code: `${kind}-${plate}` }), ask('watch_entry', { plate, 'state.in': 'urgent,in_force' }),
		ask('camera_record', { ...of, 'state.in': 'notified,extended' }), ask('violation_case', { ...of, 'state.in': 'summoned,accepted,told,decided,served,overdue,demanded' }),
	])
	const rows = (i: number): Row[] => { const r = got[i]; return r.status === 'fulfilled' ? r.value : [] }
	return { registry: rows(0)[0] ?? null, watched: rows(1), unhandled: rows(2), cases: rows(3), failed: got.some(r => r.status === 'rejected') }
}
