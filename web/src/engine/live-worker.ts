// SPDX-License-Identifier: Apache-2.0
// The SharedWorker: one stream for all tabs of this browser; closes with the last of them.
import { Source, type LiveMessage, type LiveState } from './live-source'

const ports = new Set<MessagePort>()
let state: LiveState = 'closed'
const source = new Source((m: LiveMessage) => {
	if (m.kind === 'state') state = m.state
	for (const port of ports) port.postMessage(m)
})

function leave(port: MessagePort): void {
	ports.delete(port)
	if (!ports.size) source.close()
}

const scope = globalThis as unknown as { onconnect: ((e: MessageEvent) => void) | null }
scope.onconnect = e => {
	const port = e.ports[0]
	port.onmessage = message => {
		if (message.data === 'close') { leave(port); return }
		ports.add(port)
		if (state === 'closed') source.open()
		else port.postMessage({ kind: 'state', state, seq: source.seq })
	}
	port.start()
}
