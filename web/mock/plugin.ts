// SPDX-License-Identifier: Apache-2.0
// A server of doc/api.md inside vite, for work on the screens without the real one: `npm run mock`. Never part of a build.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { extraRoute } from './extra.ts'
import { passageRoute } from './passages.ts'
import { state, stream, type Asked } from './house.ts'
import { problem, recordRoute } from './routes.ts'
import { build } from './world.ts'

async function body(req: IncomingMessage): Promise<unknown> {
	const parts: Buffer[] = []
	for await (const p of req) parts.push(p as Buffer)
	const text = Buffer.concat(parts).toString('utf8')
	if (!req.headers['content-type']?.includes('json')) return text
	try { return text ? JSON.parse(text) as unknown : {} } catch { return {} }
}
async function serve(req: IncomingMessage, res: ServerResponse, next: () => void): Promise<void> {
	const url = new URL(req.url ?? '/', 'http://mock')
	if (!url.pathname.startsWith('/api/v1/')) { next(); return }
	const path = url.pathname.slice('/api/v1/'.length).split('/')
	if (path[0] === 'mock') { Object.assign(state, Object.fromEntries([...url.searchParams].map(([k, v]) => [k, k === 'user' ? v : v === 'true']))); res.end('ok'); return }
	if (state.down) { res.destroy(); return }
	if (path[0] === 'events') { stream(res); return }
	const asked: Asked = {
		method: req.method ?? 'GET', path, query: Object.fromEntries(url.searchParams), body: await body(req),
		version: Number(/\d+/.exec(String(req.headers['if-match'] ?? ''))?.[0]) || null, reason: req.headers['luan-reason'] ? decodeURIComponent(String(req.headers['luan-reason'])) : undefined,
	}
	const answer = extraRoute(asked) ?? passageRoute(asked) ?? recordRoute(asked) ?? problem(404, 'E_NOT_FOUND', '不存在或不在管辖范围', 'Not found, or outside your area')
	res.writeHead(answer.status, { 'Content-Type': answer.type ?? 'application/json', ...answer.headers })
	res.end(answer.body === undefined ? undefined : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
}
export function mock(): Plugin {
	const start = (server: { middlewares: { use(f: (req: IncomingMessage, res: ServerResponse, next: () => void) => void): void } }) => {
		build()
		server.middlewares.use((req, res, next) => void serve(req, res, next))
	}
	return { name: 'luan-mock', configureServer: start, configurePreviewServer: start }
}
