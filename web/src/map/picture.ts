// SPDX-License-Identifier: Apache-2.0
// The live picture: asked for once, then told by the stream every two seconds; says when it is old.
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { get } from '@/engine/api'
import { onLive, onReload } from '@/engine/live'
import { now } from '@/kit/time'

export interface LiveGate { id: number; n5: number; unread5: number; last_at: string | null }
export interface LiveFigures { passages_today: number; passages_5m: number; unread_5m: number; unread_today: number; age_ms: Record<string, number> }
export interface Picture {
	at: string
	tollgates: LiveGate[]
	devices: Record<string, number>
	alarms: Record<string, number>
	figures: LiveFigures
}
const OLD_MS = 10_000

export function usePicture(): { picture: ShallowRef<Picture | null>; stale: ComputedRef<boolean> } {
	const picture = shallowRef<Picture | null>(null), began = ref(now.value)
	const stale = computed(() => now.value - (picture.value ? Date.parse(picture.value.at) : began.value) > OLD_MS)
	const take = (p: Picture) => { if (!picture.value || p.at >= picture.value.at) picture.value = p }
	const ask = () => void get<Picture>('live').then(take).catch(() => {})
	const stops = [onLive(d => take(d as Picture)), onReload(ask)]
	ask()
	onScopeDispose(() => stops.forEach(stop => stop()))
	return { picture, stale }
}
