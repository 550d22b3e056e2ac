// SPDX-License-Identifier: Apache-2.0
// The way of one vehicle, painted: legs with their direction, stops with their number, times where there is room.
import Layer from 'ol/layer/Layer'
import type { FrameState } from 'ol/Map'
import { project } from './clusters'
import { FONT, css } from './sprites'

export interface MapStop { at: [number, number]; ms: number; text?: string; doubt?: boolean }
type Pen = CanvasRenderingContext2D
type Box = [number, number, number, number]
const apart = (a: Box, b: Box) => a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1]

export class TrackLayer extends Layer {
	private stops: (MapStop & { x: number; y: number; words: string })[] = []
	private chosen: number | null = null
	private canvas = document.createElement('canvas')
	private px: [number, number][] = []
	constructor(z: number) {
		super({ zIndex: z })
		this.canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none'
	}
	show(stops: MapStop[], words: (s: MapStop) => string): void {
		this.stops = stops.map(s => { const [x, y] = project(s.at); return { ...s, x, y, words: words(s) } })
		this.changed()
	}
	choose(i: number | null): void { this.chosen = i; this.changed() }
	hit(x: number, y: number): number | null {
		for (let i = this.px.length - 1; i >= 0; i--) if (Math.hypot(this.px[i][0] - x, this.px[i][1] - y) <= 14) return i
		return null
	}
	override render(f: FrameState | null): HTMLElement {
		if (!f) return this.canvas
		const ratio = f.pixelRatio, [w, h] = f.size, s = f.viewState
		this.canvas.width = Math.round(w * ratio)
		this.canvas.height = Math.round(h * ratio)
		this.canvas.style.width = `${w}px`
		this.canvas.style.height = `${h}px`
		const c = this.canvas.getContext('2d'), cos = Math.cos(s.rotation), sin = Math.sin(s.rotation)
		this.px = this.stops.map(p => { const dx = (p.x - s.center[0]) / s.resolution, dy = (s.center[1] - p.y) / s.resolution; return [w / 2 + dx * cos - dy * sin, h / 2 + dx * sin + dy * cos] })
		if (!c) return this.canvas
		c.scale(ratio, ratio)
		this.legs(c)
		this.marks(c)
		return this.canvas
	}
	private legs(c: Pen): void {
		c.lineCap = 'round'
		for (let i = 1; i < this.px.length; i++) {
			const [a, b] = [this.px[i - 1], this.px[i]]
			if (Math.hypot(b[0] - a[0], b[1] - a[1]) < 1) continue
			for (const [width, colour] of [[6, css('--surface')], [3, css(this.stops[i].doubt ? '--alarm-mark' : '--link')]] as const) {
				c.setLineDash(this.stops[i].doubt ? [8, 7] : [])
				c.beginPath()
				c.moveTo(...a)
				c.lineTo(...b)
				c.lineWidth = width
				c.strokeStyle = colour
				c.stroke()
			}
			this.arrow(c, a, b, css(this.stops[i].doubt ? '--alarm-mark' : '--link'))
		}
		c.setLineDash([])
	}
	private arrow(c: Pen, a: [number, number], b: [number, number], colour: string): void {
		const long = Math.hypot(b[0] - a[0], b[1] - a[1])
		if (long < 44) return
		c.save()
		c.translate((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
		c.rotate(Math.atan2(b[1] - a[1], b[0] - a[0]))
		c.beginPath()
		c.moveTo(8, 0)
		c.lineTo(-6, -7)
		c.lineTo(-6, 7)
		c.closePath()
		c.fillStyle = colour
		c.fill()
		c.restore()
	}
	private marks(c: Pen): void {
		const taken: Box[] = this.px.map(([x, y]) => [x - 12, y - 12, x + 12, y + 12])
		c.textBaseline = 'middle'
		this.px.forEach(([x, y], i) => {
			const on = i === this.chosen
			c.beginPath()
			c.arc(x, y, on ? 14 : 11, 0, 7)
			c.fillStyle = css(on ? '--link' : '--surface')
			c.fill()
			c.lineWidth = on ? 3 : 2
			c.strokeStyle = css(this.stops[i].doubt ? '--alarm-mark' : '--link')
			c.stroke()
			c.fillStyle = css(on ? '--surface' : '--text')
			c.textAlign = 'center'
			c.font = `600 ${i > 98 ? 9 : 11}px ${FONT}`
			c.fillText(String(i + 1), x, y + 1)
		})
		c.textAlign = 'left'
		c.font = `12px ${FONT}`
		this.px.forEach(([x, y], i) => this.time(c, x, y, i, taken))
	}
	private time(c: Pen, x: number, y: number, i: number, taken: Box[]): void {
		const words = this.stops[i].words, wide = c.measureText(words).width + 10
		const where = ([[x + 15, y - 10], [x - 15 - wide, y - 10], [x - wide / 2, y + 15], [x - wide / 2, y - 35]] as const)
			.map(([l, t]) => [l, t, l + wide, t + 20] as Box).find(b => taken.every(other => apart(b, other)))
		if (!where) return
		taken.push(where)
		c.fillStyle = css('--surface')
		c.fillRect(where[0], where[1], wide, 20)
		c.strokeStyle = css('--line-strong')
		c.lineWidth = 1
		c.strokeRect(where[0] + 0.5, where[1] + 0.5, wide - 1, 19)
		c.fillStyle = css('--text')
		c.fillText(words, where[0] + 5, where[1] + 10.5)
	}
}
