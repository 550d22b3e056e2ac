// SPDX-License-Identifier: Apache-2.0
// The index of clusters: nothing lost, nothing twice, the worst state wins; and the map of the console mounts without one.
import { describe, expect, it } from 'vitest'
import type { Look } from '@/engine/types'
import { Clusters, level, project, resolution, worse, type Spot } from '@/map/clusters'

function many(n: number): Spot[] {
	let seed = 7
	const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
	return Array.from({ length: n }, (_, i) => ({ id: i + 1, at: [117.8 + next() * 0.6, 36.5 + next() * 0.6], look: (['normal', 'normal', 'normal', 'idle', 'alarm'] as Look[])[Math.floor(next() * 5)], text: `设备${i}` }))
}
describe('clusters of a map', () => {
	const spots = many(10_952), index = new Clusters(spots)
	it('holds every point once at every zoom', () => {
		for (const zoom of [5, 9.3, 12, 14.75, 19]) {
			const ids = index.at(zoom).flatMap(g => g.spots.map(s => s.id))
			expect(ids.length).toBe(spots.length)
			expect(new Set(ids).size).toBe(spots.length)
		}
	})
	it('has fewer groups the farther one looks from, and one from very far', () => {
		const n = [5, 9, 11, 13, 15].map(z => index.at(z).length)
		expect(n).toEqual([...n].sort((a, b) => a - b))
		expect(n[0]).toBe(1)
		expect(n.at(-1)!).toBeGreaterThan(5000)
	})
	it('shows the worst state and counts what is bad', () => {
		for (const g of index.at(11)) {
			const bad = g.spots.filter(s => s.look === 'alarm').length
			expect(g.bad).toBe(bad)
			expect(g.look).toBe(g.spots.reduce<Look>((l, s) => worse(l, s.look), 'idle'))
		}
	})
	it('draws the worst last', () => {
		const looks = index.at(12).map(g => g.look)
		expect(looks.lastIndexOf('normal')).toBeLessThan(looks.indexOf('alarm'))
	})
	it('keeps the centre of a group among its points', () => {
		for (const g of index.at(12)) {
			const at = g.spots.map(s => project(s.at)), xs = at.map(p => p[0]), ys = at.map(p => p[1])
			expect(g.x).toBeGreaterThanOrEqual(Math.min(...xs) - 1e-6)
			expect(g.x).toBeLessThanOrEqual(Math.max(...xs) + 1e-6)
			expect(g.y).toBeGreaterThanOrEqual(Math.min(...ys) - 1e-6)
			expect(g.y).toBeLessThanOrEqual(Math.max(...ys) + 1e-6)
		}
	})
	it('is made once for each half step', () => {
		expect(index.at(12.1)).toBe(index.at(11.9))
		expect(index.at(12.1)).not.toBe(index.at(12.4))
		expect(level(12.26)).toBe(12.5)
	})
	it('gathers devices on the same pole however close one looks', () => {
		const pole = new Clusters([1, 2, 3].map(id => ({ id, at: [118, 36.8], look: 'normal', text: '' })))
		expect(pole.at(19)).toHaveLength(1)
		expect(pole.at(19)[0].spots).toHaveLength(3)
	})
})
describe('the plane', () => {
	it('has the web mercator of the tiles', () => {
		const [x, y] = project([180, 0])
		expect(x).toBeCloseTo(20_037_508.34, 1)
		expect(y).toBeCloseTo(0, 6)
		expect(project([118.05, 36.81])[1]).toBeCloseTo(4_412_254, -4)
		expect(resolution(0)).toBeCloseTo(156_543.03, 1)
	})
})
