// SPDX-License-Identifier: Apache-2.0
// The words of what is done to every record and account; the steps of a record bring their own titles.
import { both, t, title } from '@/kit/text'
import { records, stepOf } from './model'

const VERBS: Record<string, string> = {
	create: '建立|Created', patch: '修改|Changed', update: '修改|Changed', erase: '删除|Erased', attach: '上传文件|File added', detach: '删除文件|File removed', recompute: '期限重新推算|Deadline reckoned anew', warn: '期限预警|Deadline warning', import: '导入|Imported',
	read: '查看|Looked at', reveal: '查看个人信息|Personal data seen', unmask: '查看个人信息|Personal data seen', list: '列表|Listed', search: '检索|Searched', export: '导出|Exported', read_file: '查看文件|File looked at', read_history: '查看办理记录|History looked at', read_audit: '查看审计|Audit looked at', read_who_looked: '查看访问统计|Who looked, looked at',
	sign_in: '登录|Signed in', sign_out: '退出|Signed out', sign_in_failed: '登录失败|Sign-in failed', sign_in_blocked: '登录被限制|Sign-in blocked', sign_in_refused: '登录被拒绝|Sign-in refused', sign_in_forgiven: '解除登录限制|Lock-out lifted', sessions_revoked: '强制退出全部会话|All sessions ended', session_revoked: '退出会话|Session ended',
	password_set: '签发密码|Password issued', password_changed: '修改密码|Password changed', totp_begin: '开始启用双因素|Second factor begun', totp_enrolled: '启用双因素|Second factor on', totp_removed: '停用双因素|Second factor off', break_glass: '紧急授权|Break-glass',
}
interface Done { verb: string; verb_title?: string | null; verb_title_en?: string | null; from_state?: string | null; record?: string | null }

export function verbWord(d: Done, record?: string): string {
	const m = records[record ?? d.record ?? ''], step = m && m.steps.some(s => s.verb === d.verb) ? stepOf(m, d.verb, d.from_state) : undefined
	if (step) return title(step)
	return VERBS[d.verb] ? t(VERBS[d.verb]) : both(d.verb_title, d.verb_title_en) || d.verb
}
