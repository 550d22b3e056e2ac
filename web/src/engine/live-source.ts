// SPDX-License-Identifier: Apache-2.0
// The EventSource itself. The browser repeats the last id when it reconnects by itself; after an error that closes the
// stream (a 401, a proxy) we open a new one with growing pauses.
import type { EventData } from './types'

export type LiveState = 'connecting' | 'open' | 'lost' | 'closed'
export type LiveMessage =
	| { kind: 'state'; state: LiveState; seq?: number }
	| { kind: 'change'; data: EventData; seq?: number }
	| { kind: 'deadline'; data: unknown; seq?: number }
	| { kind: 'live'; data: unknown; seq?: number }
	| { kind: 'reload'; seq?: number }

const PATH = '/api/v1/events'
const SILENCE_MS = 45_000	// three heartbeats of 15 s: beyond that the line is dead

export class Source {
	private es: EventSource | null = null
	private last = 0
	private tries = 0
	private timer: ReturnType<typeof setTimeout> | undefined
	private watch: ReturnType<typeof setInterval> | undefined
	private heard = Date.now()
	private emit: (m: LiveMessage) => void

	constructor(emit: (m: LiveMessage) => void) { this.emit = emit }

	get seq(): number { return this.last }

	open(): void {
		this.close(false)
		this.emit({ kind: 'state', state: 'connecting' })
		// A fresh EventSource cannot send Last-Event-ID as a header; the query says the same.
		const es = this.es = new EventSource(this.last ? `${PATH}?last_event_id=${this.last}` : PATH, { withCredentials: true })
		es.onopen = () => { this.tries = 0; this.heard = Date.now(); this.emit({ kind: 'state', state: 'open', seq: this.last }) }
		es.onerror = () => this.failed()
		es.addEventListener('change', e => this.hear(e, data => ({ kind: 'change', data: data as EventData })))
		es.addEventListener('deadline', e => this.hear(e, data => ({ kind: 'deadline', data })))
		es.addEventListener('live', e => this.hear(e, data => ({ kind: 'live', data })))
		es.addEventListener('reload', e => this.hear(e, () => ({ kind: 'reload' })))
		es.addEventListener('beat', e => this.hear(e, () => ({ kind: 'state', state: 'open' })))
		this.watch = setInterval(() => { if (es.readyState === EventSource.OPEN) return; if (Date.now() - this.heard > SILENCE_MS) this.open() }, 15_000)
	}

	private hear(e: Event, make: (data: unknown) => LiveMessage): void {
		const event = e as MessageEvent<string>
		this.heard = Date.now()
		if (event.lastEventId) this.last = Number(event.lastEventId) || this.last
		let data: unknown = null
		try { data = event.data ? JSON.parse(event.data) : null } catch { return }
		this.emit({ ...make(data), seq: this.last })
	}

	private failed(): void {
		this.emit({ kind: 'state', state: 'lost', seq: this.last })
		if (this.es?.readyState !== EventSource.CLOSED) return	// the browser tries again by itself
		clearTimeout(this.timer)
		this.timer = setTimeout(() => this.open(), Math.min(30_000, 1000 * 2 ** this.tries++))
	}

	close(tell = true): void {
		clearTimeout(this.timer)
		clearInterval(this.watch)
		this.es?.close()
		this.es = null
		if (tell) this.emit({ kind: 'state', state: 'closed' })
	}
}
