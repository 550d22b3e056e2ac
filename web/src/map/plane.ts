// SPDX-License-Identifier: Apache-2.0
// OpenLayers behind a few functions; a chunk of its own. The layers are children of MapView and come and go by
// `put` and `take`; what is under the pointer and what the keyboard reaches is found here.
import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import ScaleLine from 'ol/control/ScaleLine'
import Zoom from 'ol/control/Zoom'
import { boundingExtent } from 'ol/extent'
import Point from 'ol/geom/Point'
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom'
import { defaults } from 'ol/interaction/defaults'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Fill, RegularShape, Stroke, Style } from 'ol/style'
import { baseLayer, centre, degreeNet, mapInfo, type MapInfo } from './base'
import type { Group, Spot } from './clusters'
import { SheetLayer, type Sheet } from './sheet'
import { css } from './sprites'

export type MapPoint = Spot
export type LonLat = [number, number]
export interface Told {
	place(at: LonLat): void
	move(at: LonLat | null): void
	over(words: string, at: [number, number] | null): void
	say(words: string): void
	info(i: MapInfo): void
}
const CLOSER = 12	// so many in one group are looked at more closely before they are listed
export const place = (p: LonLat): [number, number] => fromLonLat(p) as [number, number]
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches

export class Plane {
	readonly map: OlMap
	private sheets: SheetLayer[] = []
	private marks = new VectorSource()
	private pins: VectorLayer
	private told: Told
	private step = -1
	private gone = false
	private fitted = false
	/** set while somebody draws: a click belongs to the drawing */
	drawing = false

	/** A map that fills its screen is moved at once; one within a form only when it has the focus, so that the page can be scrolled. */
	constructor(target: HTMLElement, told: Told, fill: boolean) {
		this.told = told
		const pin = () => new Style({ image: new RegularShape({ points: 4, radius: 11, radius2: 3, fill: new Fill({ color: css('--link') }), stroke: new Stroke({ color: css('--surface'), width: 1.5 }) }) })
		this.pins = new VectorLayer({ source: this.marks, style: pin, zIndex: 90, visible: false })	// a canvas that is empty costs all the same
		this.map = new OlMap({
			target, controls: [new Zoom(), new ScaleLine()], maxTilesLoading: 8, moveTolerance: 3,
			interactions: defaults({ mouseWheelZoom: false, onFocusOnly: !fill && matchMedia('(pointer: coarse)').matches }).extend([new MouseWheelZoom({ onFocusOnly: !fill })]),
			layers: [this.pins],
			view: new View({ center: place([118.05, 36.81]), zoom: 10, maxZoom: 19, minZoom: 5 }),
		})
		this.map.on('singleclick', e => this.clicked(e.pixel as [number, number], e.coordinate as [number, number]))
		this.map.on('pointermove', e => { if (!e.dragging) this.moved(e.pixel as [number, number], e.coordinate) })
		this.map.getViewport()!.addEventListener('pointerleave', () => { told.move(null); told.over('', null) })
		void mapInfo().then(i => this.ground(i))
	}
	private ground(i: MapInfo): void {
		if (this.gone) return
		this.map.getLayers().insertAt(0, i.present ? baseLayer(i, () => this.zoom) : degreeNet())
		if (!this.fitted && i.bounds) this.map.getView().setCenter(centre(i))
		this.told.info(i)
	}
	get zoom(): number { return this.map.getView().getZoom() ?? 10 }

	put(sheet: Sheet, zIndex: number): SheetLayer {
		const layer = new SheetLayer(sheet, zIndex)
		this.sheets.push(layer)
		this.sheets.sort((a, b) => (b.getZIndex() ?? 0) - (a.getZIndex() ?? 0))
		this.map.addLayer(layer)
		return layer
	}
	take(layer: SheetLayer): void {
		this.sheets = this.sheets.filter(s => s !== layer)
		if (!this.gone) this.map.removeLayer(layer)
	}
	/** Another theme: nothing that was painted before is right. */
	repaint(): void {
		this.map.getAllLayers().forEach(l => { if (!(l instanceof SheetLayer)) l.changed() })
		this.sheets.forEach(s => s.changed())
	}
	private under(px: [number, number]): { layer: SheetLayer; group: Group } | null {
		for (const layer of this.sheets) {
			const group = layer.hit(px[0], px[1])
			if (group) return { layer, group }
		}
		return null
	}
	private clicked(px: [number, number], at: [number, number]): void {
		if (this.drawing) return
		this.told.place(toLonLat(at) as LonLat)
		const hit = this.under(px)
		if (hit) this.choose(hit.layer, hit.group)
	}
	private choose(layer: SheetLayer, group: Group): void {
		if (layer.sheet.opens && group.spots.length > CLOSER && this.zoom < 17) this.closer(group)
		else layer.sheet.pick(group.spots)
	}
	private closer(g: Group): void {
		const all = boundingExtent(g.spots.map(s => place(s.at)))
		this.map.getView().fit(all, { padding: [60, 60, 60, 60], maxZoom: Math.max(17, this.zoom + 1), duration: still() ? 0 : 200 })
	}
	private moved(px: [number, number], at: number[]): void {
		this.told.move(toLonLat(at) as LonLat)
		const hit = this.drawing ? null : this.under(px)
		this.map.getViewport()!.style.cursor = hit ? 'pointer' : ''
		this.told.over(hit ? this.words(hit.layer, hit.group) : '', hit ? px : null)
	}
	private words(layer: SheetLayer, g: Group): string {
		return g.spots.length === 1 ? g.spots[0].text : `${g.spots.length} ${layer.sheet.title}${g.bad ? ` · !${g.bad}` : ''}`
	}
	/** The keyboard: . and , go to the next and last mark on the screen, Enter opens it. */
	key(e: KeyboardEvent): boolean {
		const all = this.sheets.flatMap(layer => layer.seen().map(group => ({ layer, group })))
		if (!all.length || !['.', ',', 'Enter', 'Home'].includes(e.key)) return false
		if (e.key === 'Enter') { const on = all[this.step]; if (on) this.choose(on.layer, on.group); return !!on }
		this.step = e.key === 'Home' ? 0 : (this.step + (e.key === '.' ? 1 : -1) + all.length) % all.length
		const { layer, group } = all[this.step]
		const px = this.map.getPixelFromCoordinate([group.x, group.y]) as [number, number]
		this.told.over(this.words(layer, group), px)
		this.told.say(`${this.step + 1} / ${all.length} ${this.words(layer, group)}`)
		return true
	}
	mark(at: LonLat | null): void {
		this.marks.clear()
		this.pins.setVisible(!!at)
		if (at) this.marks.addFeature(new Feature(new Point(place(at))))
	}
	focus(at: LonLat, zoom?: number): void {
		this.fitted = true
		const view = this.map.getView()
		view.cancelAnimations()
		view.animate({ center: place(at), zoom: zoom ?? Math.max(this.zoom, 14), duration: still() ? 0 : 250 })
	}
	fit(at: LonLat[], maxZoom = 15): void {
		if (!at.length) return
		this.fitted = true
		if (at.length === 1) { this.map.getView().setCenter(place(at[0])); this.map.getView().setZoom(maxZoom) }
		else this.map.getView().fit(boundingExtent(at.map(place)), { padding: [48, 48, 48, 48], maxZoom })
	}
	drop(): void {
		this.gone = true
		this.map.setTarget(undefined)
		this.map.dispose()
	}
}
