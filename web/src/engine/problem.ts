// SPDX-License-Identifier: Apache-2.0
// A refusal as the server words it (RFC 9457), and the few that never reach the server.
import { both, t } from '@/kit/text'

export interface FieldProblem { field: string; code: string; detail?: string; detail_en?: string; title?: string; title_en?: string }

export class Problem extends Error {
	status: number
	code: string
	zh: string
	en: string
	detailZh: string
	detailEn: string
	field: string | null
	errors: FieldProblem[]
	request: string | null
	retryAfter: number | null

	constructor(body: Record<string, unknown>, status: number, retryAfter: number | null = null) {
		super(String(body.code ?? status))
		this.name = 'Problem'
		this.status = status
		this.code = String(body.code ?? `HTTP_${status}`)
		this.zh = String(body.title ?? '请求未能完成')
		this.en = String(body.title_en ?? 'The request failed')
		this.detailZh = String(body.detail ?? '')
		this.detailEn = String(body.detail_en ?? '')
		this.field = (body.field as string) || null
		this.errors = (body.errors as FieldProblem[]) ?? []
		this.request = (body.request as string) || null
		this.retryAfter = retryAfter
	}

	get title(): string { return both(this.zh, this.en) }
	get detail(): string {
		const text = both(this.detailZh, this.detailEn)
		return text === this.title ? '' : text
	}
	/** Field → what is wrong with it, from the list or from the single field. */
	get byField(): Record<string, string> {
		const out: Record<string, string> = {}
		for (const e of this.errors) out[e.field] ??= both(e.detail, e.detail_en) || both(e.title, e.title_en) || this.title
		if (this.field) out[this.field] ??= this.detail || this.title
		return out
	}
	/** Nothing was decided on the server, or it asks to be tried again. */
	get transient(): boolean { return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504 }
	/** What a person can do about it. */
	get remedy(): string { return t(REMEDY[this.code] ?? (this.transient ? REMEDY.transient : '|')) }
}

const REMEDY: Record<string, string> = {
	transient: '数据没有改变，可以重试。|Nothing was changed; you can try again.',
	OFFLINE: '已填写的内容保存在本机，恢复连接后可继续。|What you typed is kept on this machine; continue when the connection is back.',
	E_NOT_SIGNED_IN: '请重新登录，已填写的内容不会丢失。|Sign in again; what you typed is kept.',
	E_FORBIDDEN: '如工作需要，请向本单位安全管理员申请授权。|If your work needs it, ask your security administrator for a grant.',
	E_NOT_FOUND: '记录可能已移交其他单位，或地址有误。|It may have been handed to another unit, or the address is wrong.',
	E_STALE: '请查看他人的修改后再保存。|Look at what was changed, then save again.',
	E_LOST_RACE: '请查看最新状态后再办理。|Look at the present state, then decide again.',
	E_TIMEOUT: '请缩小时间或单位范围。|Narrow the period or the unit.',
}

export const offline = (): Problem => new Problem({ code: 'OFFLINE', title: '无法连接服务器', title_en: 'The server cannot be reached' }, 0)

/** Anything thrown, as a Problem that can be shown. */
export function asProblem(e: unknown): Problem {
	if (e instanceof Problem) return e
	return new Problem({ code: 'E_CLIENT', title: '页面内部错误', title_en: 'An error inside this page', detail: String((e as Error)?.message ?? e) }, -1)
}
