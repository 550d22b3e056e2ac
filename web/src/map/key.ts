// SPDX-License-Identifier: Apache-2.0
// How a layer finds the map it lies on, and the part that all layers of marks have in common.
import { inject, onBeforeUnmount, shallowRef, watch, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { Clusters, type Group, type Spot } from './clusters'
import type { Plane } from './plane'
import type { Sheet, SheetLayer } from './sheet'

export const PLANE: InjectionKey<ShallowRef<Plane | null>> = Symbol('plane')
export function usePlane(): ShallowRef<Plane | null> { return inject(PLANE, shallowRef(null)) }

export interface Marks<S extends Spot> {
	title: string
	z: number
	spots: () => S[]
	/** gathered by nearness; otherwise each stands by itself */
	near: () => number
	chosen: () => readonly number[] | undefined
	sprite: Sheet<S>['sprite']
	pick: (spots: S[]) => void
	opens?: boolean
	words?: Sheet<S>['words']
}
/** Keeps a layer of marks on the map in step with what it shows. */
export function useMarks<S extends Spot>(m: Marks<S>): Ref<SheetLayer | null> {
	const plane = usePlane(), layer = shallowRef<SheetLayer | null>(null)
	let index = new Clusters<S>([], 0)
	const sheet: Sheet<S> = { title: m.title, groups: z => index.at(z), sprite: m.sprite, chosen: new Set(), pick: m.pick, opens: m.opens ?? true, words: m.words }
	const show = () => { layer.value?.setVisible(index.spots.length > 0); layer.value?.changed() }	// a canvas that is empty costs all the same
	const stops = [
		watch(plane, p => { layer.value = p ? p.put(sheet as unknown as Sheet, m.z) : null; show() }, { immediate: true }),
		watch([m.spots, m.near], () => { index = new Clusters(m.spots(), m.near()); show() }, { immediate: true }),
		watch(() => m.chosen() ?? [], ids => { sheet.chosen = new Set(ids); layer.value?.changed() }, { immediate: true, deep: true }),
	]
	onBeforeUnmount(() => { stops.forEach(stop => stop()); if (layer.value) plane.value?.take(layer.value) })
	return layer
}
export type { Group, Spot }
