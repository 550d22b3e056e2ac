// SPDX-License-Identifier: Apache-2.0
// Keeps what a page shows in sight: once the map is there, and whenever there are other places to show.
import { watch, type Ref } from 'vue'
import type { LonLat } from './plane'

interface View { plane: unknown; fit: (p: LonLat[], maxZoom?: number) => void }
export function useFit(view: Ref<View | null | undefined>, of: () => LonLat[], maxZoom = 15): void {
	const sum = () => of().map(p => p.join()).join(';')
	watch([() => !!view.value?.plane, sum], () => { const all = of(); if (view.value?.plane && all.length) view.value.fit(all, maxZoom) }, { flush: 'post', immediate: true })
}
