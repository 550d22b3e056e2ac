// SPDX-License-Identifier: Apache-2.0
// The one way to the server: cookie + CSRF token, If-Match, an Idempotency-Key on every write, retries that cannot do a
// thing twice, refusals as Problem. Personal data goes in bodies and in Luan-Reason, never into an address.
import { ref } from 'vue'
import { skew } from '@/kit/time'
import { Problem, offline } from './problem'

const BASE = '/api/v1/'
const TRIES = 3
/** How many values the server takes in one `.in`. */
export const IN_MAX = 50

export const reachable = ref(true)
let csrf = ''
let onSignedOut: () => void = () => {}
export const setCsrf = (token: string): void => { csrf = token }
export const whenSignedOut = (f: () => void): void => { onSignedOut = f }

export type Query = Record<string, string | number | boolean | null | undefined>
export interface Options {
	query?: Query
	body?: unknown
	raw?: Blob | string
	type?: string
	headers?: Record<string, string>
	reason?: string
	version?: number
	key?: string
	/** 1: for what the server would do twice, since it keeps no key of it */
	tries?: number
	signal?: AbortSignal
	/** 'blob' for exports and files, 'answer' where a header is asked for too, 'etag' never needed: rows carry their version */
	as?: 'json' | 'blob' | 'answer'
}

export const newKey = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('')

export function address(path: string, query?: Query): string {
	const q = new URLSearchParams()
	for (const [key, value] of Object.entries(query ?? {})) if (value != null && value !== '') q.append(key, String(value))
	const tail = q.toString()
	return BASE + path + (tail ? `?${tail}` : '')
}

function headersOf(method: string, o: Options): Record<string, string> {
	const h: Record<string, string> = { Accept: 'application/json', ...o.headers }
	if (method !== 'GET') {
		if (csrf) h['X-CSRF-Token'] = csrf
		h['Idempotency-Key'] = o.key ?? newKey()
	}
	if (o.raw !== undefined) h['Content-Type'] = o.type ?? 'application/octet-stream'
	else if (o.body !== undefined) h['Content-Type'] = 'application/json'
	if (o.version != null) h['If-Match'] = `"${o.version}"`
	if (o.reason) h['Luan-Reason'] = encodeURIComponent(o.reason)
	return h
}

async function refusal(answer: Response): Promise<Problem> {
	const retry = Number(answer.headers.get('Retry-After')) || null
	try {
		return new Problem(await answer.json() as Record<string, unknown>, answer.status, retry)
	} catch {
		return new Problem({}, answer.status, retry)
	}
}

function learnClock(answer: Response, sent: number): void {
	const told = Date.parse(answer.headers.get('Date') ?? '')
	const here = (sent + Date.now()) / 2
	// The header counts whole seconds; below two it says nothing.
	if (told && Math.abs(told - here) > 2000) skew.value = told - here
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Sends once, and again after a short pause where the answer shows that nothing was decided. */
export async function call<T>(method: string, path: string, o: Options = {}): Promise<T> {
	const headers = headersOf(method, o)
	const body = o.raw ?? (o.body === undefined ? undefined : JSON.stringify(o.body))
	for (let attempt = 1; ; attempt++) {
		let problem: Problem
		try {
			const sent = Date.now()
			const answer = await fetch(address(path, o.query), { method, headers, body, signal: o.signal, credentials: 'same-origin', cache: 'no-store' })
			reachable.value = true
			learnClock(answer, sent)
			if (answer.ok) {
				if (o.as === 'answer') return answer as T
				if (o.as === 'blob') return (await answer.blob()) as T
				return (answer.status === 204 ? undefined : await answer.json()) as T
			}
			problem = await refusal(answer)
		} catch (e) {
			if ((e as Error).name === 'AbortError') throw e
			if (e instanceof SyntaxError) throw new Problem({ code: 'E_BAD_ANSWER', title: '服务器回应无法解析', title_en: 'The answer of the server cannot be read' }, -1)
			reachable.value = false
			problem = offline()
		}
		if (!problem.transient || attempt >= (o.tries ?? TRIES) || o.signal?.aborted) {
			if (problem.code === 'E_NOT_SIGNED_IN') onSignedOut()
			throw problem
		}
		await pause(problem.retryAfter ? Math.min(problem.retryAfter, 3) * 1000 : 250 * attempt * attempt)
	}
}

export const get = <T>(path: string, query?: Query, o: Options = {}): Promise<T> => call<T>('GET', path, { ...o, query })
export const post = <T>(path: string, body: unknown = {}, o: Options = {}): Promise<T> => call<T>('POST', path, { ...o, body })
export const patch = <T>(path: string, body: unknown, version: number, o: Options = {}): Promise<T> => call<T>('PATCH', path, { ...o, body, version })
export const remove = <T>(path: string, body?: unknown, o: Options = {}): Promise<T> => call<T>('DELETE', path, { ...o, body })
