// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from 'vitest'
import { address, call, patch, post, setCsrf, whenSignedOut } from '@/engine/api'
import { Problem } from '@/engine/problem'

type Sent = { url: string; init: RequestInit & { headers: Record<string, string> } }
function answering(...answers: (Response | Error)[]) {
	const sent: Sent[] = []
	vi.stubGlobal('fetch', vi.fn((url: string, init: Sent['init']) => {
		sent.push({ url, init })
		const a = answers[Math.min(sent.length, answers.length) - 1]
		return a instanceof Error ? Promise.reject(a) : Promise.resolve(a.clone())
	}))
	return sent
}
const json = (body: unknown, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers })
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers() })

describe('every write', () => {
	it('carries the CSRF token, an idempotency key and its version', async () => {
		setCsrf('tok')
		const sent = answering(json({ id: 1 }))
		await patch('devices/1', { lanes: 2 }, 7)
		const h = sent[0].init.headers
		expect(h['X-CSRF-Token']).toBe('tok')
		expect(h['If-Match']).toBe('"7"')
		expect(h['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/)
	})
	it('is repeated with the same key when the line breaks, so that it cannot happen twice', async () => {
		vi.useFakeTimers()
		const sent = answering(new TypeError('network'), json({ id: 1 }))
		const done = post('devices', { name: 'x' })
		await vi.runAllTimersAsync()
		await expect(done).resolves.toEqual({ id: 1 })
		expect(sent).toHaveLength(2)
		expect(sent[0].init.headers['Idempotency-Key']).toBe(sent[1].init.headers['Idempotency-Key'])
	})
	it('is not repeated when it was refused', async () => {
		const sent = answering(json({ code: 'E_LOST_RACE', title: '他人已先行处理', status: 409 }, 409))
		await expect(post('repair_orders/1/accept')).rejects.toMatchObject({ code: 'E_LOST_RACE', status: 409 })
		expect(sent).toHaveLength(1)
	})
})
describe('a refusal', () => {
	it('names its fields', async () => {
		answering(json({ code: 'E_BAD_VALUE', title: '字段值不合规', field: 'speed', errors: [{ field: 'lanes', code: 'E_BAD_VALUE', detail: '太多', detail_en: 'too many' }] }, 422))
		const p = await post('devices', {}).catch((e: unknown) => e as Problem) as Problem
		expect(p.byField).toEqual({ lanes: '太多', speed: '字段值不合规' })
	})
	it('of the session tells the shell', async () => {
		const told = vi.fn()
		whenSignedOut(told)
		answering(json({ code: 'E_NOT_SIGNED_IN' }, 401))
		await call('GET', 'devices').catch(() => {})
		expect(told).toHaveBeenCalledOnce()
	})
	it('that is no JSON is still a Problem', async () => {
		answering(new Response('<html>', { status: 500 }))
		await expect(call('GET', 'devices')).rejects.toMatchObject({ code: 'HTTP_500' })
	})
	it('gives up after three tries and says that nothing was changed', async () => {
		vi.useFakeTimers()
		const sent = answering(json({ code: 'E_BUSY' }, 503))
		const done = call('GET', 'devices').catch((e: unknown) => e as Problem)
		await vi.runAllTimersAsync()
		const p = await done as Problem
		expect(sent).toHaveLength(3)
		expect(p.remedy).not.toBe('')
	})
})
describe('reasons and addresses', () => {
	it('a reason travels percent-encoded in its header, not in the address', async () => {
		const sent = answering(json({}))
		await call('GET', 'persons/1', { reason: '办理 7 号案' })
		expect(decodeURIComponent(sent[0].init.headers['Luan-Reason'])).toBe('办理 7 号案')
		expect(sent[0].url).toBe('/api/v1/persons/1')
	})
	it('leaves out what is empty', () => expect(address('devices', { state: 'active', q: '', unit: null })).toBe('/api/v1/devices?state=active'))
})
