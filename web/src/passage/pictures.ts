// SPDX-License-Identifier: Apache-2.0
// Pictures of passages. They come with the reason in a header, which an <img> cannot send, so they are fetched and shown
// from memory; a few dozen are kept, the oldest are let go, and nothing of them outlives the page.
import { ref, watchEffect, type Ref } from 'vue'
import { call } from '@/engine/api'
import type { Picture } from './types'

const KEEP = 60
const known = new Map<string, Promise<string>>()

export function picture(passage: number | string, n: number, reason: string): Promise<string> {
	const key = `${passage}/${n}`
	const found = known.get(key)
	if (found) { known.delete(key); known.set(key, found); return found }
	const got = call<Blob>('GET', `pictures/${key}`, { as: 'blob', reason }).then(b => URL.createObjectURL(b))
	known.set(key, got)
	got.catch(() => known.delete(key))
	for (const [old, url] of known) {
		if (known.size <= KEEP) break
		known.delete(old)
		void url.then(u => URL.revokeObjectURL(u), () => {})
	}
	return got
}
/** The address of one picture as it changes; '' while it comes, null where it cannot be had. */
export function usePictureUrl(of: () => { passage: number | string; picture: Picture; reason: string } | null): Ref<string | null> {
	const url = ref<string | null>('')
	let turn = 0
	watchEffect(() => {
		const want = of(), mine = ++turn
		url.value = want ? '' : null
		if (want) picture(want.passage, want.picture.n, want.reason).then(u => { if (mine === turn) url.value = u }, () => { if (mine === turn) url.value = null })
	})
	return url
}
