// SPDX-License-Identifier: Apache-2.0
// The live stream on this tab's side. One EventSource serves all tabs: in a SharedWorker, or, where there is none, in the
// tab that holds the lock, which tells the others over a BroadcastChannel.
import { ref } from 'vue'
import type { EventData } from './types'
import { Source, type LiveMessage, type LiveState } from './live-source'

export const liveState = ref<LiveState>('closed')
export const liveSeq = ref(0)

type Listener = (event: EventData) => void
const listeners = new Set<Listener>()
const reloaders = new Set<() => void>()
const deadlines = new Set<(data: unknown) => void>()
const pictures = new Set<(data: unknown) => void>()

export function onChange(f: Listener): () => void { listeners.add(f); return () => listeners.delete(f) }
export function onReload(f: () => void): () => void { reloaders.add(f); return () => reloaders.delete(f) }
/** The live picture, every second; it has no place in the log and is never sent again. */
export function onLive(f: (data: unknown) => void): () => void { pictures.add(f); return () => pictures.delete(f) }
export function onDeadline(f: (data: unknown) => void): () => void { deadlines.add(f); return () => deadlines.delete(f) }

export function take(m: LiveMessage): void {
	if (m.seq) liveSeq.value = Math.max(m.seq, m.kind === 'reload' ? 0 : liveSeq.value)
	// The picture says how far the log has come, also by events that this person may not see: all screens show one number.
	if (m.kind === 'live') liveSeq.value = Math.max(liveSeq.value, (m.data as { seq?: number } | null)?.seq ?? 0)
	if (m.kind === 'state') liveState.value = m.state
	else if (m.kind === 'reload') for (const f of reloaders) f()
	else if (m.kind === 'deadline') for (const f of deadlines) f(m.data)
	else if (m.kind === 'live') for (const f of pictures) f(m.data)
	else if (m.kind === 'change') for (const f of listeners) f(m.data)
}

let stop: (() => void) | null = null

function byWorker(): () => void {
	const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'luan-live' })
	worker.port.onmessage = e => take(e.data as LiveMessage)
	worker.port.start()
	worker.port.postMessage('open')
	const bye = () => worker.port.postMessage('close')
	window.addEventListener('pagehide', bye)
	return () => { bye(); window.removeEventListener('pagehide', bye); worker.port.close() }
}

function byChannel(): () => void {
	const channel = new BroadcastChannel('luan-live')
	let source: Source | null = null
	const release = new AbortController()
	channel.onmessage = e => take(e.data as LiveMessage)
	const lead = () => new Promise<void>(done => {
		source = new Source(m => { take(m); channel.postMessage(m) })
		source.open()
		release.signal.addEventListener('abort', () => done())
	})
	if (navigator.locks) void navigator.locks.request('luan-live', { signal: release.signal }, lead).catch(() => {})
	else void lead()
	return () => { release.abort(); source?.close(); channel.close() }
}

export function startLive(): void {
	if (stop || typeof EventSource === 'undefined') return
	try {
		stop = typeof SharedWorker === 'undefined' ? byChannel() : byWorker()
	} catch {
		stop = byChannel()
	}
}
export function stopLive(): void {
	stop?.()
	stop = null
	liveState.value = 'closed'
}
