// SPDX-License-Identifier: Apache-2.0
// A sound and a mark in the tab for what has just come in. Browsers let a page sound only after somebody touched it:
// until then `needsTouch` says so and the desk shows it; nothing is played behind anybody's back.
import { computed, ref, watch } from 'vue'

const KEY = 'luan.muted'
export const muted = ref(localStorage.getItem(KEY) === 'yes')
watch(muted, m => localStorage.setItem(KEY, m ? 'yes' : 'no'))
const allowed = ref(false)
export const needsTouch = computed(() => !muted.value && !allowed.value)
let context: AudioContext | null = null

/** Called from a click or a key: from now on the page may sound. */
export function touch(): void {
	if (typeof AudioContext === 'undefined') return
	context ??= new AudioContext()
	void context.resume().then(() => { allowed.value = context?.state === 'running' })
}
function tone(c: AudioContext, at: number, hz: number): void {
	const o = c.createOscillator(), g = c.createGain()
	o.frequency.value = hz
	o.type = 'triangle'
	g.gain.setValueAtTime(0, at)
	g.gain.linearRampToValueAtTime(0.25, at + 0.01)
	g.gain.exponentialRampToValueAtTime(0.001, at + 0.22)
	o.connect(g).connect(c.destination)
	o.start(at)
	o.stop(at + 0.25)
}
/** Two tones; three, higher, for what is most urgent. */
export function sound(urgent: boolean): void {
	if (muted.value || !context || context.state !== 'running') return
	for (const [i, hz] of (urgent ? [880, 1175, 880] : [660, 880]).entries()) tone(context, context.currentTime + i * 0.18, hz)
}

/** "(3) 预警处置" in the tab; who names the tab anew keeps it before the name. */
export const badged = ref(0)
export function badge(n: number): void {
	badged.value = n
	document.title = withBadge(document.title)
}
export const withBadge = (title: string): string => `${badged.value ? `(${badged.value}) ` : ''}${title.replace(/^\(\d+\) /, '')}`
