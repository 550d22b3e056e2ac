// SPDX-License-Identifier: Apache-2.0
// The page stands on the phone: its worker keeps its files, and only its own.
import { ref } from 'vue'

/** Its files are all on the phone: it starts without a connection. */
export const installed = ref(false)

export async function install(page = '/stop'): Promise<void> {
	if (!('serviceWorker' in navigator)) return
	try {
		await navigator.serviceWorker.register('/sw.js', { scope: page })
		navigator.serviceWorker.addEventListener('message', e => { if ((e.data as { kept?: number }).kept) installed.value = true })
		navigator.serviceWorker.startMessages()
		const { active } = await navigator.serviceWorker.ready	// of this page's scope
		const parts = [...performance.getEntriesByType('resource').map(e => e.name), ...[...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[href]')].map(e => ('src' in e ? e.src : e.href))]
		const keep = parts.map(u => new URL(u, location.href)).filter(u => u.origin === location.origin && /^\/(assets\/|favicon)/.test(u.pathname)).map(u => u.pathname)
		active?.postMessage({ keep: [...new Set(keep)] })
	} catch { /* without it the page needs a connection to start, and says nothing */ }
}
