// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import type { Row } from '@/engine/types'
import { checks, emergency, proposal, type About, type Seen } from '@/review/evidence'
import { law, reckon } from '@/stop/law'
import { inForce, notes } from '@/stop/paper'

const row = (o: Record<string, unknown>): Row => ({ id: 1, version: 1, ...o })
const seen: Seen = { displacement: true, clock: null, duty: '' }
const good = (): About => ({
	row: row({ frames: 3, captured_at: '2026-03-02T01:00:00Z', clock_ms: 120, plate: '鲁C12345', plate_class: '02' }), pictures: 1, same: null,
	rule: row({ frames: 3, displacement: true, clock_ms: 1000, published: true, verified: true }), device: row({ verified_until: '2026-12-31', published_on: '2019-01-01' }),
})
const bad = (a: About, s: Seen = seen) => checks(a, s).filter(c => c.how !== 'good').map(c => `${c.name} ${c.how}`)

describe('what the evidence rule asks', () => {
	it('is fulfilled by a whole record', () => expect(bad(good())).toEqual([]))
	it('names what is missing, the gravest first', () => {
		const a = good()
		a.row = row({ ...a.row, frames: 2, clock_ms: 1001, exempt: 'permit' })
		expect(bad(a)).toEqual(['exempt missing', 'frames missing', 'clock_ms missing'])
		expect(proposal(checks(a, seen))).toBe('exempt')
	})
	it('asks the reviewer for what only he can say', () => {
		const a = good()
		a.row = row({ ...a.row, clock_ms: null, plate: '鲁C1234警', plate_class: '23' })
		expect(bad(a, { ...seen, displacement: false })).toEqual(['on_duty asked', 'displacement asked', 'clock_ms asked'])
		expect(bad(a, { displacement: true, clock: 0, duty: 'no' })).toEqual([])
		expect(bad(a, { displacement: true, clock: 0, duty: 'yes' })).toEqual(['on_duty missing'])
	})
	it('asks of the device as it was on the day', () => {
		const a = good()
		a.device = row({ verified_until: '2026-03-01', published_on: '2026-03-03' })
		expect(bad(a)).toEqual(['verified_until missing', 'published_on missing'])
		a.device = row({ verified_until: '2026-03-02', published_on: '2026-03-02' })
		expect(bad(a)).toEqual([])
	})
	it('counts a fact as recorded only where the other was used', () => {
		const a = good()
		a.row = row({ ...a.row, same_as: 7 })
		for (const [state, n] of [['captured', 0], ['rejected', 0], ['first_pass', 1], ['entered', 1]] as const) expect(bad({ ...a, same: row({ id: 7, state }) })).toHaveLength(n)
		expect(bad({ ...a, same: undefined })).toEqual(['same_as asked'])
	})
	it('knows emergency vehicles by class and by plate', () => expect([['鲁C12345', '02'], ['鲁C12345', '23'], ['鲁C1234警', '02'], ['鲁C1234应急', '01']].map(([plate, plate_class]) => emergency(row({ plate, plate_class })))).toEqual([false, true, true, true]))
})

describe('the fine of a stop', () => {
	law.value = { at: '', codes: [], factors: [], simple: 20000, bands: [row({ road: 'ordinary', over_from: 1, over_to: 100, fine: 0, article: '' }), row({ road: 'ordinary', over_from: 100, over_to: 300, fine: 5000, article: '' }), row({ road: 'motorway', over_from: 501, over_to: 10000, fine: 200000, article: '' })] }
	const code = row({ code: '1102', fine_min: 2000, fine_max: 20000, points: 1, simple: true, basis: '' })
	const of = (o: Partial<Parameters<typeof reckon>[1]>, c = code) => reckon(c, { road: 'urban', speed: null, limit: null, factors: [], ...o })
	it('is the officer\'s within the bounds where the code names none', () => expect(of({})).toMatchObject({ fine: null, least: 2000, most: 20000, points: 1, simple: true }))
	it('is the usual one where there is one', () => expect(of({}, row({ ...code, fine_default: 10000 })).fine).toBe(10000))
	it('may go below with a lighter circumstance and is none where one excludes it', () => {
		expect(of({ factors: [row({ effect: 'lighter' })] }).least).toBe(0)
		expect(of({ factors: [row({ effect: 'none' })] }).none).toBe(true)
	})
	it('is the step of the ladder for a speed', () => {
		expect(of({ speed: 65, limit: 60 })).toMatchObject({ fine: 0, warning: true })
		expect(of({ speed: 66, limit: 60 })).toMatchObject({ fine: 5000, warning: false })
		expect(of({ road: 'motorway', speed: 181, limit: 120 }).simple).toBe(false)
	})
})

describe('the paper of a stop', () => {
	const verbs = (p: Record<string, unknown>, refused = false) => notes(row(p), refused, '2026-03-02T01:00:00Z').map(n => n.verb)
	it('is sealed, signed, given, each noted once', () => {
		expect(verbs({})).toEqual(['stamp', 'sign', 'serve'])
		expect(verbs({ seal: 'stamped', signature: 'hand' })).toEqual(['serve'])
		expect(verbs({ seal: 'stamped', signature: 'hand', served_at: 'x' })).toEqual([])
	})
	it('tells a refusal', () => expect(verbs({}, true)).toEqual(['stamp', 'refuse', 'serve']))
	it('is the one in force', () => expect(inForce([row({ state: 'voided', type: 'simple_decision' }), row({ state: 'issued', type: 'penalty_decision' }), row({ state: 'issued', type: 'simple_decision', id: 3 })])).toHaveLength(1))
})
