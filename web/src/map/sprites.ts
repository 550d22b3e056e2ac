// SPDX-License-Identifier: Apache-2.0
// The marks of a map as little pictures, each drawn once: form and colour say the state, a number says how many. While
// the map moves they are only copied.
import type { Look } from '@/engine/types'

export interface Sprite { image: HTMLCanvasElement; r: number }
export const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
export const theme = (): string => document.documentElement.dataset.theme ?? 'light'
export const FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"

type Pen = CanvasRenderingContext2D
function shape(c: Pen, look: Look, r: number): void {
	c.beginPath()
	if (look === 'attention') { c.moveTo(0, -r); c.lineTo(r * 0.98, r * 0.75); c.lineTo(-r * 0.98, r * 0.75); c.closePath() }
	else if (look === 'alarm') c.rect(-r * 0.82, -r * 0.82, r * 1.64, r * 1.64)
	else if (look === 'unknown') { c.moveTo(0, -r); c.lineTo(r, 0); c.lineTo(0, r); c.lineTo(-r, 0); c.closePath() }
	else c.arc(0, 0, r * 0.8, 0, 7)
}
function single(c: Pen, look: Look, r: number): void {
	shape(c, look, r)
	c.lineWidth = 3.5
	c.strokeStyle = css('--surface')
	c.stroke()
	c.fillStyle = look === 'idle' ? css('--surface') : css(`--${look}-mark`)
	c.fill()
	if (look !== 'idle') return
	c.lineWidth = 2
	c.strokeStyle = css('--idle-mark')
	c.stroke()
}
const short = (n: number): string => (n < 10_000 ? String(n) : `${Math.round(n / 1000)}k`)
function cluster(c: Pen, look: Look, r: number, n: number, bad: number): void {
	c.beginPath()
	c.arc(0, 0, r - 2, 0, 7)
	c.fillStyle = css(`--${look}-soft`)
	c.fill()
	c.lineWidth = 2
	c.strokeStyle = css(`--${look}-mark`)
	c.stroke()
	c.fillStyle = css(`--${look}`)
	c.textAlign = 'center'
	c.textBaseline = 'middle'
	c.font = `600 12px ${FONT}`
	c.fillText(short(n), 0, bad ? -4 : 1)
	if (!bad) return
	c.font = `600 10px ${FONT}`
	c.fillText(`!${short(bad)}`, 0, 8)
}
/** An alarm stands out by its size and its edge, and says its priority. */
function alarm(c: Pen, look: Look, r: number, word: string): void {
	shape(c, look, r)
	c.lineWidth = 5
	c.strokeStyle = css('--surface')
	c.stroke()
	c.lineWidth = 2
	c.strokeStyle = css('--text')
	c.stroke()
	c.fillStyle = css(`--${look}-mark`)
	c.fill()
	c.fillStyle = css('--surface')
	c.font = `700 12px ${FONT}`
	c.textAlign = 'center'
	c.textBaseline = 'middle'
	c.fillText(word, 0, look === 'attention' ? 3 : 1)
}
function flow(c: Pen, look: Look, r: number): void {
	c.beginPath()
	c.arc(0, 0, r - 1, 0, 7)
	c.globalAlpha = 0.28
	c.fillStyle = css(`--${look}-mark`)
	c.fill()
	c.globalAlpha = 1
	c.lineWidth = 1.5
	c.strokeStyle = css(`--${look}-mark`)
	c.stroke()
	c.beginPath()
	c.arc(0, 0, 2.5, 0, 7)
	c.fillStyle = css(`--${look}-mark`)
	c.fill()
}
/** A patrol: the shape says the state, the sign the kind, the spike where it drives; hatched: nothing is heard of it. */
export interface PatrolLook { look: Look; sign: string; course: number | null; silent: boolean; sos: boolean }
function patrol(c: Pen, p: PatrolLook, r: number): void {
	const look = p.sos ? 'alarm' : p.look, ink = css(`--${look}-mark`)
	if (p.course != null) {
		c.save()
		c.rotate(p.course * Math.PI / 180)
		c.beginPath()
		c.moveTo(0, -r - 6)
		c.lineTo(5, -r + 2)
		c.lineTo(-5, -r + 2)
		c.closePath()
		c.fillStyle = ink
		c.strokeStyle = css('--surface')
		c.lineWidth = 2
		c.stroke()
		c.fill()
		c.restore()
	}
	shape(c, look, r)
	c.lineWidth = 4
	c.strokeStyle = css('--surface')
	c.stroke()
	c.fillStyle = css(p.silent ? '--surface' : `--${look}-mark`)
	c.fill()
	if (p.silent) hatch(c, look, r, ink)
	c.lineWidth = 2
	c.strokeStyle = ink
	shape(c, look, r)
	c.stroke()
	c.fillStyle = css(p.silent ? '--text' : '--surface')
	c.font = `700 ${p.sign.length > 1 ? 10 : 12}px ${FONT}`
	c.textAlign = 'center'
	c.textBaseline = 'middle'
	if (p.silent) { c.lineWidth = 3; c.strokeStyle = css('--surface'); c.strokeText(p.sign, 0, look === 'attention' ? 3 : 1) }
	c.fillText(p.sign, 0, look === 'attention' ? 3 : 1)
}
function hatch(c: Pen, look: Look, r: number, ink: string): void {
	c.save()
	shape(c, look, r)
	c.clip()
	c.beginPath()
	for (let i = -r * 2; i <= r * 2; i += 5) { c.moveTo(i - r, r); c.lineTo(i + r, -r) }
	c.lineWidth = 2
	c.strokeStyle = ink
	c.stroke()
	c.restore()
}
/** An incident: a pin, full while nobody has been sent, hollow once somebody is on it. */
function incident(c: Pen, look: Look, sign: string, r: number): void {
	const ink = css(`--${look}-mark`), hollow = look !== 'alarm'
	c.beginPath()
	c.arc(0, -r * 0.25, r * 0.72, Math.PI * 0.8, Math.PI * 2.2)
	c.lineTo(0, r)
	c.closePath()
	c.lineWidth = 5
	c.strokeStyle = css('--surface')
	c.stroke()
	c.fillStyle = hollow ? css('--surface') : ink
	c.fill()
	c.lineWidth = 2.5
	c.strokeStyle = ink
	c.stroke()
	c.fillStyle = hollow ? css('--text') : css('--surface')
	c.font = `700 12px ${FONT}`
	c.textAlign = 'center'
	c.textBaseline = 'middle'
	c.fillText(sign, 0, -r * 0.22)
}
function ring(c: Pen, r: number): void {
	c.beginPath()
	c.arc(0, 0, r - 3, 0, 7)
	c.lineWidth = 5
	c.strokeStyle = css('--surface')
	c.stroke()
	c.lineWidth = 2.5
	c.strokeStyle = css('--link')
	c.stroke()
}

export class Sprites {
	private kept = new Map<string, Sprite>()
	private was = ''
	private get(key: string, r: number, ratio: number, draw: (c: Pen) => void): Sprite {
		const look = `${theme()} ${ratio}`
		if (look !== this.was) { this.kept.clear(); this.was = look }
		let s = this.kept.get(key)
		if (s) return s
		const image = document.createElement('canvas'), half = r + 3
		image.width = image.height = Math.ceil(half * 2 * ratio)
		const c = image.getContext('2d')
		if (c) { c.scale(ratio, ratio); c.translate(half, half); draw(c) }
		this.kept.set(key, s = { image, r: half })
		return s
	}
	single(look: Look, ratio: number): Sprite { return this.get(`1${look}`, 8, ratio, c => single(c, look, 8)) }
	cluster(look: Look, n: number, bad: number, ratio: number): Sprite {
		const r = 14 + Math.min(11, Math.log2(n) * 1.6)
		return this.get(`n${look}${n}/${bad}`, r, ratio, c => cluster(c, look, r, n, bad))
	}
	alarm(look: Look, word: string, ratio: number): Sprite { return this.get(`a${look}${word}`, 13, ratio, c => alarm(c, look, 13, word)) }
	flow(look: Look, r: number, ratio: number): Sprite { return this.get(`f${look}${r}`, r, ratio, c => flow(c, look, r)) }
	patrol(p: PatrolLook, ratio: number): Sprite { return this.get(`p${p.look}${p.sign}${p.course}${p.silent}${p.sos}`, 17, ratio, c => patrol(c, p, 11)) }
	incident(look: Look, sign: string, ratio: number): Sprite { return this.get(`i${look}${sign}`, 17, ratio, c => incident(c, look, sign, 16)) }
	ring(r: number, ratio: number): Sprite { const w = Math.round(r); return this.get(`r${w}`, w, ratio, c => ring(c, w)) }
}
