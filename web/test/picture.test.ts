// SPDX-License-Identifier: Apache-2.0
// A moment played on: rows come, change and go; patrols stand where they were heard last, by car or by telephone.
import { describe, expect, it } from 'vitest'
import { applyChange, keyOf, placeUnits, type Change } from '../src/picture/replay'
import { situation } from '../src/picture/situation'
import type { Picture, Shown, UnitFix } from '../src/map/picture'

const row = (id: number, more: Record<string, unknown> = {}): Shown => ({ id, unit: 1, state: 'free', since: '2026-11-27T10:00:00.000Z', title: `T${id}`, ...more })
const change = (id: number, shown: boolean, state: string): Change => ({ ...row(id), state, record: 'incident', verb: 'close', at: '2026-11-27T10:05:00.000Z', shown })

describe('a change of a replay', () => {
	it('puts a row in, replaces it and takes it out', () => {
		const all: Record<string, Shown[]> = {}
		applyChange(all, change(7, true, 'open'))
		expect(all.incident).toMatchObject([{ id: 7, state: 'open', since: '2026-11-27T10:05:00.000Z' }])
		const before = all.incident
		applyChange(all, change(7, true, 'ordered'))
		expect(all.incident.map(r => r.state)).toEqual(['ordered'])
		expect(before[0].state).toBe('open')	// what is on the screen is not changed under it
		applyChange(all, change(7, false, 'closed'))
		expect(all.incident).toEqual([])
	})
})
describe('where a patrol was', () => {
	const fix = (lon: number): UnitFix => [0, lon, 36_800_000, 90, 40, 0, 0]
	it('is told by what was heard last', () => {
		const heard = new Map([[keyOf(5, 0), { ms: 1000, fix: fix(118_000_001) }], [keyOf(0, 9), { ms: 2000, fix: fix(118_000_002) }]])
		expect(placeUnits([row(1, { vehicle: 5, leader: 9 })], heard, 3000)[0].slice(0, 2)).toEqual([1, 118_000_002])
		expect(placeUnits([row(1, { vehicle: 5 })], heard, 3000)[0][5]).toBe(2)
		expect(placeUnits([row(1, { vehicle: 6, leader: 8 })], heard, 3000)).toEqual([])
	})
	it('is silent after two minutes', () => {
		const heard = new Map([[keyOf(5, 0), { ms: 0, fix: fix(118_000_001) }]])
		expect(placeUnits([row(1, { vehicle: 5 })], heard, 120_000)[0][6]).toBe(0)
		expect(placeUnits([row(1, { vehicle: 5 })], heard, 121_000)[0][6]).toBe(1)
	})
})
describe('the situation', () => {
	it('puts first what cries first and leads from who is on the way to where', () => {
		const p: Picture = {
			at: '2026-11-27T10:10:00.000Z', seq: 4, units: [[1, 118_050_000, 36_810_000, 0, 50, 3, 0], [2, 118_060_000, 36_810_000, 0, 0, 300, 1]],
			shown: {
				patrol: [row(1, { kind: 'car', state: 'committed' }), row(2, { kind: 'foot' })],
				incident: [row(10, { state: 'ordered', priority: 1, place: [118, 36] }), row(11, { state: 'open', priority: 3, place: [118.1, 36] }), row(12, { state: 'open', priority: 2 })],
				dispatch_order: [row(20, { state: 'under_way', patrol: 1, incident: 10 }), row(21, { state: 'issued', patrol: 2, incident: 11 })],
			},
		}
		const s = situation(p)
		expect(s.rows.incident.map(r => r.id)).toEqual([12, 11, 10])
		expect(s.incidents.map(i => i.id)).toEqual([11, 10])	// without a place it stands in the list alone
		expect(s.patrols.map(x => [x.id, x.silent])).toEqual([[1, false], [2, true]])
		expect(s.links).toEqual([{ from: [118.05, 36.81], to: [118, 36] }])
	})
	it('of nothing is empty', () => expect(situation(null)).toMatchObject({ patrols: [], incidents: [], alarms: [], links: [] }))
})
