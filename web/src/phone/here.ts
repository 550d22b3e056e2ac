// SPDX-License-Identifier: Apache-2.0
// Where this phone is: watched while the page is open; told to the server every so often, the latest only; never kept.
import { onBeforeUnmount, ref } from 'vue'
import { call } from '@/engine/api'
import { skew } from '@/kit/time'
import type { LonLat } from '@/map/plane'

export interface Here { at: LonLat; ms: number; accuracy: number; speed: number | null; course: number | null }
const TELL_MS = 15_000

/** told: whoever is signed in and has a connection; a position that was not sent is overtaken by the next. */
export function useHere(may: () => boolean) {
	const here = ref<Here | null>(null), denied = ref(false)
	let last = 0, watching = 0, timer: ReturnType<typeof setInterval> | undefined
	async function tell(): Promise<void> {
		const h = here.value
		if (!h || !may() || h.ms <= last) return
		last = h.ms
		const body = { items: [{ at: new Date(h.ms).toISOString(), place: h.at, ...(h.speed == null ? {} : { speed: Math.round(h.speed * 36) / 10 }), ...(h.course == null ? {} : { course: h.course }) }] }
		await call('POST', 'positions', { body, tries: 1 }).catch(() => {})
	}
	function start(): void {
		if (!('geolocation' in navigator)) { denied.value = true; return }
		watching = navigator.geolocation.watchPosition(p => {
			const c = p.coords
			denied.value = false
			here.value = { at: [c.longitude, c.latitude], ms: p.timestamp + skew.value, accuracy: c.accuracy, speed: c.speed, course: c.heading != null && !Number.isNaN(c.heading) ? Math.round(c.heading) : null }
			if (!last) void tell()
		}, () => { denied.value = !here.value }, { enableHighAccuracy: true, maximumAge: 5000 })
		timer = setInterval(() => void tell(), TELL_MS)
	}
	onBeforeUnmount(() => { if (watching) navigator.geolocation.clearWatch(watching); clearInterval(timer) })
	return { here, denied, start }
}

const RAD = Math.PI / 180
export function metres(a: LonLat, b: LonLat): number {
	const dLat = (b[1] - a[1]) * RAD, dLon = (b[0] - a[0]) * RAD
	const s = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * RAD) * Math.cos(b[1] * RAD) * Math.sin(dLon / 2) ** 2
	return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(s)))
}
/** Degrees from north. */
export function bearing(a: LonLat, b: LonLat): number {
	const y = Math.sin((b[0] - a[0]) * RAD) * Math.cos(b[1] * RAD), x = Math.cos(a[1] * RAD) * Math.sin(b[1] * RAD) - Math.sin(a[1] * RAD) * Math.cos(b[1] * RAD) * Math.cos((b[0] - a[0]) * RAD)
	return (Math.atan2(y, x) / RAD + 360) % 360
}
const WINDS = ['北|north', '东北|north-east', '东|east', '东南|south-east', '南|south', '西南|south-west', '西|west', '西北|north-west']
export const wind = (degrees: number): string => WINDS[Math.round(degrees / 45) % 8]
