// SPDX-License-Identifier: Apache-2.0
// The course of a road section as it is stored: an encoded polyline with six decimals.
import type { LonLat } from './plane'

export function course(text: string): LonLat[] {
	const line: LonLat[] = []
	let at = 0, lat = 0, lon = 0
	const next = () => {
		let bits = 0, shift = 0, c: number
		do {
			c = text.charCodeAt(at++) - 63
			bits += (c & 0x1f) * 2 ** shift
			shift += 5
		} while (c >= 0x20 && at < text.length)
		return bits % 2 ? -(bits + 1) / 2 : bits / 2
	}
	while (at < text.length) {
		lat += next()
		lon += next()
		line.push([lon / 1e6, lat / 1e6])
	}
	return line
}
