// SPDX-License-Identifier: Apache-2.0
// Names upon the base map. Laying them out so that none lies on another costs more than everything else of a frame; while
// the map is moved they are carried along as they were, and laid out anew when it stands still.
import type { FrameState } from 'ol/Map'
import VectorTileLayer from 'ol/layer/VectorTile'

interface Laid { x: number; y: number; res: number; rot: number; w: number; h: number }

export class LabelLayer extends VectorTileLayer {
	private wrap = document.createElement('div')
	private laid: Laid | null = null
	private carried = false

	override render(f: FrameState | null, target: HTMLElement): HTMLElement | null {
		if (!f) return super.render(f, target)
		const s = f.viewState, moving = f.viewHints[0] > 0 || f.viewHints[1] > 0	// animating, interacting
		this.carried = moving && !!this.laid && this.laid.rot === s.rotation && this.laid.w === f.size[0] && this.laid.h === f.size[1]
		if (this.carried && this.laid) {
			const l = this.laid, scale = l.res / s.resolution, cos = Math.cos(s.rotation), sin = Math.sin(s.rotation)
			const dx = (l.x - s.center[0]) / s.resolution, dy = (s.center[1] - l.y) / s.resolution
			this.wrap.style.transform = `translate(${dx * cos - dy * sin}px, ${dx * sin + dy * cos}px) scale(${scale})`
			return this.wrap
		}
		const made = super.render(f, null as unknown as HTMLElement)
		if (!made) return null
		if (made.parentElement !== this.wrap) this.wrap.replaceChildren(made)
		this.wrap.style.cssText = 'position:absolute;inset:0;transform-origin:50% 50%;pointer-events:none'
		this.laid = { x: s.center[0], y: s.center[1], res: s.resolution, rot: s.rotation, w: f.size[0], h: f.size[1] }
		return this.wrap
	}
	override renderDeclutter(f: FrameState, state: Parameters<VectorTileLayer['renderDeclutter']>[1]): void {
		if (!this.carried) super.renderDeclutter(f, state)
	}
	override renderDeferred(f: FrameState): void {
		if (!this.carried) super.renderDeferred(f)
	}
}
