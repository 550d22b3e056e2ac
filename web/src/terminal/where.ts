// SPDX-License-Identifier: Apache-2.0
// Where things are and were, and how terminals are connected. Tracks are asked for with a reason that the audit keeps.
import { onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'
import { get } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import type { Page, Row } from '@/engine/types'
import type { LonLat } from '@/map/plane'

export interface Fix { kind: 'vehicle' | 'person'; id: number; unit: number; at: string; received_at: string; place: LonLat; speed: number; course: number; sos: boolean; doubt?: string }
export interface Fixes { at: string; more: boolean; items: Fix[] }
export interface TerminalLink { id: number; online: boolean; since: string | null; heard_at: string | null; messages: number; positions: number; bad: number }
const LOOK_MS = 5000
/** A fix older than this says where it was, not where it is. */
export const OLD_MS = 10 * 60_000
export const old = (f: Fix, now: number): boolean => now - Date.parse(f.at) > OLD_MS

/** Asks again and again while the page is seen. */
export function useAgain(ask: () => Promise<void>) {
	const lost = ref(false)
	const run = async () => {
		if (document.hidden) return
		try { await ask(); lost.value = false } catch { lost.value = true }
	}
	const every = setInterval(() => void run(), LOOK_MS)
	onBeforeUnmount(() => clearInterval(every))
	void run()
	return lost
}

export function useNow(which: (f: Fix) => boolean) {
	const fixes = shallowRef<Fix[] | null>(null)
	const lost = useAgain(async () => { fixes.value = (await get<Fixes>('positions')).items.filter(which) })
	return { fixes, lost }
}

/** The terminals of a vehicle with how they are connected. */
export function useTerminals(query: () => Record<string, string | number>) {
	const terminals = shallowRef<Row[] | null>(null), links = shallowRef(new Map<number, TerminalLink>())
	const lost = useAgain(async () => {
		const rows = (await get<Page>('terminals', { ...query(), limit: 50 })).items
		const got = rows.length ? (await get<{ items: TerminalLink[] }>('terminal_links', { terminal: rows.map(r => r.id).join(',') })).items : []
		links.value = new Map(got.map(l => [l.id, l]))
		terminals.value = rows
	})
	return { terminals, links, lost }
}

export function useTrack(kind: 'vehicle' | 'person', id: () => number) {
	const track = shallowRef<Fixes | null>(null), problem: Ref<Problem | null> = ref(null)
	async function load(from: number, to: number, reason: string): Promise<void> {
		problem.value = null
		try {
			track.value = await get<Fixes>('positions', { [kind]: id(), from: new Date(from).toISOString(), to: new Date(to).toISOString(), doubtful: 1 }, { reason })
		} catch (e) { problem.value = asProblem(e); throw problem.value }
	}
	return { track, problem, load }
}

export const DOUBT: Record<string, string> = {
	no_fix: '未定位|no fix', nowhere: '坐标无效|no place', outside: '在范围之外|outside the area', ahead: '时间超前|clock ahead', stale: '时间过早|too old', jump: '跳变|a jump',
}

/** Metres driven: between good fixes, as the crow flies. */
export function driven(fixes: Fix[]): number {
	let sum = 0
	for (let i = 1; i < fixes.length; i++) {
		const [a, b] = [fixes[i - 1].place, fixes[i].place]
		const north = (b[1] - a[1]) * 111_195, east = (b[0] - a[0]) * 111_195 * Math.cos(a[1] * Math.PI / 180)
		sum += Math.hypot(north, east)
	}
	return sum
}

/** Corners of a border as it was typed: a GeoJSON polygon or pairs. */
export function corners(shape: string): LonLat[] {
	try {
		const g = JSON.parse(shape) as { geometry?: { coordinates: LonLat[][] }; coordinates?: LonLat[][] }
		return (g.geometry ?? g as { coordinates: LonLat[][] }).coordinates?.[0] ?? []
	} catch {
		return shape.trim().split(/\s+/).map(p => p.split(',').map(Number)).filter((p): p is LonLat => p.length === 2 && p.every(Number.isFinite))
	}
}
