// SPDX-License-Identifier: Apache-2.0
// One layer of marks: a canvas of its own upon the map, painted from the ready groups; what lies under the pointer is
// found without asking the map.
import Layer from 'ol/layer/Layer'
import type { FrameState } from 'ol/Map'
import type { Group, Spot } from './clusters'
import { FONT, Sprites, css, type Sprite } from './sprites'

export interface Sheet<S extends Spot = Spot> {
	title: string
	groups(zoom: number): Group<S>[]
	sprite(sprites: Sprites, g: Group<S>, ratio: number): Sprite
	chosen: ReadonlySet<number>
	/** choosing one or several that lie together */
	pick(spots: S[]): void
	/** what cannot be told apart here is looked at more closely first */
	opens: boolean
	/** words beside a single mark, close to the street */
	words?: (g: Group<S>) => string
}
export const WORDS_FROM = 15.5

interface View { cos: number; sin: number; cx: number; cy: number; res: number; w: number; h: number }
function view(f: FrameState): View {
	const s = f.viewState
	return { cos: Math.cos(s.rotation), sin: Math.sin(s.rotation), cx: s.center[0], cy: s.center[1], res: s.resolution, w: f.size[0], h: f.size[1] }
}
function place(v: View, x: number, y: number): [number, number] {
	const dx = (x - v.cx) / v.res, dy = (v.cy - y) / v.res
	return [v.w / 2 + dx * v.cos - dy * v.sin, v.h / 2 + dx * v.sin + dy * v.cos]
}

export class SheetLayer extends Layer {
	readonly sheet: Sheet
	private canvas = document.createElement('canvas')
	private sprites = new Sprites()
	private last: { f: FrameState; zoom: number } | null = null
	painted = 0

	constructor(sheet: Sheet, zIndex: number) {
		super({ zIndex })
		this.sheet = sheet
		this.canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
		this.canvas.className = 'sheet'
	}
	override render(f: FrameState | null): HTMLElement {
		if (!f) return this.canvas
		const ratio = f.pixelRatio, w = Math.round(f.size[0] * ratio), h = Math.round(f.size[1] * ratio)
		if (this.canvas.width !== w || this.canvas.height !== h) {
			this.canvas.width = w
			this.canvas.height = h
			this.canvas.style.width = `${f.size[0]}px`
			this.canvas.style.height = `${f.size[1]}px`
		}
		const c = this.canvas.getContext('2d')
		if (!c) return this.canvas
		c.setTransform(1, 0, 0, 1, 0, 0)
		c.clearRect(0, 0, w, h)
		this.last = { f, zoom: f.viewState.zoom }
		this.paint(c, f, ratio)
		return this.canvas
	}
	private paint(c: CanvasRenderingContext2D, f: FrameState, ratio: number): void {
		const v = view(f), words = this.sheet.words && f.viewState.zoom >= WORDS_FROM
		this.painted = 0
		if (words) { c.font = `${12 * ratio}px ${FONT}`; c.textBaseline = 'middle'; c.lineJoin = 'round'; c.lineWidth = 3 * ratio; c.strokeStyle = css('--map-halo'); c.fillStyle = css('--text') }
		for (const g of this.sheet.groups(f.viewState.zoom)) {
			const [x, y] = place(v, g.x, g.y)
			if (x < -40 || y < -40 || x > v.w + 40 || y > v.h + 40) continue
			const s = this.sheet.sprite(this.sprites, g, ratio)
			if (this.sheet.chosen.size && g.spots.some(p => this.sheet.chosen.has(p.id))) this.copy(c, this.sprites.ring(s.r + 3, ratio), x, y, ratio)
			this.copy(c, s, x, y, ratio)
			this.painted++
			if (!words || g.spots.length !== 1) continue
			const text = this.sheet.words!(g)
			c.strokeText(text, (x + s.r) * ratio, y * ratio)
			c.fillText(text, (x + s.r) * ratio, y * ratio)
		}
	}
	private copy(c: CanvasRenderingContext2D, s: Sprite, x: number, y: number, ratio: number): void {
		c.drawImage(s.image, Math.round((x - s.r) * ratio), Math.round((y - s.r) * ratio))
	}
	/** The uppermost group at a pixel of the map, with a margin for a finger. */
	hit(px: number, py: number, margin = 4): Group | null {
		if (!this.last) return null
		const v = view(this.last.f), groups = this.sheet.groups(this.last.zoom)
		for (let i = groups.length - 1; i >= 0; i--) {
			const [x, y] = place(v, groups[i].x, groups[i].y), r = this.sheet.sprite(this.sprites, groups[i], this.last.f.pixelRatio).r - 3 + margin
			if ((x - px) ** 2 + (y - py) ** 2 <= r * r) return groups[i]
		}
		return null
	}
	/** What is on the screen, from the upper left to the lower right: the way of the keyboard. */
	seen(): Group[] {
		if (!this.last) return []
		const v = view(this.last.f)
		return this.sheet.groups(this.last.zoom).map(g => ({ g, p: place(v, g.x, g.y) }))
			.filter(({ p }) => p[0] >= 0 && p[1] >= 0 && p[0] <= v.w && p[1] <= v.h)
			.sort((a, b) => Math.round(a.p[1] / 60) - Math.round(b.p[1] / 60) || a.p[0] - b.p[0]).map(({ g }) => g)
	}
}
