// SPDX-License-Identifier: Apache-2.0
// A phone page without a connection: its own files, nothing else; one worker for each page, by its scope. Answers of the interface are never kept here.
const PAGE = new URL(self.registration.scope).pathname, CACHE = `luan${PAGE.replaceAll('/', '-')}`

self.addEventListener('install', event => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

/** The page says what it is made of; what an older one was made of goes. */
self.addEventListener('message', event => {
	const { keep } = event.data ?? {}
	if (!Array.isArray(keep)) return
	event.waitUntil((async () => {
		const cache = await caches.open(CACHE), wanted = new Set([PAGE, ...keep])
		for (const path of wanted) if (path === PAGE || !await cache.match(path)) await cache.add(new Request(path, { cache: 'reload' })).catch(() => {})
		for (const old of await cache.keys()) if (!wanted.has(new URL(old.url).pathname)) await cache.delete(old)
		if ((await cache.keys()).length >= wanted.size) event.source?.postMessage({ kept: wanted.size })
	})())
})

async function page(request) {
	const cache = await caches.open(CACHE)
	try {
		const answer = await fetch(request)
		if (answer.ok) await cache.put(PAGE, answer.clone())
		return answer
	} catch (e) {
		const kept = await cache.match(PAGE)
		if (kept) return kept
		throw e
	}
}
async function part(request) {
	const cache = await caches.open(CACHE), kept = await cache.match(new URL(request.url).pathname)
	if (kept) return kept
	const answer = await fetch(request)
	if (answer.ok) await cache.put(request, answer.clone())
	return answer
}
self.addEventListener('fetch', event => {
	const { request } = event, url = new URL(request.url)
	if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return
	if (request.mode === 'navigate') { if (url.pathname === PAGE) event.respondWith(page(request)) } else if (url.pathname.startsWith('/assets/')) event.respondWith(part(request))
})
