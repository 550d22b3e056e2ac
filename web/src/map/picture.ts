// SPDX-License-Identifier: Apache-2.0
// The live picture: asked for once, then told by the stream every second; says when it is old.
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { get } from '@/engine/api'
import { onLive, onReload } from '@/engine/live'
import { now } from '@/kit/time'

export interface LiveGate { id: number; n5: number; unread5: number; last_at: string | null }
export interface LiveFigures { passages_today: number; passages_5m: number; unread_5m: number; unread_today: number; age_ms: Record<string, number> }
/** A row of a page that is shown: what the live picture tells of it, now or at a past moment. */
export interface Shown { id: number; unit: number; state: string; since: string; title: string; place?: [number, number]; [field: string]: unknown }
/** Patrol, longitude and latitude in millionths of a degree, degrees from north, km/h, seconds old, bits: 1 silent, 2 calls for help. */
export type UnitFix = [number, number, number, number, number, number, number]
export interface Picture {
	at: string
	/** the number of the event log that `shown` is as new as: two screens with the same number show the same */
	seq?: number
	shown?: Record<string, Shown[]>
	units?: UnitFix[]
	tollgates?: LiveGate[]
	devices?: Record<string, number>
	alarms?: Record<string, number>
	figures?: LiveFigures
}
const OLD_MS = 10_000

export function usePicture(): { picture: ShallowRef<Picture | null>; stale: ComputedRef<boolean> } {
	const picture = shallowRef<Picture | null>(null), began = ref(now.value)
	const stale = computed(() => now.value - (picture.value ? Date.parse(picture.value.at) : began.value) > OLD_MS)
	// A picture of the stream holds what is new since the last one; the rest stands.
	const take = (p: Picture) => { if (!picture.value || p.at >= picture.value.at) picture.value = { ...picture.value, ...p } }
	const ask = () => void get<Picture>('live').then(take).catch(() => {})
	const stops = [onLive(d => take(d as Picture)), onReload(ask)]
	ask()
	onScopeDispose(() => stops.forEach(stop => stop()))
	return { picture, stale }
}
