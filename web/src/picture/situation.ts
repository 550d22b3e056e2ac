// SPDX-License-Identifier: Apache-2.0
// What the picture of a moment says, now or then: patrols where they are, what is open, who is on the way to what.
import { look, records, state } from '@/engine/model'
import { title } from '@/kit/text'
import type { MapAlarm } from '@/map/AlarmLayer.vue'
import type { MapIncident } from '@/map/IncidentLayer.vue'
import type { MapLink } from '@/map/LinkLayer.vue'
import type { MapPatrol } from '@/map/PatrolLayer.vue'
import type { Picture, Shown, UnitFix } from '@/map/picture'

export type LonLat = [number, number]
export interface Situation {
	patrols: MapPatrol[]
	incidents: MapIncident[]
	alarms: MapAlarm[]
	links: MapLink[]
	/** rows of each page that is shown, the most urgent first */
	rows: Record<string, Shown[]>
}
export const stateWord = (record: string, name: string): string => { const s = records[record] && state(records[record], name); return s ? title(s) : name }
export const lookOf = (record: string, name: string) => (records[record] ? look(records[record], name) : 'unknown')

const urgency = (r: Shown): number => { const p = Number(r.priority); return Number.isFinite(p) && p > 0 ? p : 9 }
const RANK = ['alarm', 'attention', 'unknown', 'normal', 'idle']
/** What cries first: by state, by priority, by how long it has waited. */
const worst = (record: string) => (a: Shown, b: Shown) => RANK.indexOf(lookOf(record, a.state)) - RANK.indexOf(lookOf(record, b.state)) || urgency(a) - urgency(b) || a.since.localeCompare(b.since)

function patrolsOf(rows: Shown[], units: UnitFix[]): MapPatrol[] {
	const by = new Map(rows.map(r => [r.id, r]))
	return units.flatMap(([id, lon, lat, course, kmh, age, bits]) => {
		const r = by.get(id)
		return r ? [{ id, at: [lon / 1e6, lat / 1e6] as LonLat, look: lookOf('patrol', r.state), callSign: r.title, state: stateWord('patrol', r.state), kind: String(r.kind ?? ''), course, kmh, age, silent: !!(bits & 1), sos: !!(bits & 2) }] : []
	})
}
const ON_THE_WAY = new Set(['acknowledged', 'under_way'])
function linksOf(orders: Shown[], patrols: MapPatrol[], incidents: Shown[]): MapLink[] {
	const at = new Map(patrols.map(p => [p.id, p.at])), place = new Map(incidents.map(i => [i.id, i.place]))
	return orders.filter(o => ON_THE_WAY.has(o.state)).flatMap(o => {
		const from = at.get(Number(o.patrol)), to = (o.place ?? place.get(Number(o.incident))) as LonLat | undefined
		return from && to ? [{ from, to }] : []
	})
}
const FRESH_MS = 60_000
export function situation(p: Picture | null): Situation {
	const rows: Record<string, Shown[]> = {}
	for (const [record, list] of Object.entries(p?.shown ?? {})) rows[record] = [...list].sort(worst(record))
	const at = p ? Date.parse(p.at) : 0, incidents = rows.incident ?? [], patrols = patrolsOf(rows.patrol ?? [], p?.units ?? [])
	return {
		patrols, rows,
		incidents: incidents.filter(r => r.place).map(r => ({ id: r.id, at: r.place!, look: lookOf('incident', r.state), text: `${r.title} · ${stateWord('incident', r.state)}`, kind: String(r.kind ?? '') })),
		alarms: (rows.alarm ?? []).filter(r => r.place).map(r => ({ id: r.id, at: r.place!, look: lookOf('alarm', r.state), text: r.title, priority: Number(r.priority) || undefined, fresh: at - Date.parse(r.since) < FRESH_MS })),
		links: linksOf(rows.dispatch_order ?? [], patrols, incidents),
	}
}
