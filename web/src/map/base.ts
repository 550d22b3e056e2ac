// SPDX-License-Identifier: Apache-2.0
// The base map: vector tiles that luan itself serves, muted, so that what is drawn upon them is seen. Without a base map
// a degree net stands for it. Nothing is fetched from another host.
import MVT from 'ol/format/MVT'
import type { FeatureLike } from 'ol/Feature'
import Graticule from 'ol/layer/Graticule'
import type BaseLayer from 'ol/layer/Base'
import LayerGroup from 'ol/layer/Group'
import VectorTileLayer from 'ol/layer/VectorTile'
import { fromLonLat, transformExtent } from 'ol/proj'
import VectorTileSource from 'ol/source/VectorTile'
import { Fill, Stroke, Style, Text } from 'ol/style'
import { LabelLayer } from './labels'
import { FONT, css, theme } from './sprites'

export interface MapInfo { present: boolean; bounds?: [number, number, number, number]; min_zoom?: number; max_zoom?: number; attribution?: string; simulated?: boolean; made_at?: string; version?: string }

let asked: Promise<MapInfo> | null = null
/** Asked once for the life of the page; an absent map is an ordinary answer. */
export function mapInfo(): Promise<MapInfo> {
	return asked ??= fetch('/map/info', { credentials: 'same-origin' })
		.then(async r => (r.ok && r.headers.get('Content-Type')?.includes('json') ? await r.json() as MapInfo : { present: false }))
		.catch(() => { asked = null; return { present: false } })
}

const WIDTH: Record<string, number> = { motorway: 4, trunk: 3.4, primary: 3, secondary: 2.4, tertiary: 1.8, residential: 1.1, service: 0.7 }
const GREEN = new Set(['forest', 'wood', 'park', 'grass', 'meadow', 'farmland', 'garden', 'orchard', 'scrub', 'cemetery', 'recreation_ground', 'village_green', 'golf_course', 'pitch'])
const SIZE: Record<string, [number, number]> = { city: [15, 0], district: [14, 8], town: [13, 10], suburb: [12, 12], village: [11, 12.5], hamlet: [11, 13.5] }

function area(kind: string): string {
	if (GREEN.has(kind)) return '--map-green'
	return kind === 'built' || kind === 'building' ? '--map-built' : '--map-land-use'
}
function label(text: string, size: number, more: Partial<ConstructorParameters<typeof Text>[0]> = {}): Text {
	return new Text({ text, font: `${size}px ${FONT}`, fill: new Fill({ color: css('--map-label') }), stroke: new Stroke({ color: css('--map-halo'), width: 3 }), ...more })
}
type Make = (zoom: number) => Style[]
/** A number that is 0 for what has no form of its own there. */
const roadWidth = (kind: string, zoom: number) => { const w = (WIDTH[kind] ?? 0.9) * Math.max(0.35, Math.min(3.2, 2 ** ((zoom - 13) / 2))); return w < 0.32 ? 0 : w }
const major = (kind: string) => (WIDTH[kind] ?? 0) >= 2.4
function road(kind: string): Make {
	return zoom => {
		const w = roadWidth(kind, zoom), round = { lineCap: 'round', lineJoin: 'round' } as const
		if (!w) return []
		// From afar a white line on a light ground cannot be seen: there it has a colour of its own.
		const color = css(w < 2 && major(kind) ? '--map-road-far' : major(kind) ? '--map-road-major' : '--map-road')
		const line = new Style({ stroke: new Stroke({ color, width: w < 2 && major(kind) ? Math.max(1, w) : w, ...round }), zIndex: 10 + Math.round(w * 4) })
		return w < 2 ? [line] : [new Style({ stroke: new Stroke({ color: css('--map-road-edge'), width: w + 1.6, ...round }), zIndex: 9 }), line]
	}
}
function shape(layer: string, kind: string, line: boolean): Make {
	if (layer === 'water') return () => [new Style(line ? { stroke: new Stroke({ color: css('--map-water'), width: 1.6 }), zIndex: 3 } : { fill: new Fill({ color: css('--map-water') }), zIndex: 3 })]
	if (layer === 'landuse') return () => [new Style({ fill: new Fill({ color: css(area(kind)) }), zIndex: 1 })]
	if (layer === 'built') return zoom => (zoom >= 13 ? [new Style({ fill: new Fill({ color: css('--map-built') }), zIndex: 2 })] : [])
	if (layer === 'boundary') return () => [new Style({ stroke: new Stroke({ color: css('--map-boundary'), width: 1.2, lineDash: [6, 4] }), zIndex: 30 })]
	return layer === 'road' ? road(kind) : () => []
}
function named(layer: string, kind: string, name: string, ref: string): Make {
	if (layer === 'place') return zoom => { const [size, from] = SIZE[kind] ?? [11, 13.5]; return zoom >= from && name ? [new Style({ text: label(name, size), zIndex: size })] : [] }
	if (layer !== 'road' || !(name || ref)) return () => []
	return zoom => (zoom >= (major(kind) ? 12 : 14.5) && roadWidth(kind, zoom) ? [new Style({ text: label(name || ref, 11, { placement: 'line', maxAngle: 0.5, overflow: false, repeat: 420 }) })] : [])
}
/** One style for each kind of thing and half step of zoom: made once, not for each feature. */
function kept(zoomNow: () => number, key: (f: FeatureLike, layer: string) => string, make: (f: FeatureLike, layer: string) => Make) {
	const styles = new Map<string, Style[]>()
	let was = ''
	return (f: FeatureLike): Style[] => {
		const layer = f.get('layer') as string, zoom = Math.round(zoomNow() * 2) / 2, k = `${zoom}${key(f, layer)}`
		if (was !== theme() || styles.size > 20_000) { styles.clear(); was = theme() }
		let s = styles.get(k)
		if (!s) styles.set(k, s = make(f, layer)(zoom))
		return s
	}
}
const text = (f: FeatureLike, key: string) => String(f.get(key) ?? '')
const isLine = (f: FeatureLike) => f.getGeometry()?.getType().includes('LineString') ?? false

export function baseLayer(info: MapInfo, zoomNow: () => number): BaseLayer {
	const source = new VectorTileSource({ format: new MVT(), url: `/map/tiles/{z}/{x}/{y}${info.version ? `?v=${info.version}` : ''}`, minZoom: info.min_zoom ?? 8, maxZoom: info.max_zoom ?? 14, cacheSize: 256, transition: 0 })
	const common = { source, minZoom: (info.min_zoom ?? 8) - 1.01, extent: info.bounds ? transformExtent(info.bounds, 'EPSG:4326', 'EPSG:3857') : undefined }
	const shapes = kept(zoomNow, (f, l) => `${l}|${text(f, 'class')}|${isLine(f)}`, (f, l) => shape(l, text(f, 'class'), isLine(f)))
	const names = kept(zoomNow, (f, l) => (l === 'place' || l === 'road' ? `${l}|${text(f, 'class')}|${text(f, 'name')}|${text(f, 'ref')}` : ''), (f, l) => named(l, text(f, 'class'), text(f, 'name'), text(f, 'ref')))
	return new LayerGroup({ layers: [
		new VectorTileLayer({ ...common, style: shapes, renderMode: 'hybrid', renderBuffer: 16, zIndex: 0 }),
		new LabelLayer({ ...common, style: names, declutter: true, renderMode: 'vector', renderBuffer: 64, zIndex: 1, className: 'map-names' }),
	] })
}
export function degreeNet(): BaseLayer {
	const text = { font: `11px ${FONT}`, fill: new Fill({ color: css('--text-3') }) }
	return new Graticule({ strokeStyle: new Stroke({ color: css('--line-strong'), width: 1 }), showLabels: true, intervals: [1, 0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005], lonLabelStyle: new Text({ ...text, textBaseline: 'bottom' }), latLabelStyle: new Text({ ...text, textAlign: 'end' }), zIndex: 0 })
}
/** Where a map without points looks first. */
export function centre(info: MapInfo): [number, number] {
	return fromLonLat(info.bounds ? [(info.bounds[0] + info.bounds[2]) / 2, (info.bounds[1] + info.bounds[3]) / 2] : [118.05, 36.81]) as [number, number]
}
