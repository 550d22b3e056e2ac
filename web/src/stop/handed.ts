// SPDX-License-Identifier: Apache-2.0
// What another page hands over to a stop: a vehicle that was intercepted. It stays in the memory of the page: no address, no storage.
import type { Stop } from './stop'

export interface Handed { plate: string; plateClass: string; address: string; road: string; officer2: number | null }
let waiting: Handed | null = null
export const hand = (what: Handed): void => { waiting = what }

const ROADS: Record<string, string> = { motorway: 'motorway', highway: 'highway' }
/** Into the stop in hand, once; what an officer has begun himself is not written over. False: nothing was taken. */
export function takeHanded(stop: Stop): boolean {
	const what = waiting
	waiting = null
	if (!what || !what.plate || stop.plate || stop.told) return false
	Object.assign(stop, { plate: what.plate, plateClass: what.plateClass || stop.plateClass, address: what.address || stop.address, road: ROADS[what.road] ?? 'urban', officer2: what.officer2 ?? stop.officer2, stage: 'place' })
	return true
}
