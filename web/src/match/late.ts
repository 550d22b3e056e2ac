// SPDX-License-Identifier: Apache-2.0
// Steps that end something wait ten seconds before they are sent, so that they can be taken back; whoever leaves the page
// sends them at once. What must not wait (confirm, sign, hand on) never comes here.
import { onBeforeUnmount, reactive } from 'vue'
import { dismiss, toast, toasts } from '@/kit/toast'

const WAIT_MS = 10_000
export interface Waiting { id: number; text: string; until: number }

export function useLate() {
	const waiting = reactive<Waiting[]>([])
	const acts = new Map<number, { send: () => Promise<void>; timer: ReturnType<typeof setTimeout>; toast: number }>()
	function drop(id: number) {
		const a = acts.get(id)
		if (!a) return null
		clearTimeout(a.timer)
		dismiss(a.toast)
		acts.delete(id)
		const at = waiting.findIndex(w => w.id === id)
		if (at >= 0) waiting.splice(at, 1)
		return a
	}
	const undo = (id: number): boolean => drop(id) !== null
	const now = (id: number): void => { const a = drop(id); if (a) void a.send() }
	function later(id: number, text: string, send: () => Promise<void>): void {
		now(id)
		waiting.push({ id, text, until: Date.now() + WAIT_MS })
		toast(text, 'idle', () => undo(id))
		acts.set(id, { send, timer: setTimeout(() => now(id), WAIT_MS), toast: toasts.at(-1)?.id ?? 0 })
	}
	const all = () => { for (const id of [...acts.keys()]) now(id) }
	window.addEventListener('pagehide', all)
	onBeforeUnmount(() => { all(); window.removeEventListener('pagehide', all) })
	return { waiting, later, undo, undoLast: () => { const w = waiting.at(-1); return w ? undo(w.id) : false } }
}
