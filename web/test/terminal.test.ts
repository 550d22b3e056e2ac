// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { corners, driven, old, OLD_MS, type Fix } from '@/terminal/where'

const fix = (lon: number, lat: number, at = '2026-11-27T12:00:00Z'): Fix => ({ kind: 'vehicle', id: 1, unit: 1, at, received_at: at, place: [lon, lat], speed: 0, course: 0, sos: false })

describe('borders', () => {
	it('are read as they were typed', () => {
		expect(corners('118.1,36.8  118.2,36.8 118.2,36.9 ')).toEqual([[118.1, 36.8], [118.2, 36.8], [118.2, 36.9]])
		expect(corners('{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6]]]}')).toHaveLength(3)
		expect(corners('{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6]]]}}')).toHaveLength(3)
	})
	it('what is none has no corners', () => {
		expect(corners('')).toEqual([])
		expect(corners('x,y 1')).toEqual([])
		expect(corners('{"type":"Point"}')).toEqual([])
	})
})
describe('tracks', () => {
	it('a degree of latitude is 111 km, one of longitude less', () => {
		expect(driven([fix(118, 36), fix(118, 37)])).toBeCloseTo(111_195, 0)
		expect(driven([fix(118, 36), fix(119, 36)])).toBeCloseTo(111_195 * Math.cos(36 * Math.PI / 180), 0)
		expect(driven([fix(118, 36)])).toBe(0)
	})
	it('an old fix says where it was', () => {
		expect(old(fix(1, 1), Date.parse('2026-11-27T12:00:00Z') + OLD_MS)).toBe(false)
		expect(old(fix(1, 1), Date.parse('2026-11-27T12:00:00Z') + OLD_MS + 1)).toBe(true)
	})
})
