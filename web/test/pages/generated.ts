// SPDX-License-Identifier: Apache-2.0
// The pages as `luan schema --ts` wrote them once, kept for the tests and the mock; take a fresh copy when pages change.
/* eslint-disable */

export type Kind = 'text' | 'int' | 'bool' | 'time' | 'date' | 'choice' | 'ref' | 'point'
export type Scope = 'none' | 'unit' | 'shared' | 'own'
export type Look = 'idle' | 'normal' | 'attention' | 'alarm' | 'unknown'
export type Chart = 'none' | 'bar' | 'line' | 'map' | 'figure'
/** [longitude, latitude], WGS-84 degrees. */
export type Point = [number, number]
/** RFC 3339 in UTC, milliseconds. */
export type Time = string
/** 2026-11-23 */
export type Day = string
export interface Choice { name: string, title: string, titleEn: string }
export interface Flags {
	req?: true, find?: true, uniq?: true, pii?: true, fix?: true, sys?: true, title?: true, long?: true, secret?: true
}
export interface FieldModel {
	name: string, kind: Kind, title: string, titleEn: string, doc: string, docEn: string, flags: Flags
	/** text: characters; int: value in unit */
	min?: number, max?: number, unit?: string, like?: string, choices?: Choice[], ref?: RecordName
}
export interface PartModel { name: string, title: string, titleEn: string, max: number, fields: FieldModel[] }
export interface FileModel {
	name: string, title: string, titleEn: string, readers: Role[], maxBytes: number, maxCount: number, types: string[]
}
export interface StateModel { name: string, title: string, titleEn: string, term: string | null, look: Look }
export interface StepModel {
	from: string, verb: string, to: string, title: string, titleEn: string, roles: Role[]
	asks: { field: string, required: boolean }[]
	/** none: no reason is asked */
	reason: boolean, reasonRequired: boolean, guarded: boolean
}
export interface RecordModel {
	name: RecordName, plural: string, path: string, title: string, titleEn: string, source: string | null
	scope: Scope, read: Role[], create: Role[], patch: Role[]
	/** the field whose versions must not overlap */
	valid: string | null
	keepDays: number
	fields: FieldModel[], parts: PartModel[], files: FileModel[], states: StateModel[], steps: StepModel[]
}
export interface ColumnModel {
	name: string, kind: Kind, title: string, titleEn: string, unit?: string, choices?: Choice[], ref?: RecordName
	key: boolean, count: boolean, rate: boolean
}
export interface ViewModel {
	name: string, path: string, title: string, titleEn: string, roles: Role[], args: FieldModel[], columns: ColumnModel[]
	chart: Chart, drill: string | null, compares: boolean
}
export interface RowFile { id: number, name: string, type: string, size: number, at: Time, by: number }
export interface RowStep {
	verb: string, title: string, title_en: string, to: string, allowed: boolean
	why: ErrorCode | null, why_text: string | null, why_text_en: string | null
}
/** What every row has. `masked` names the fields whose value is a mask. */
export interface Row {
	id: number, state: string | null, unit: number, version: number
	created_at: Time, created_by: number, updated_at: Time, updated_by: number
	due_from: Time | null, due_at: Time | null, due_term: string | null, due_why: string | null, due_why_en: string | null
	title: string, titles: Record<string, string>, masked: string[]
	steps?: RowStep[], files?: Record<string, RowFile[]>
}

export const roles = {
	"officer":{"name":"officer","title":"民警","titleEn":"Officer"},
	"auxiliary":{"name":"auxiliary","title":"辅警","titleEn":"Auxiliary"},
	"dispatcher":{"name":"dispatcher","title":"指挥调度","titleEn":"Dispatcher"},
	"reviewer":{"name":"reviewer","title":"审核员","titleEn":"Evidence reviewer"},
	"case_officer":{"name":"case_officer","title":"办案民警","titleEn":"Case officer"},
	"legal":{"name":"legal","title":"法制员","titleEn":"Legal officer"},
	"duty":{"name":"duty","title":"勤务值班","titleEn":"Duty officer"},
	"leader":{"name":"leader","title":"领导","titleEn":"Leader"},
	"supervisor":{"name":"supervisor","title":"督察","titleEn":"Supervisor"},
	"device":{"name":"device","title":"设备管理","titleEn":"Device engineer"},
	"maintainer":{"name":"maintainer","title":"运维单位","titleEn":"Maintainer"},
	"engineer":{"name":"engineer","title":"道路工程","titleEn":"Road engineer"},
	"clerk":{"name":"clerk","title":"窗口","titleEn":"Window clerk"},
	"personnel":{"name":"personnel","title":"人事","titleEn":"Personnel"},
	"sysadmin":{"name":"sysadmin","title":"系统管理员","titleEn":"System administrator"},
	"secadmin":{"name":"secadmin","title":"安全管理员","titleEn":"Security administrator"},
	"auditor":{"name":"auditor","title":"审计管理员","titleEn":"Audit administrator"},
	"citizen":{"name":"citizen","title":"群众","titleEn":"Citizen"},
} as const
export type Role = keyof typeof roles

export const errors = {
	"E_BAD_BODY":{"status":400,"text":"请求内容无法解析","textEn":"The request body cannot be read"},
	"E_BAD_QUERY":{"status":400,"text":"查询参数无效","textEn":"A query parameter is not valid"},
	"E_BAD_VALUE":{"status":422,"text":"字段值不合规","textEn":"The value is not allowed in this field"},
	"E_MISSING":{"status":422,"text":"缺少必填字段","textEn":"A required field is missing"},
	"E_READ_ONLY":{"status":422,"text":"字段不可修改","textEn":"This field cannot be changed"},
	"E_UNKNOWN_FIELD":{"status":422,"text":"没有这个字段","textEn":"There is no such field"},
	"E_DUPLICATE_KEY":{"status":400,"text":"同一字段出现两次","textEn":"The same key appears twice"},
	"E_TOO_DEEP":{"status":400,"text":"嵌套层数过多","textEn":"The body is nested too deeply"},
	"E_BAD_UTF8":{"status":400,"text":"不是有效的UTF-8文本","textEn":"The text is not valid UTF-8"},
	"E_TOO_LARGE":{"status":413,"text":"内容超过大小限制","textEn":"The content is larger than allowed"},
	"E_BAD_TYPE":{"status":415,"text":"不支持的内容类型","textEn":"This content type is not supported"},
	"E_NO_REASON":{"status":422,"text":"须填写查询或操作理由","textEn":"A reason is required"},
	"E_OVERLAP":{"status":409,"text":"与另一有效期重叠","textEn":"The period overlaps another version"},
	"E_NOT_SIGNED_IN":{"status":401,"text":"未登录或会话已失效","textEn":"Not signed in, or the session has ended"},
	"E_BAD_CREDENTIALS":{"status":401,"text":"用户名或密码错误","textEn":"Wrong user name or password"},
	"E_TOTP_REQUIRED":{"status":401,"text":"需要动态口令","textEn":"A one-time code is required"},
	"E_LOCKED":{"status":401,"text":"账号已锁定","textEn":"The account is locked"},
	"E_PASSWORD_OLD":{"status":403,"text":"须先修改初始密码","textEn":"The first password must be changed"},
	"E_TOTP_ENROL":{"status":403,"text":"须先登记动态口令","textEn":"A one-time code generator must be enrolled first"},
	"E_WEAK_PASSWORD":{"status":422,"text":"密码强度不足","textEn":"The password is too weak"},
	"E_CSRF":{"status":403,"text":"缺少跨站请求校验值","textEn":"The CSRF token is missing or wrong"},
	"E_FORBIDDEN":{"status":403,"text":"无此权限","textEn":"You may not do this"},
	"E_PERSONS":{"status":403,"text":"无权查看个人信息","textEn":"You may not see personal data"},
	"E_SECOND_PERSON":{"status":403,"text":"须由另一人办理","textEn":"A second person must do this"},
	"E_SEPARATION":{"status":409,"text":"三员不得由同一人担任","textEn":"The three administrators cannot be one person"},
	"E_NOT_FOUND":{"status":404,"text":"不存在或不在管辖范围","textEn":"Not found, or outside your area"},
	"E_NO_METHOD":{"status":405,"text":"不支持此操作","textEn":"This method is not supported here"},
	"E_GONE":{"status":410,"text":"该位置的事件已不再保留，请重新加载","textEn":"These events are no longer kept; reload"},
	"E_EXISTS":{"status":409,"text":"已存在相同记录","textEn":"The same record already exists"},
	"E_IN_USE":{"status":409,"text":"仍被其他记录引用","textEn":"Other records still refer to this"},
	"E_NO_STEP":{"status":409,"text":"当前状态不允许此操作","textEn":"This step is not possible in the present state"},
	"E_LOST_RACE":{"status":409,"text":"他人已先行处理，请刷新后重试","textEn":"Somebody else was first; reload and try again"},
	"E_STALE":{"status":412,"text":"记录已被他人修改","textEn":"The record has been changed by somebody else"},
	"E_NO_MATCH":{"status":428,"text":"须带 If-Match 版本号","textEn":"An If-Match version is required"},
	"E_REPLAY":{"status":409,"text":"同一 Idempotency-Key 的请求内容不同","textEn":"This Idempotency-Key was used with another body"},
	"E_NO_RECORDING":{"status":409,"text":"未关联执法记录，不能作出处罚决定","textEn":"No recording: the decision cannot be issued"},
	"E_LAST_ONE":{"status":409,"text":"不能移除最后一个","textEn":"The last one cannot be removed"},
	"E_GUARD":{"status":409,"text":"不满足办理条件","textEn":"The conditions for this step are not met"},
	"E_BUSY":{"status":503,"text":"系统繁忙，请稍后重试","textEn":"Busy; try again shortly"},
	"E_TOO_MANY":{"status":429,"text":"请求过于频繁","textEn":"Too many requests"},
	"E_TIMEOUT":{"status":504,"text":"查询超时，请缩小范围","textEn":"The query took too long; narrow it"},
	"E_STORE":{"status":503,"text":"存储暂不可用","textEn":"The store is not available"},
	"E_DISK_FULL":{"status":507,"text":"存储空间不足，暂停写入","textEn":"The disk is full; nothing can be written"},
	"E_CORRUPT":{"status":500,"text":"存储数据损坏","textEn":"Stored data is damaged"},
	"E_NEWER_STORE":{"status":500,"text":"存储由更新的版本建立","textEn":"The store was written by a newer release"},
	"E_FULL":{"status":507,"text":"超过容量上限","textEn":"A capacity limit was reached"},
	"E_INTERNAL":{"status":500,"text":"系统内部错误","textEn":"Internal error"},
	"E_SHUTDOWN":{"status":503,"text":"系统正在停机","textEn":"The server is stopping"},
} as const
export type ErrorCode = keyof typeof errors

export type RecordName = | 'unit' | 'person' | 'grant' | 'break_glass' | 'erasure' | 'setting' | 'calendar_day' | 'legal_term' | 'finding' | 'violation_code' | 'tollgate' | 'device' | 'device_reading' | 'device_limit' | 'viid_object' | 'sharing' | 'repair_order' | 'notice' | 'receipt' | 'handover' | 'staff_vehicle' | 'passage_search' | 'passage_correction' | 'legal_hold' | 'search_sample' | 'passage_day' | 'checkpoint_rule' | 'registry_vehicle' | 'watch_list' | 'watch_entry' | 'alarm' | 'sighting'
export type ViewName = | 'device_state' | 'repair_figures' | 'receipt_figures' | 'passage_figures' | 'alarm_figures' | 'alarm_cameras'

export type UnitState = 'active' | 'ended'

export interface Unit extends Row {
	state: UnitState
	/** 机构代码; 12位公安机关机构代码 */
	code: string | null
	/** 单位名称 */
	name: string | null
	/** 简称 */
	short_name: string | null
	/** 单位类别 */
	level: 'detachment' | 'brigade' | 'squadron' | 'vehicle_office' | 'crash_section' | 'station' | 'exam_centre' | 'section' | null
	/** 上级单位; 只有最高一级单位可以为空 */
	parent: number | null
	/** 行政区划代码; GB/T 2260 */
	area_code: string | null
	/** 地址 */
	address: string | null
	/** 办公电话 */
	phone: string | null
	/** 位置 [deg WGS-84] */
	place: Point | null
	/** 成立日期 */
	valid_from: Day | null
	/** 撤销日期; 当日起不再存在；为空表示至今 */
	valid_to: Day | null
}

export interface UnitCreate {
	unit?: number
	code: string
	name: string
	short_name?: string | null
	level: 'detachment' | 'brigade' | 'squadron' | 'vehicle_office' | 'crash_section' | 'station' | 'exam_centre' | 'section'
	parent?: number | null
	area_code?: string | null
	address?: string | null
	phone?: string | null
	place?: Point | null
	valid_from: Day
	valid_to?: Day | null
}

export interface UnitPatch {
	code?: string | null
	name?: string | null
	short_name?: string | null
	level?: 'detachment' | 'brigade' | 'squadron' | 'vehicle_office' | 'crash_section' | 'station' | 'exam_centre' | 'section' | null
	parent?: number | null
	area_code?: string | null
	address?: string | null
	phone?: string | null
	place?: Point | null
	valid_from?: Day | null
	valid_to?: Day | null
}

export type PersonState = 'active' | 'locked' | 'left'

export interface Person extends Row {
	state: PersonState
	/** 用户名; 小写字母开头，2至48位，可含 . _ @ - */
	user: string | null
	/** 姓名 */
	name: string | null
	/** 警号; 辅警填工号 */
	police_no: string | null
	/** 人员类别 */
	category: 'police' | 'auxiliary' | 'staff' | 'contractor' | null
	/** 岗位 */
	post: string | null
	/** 手机号码 */
	phone: string | null
	/** 公民身份号码; GB 11643 */
	id_number: string | null
	/** 调入单位 */
	to_unit: number | null
	/** 离岗日期 */
	left_on: Day | null
}

export interface PersonCreate {
	unit?: number
	user: string
	name: string
	police_no?: string | null
	category: 'police' | 'auxiliary' | 'staff' | 'contractor'
	post?: string | null
	phone?: string | null
	id_number?: string | null
}

export interface PersonPatch {
	name?: string | null
	police_no?: string | null
	category?: 'police' | 'auxiliary' | 'staff' | 'contractor' | null
	post?: string | null
	phone?: string | null
	id_number?: string | null
}

export type GrantState = 'requested' | 'in_force' | 'ended' | 'refused'

export interface Grant extends Row {
	state: GrantState
	/** 被授权人 */
	person: number | null
	/** 角色 */
	role: 'officer' | 'auxiliary' | 'dispatcher' | 'reviewer' | 'case_officer' | 'legal' | 'duty' | 'leader' | 'supervisor' | 'device' | 'maintainer' | 'engineer' | 'clerk' | 'personnel' | 'sysadmin' | 'secadmin' | 'auditor' | 'citizen' | null
	/** 起; 为空则自批准时起 */
	from_at: Time | null
	/** 止; 为空则长期有效 */
	to_at: Time | null
	/** 可查个人信息; 须填写理由方可查看 */
	persons: boolean | null
	/** 授权事由 */
	purpose: string | null
	/** 申请人 */
	asked_by: number | null
	/** 批准人 */
	approved_by: number | null
}

export interface GrantCreate {
	unit?: number
	person: number
	role: 'officer' | 'auxiliary' | 'dispatcher' | 'reviewer' | 'case_officer' | 'legal' | 'duty' | 'leader' | 'supervisor' | 'device' | 'maintainer' | 'engineer' | 'clerk' | 'personnel' | 'sysadmin' | 'secadmin' | 'auditor' | 'citizen'
	from_at?: Time | null
	to_at?: Time | null
	persons?: boolean | null
	purpose: string
}

export interface GrantPatch {
	to_at?: Time | null
}

export type BreakGlassState = 'taken' | 'expired' | 'reviewed'

export interface BreakGlass extends Row {
	state: BreakGlassState
	/** 使用人 */
	person: number | null
	/** 角色; 管理员角色不可紧急取得 */
	role: 'officer' | 'dispatcher' | 'case_officer' | 'duty' | 'leader' | 'device' | null
	/** 可查个人信息 */
	persons: boolean | null
	/** 紧急事由; 全体人员可见，不写个人信息 */
	purpose: string | null
	/** 警情或案件编号 */
	incident: string | null
	/** 起 */
	from_at: Time | null
	/** 止 */
	to_at: Time | null
	/** 复核结论 */
	verdict: 'justified' | 'needless' | 'abuse' | null
	/** 复核意见 */
	opinion: string | null
}

export interface BreakGlassCreate {
	unit?: number
	role: 'officer' | 'dispatcher' | 'case_officer' | 'duty' | 'leader' | 'device'
	persons?: boolean | null
	purpose: string
	incident?: string | null
}

export interface BreakGlassPatch {
}

export type ErasureState = 'asked' | 'erased' | 'refused'

export interface Erasure extends Row {
	state: ErasureState
	/** 记录类别; 如 person */
	subject: string | null
	/** 记录编号 */
	subject_row: number | null
	/** 法定情形; 个人信息保护法第47条 */
	ground: 'purpose' | 'period' | 'withdrawn' | 'unlawful' | 'other' | null
	/** 说明; 不写个人信息 */
	what: string | null
	/** 删除时间 */
	erased_at: Time | null
}

export interface ErasureCreate {
	unit?: number
	subject: string
	subject_row: number
	ground: 'purpose' | 'period' | 'withdrawn' | 'unlawful' | 'other'
	what: string
}

export interface ErasurePatch {
}

export type SettingState = null

export interface Setting extends Row {
	state: SettingState
	/** 代码 */
	code: string | null
	/** 名称 */
	name: string | null
	/** 值 */
	value: number | null
	/** 计量单位 */
	unit_of_value: string | null
}

export interface SettingCreate {
	unit?: number
	code: string
	name: string
	value: number
	unit_of_value?: string | null
}

export interface SettingPatch {
	value?: number | null
}

export type CalendarDayState = null

export interface CalendarDay extends Row {
	state: CalendarDayState
	/** 日期 */
	date: Day | null
	/** 性质 */
	kind: 'off' | 'work' | null
	/** 节日 */
	name: string | null
	/** 依据; 通知的文号和日期 */
	source: string | null
	/** 发布日期; 期限在发布日已届满的不再变动 */
	decreed: Day | null
}

export interface CalendarDayCreate {
	unit?: number
	date: Day
	kind: 'off' | 'work'
	name: string
	source: string
	decreed?: Day | null
}

export interface CalendarDayPatch {
	kind?: 'off' | 'work' | null
	name?: string | null
	source?: string | null
	decreed?: Day | null
}

export type LegalTermState = null

export interface LegalTerm extends Row {
	state: LegalTermState
	/** 代码 */
	code: string | null
	/** 名称 */
	name: string | null
	/** 长度; 0＝当日 */
	length: number | null
	/** 计量单位 */
	measure: 'minute' | 'hour' | 'calendar_day' | 'working_day' | 'month' | 'year' | null
	/** 数量，非期限; 折抵率、禁期、学习天数等，不产生到期日 */
	quantity: boolean | null
	/** 末日顺延; 末日非工作日的，顺延至其后第一个工作日 */
	roll: boolean | null
	/** 首日计入 */
	count_first: boolean | null
	/** 小时按文义; 开始之时不计；否则按时间戳加整小时 */
	hour_text: boolean | null
	/** 倒算 */
	backwards: boolean | null
	/** 满整日; 倒算时通知当日不计 */
	whole_days: boolean | null
	/** 补班不计; 补班日不作为工作日 */
	no_makeup: boolean | null
	/** 仅节假日顺延; 普通周末不顺延 */
	roll_holiday_only: boolean | null
	/** 起算 */
	counts_from: string | null
	/** 应办事项 */
	must_happen: string | null
	/** 后果与说明 */
	consequence: string | null
	/** 法律文件 */
	law: string | null
	/** 条款; 条/款/项 */
	article: string | null
	/** 计算规则 */
	counting_rule: string | null
	/** 领域 */
	area: 'violation' | 'service' | 'hearing' | 'measure' | 'drink_driving' | 'payment' | 'reconsideration' | 'points' | 'recorder' | 'crash' | 'vehicle' | 'internal' | null
	/** 提前预警 [s] */
	warn_s: number | null
	/** 待核实; 依据或算法尚未以原文核对 */
	unverified: boolean | null
	valid_from: Day
	valid_to: Day | null
}

export interface LegalTermCreate {
	unit?: number
	code: string
	name: string
	length: number
	measure: 'minute' | 'hour' | 'calendar_day' | 'working_day' | 'month' | 'year'
	quantity?: boolean | null
	roll?: boolean | null
	count_first?: boolean | null
	hour_text?: boolean | null
	backwards?: boolean | null
	whole_days?: boolean | null
	no_makeup?: boolean | null
	roll_holiday_only?: boolean | null
	counts_from: string
	must_happen: string
	consequence?: string | null
	law: string
	article?: string | null
	counting_rule?: string | null
	area: 'violation' | 'service' | 'hearing' | 'measure' | 'drink_driving' | 'payment' | 'reconsideration' | 'points' | 'recorder' | 'crash' | 'vehicle' | 'internal'
	warn_s: number
	unverified?: boolean | null
	valid_from: Day
	valid_to?: Day | null
}

export interface LegalTermPatch {
	name?: string | null
	length?: number | null
	measure?: 'minute' | 'hour' | 'calendar_day' | 'working_day' | 'month' | 'year' | null
	quantity?: boolean | null
	roll?: boolean | null
	count_first?: boolean | null
	hour_text?: boolean | null
	backwards?: boolean | null
	whole_days?: boolean | null
	no_makeup?: boolean | null
	roll_holiday_only?: boolean | null
	counts_from?: string | null
	must_happen?: string | null
	consequence?: string | null
	law?: string | null
	article?: string | null
	counting_rule?: string | null
	area?: 'violation' | 'service' | 'hearing' | 'measure' | 'drink_driving' | 'payment' | 'reconsideration' | 'points' | 'recorder' | 'crash' | 'vehicle' | 'internal' | null
	warn_s?: number | null
	unverified?: boolean | null
	valid_to?: Day | null
}

export type FindingState = 'open' | 'acknowledged' | 'rectified' | 'closed' | 'gone'

export interface Finding extends Row {
	state: FindingState
	/** 规则 */
	rule: string | null
	/** 问题 */
	what: string | null
	/** 问题（英文） */
	what_en: string | null
	/** 涉及记录 */
	about: string | null
	/** 涉及编号 */
	about_row: number | null
	/** 责任角色 */
	owner: string | null
	/** 情况 */
	note: string | null
	/** 依据 */
	source: string | null
	/** 整改期限 */
	answer_by: Time | null
	/** 问题仍在; 由规则复查得出 */
	offending: boolean | null
	/** 整改情况 */
	answer: string | null
}

export interface FindingCreate {
	unit?: number
	rule: string
	what: string
	what_en?: string | null
	about: string
	about_row: number
	owner: string
	source?: string | null
}

export interface FindingPatch {
}

export type ViolationCodeState = null

export interface ViolationCode extends Row {
	state: ViolationCodeState
	/** 代码; 4位，可加1位地方细化 */
	code: string | null
	/** 违法行为 */
	behaviour: string | null
	/** 法律依据; 条文，如 道路交通安全法38、90 */
	basis: string | null
	/** 罚款下限 [fen] */
	fine_min: number | null
	/** 罚款上限 [fen] */
	fine_max: number | null
	/** 罚款基准 [fen] */
	fine_default: number | null
	/** 记分 [分|points] */
	points: number | null
	/** 可适用简易程序; 处理程序规定第43条 */
	simple: boolean | null
	/** 适用地区; 行政区划代码；全国适用为空 */
	region: string | null
	/** 原代码; 重新编号前的代码 */
	replaces: string | null
	/** 已核对; 已与公布文本核对 */
	verified: boolean | null
	valid_from: Day
	valid_to: Day | null
}

export interface ViolationCodeCreate {
	unit?: number
	code: string
	behaviour: string
	basis: string
	fine_min: number
	fine_max: number
	fine_default?: number | null
	points: number
	simple?: boolean | null
	region?: string | null
	replaces?: string | null
	verified?: boolean | null
	valid_from: Day
	valid_to?: Day | null
}

export interface ViolationCodePatch {
	code?: string | null
	behaviour?: string | null
	basis?: string | null
	fine_min?: number | null
	fine_max?: number | null
	fine_default?: number | null
	points?: number | null
	simple?: boolean | null
	region?: string | null
	replaces?: string | null
	verified?: boolean | null
	valid_to?: Day | null
}

export type TollgateState = 'active' | 'stopped'

export interface TollgateLane {
	/** 车道号; 沿行车方向从左到右 */
	no: number | null
	/** 名称 */
	name: string | null
	/** 行驶方向 */
	direction: 'we' | 'ew' | 'ns' | 'sn' | 'swne' | 'nesw' | 'nwse' | 'senw' | 'other' | null
	/** 限速 [km/h] */
	limit_kmh: number | null
}

export interface Tollgate extends Row {
	state: TollgateState
	/** 卡口编号; GA/T 1400 TollgateID */
	code: string | null
	/** 卡口名称 */
	name: string | null
	/** 位置 [deg WGS-84]; WGS-84 */
	place: Point | null
	/** 地址 */
	address: string | null
	/** 道路; 道路名称或编号，如 G309 */
	road: string | null
	/** 桩号 [m]; 起点起的米数 */
	km_m: number | null
	/** 卡口类型; TollgateCat */
	category: 'international' | 'province' | 'city' | 'urban' | 'county_border' | 'county' | 'other' | null
	/** 卡口用途; TollgateUsage 80, 81, 82 */
	usage: 'security' | 'traffic' | 'other' | null
	/** 行政区划; GB/T 2260 */
	area_code: string | null
	/** 限速 [km/h]; 车道未另定的 */
	limit_kmh: number | null
	/** 启用日期 */
	active_on: Day | null
	lane?: TollgateLane[]
}

export interface TollgateCreate {
	unit?: number
	code: string
	name: string
	place: Point
	address?: string | null
	road?: string | null
	km_m?: number | null
	category: 'international' | 'province' | 'city' | 'urban' | 'county_border' | 'county' | 'other'
	usage: 'security' | 'traffic' | 'other'
	area_code?: string | null
	limit_kmh?: number | null
	active_on?: Day | null
	lane?: TollgateLane[]
}

export interface TollgatePatch {
	name?: string | null
	place?: Point | null
	address?: string | null
	road?: string | null
	km_m?: number | null
	category?: 'international' | 'province' | 'city' | 'urban' | 'county_border' | 'county' | 'other' | null
	usage?: 'security' | 'traffic' | 'other' | null
	area_code?: string | null
	limit_kmh?: number | null
	active_on?: Day | null
	lane?: TollgateLane[]
}

export type DeviceState = 'active' | 'faulty' | 'stopped' | 'scrapped'

export interface Device extends Row {
	state: DeviceState
	/** 设备编号; 6至20位数字或大写字母 */
	code: string | null
	/** 设备名称; 路口或路段＋方向 */
	name: string | null
	/** 设备类别 */
	category: 'red_light' | 'checkpoint' | 'speed' | 'parking' | 'video' | 'overview' | 'signal' | 'sign' | 'flow' | 'weather' | 'platform' | null
	/** 位置 [deg WGS-84]; WGS-84 */
	place: Point | null
	/** 地址 */
	address: string | null
	/** 道路; 道路名称或编号，如 G309 */
	road: string | null
	/** 道路类别 */
	road_class: 'national' | 'provincial' | 'county' | 'urban' | 'motorway' | null
	/** 桩号 [m]; 起点起的米数 */
	km_m: number | null
	/** 灯控路口; 非路口设备为空 */
	junction: string | null
	/** 监测方向 */
	direction: 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw' | 'all' | null
	/** 车道数 [条|lanes] */
	lanes: number | null
	/** 生产厂家 */
	maker: string | null
	/** 型号 */
	model: string | null
	/** 出厂编号 */
	serial_no: string | null
	/** 启用日期 */
	installed_on: Day | null
	/** 设置地点公布日期; 行政处罚法第41条 */
	published_on: Day | null
	/** 检定有效期至; 违法行为处理程序规定第15条 */
	verified_until: Day | null
	/** 所属卡口; 过车数据未写卡口编号时以此为准 */
	tollgate: number | null
	/** 接入账号; 为空即设备编号 */
	login: string | null
	/** 客户端证书指纹; 填写后只接受持此证书的连接 */
	certificate_sha256: string | null
	/** 数据方式; 历史导入不产生预警 */
	mode: 'live' | 'history' | null
}

export interface DeviceCreate {
	unit?: number
	code: string
	name: string
	category: 'red_light' | 'checkpoint' | 'speed' | 'parking' | 'video' | 'overview' | 'signal' | 'sign' | 'flow' | 'weather' | 'platform'
	place: Point
	address?: string | null
	road?: string | null
	road_class?: 'national' | 'provincial' | 'county' | 'urban' | 'motorway' | null
	km_m?: number | null
	junction?: string | null
	direction?: 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw' | 'all' | null
	lanes?: number | null
	maker?: string | null
	model?: string | null
	serial_no?: string | null
	installed_on?: Day | null
	published_on?: Day | null
	verified_until?: Day | null
	tollgate?: number | null
	login?: string | null
	password?: string | null
	certificate_sha256?: string | null
	mode?: 'live' | 'history' | null
}

export interface DevicePatch {
	name?: string | null
	category?: 'red_light' | 'checkpoint' | 'speed' | 'parking' | 'video' | 'overview' | 'signal' | 'sign' | 'flow' | 'weather' | 'platform' | null
	place?: Point | null
	address?: string | null
	road?: string | null
	road_class?: 'national' | 'provincial' | 'county' | 'urban' | 'motorway' | null
	km_m?: number | null
	junction?: string | null
	direction?: 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw' | 'all' | null
	lanes?: number | null
	maker?: string | null
	model?: string | null
	serial_no?: string | null
	installed_on?: Day | null
	published_on?: Day | null
	verified_until?: Day | null
	tollgate?: number | null
	login?: string | null
	password?: string | null
	certificate_sha256?: string | null
	mode?: 'live' | 'history' | null
}

export type DeviceReadingState = null

export interface DeviceReading extends Row {
	state: DeviceReadingState
	/** 设备 */
	device: number | null
	/** 时间 */
	at: Time | null
	/** 在线 */
	online: boolean | null
	/** 时钟误差 [ms]; 设备时间减北京时间 */
	clock_ms: number | null
	/** 未识别比例 [‰] */
	unread_permille: number | null
	/** 存储占用 [%] */
	disk_percent: number | null
}

export interface DeviceReadingCreate {
	unit?: number
	device: number
	at: Time
	online: boolean
	clock_ms?: number | null
	unread_permille?: number | null
	disk_percent?: number | null
}

export interface DeviceReadingPatch {
}

export type DeviceLimitState = null

export interface DeviceLimit extends Row {
	state: DeviceLimitState
	/** 代码 */
	code: string | null
	/** 名称 */
	name: string | null
	/** 值 */
	value: number | null
	/** 计量单位 */
	unit_of_value: string | null
	valid_from: Day
	valid_to: Day | null
}

export interface DeviceLimitCreate {
	unit?: number
	code: string
	name?: string | null
	value: number
	unit_of_value?: string | null
	valid_from: Day
	valid_to?: Day | null
}

export interface DeviceLimitPatch {
	value?: number | null
	valid_to?: Day | null
}

export type ViidObjectState = null

export interface ViidObject extends Row {
	state: ViidObjectState
	/** 收到时间 */
	at: Time | null
	/** 来自 */
	device: number | null
	/** 类别 */
	resource: 'ape' | 'tollgate' | 'lane' | 'image' | 'subscribe' | 'subscribe_notification' | 'disposition' | 'disposition_notification' | null
	/** 操作 */
	operation: 'post' | 'put' | 'delete' | null
	/** 对象编号 */
	object_id: string | null
	/** 摘要; SHA-256 */
	digest: string | null
	/** 内容; 可能含申请人信息 */
	body: string | null
}

export interface ViidObjectCreate {
	unit?: number
	at: Time
	device: number
	resource: 'ape' | 'tollgate' | 'lane' | 'image' | 'subscribe' | 'subscribe_notification' | 'disposition' | 'disposition_notification'
	operation: 'post' | 'put' | 'delete'
	object_id: string
	digest: string
	body?: string | null
}

export interface ViidObjectPatch {
}

export type SharingState = 'applied' | 'approved' | 'suspended' | 'refused' | 'ended'

export interface Sharing extends Row {
	state: SharingState
	/** 接收平台; 登记为设备的视图库平台 */
	device: number | null
	/** 事项 */
	subject: string | null
	/** 订阅编号; 对方订阅报文的编号 */
	subscribe_id: string | null
	/** 接收地址; http://IP:端口/路径 */
	receive_address: string | null
	/** 内容 */
	content: 'passages' | null
	/** 范围 */
	tollgates: 'all' | null
	/** 法律依据; 批准前必填 */
	legal_basis: string | null
	/** 批准文件; 文号 */
	document: string | null
	/** 自; 批准前必填 */
	valid_from_day: Day | null
	/** 至（含）; 批准前必填 */
	valid_to_day: Day | null
	/** 发送间隔 [s] */
	interval_s: number | null
	/** 批准人 */
	approved_by: number | null
	/** 批准时间 */
	approved_at: Time | null
	/** 已送过车数 */
	sent: number | null
}

export interface SharingCreate {
	unit?: number
	device: number
	subject: string
	subscribe_id?: string | null
	receive_address?: string | null
	content: 'passages'
	tollgates: 'all'
	legal_basis?: string | null
	document?: string | null
	valid_from_day?: Day | null
	valid_to_day?: Day | null
	interval_s?: number | null
}

export interface SharingPatch {
	subject?: string | null
	legal_basis?: string | null
	document?: string | null
	valid_from_day?: Day | null
	valid_to_day?: Day | null
	interval_s?: number | null
}

export type RepairOrderState = 'open' | 'accepted' | 'repaired' | 'closed' | 'recovered' | 'voided'

export interface RepairOrder extends Row {
	state: RepairOrderState
	/** 设备 */
	device: number | null
	/** 故障类型 */
	fault: 'offline' | 'clock' | 'image' | 'view' | 'unread' | 'power' | 'damage' | 'misread' | 'calibration' | 'other' | null
	/** 发现时间 */
	seen_at: Time | null
	/** 紧急程度 */
	urgency: 'normal' | 'urgent' | null
	/** 故障描述 */
	what: string | null
	/** 现场联系人; 姓名和电话 */
	contact: string | null
	/** 原因 */
	cause: 'power' | 'network' | 'camera' | 'computer' | 'struck' | 'works' | 'weather' | 'none' | null
	/** 处理情况 */
	done: string | null
	/** 修复时间 */
	repaired_at: Time | null
	/** 退回次数 [次|times] */
	returned: number | null
	/** 发现规则; 为空表示人工报修 */
	rule: string | null
	/** 依据指标 */
	sign: 'off_minutes' | 'silent_minutes' | 'times_off' | 'clock_ms' | 'unread_permille' | 'misread_permille' | 'days_left' | null
	/** 实测值 */
	measured: number | null
	/** 界限; 建单时有效的设备健康参数 */
	bound: number | null
	/** 故障描述（英文） */
	what_en: string | null
	/** 共同原因单位; 该单位多台设备同时故障，只建一单 */
	common: number | null
	/** 涉及设备 [台|devices] */
	devices: number | null
	/** 自行恢复时间; 由规则复查得出，工单仍须由人关闭 */
	recovered_at: Time | null
	/** 恢复后复发次数 [次|times] */
	relapses: number | null
}

export interface RepairOrderCreate {
	unit?: number
	device: number
	fault: 'offline' | 'clock' | 'image' | 'view' | 'unread' | 'power' | 'damage' | 'misread' | 'calibration' | 'other'
	seen_at: Time
	urgency: 'normal' | 'urgent'
	what: string
	contact?: string | null
	cause?: 'power' | 'network' | 'camera' | 'computer' | 'struck' | 'works' | 'weather' | 'none' | null
	done?: string | null
}

export interface RepairOrderPatch {
	fault?: 'offline' | 'clock' | 'image' | 'view' | 'unread' | 'power' | 'damage' | 'misread' | 'calibration' | 'other' | null
	urgency?: 'normal' | 'urgent' | null
	what?: string | null
	contact?: string | null
	cause?: 'power' | 'network' | 'camera' | 'computer' | 'struck' | 'works' | 'weather' | 'none' | null
	done?: string | null
}

export type NoticeState = 'draft' | 'published' | 'withdrawn'

export interface NoticeTo {
	/** 单位 */
	unit: number | null
}

export interface Notice extends Row {
	state: NoticeState
	/** 标题 */
	subject: string | null
	/** 类别 */
	kind: 'order' | 'warning' | 'duty' | 'training' | 'other' | null
	/** 紧急; 紧急通知的签收时限更短 */
	urgent: boolean | null
	/** 正文 */
	body: string | null
	/** 发布时间 */
	published_at: Time | null
	to?: NoticeTo[]
}

export interface NoticeCreate {
	unit?: number
	subject: string
	kind: 'order' | 'warning' | 'duty' | 'training' | 'other'
	urgent?: boolean | null
	body: string
	to?: NoticeTo[]
}

export interface NoticePatch {
	subject?: string | null
	kind?: 'order' | 'warning' | 'duty' | 'training' | 'other' | null
	urgent?: boolean | null
	body?: string | null
	to?: NoticeTo[]
}

export type ReceiptState = 'waiting' | 'urgent' | 'signed' | 'answered'

export interface Receipt extends Row {
	state: ReceiptState
	/** 通知 */
	notice: number | null
	/** 标题 */
	subject: string | null
	/** 签收人 */
	signed_by: number | null
	/** 签收时间 */
	signed_at: Time | null
	/** 反馈 */
	reply: string | null
}

export interface ReceiptCreate {
	unit?: number
	notice: number
	reply?: string | null
}

export interface ReceiptPatch {
	reply?: string | null
}

export type HandoverState = 'draft' | 'given' | 'taken'

export interface HandoverItem {
	/** 事项 */
	what: string | null
	/** 来源 */
	record: string | null
	/** 编号 [] */
	row: number | null
	/** 期限 */
	due: Time | null
	/** 说明 */
	note: string | null
}

export interface Handover extends Row {
	state: HandoverState
	/** 值班日期 */
	shift_date: Day | null
	/** 班次 */
	shift: 'day' | 'night' | 'full' | null
	/** 值班领导 */
	leader: number | null
	/** 接班人 */
	successor: number | null
	/** 领导指示 */
	orders: string | null
	/** 值班情况 */
	situation: string | null
	/** 装备交接 */
	equipment: string | null
	/** 交班签名 */
	given_by: number | null
	/** 交班时间 */
	given_at: Time | null
	/** 接班签名 */
	taken_by: number | null
	/** 接班时间 */
	taken_at: Time | null
	/** 接班意见 */
	remark: string | null
	item?: HandoverItem[]
}

export interface HandoverCreate {
	unit?: number
	shift_date: Day
	shift: 'day' | 'night' | 'full'
	leader: number
	successor: number
	orders?: string | null
	situation: string
	equipment?: string | null
	remark?: string | null
	item?: HandoverItem[]
}

export interface HandoverPatch {
	leader?: number | null
	successor?: number | null
	orders?: string | null
	situation?: string | null
	equipment?: string | null
	remark?: string | null
	item?: HandoverItem[]
}

export type StaffVehicleState = 'kept' | 'ended'

export interface StaffVehicle extends Row {
	state: StaffVehicleState
	/** 人员 */
	person: number | null
	/** 号牌号码 */
	plate: string | null
	/** 号牌种类; GA/T 16.7，如 02 小型汽车 */
	class: number | null
	/** 关系 */
	relation: 'own' | 'family' | null
}

export interface StaffVehicleCreate {
	unit?: number
	person: number
	plate: string
	class: number
	relation: 'own' | 'family'
}

export interface StaffVehiclePatch {
	relation?: 'own' | 'family' | null
}

export type PassageSearchState = null

export interface PassageSearch extends Row {
	state: PassageSearchState
	/** 查询人 */
	person: number | null
	/** 查询时间 */
	at: Time | null
	/** 方式 */
	kind: 'search' | 'exact' | 'pattern' | 'near' | 'track' | 'export' | 'read' | 'picture' | null
	/** 用途 */
	purpose: 'alarm' | 'case' | 'watch' | 'repair' | 'complaint' | 'other' | null
	/** 事由 */
	reason: string | null
	/** 案件或预警编号 */
	case_no: string | null
	/** 查询号牌 */
	plate: string | null
	/** 过车编号 */
	passage: number | null
	/** 起 */
	from_at: Time | null
	/** 止 */
	to_at: Time | null
	/** 其他条件 */
	narrowed: string | null
	/** 返回条数 [条|rows] */
	answered: number | null
	/** 内部车辆 */
	staff: 'own' | 'colleague' | null
	/** 备案车辆 */
	vehicle: number | null
}

export interface PassageSearchCreate {
	unit?: number
}

export interface PassageSearchPatch {
}

export type PassageCorrectionState = 'made' | 'confirmed' | 'undone'

export interface PassageCorrection extends Row {
	state: PassageCorrectionState
	/** 过车编号 */
	passage: number | null
	/** 设备编号 */
	device: number | null
	/** 设备识别号牌 */
	read: string | null
	/** 设备识别种类 */
	read_class: number | null
	/** 更正号牌 */
	plate: string | null
	/** 更正种类 */
	class: number | null
	/** 更正理由 */
	why: string | null
}

export interface PassageCorrectionCreate {
	unit?: number
}

export interface PassageCorrectionPatch {
}

export type LegalHoldState = 'requested' | 'approved' | 'in_force' | 'releasing' | 'released' | 'refused'

export interface LegalHoldAt {
	/** 卡口 */
	tollgate: number | null
}

export interface LegalHold extends Row {
	state: LegalHoldState
	/** 案件编号 */
	case_no: string | null
	/** 号牌号码; 为空则指定时间和卡口的全部过车 */
	plate: string | null
	/** 号牌种类 */
	class: number | null
	/** 起 */
	from_at: Time | null
	/** 止; 不得晚于当前时间 */
	to_at: Time | null
	/** 保全理由 */
	ground: string | null
	/** 申请人 */
	asked_by: number | null
	/** 批准人 */
	approved_by: number | null
	/** 保全条数 [条|passages] */
	held: number | null
	at?: LegalHoldAt[]
}

export interface LegalHoldCreate {
	unit?: number
	case_no: string
	plate?: string | null
	class?: number | null
	from_at: Time
	to_at: Time
	ground: string
	at?: LegalHoldAt[]
}

export interface LegalHoldPatch {
	at?: LegalHoldAt[]
}

export type SearchSampleState = 'drawn' | 'asked' | 'explained' | 'judged'

export interface SearchSample extends Row {
	state: SearchSampleState
	/** 查询记录 */
	search: number | null
	/** 查询人 */
	person: number | null
	/** 月份 */
	month: string | null
	/** 抽样种子 */
	seed: string | null
	/** 当月查询次数 [次|searches] */
	drawn_of: number | null
	/** 结论 */
	verdict: 'justified' | 'unjustified' | null
	/** 意见 */
	opinion: string | null
	/** 说明 */
	answer: string | null
}

export interface SearchSampleCreate {
	unit?: number
}

export interface SearchSamplePatch {
}

export type PassageDayState = null

export interface PassageDay extends Row {
	state: PassageDayState
	/** 卡口 */
	tollgate: number | null
	/** 日期; 当日零时 */
	at: Time | null
	/** 过车数 [辆次|passages] */
	passages: number | null
	/** 未识别 [辆次|passages] */
	unread: number | null
	/** 重复 [辆次|passages] */
	repeats: number | null
	/** 平均车速 [km/h] */
	speed_kmh: number | null
}

export interface PassageDayCreate {
	unit?: number
}

export interface PassageDayPatch {
}

export type CheckpointRuleState = null

export interface CheckpointRule extends Row {
	state: CheckpointRuleState
	/** 代码 */
	code: string | null
	/** 名称 */
	name: string | null
	/** 值 */
	value: number | null
	/** 计量单位 */
	unit_of_value: string | null
	valid_from: Day
	valid_to: Day | null
}

export interface CheckpointRuleCreate {
	unit?: number
	code: string
	name?: string | null
	value: number
	unit_of_value?: string | null
	valid_from: Day
	valid_to?: Day | null
}

export interface CheckpointRulePatch {
	value?: number | null
	valid_to?: Day | null
}

export type RegistryVehicleState = null

export interface RegistryVehicle extends Row {
	state: RegistryVehicleState
	/** 号牌种类和号码; 如 02-鲁C12345 */
	code: string | null
	/** 车身颜色 */
	colour: 'black' | 'white' | 'gray' | 'red' | 'blue' | 'yellow' | 'orange' | 'brown' | 'green' | 'purple' | 'cyan' | 'pink' | null
	/** 车辆类型; GA/T 16.4，如 K33 */
	type: string | null
	/** 品牌型号 */
	brand: string | null
	/** 检验有效期至 */
	inspected_until: Day | null
	/** 保险有效期至 */
	insured_until: Day | null
	/** 报废或注销 */
	scrapped: boolean | null
	/** 被盗抢 */
	stolen: boolean | null
	/** 数据日期 */
	imported_on: Day | null
}

export interface RegistryVehicleCreate {
	unit?: number
	code: string
	colour?: 'black' | 'white' | 'gray' | 'red' | 'blue' | 'yellow' | 'orange' | 'brown' | 'green' | 'purple' | 'cyan' | 'pink' | null
	type?: string | null
	brand?: string | null
	inspected_until?: Day | null
	insured_until?: Day | null
	scrapped?: boolean | null
	stolen?: boolean | null
	imported_on?: Day | null
}

export interface RegistryVehiclePatch {
	colour?: 'black' | 'white' | 'gray' | 'red' | 'blue' | 'yellow' | 'orange' | 'brown' | 'green' | 'purple' | 'cyan' | 'pink' | null
	type?: string | null
	brand?: string | null
	inspected_until?: Day | null
	insured_until?: Day | null
	scrapped?: boolean | null
	stolen?: boolean | null
	imported_on?: Day | null
}

export type WatchListState = 'prepared' | 'in_force' | 'replaced' | 'refused' | 'withdrawn'

export interface WatchList extends Row {
	state: WatchListState
	/** 名称 */
	name: string | null
	/** 条目 [条|entries] */
	entries: number | null
	/** 其中式样 [条|entries] */
	patterns: number | null
	/** 新增 [条|entries] */
	added: number | null
	/** 撤销 [条|entries] */
	removed: number | null
	/** 变更 [条|entries] */
	changed: number | null
	/** 未能读取 [行|lines] */
	bad: number | null
	/** 对比名单 */
	against: number | null
	/** 差异（前若干条） */
	preview: string | null
	/** 未能读取的行 */
	faults: string | null
	/** 批准人 */
	approved_by: number | null
}

export interface WatchListCreate {
	unit?: number
}

export interface WatchListPatch {
}

export type WatchEntryState = 'applied' | 'urgent' | 'in_force' | 'met' | 'lapsed' | 'explained' | 'refused' | 'withdrawn' | 'expired'

export interface WatchEntryArea {
	/** 单位 */
	unit: number | null
	/** 点位 */
	tollgate: number | null
}

export interface WatchEntry extends Row {
	state: WatchEntryState
	/** 布控类别 */
	category: 'stolen' | 'hit_and_run' | 'cloned' | 'unpaid' | 'overdue' | 'scrapped' | 'drunk' | 'unlicensed' | 'key_vehicle' | 'temporary' | 'other' | null
	/** 紧急布控; 立即生效，须在期限内补办审批，逾期自动失效 */
	urgent: boolean | null
	/** 事由; 不写号牌和个人信息 */
	subject: string | null
	/** 法律依据; 条文 */
	basis: string | null
	/** 案件编号; 被盗抢、肇事逃逸必填 */
	case_no: string | null
	/** 号牌号码或式样; ？代一位，末位*代其后 */
	plate: string | null
	/** 号牌种类; GA/T 16.7 代码；空为任意 */
	plate_class: string | null
	/** 车辆特征; 品牌、车型、损伤部位 */
	vehicle: string | null
	/** 车身颜色 */
	vehicle_colour: 'black' | 'white' | 'gray' | 'red' | 'blue' | 'yellow' | 'orange' | 'brown' | 'green' | 'purple' | 'cyan' | 'pink' | null
	/** 布控范围 */
	reach: 'own' | 'listed' | 'city' | null
	/** 知悉范围; 督察和审计始终可见 */
	visibility: 'unit' | 'area' | 'restricted' | null
	/** 起; 为空则自批准时起 */
	from_at: Time | null
	/** 止 */
	to_at: Time | null
	/** 等级; 1最高 */
	priority: number | null
	/** 处置要求 */
	action: 'intercept' | 'check' | 'report' | null
	/** 处置说明 */
	instruction: string | null
	/** 联系人; 姓名和电话 */
	contact: string | null
	/** 批准人 */
	approved_by: number | null
	/** 批准时间 */
	approved_at: Time | null
	/** 查获时间 */
	met_at: Time | null
	/** 失效说明 */
	explanation: string | null
	area?: WatchEntryArea[]
}

export interface WatchEntryCreate {
	unit?: number
	category: 'stolen' | 'hit_and_run' | 'cloned' | 'unpaid' | 'overdue' | 'scrapped' | 'drunk' | 'unlicensed' | 'key_vehicle' | 'temporary' | 'other'
	urgent?: boolean | null
	subject: string
	basis: string
	case_no?: string | null
	plate: string
	plate_class?: string | null
	vehicle?: string | null
	vehicle_colour?: 'black' | 'white' | 'gray' | 'red' | 'blue' | 'yellow' | 'orange' | 'brown' | 'green' | 'purple' | 'cyan' | 'pink' | null
	reach: 'own' | 'listed' | 'city'
	visibility: 'unit' | 'area' | 'restricted'
	from_at?: Time | null
	to_at: Time
	priority: number
	action: 'intercept' | 'check' | 'report'
	instruction?: string | null
	contact?: string | null
	explanation?: string | null
	area?: WatchEntryArea[]
}

export interface WatchEntryPatch {
	explanation?: string | null
	area?: WatchEntryArea[]
}

export type AlarmState = 'raised' | 'confirmed' | 'signed' | 'handed' | 'closed' | 'misread'

export interface Alarm extends Row {
	state: AlarmState
	/** 预警; 类别和地点 */
	subject: string | null
	/** 布控 */
	watch_entry: number | null
	/** 来源规则 */
	rule: 'travel' | 'conflict' | 'registry' | 'list' | null
	/** 登记信息 */
	registry: number | null
	/** 类别 */
	category: 'stolen' | 'hit_and_run' | 'cloned' | 'unpaid' | 'overdue' | 'scrapped' | 'drunk' | 'unlicensed' | 'key_vehicle' | 'temporary' | 'other' | null
	/** 等级 */
	priority: number | null
	/** 处置要求 */
	action: 'intercept' | 'check' | 'report' | null
	/** 处置说明 */
	instruction: string | null
	/** 号牌号码 */
	plate: string | null
	/** 号牌种类 */
	plate_class: string | null
	/** 预警原因 */
	why: string | null
	/** 预警原因（英文） */
	why_en: string | null
	/** 误识可能 [‰]; 按该设备以往核实结果和本次识别情况估计 */
	misread: number | null
	/** 误识估计依据 */
	misread_why: string | null
	/** 最近点位 */
	tollgate: number | null
	/** 最近设备 */
	device: number | null
	/** 最近位置 [deg WGS-84] */
	place: Point | null
	/** 首次过车 */
	first_at: Time | null
	/** 最近过车 */
	last_at: Time | null
	/** 过车次数 [次|times] */
	sightings: number | null
	/** 最近过车记录 */
	passage: number | null
	/** 核实人 */
	confirmed_by: number | null
	/** 核实时间 */
	confirmed_at: Time | null
	/** 签收人 */
	signed_by: number | null
	/** 签收时间 */
	signed_at: Time | null
	/** 办结时间 */
	closed_at: Time | null
	/** 移交单位 */
	handed_to: number | null
	/** 移交说明 */
	handed_note: string | null
	/** 处置结果 */
	outcome: 'intercepted' | 'missed' | 'false_read' | 'withdrawn' | null
	/** 处置情况; 未拦截须说明原因 */
	note: string | null
}

export interface AlarmCreate {
	unit?: number
}

export interface AlarmPatch {
}

export type SightingState = null

export interface Sighting extends Row {
	state: SightingState
	/** 预警 */
	alarm: number | null
	/** 过车记录 */
	passage: number | null
	/** 过车时间 */
	at: Time | null
	/** 收到时间 */
	received_at: Time | null
	/** 点位 */
	tollgate: number | null
	/** 设备 */
	device: number | null
	/** 位置 [deg WGS-84] */
	place: Point | null
	/** 车道 */
	lane: number | null
	/** 方向; GA/T 1400 Direction */
	direction: number | null
	/** 速度 [km/h] */
	speed: number | null
	/** 号牌颜色; GA/T 1400 ColorType */
	plate_colour: number | null
	/** 车身颜色; GA/T 1400 ColorType */
	vehicle_colour: number | null
	/** 车辆类型; GA/T 16.4 */
	vehicle_type: string | null
	/** 识别可信度 [%] */
	reliability: number | null
	/** 有图片 */
	pictured: boolean | null
}

export interface SightingCreate {
	unit?: number
	alarm: number
	passage: number
	at: Time
	received_at?: Time | null
	tollgate?: number | null
	device?: number | null
	place?: Point | null
	lane?: number | null
	direction?: number | null
	speed?: number | null
	plate_colour?: number | null
	vehicle_colour?: number | null
	vehicle_type?: string | null
	reliability?: number | null
	pictured?: boolean | null
}

export interface SightingPatch {
}

export interface Rows {
	unit: Unit
	person: Person
	grant: Grant
	break_glass: BreakGlass
	erasure: Erasure
	setting: Setting
	calendar_day: CalendarDay
	legal_term: LegalTerm
	finding: Finding
	violation_code: ViolationCode
	tollgate: Tollgate
	device: Device
	device_reading: DeviceReading
	device_limit: DeviceLimit
	viid_object: ViidObject
	sharing: Sharing
	repair_order: RepairOrder
	notice: Notice
	receipt: Receipt
	handover: Handover
	staff_vehicle: StaffVehicle
	passage_search: PassageSearch
	passage_correction: PassageCorrection
	legal_hold: LegalHold
	search_sample: SearchSample
	passage_day: PassageDay
	checkpoint_rule: CheckpointRule
	registry_vehicle: RegistryVehicle
	watch_list: WatchList
	watch_entry: WatchEntry
	alarm: Alarm
	sighting: Sighting
}

export interface Creates {
	unit: UnitCreate
	person: PersonCreate
	grant: GrantCreate
	break_glass: BreakGlassCreate
	erasure: ErasureCreate
	setting: SettingCreate
	calendar_day: CalendarDayCreate
	legal_term: LegalTermCreate
	finding: FindingCreate
	violation_code: ViolationCodeCreate
	tollgate: TollgateCreate
	device: DeviceCreate
	device_reading: DeviceReadingCreate
	device_limit: DeviceLimitCreate
	viid_object: ViidObjectCreate
	sharing: SharingCreate
	repair_order: RepairOrderCreate
	notice: NoticeCreate
	receipt: ReceiptCreate
	handover: HandoverCreate
	staff_vehicle: StaffVehicleCreate
	passage_search: PassageSearchCreate
	passage_correction: PassageCorrectionCreate
	legal_hold: LegalHoldCreate
	search_sample: SearchSampleCreate
	passage_day: PassageDayCreate
	checkpoint_rule: CheckpointRuleCreate
	registry_vehicle: RegistryVehicleCreate
	watch_list: WatchListCreate
	watch_entry: WatchEntryCreate
	alarm: AlarmCreate
	sighting: SightingCreate
}

export interface Patches {
	unit: UnitPatch
	person: PersonPatch
	grant: GrantPatch
	break_glass: BreakGlassPatch
	erasure: ErasurePatch
	setting: SettingPatch
	calendar_day: CalendarDayPatch
	legal_term: LegalTermPatch
	finding: FindingPatch
	violation_code: ViolationCodePatch
	tollgate: TollgatePatch
	device: DevicePatch
	device_reading: DeviceReadingPatch
	device_limit: DeviceLimitPatch
	viid_object: ViidObjectPatch
	sharing: SharingPatch
	repair_order: RepairOrderPatch
	notice: NoticePatch
	receipt: ReceiptPatch
	handover: HandoverPatch
	staff_vehicle: StaffVehiclePatch
	passage_search: PassageSearchPatch
	passage_correction: PassageCorrectionPatch
	legal_hold: LegalHoldPatch
	search_sample: SearchSamplePatch
	passage_day: PassageDayPatch
	checkpoint_rule: CheckpointRulePatch
	registry_vehicle: RegistryVehiclePatch
	watch_list: WatchListPatch
	watch_entry: WatchEntryPatch
	alarm: AlarmPatch
	sighting: SightingPatch
}

export const records: { readonly [K in RecordName]: RecordModel } = {
	"unit":{
		"name":"unit","plural":"units","path":"/api/v1/units","title":"单位","titleEn":"Unit","source":"GA/T 380 (codes of public-security organs)",
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["personnel","sysadmin"],"patch":["personnel","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"code","kind":"text","title":"机构代码","titleEn":"Unit code","doc":"12位公安机关机构代码","docEn":"12 digits, as issued","flags":{"req":true,"find":true,"uniq":true},"min":1,"max":12,"like":"[0-9]{12}"},
			{"name":"name","kind":"text","title":"单位名称","titleEn":"Name","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":60},
			{"name":"short_name","kind":"text","title":"简称","titleEn":"Short name","doc":"","docEn":"","flags":{"find":true},"min":1,"max":20},
			{"name":"level","kind":"choice","title":"单位类别","titleEn":"Kind","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"detachment","title":"支队","titleEn":"Detachment"},{"name":"brigade","title":"大队","titleEn":"Brigade"},{"name":"squadron","title":"中队","titleEn":"Squadron"},{"name":"vehicle_office","title":"车管所","titleEn":"Vehicle office"},{"name":"crash_section","title":"事故处理科","titleEn":"Crash section"},{"name":"station","title":"执法服务站","titleEn":"Station"},{"name":"exam_centre","title":"考试中心","titleEn":"Exam centre"},{"name":"section","title":"科室","titleEn":"Section"}]},
			{"name":"parent","kind":"ref","title":"上级单位","titleEn":"Parent unit","doc":"只有最高一级单位可以为空","docEn":"Empty for the topmost unit only","flags":{"find":true},"ref":"unit"},
			{"name":"area_code","kind":"text","title":"行政区划代码","titleEn":"Area code","doc":"GB/T 2260","docEn":"GB/T 2260","flags":{"find":true},"min":1,"max":6,"like":"[0-9]{6}"},
			{"name":"address","kind":"text","title":"地址","titleEn":"Address","doc":"","docEn":"","flags":{},"min":1,"max":120},
			{"name":"phone","kind":"text","title":"办公电话","titleEn":"Office telephone","doc":"","docEn":"","flags":{},"min":1,"max":40,"like":"[-+0-9 ()/,]+"},
			{"name":"place","kind":"point","title":"位置","titleEn":"Place","doc":"","docEn":"","flags":{},"unit":"deg WGS-84"},
			{"name":"valid_from","kind":"date","title":"成立日期","titleEn":"In being from","doc":"","docEn":"","flags":{"req":true,"find":true}},
			{"name":"valid_to","kind":"date","title":"撤销日期","titleEn":"In being until","doc":"当日起不再存在；为空表示至今","docEn":"The first day it no longer exists; empty: in being","flags":{"find":true}}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"active","title":"在用","titleEn":"In being","term":null,"look":"normal"},
			{"name":"ended","title":"已撤销","titleEn":"Ended","term":null,"look":"idle"}],
		"steps":[
			{"from":"active","verb":"end","to":"ended","title":"撤销","titleEn":"End","roles":["sysadmin"],"asks":[{"field":"valid_to","required":false}],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"ended","verb":"revive","to":"active","title":"恢复","titleEn":"Revive","roles":["sysadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"person":{
		"name":"person","plural":"persons","path":"/api/v1/persons","title":"人员","titleEn":"Person","source":null,
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["personnel","sysadmin"],"patch":["personnel","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"user","kind":"text","title":"用户名","titleEn":"User name","doc":"小写字母开头，2至48位，可含 . _ @ -","docEn":"Begins with a small letter, 2 to 48 characters, also . _ @ -","flags":{"req":true,"find":true,"uniq":true,"fix":true},"min":1,"max":48,"like":"[a-z][a-z0-9._@-]{1,47}"},
			{"name":"name","kind":"text","title":"姓名","titleEn":"Name","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":40},
			{"name":"police_no","kind":"text","title":"警号","titleEn":"Police number","doc":"辅警填工号","docEn":"Staff number for auxiliaries","flags":{"find":true,"uniq":true},"min":1,"max":12,"like":"[0-9A-Z]{4,12}"},
			{"name":"category","kind":"choice","title":"人员类别","titleEn":"Category","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"police","title":"民警","titleEn":"Police officer"},{"name":"auxiliary","title":"辅警","titleEn":"Auxiliary"},{"name":"staff","title":"文职","titleEn":"Civilian staff"},{"name":"contractor","title":"运维人员","titleEn":"Contractor"}]},
			{"name":"post","kind":"text","title":"岗位","titleEn":"Post","doc":"","docEn":"","flags":{"find":true},"min":1,"max":40},
			{"name":"phone","kind":"text","title":"手机号码","titleEn":"Mobile number","doc":"","docEn":"","flags":{"pii":true},"min":1,"max":20,"like":"[-+0-9 ]{5,20}"},
			{"name":"id_number","kind":"text","title":"公民身份号码","titleEn":"Identity number","doc":"GB 11643","docEn":"GB 11643","flags":{"find":true,"pii":true},"min":1,"max":18,"like":"[0-9]{17}[0-9X]"},
			{"name":"to_unit","kind":"ref","title":"调入单位","titleEn":"Transferred to","doc":"","docEn":"","flags":{"sys":true},"ref":"unit"},
			{"name":"left_on","kind":"date","title":"离岗日期","titleEn":"Left on","doc":"","docEn":"","flags":{"find":true,"sys":true}}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"active","title":"在岗","titleEn":"Active","term":null,"look":"normal"},
			{"name":"locked","title":"已锁定","titleEn":"Locked","term":null,"look":"attention"},
			{"name":"left","title":"已离岗","titleEn":"Left","term":null,"look":"idle"}],
		"steps":[
			{"from":"active","verb":"lock","to":"locked","title":"锁定","titleEn":"Lock","roles":["sysadmin","secadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"locked","verb":"unlock","to":"active","title":"解锁","titleEn":"Unlock","roles":["sysadmin","secadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"active","verb":"transfer","to":"active","title":"调动","titleEn":"Transfer","roles":["personnel","sysadmin"],"asks":[{"field":"to_unit","required":true}],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"active","verb":"leave","to":"left","title":"离岗","titleEn":"Leave","roles":["personnel","sysadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"locked","verb":"leave","to":"left","title":"离岗","titleEn":"Leave","roles":["personnel","sysadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"left","verb":"rejoin","to":"locked","title":"返岗","titleEn":"Rejoin","roles":["personnel","sysadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false}],
	},
	"grant":{
		"name":"grant","plural":"grants","path":"/api/v1/grants","title":"授权","titleEn":"Grant","source":"GB/T 22239 8.1.4.2, 8.1.5 (separation of system, security and audit administration)",
		"scope":"unit","read":["leader","supervisor","personnel","secadmin","auditor"],"create":["leader","personnel","secadmin"],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"person","kind":"ref","title":"被授权人","titleEn":"Person","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"person"},
			{"name":"role","kind":"choice","title":"角色","titleEn":"Role","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"choices":[{"name":"officer","title":"民警","titleEn":"Officer"},{"name":"auxiliary","title":"辅警","titleEn":"Auxiliary"},{"name":"dispatcher","title":"指挥调度","titleEn":"Dispatcher"},{"name":"reviewer","title":"审核员","titleEn":"Evidence reviewer"},{"name":"case_officer","title":"办案民警","titleEn":"Case officer"},{"name":"legal","title":"法制员","titleEn":"Legal officer"},{"name":"duty","title":"勤务值班","titleEn":"Duty officer"},{"name":"leader","title":"领导","titleEn":"Leader"},{"name":"supervisor","title":"督察","titleEn":"Supervisor"},{"name":"device","title":"设备管理","titleEn":"Device engineer"},{"name":"maintainer","title":"运维单位","titleEn":"Maintainer"},{"name":"engineer","title":"道路工程","titleEn":"Road engineer"},{"name":"clerk","title":"窗口","titleEn":"Window clerk"},{"name":"personnel","title":"人事","titleEn":"Personnel"},{"name":"sysadmin","title":"系统管理员","titleEn":"System administrator"},{"name":"secadmin","title":"安全管理员","titleEn":"Security administrator"},{"name":"auditor","title":"审计管理员","titleEn":"Audit administrator"},{"name":"citizen","title":"群众","titleEn":"Citizen"}]},
			{"name":"from_at","kind":"time","title":"起","titleEn":"From","doc":"为空则自批准时起","docEn":"Empty: from the approval","flags":{"find":true,"fix":true}},
			{"name":"to_at","kind":"time","title":"止","titleEn":"Until","doc":"为空则长期有效","docEn":"Empty: open","flags":{"find":true}},
			{"name":"persons","kind":"bool","title":"可查个人信息","titleEn":"Covers personal data","doc":"须填写理由方可查看","docEn":"Seen only with a reason given","flags":{"fix":true}},
			{"name":"purpose","kind":"text","title":"授权事由","titleEn":"Purpose","doc":"","docEn":"","flags":{"req":true,"fix":true,"long":true},"min":1,"max":300},
			{"name":"asked_by","kind":"ref","title":"申请人","titleEn":"Asked by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"approved_by","kind":"ref","title":"批准人","titleEn":"Approved by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"requested","title":"待批准","titleEn":"Requested","term":null,"look":"attention"},
			{"name":"in_force","title":"生效","titleEn":"In force","term":null,"look":"normal"},
			{"name":"ended","title":"已终止","titleEn":"Ended","term":null,"look":"idle"},
			{"name":"refused","title":"未批准","titleEn":"Refused","term":null,"look":"idle"}],
		"steps":[
			{"from":"requested","verb":"approve","to":"in_force","title":"批准","titleEn":"Approve","roles":["secadmin"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"requested","verb":"refuse","to":"refused","title":"不予批准","titleEn":"Refuse","roles":["secadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"requested","verb":"withdraw","to":"ended","title":"撤回","titleEn":"Withdraw","roles":["leader","personnel","secadmin"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"in_force","verb":"end","to":"ended","title":"收回","titleEn":"End","roles":["secadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"in_force","verb":"lapse","to":"ended","title":"到期","titleEn":"Lapse","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true}],
	},
	"break_glass":{
		"name":"break_glass","plural":"break_glasses","path":"/api/v1/break_glasses","title":"紧急授权","titleEn":"Break-glass grant","source":null,
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["officer","dispatcher","case_officer","duty","leader"],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"person","kind":"ref","title":"使用人","titleEn":"Taken by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"role","kind":"choice","title":"角色","titleEn":"Role","doc":"管理员角色不可紧急取得","docEn":"Administrators' roles cannot be taken","flags":{"req":true,"find":true,"fix":true,"title":true},"choices":[{"name":"officer","title":"民警","titleEn":"Officer"},{"name":"dispatcher","title":"指挥调度","titleEn":"Dispatcher"},{"name":"case_officer","title":"办案民警","titleEn":"Case officer"},{"name":"duty","title":"勤务值班","titleEn":"Duty officer"},{"name":"leader","title":"领导","titleEn":"Leader"},{"name":"device","title":"设备管理","titleEn":"Device engineer"}]},
			{"name":"persons","kind":"bool","title":"可查个人信息","titleEn":"Covers personal data","doc":"","docEn":"","flags":{"fix":true}},
			{"name":"purpose","kind":"text","title":"紧急事由","titleEn":"Why it could not wait","doc":"全体人员可见，不写个人信息","docEn":"Seen by all staff: no personal data","flags":{"req":true,"fix":true,"long":true},"min":1,"max":300},
			{"name":"incident","kind":"text","title":"警情或案件编号","titleEn":"Incident or case number","doc":"","docEn":"","flags":{"find":true,"fix":true},"min":1,"max":40},
			{"name":"from_at","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"to_at","kind":"time","title":"止","titleEn":"Until","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"verdict","kind":"choice","title":"复核结论","titleEn":"Finding of the review","doc":"","docEn":"","flags":{"find":true,"sys":true},"choices":[{"name":"justified","title":"确属必要","titleEn":"Justified"},{"name":"needless","title":"不必要","titleEn":"Needless"},{"name":"abuse","title":"违规","titleEn":"Abuse"}]},
			{"name":"opinion","kind":"text","title":"复核意见","titleEn":"Opinion","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"taken","title":"使用中","titleEn":"In use","term":null,"look":"alarm"},
			{"name":"expired","title":"已到期待复核","titleEn":"Awaiting review","term":null,"look":"attention"},
			{"name":"reviewed","title":"已复核","titleEn":"Reviewed","term":null,"look":"idle"}],
		"steps":[
			{"from":"taken","verb":"give_back","to":"expired","title":"提前归还","titleEn":"Give back","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"taken","verb":"stop","to":"expired","title":"立即停止","titleEn":"Stop at once","roles":["supervisor","secadmin","auditor"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"taken","verb":"expire","to":"expired","title":"到期","titleEn":"Expire","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"expired","verb":"review","to":"reviewed","title":"复核","titleEn":"Review","roles":["supervisor","auditor"],"asks":[{"field":"verdict","required":true},{"field":"opinion","required":true}],"reason":false,"reasonRequired":false,"guarded":true}],
	},
	"erasure":{
		"name":"erasure","plural":"erasures","path":"/api/v1/erasures","title":"个人信息删除","titleEn":"Erasure of personal data","source":"个人信息保护法 47, 50",
		"scope":"none","read":["legal","personnel","secadmin","auditor"],"create":["legal","personnel"],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"subject","kind":"text","title":"记录类别","titleEn":"Kind of record","doc":"如 person","docEn":"Such as person","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":48,"like":"[a-z][a-z_]*"},
			{"name":"subject_row","kind":"int","title":"记录编号","titleEn":"Its number","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":9007199254740991},
			{"name":"ground","kind":"choice","title":"法定情形","titleEn":"Ground","doc":"个人信息保护法第47条","docEn":"Personal Information Protection Law art. 47","flags":{"req":true,"find":true,"fix":true},"choices":[{"name":"purpose","title":"目的已实现或不再必要","titleEn":"Purpose fulfilled or no longer needed"},{"name":"period","title":"保存期限届满","titleEn":"Retention over"},{"name":"withdrawn","title":"撤回同意","titleEn":"Consent withdrawn"},{"name":"unlawful","title":"违法处理","titleEn":"Handled unlawfully"},{"name":"other","title":"法律、行政法规规定的其他情形","titleEn":"Otherwise by law"}]},
			{"name":"what","kind":"text","title":"说明","titleEn":"Explanation","doc":"不写个人信息","docEn":"No personal data here","flags":{"req":true,"fix":true,"long":true},"min":1,"max":500},
			{"name":"erased_at","kind":"time","title":"删除时间","titleEn":"Erased at","doc":"","docEn":"","flags":{"find":true,"sys":true}}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"asked","title":"待批准","titleEn":"To be approved","term":null,"look":"attention"},
			{"name":"erased","title":"已删除","titleEn":"Erased","term":null,"look":"idle"},
			{"name":"refused","title":"不予删除","titleEn":"Refused","term":null,"look":"idle"}],
		"steps":[
			{"from":"asked","verb":"approve","to":"erased","title":"批准并删除","titleEn":"Approve and erase","roles":["secadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"asked","verb":"refuse","to":"refused","title":"不予删除","titleEn":"Refuse","roles":["legal","secadmin"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"setting":{
		"name":"setting","plural":"settings","path":"/api/v1/settings","title":"安全参数","titleEn":"Security setting","source":null,
		"scope":"none","read":["sysadmin","secadmin","auditor"],"create":[],"patch":["secadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"code","kind":"text","title":"代码","titleEn":"Code","doc":"","docEn":"","flags":{"req":true,"find":true,"uniq":true,"fix":true},"min":1,"max":40},
			{"name":"name","kind":"text","title":"名称","titleEn":"Name","doc":"","docEn":"","flags":{"req":true,"fix":true,"title":true},"min":1,"max":60},
			{"name":"value","kind":"int","title":"值","titleEn":"Value","doc":"","docEn":"","flags":{"req":true},"min":0,"max":1000000},
			{"name":"unit_of_value","kind":"text","title":"计量单位","titleEn":"Unit of value","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":20}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"calendar_day":{
		"name":"calendar_day","plural":"calendar_days","path":"/api/v1/calendar_days","title":"法定日历","titleEn":"Calendar day","source":"行政案件程序规定 35；违法处理程序规定 81；国务院办公厅年度节假日安排通知",
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor","citizen"],"create":["legal","sysadmin"],"patch":["legal","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"date","kind":"date","title":"日期","titleEn":"Date","doc":"","docEn":"","flags":{"req":true,"find":true,"uniq":true,"fix":true,"title":true}},
			{"name":"kind","kind":"choice","title":"性质","titleEn":"Kind","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"choices":[{"name":"off","title":"放假","titleEn":"Off"},{"name":"work","title":"补班","titleEn":"Made-up working day"}]},
			{"name":"name","kind":"text","title":"节日","titleEn":"Holiday","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":60},
			{"name":"source","kind":"text","title":"依据","titleEn":"Source","doc":"通知的文号和日期","docEn":"number and date of the notice","flags":{"req":true,"long":true},"min":1,"max":200},
			{"name":"decreed","kind":"date","title":"发布日期","titleEn":"Decreed on","doc":"期限在发布日已届满的不再变动","docEn":"periods that had ended by then stay as they were","flags":{}}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"legal_term":{
		"name":"legal_term","plural":"legal_terms","path":"/api/v1/legal_terms","title":"法定期限","titleEn":"Legal term","source":"违法处理程序规定 81；行政案件程序规定 35；行政处罚法 85；记分管理办法 36；行政复议法 88；行政强制法 69",
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor","citizen"],"create":["legal","sysadmin"],"patch":["legal","sysadmin"],
		"keepDays":0,
		"valid":"code",
		"fields":[
			{"name":"code","kind":"text","title":"代码","titleEn":"Code","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":48,"like":"[a-z][a-z0-9_]*"},
			{"name":"name","kind":"text","title":"名称","titleEn":"Name","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":80},
			{"name":"length","kind":"int","title":"长度","titleEn":"Length","doc":"0＝当日","docEn":"0 is the day itself","flags":{"req":true},"min":0,"max":36600},
			{"name":"measure","kind":"choice","title":"计量单位","titleEn":"Measure","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"minute","title":"分钟","titleEn":"Minutes"},{"name":"hour","title":"小时","titleEn":"Hours"},{"name":"calendar_day","title":"自然日","titleEn":"Calendar days"},{"name":"working_day","title":"工作日","titleEn":"Working days"},{"name":"month","title":"月","titleEn":"Months"},{"name":"year","title":"年","titleEn":"Years"}]},
			{"name":"quantity","kind":"bool","title":"数量，非期限","titleEn":"A quantity","doc":"折抵率、禁期、学习天数等，不产生到期日","docEn":"rates, bans, days of study: never turned into a due date","flags":{"find":true}},
			{"name":"roll","kind":"bool","title":"末日顺延","titleEn":"Rolls over","doc":"末日非工作日的，顺延至其后第一个工作日","docEn":"a last day that is not worked moves to the next working day","flags":{}},
			{"name":"count_first","kind":"bool","title":"首日计入","titleEn":"First day counts","doc":"","docEn":"","flags":{}},
			{"name":"hour_text","kind":"bool","title":"小时按文义","titleEn":"Hours by the letter","doc":"开始之时不计；否则按时间戳加整小时","docEn":"the beginning hour is not counted; else time stamp plus hours","flags":{}},
			{"name":"backwards","kind":"bool","title":"倒算","titleEn":"Counted backwards","doc":"","docEn":"","flags":{}},
			{"name":"whole_days","kind":"bool","title":"满整日","titleEn":"Whole days","doc":"倒算时通知当日不计","docEn":"counted backwards, the day of the notice is left out","flags":{}},
			{"name":"no_makeup","kind":"bool","title":"补班不计","titleEn":"Made-up days not counted","doc":"补班日不作为工作日","docEn":"a made-up day is no working day","flags":{}},
			{"name":"roll_holiday_only","kind":"bool","title":"仅节假日顺延","titleEn":"Rolls on holidays only","doc":"普通周末不顺延","docEn":"an ordinary weekend does not roll","flags":{}},
			{"name":"counts_from","kind":"text","title":"起算","titleEn":"Counts from","doc":"","docEn":"","flags":{"req":true,"long":true},"min":1,"max":200},
			{"name":"must_happen","kind":"text","title":"应办事项","titleEn":"What must happen","doc":"","docEn":"","flags":{"req":true,"long":true},"min":1,"max":200},
			{"name":"consequence","kind":"text","title":"后果与说明","titleEn":"Consequence and notes","doc":"","docEn":"","flags":{"long":true},"min":1,"max":300},
			{"name":"law","kind":"text","title":"法律文件","titleEn":"Law","doc":"","docEn":"","flags":{"req":true,"find":true},"min":1,"max":60},
			{"name":"article","kind":"text","title":"条款","titleEn":"Article","doc":"条/款/项","docEn":"article/paragraph/item","flags":{},"min":1,"max":40},
			{"name":"counting_rule","kind":"text","title":"计算规则","titleEn":"Counting rule","doc":"","docEn":"","flags":{"long":true},"min":1,"max":300},
			{"name":"area","kind":"choice","title":"领域","titleEn":"Area","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"violation","title":"违法处理","titleEn":"Violations"},{"name":"service","title":"送达公告","titleEn":"Service"},{"name":"hearing","title":"听证","titleEn":"Hearing"},{"name":"measure","title":"强制措施","titleEn":"Coercive measures"},{"name":"drink_driving","title":"酒驾","titleEn":"Drink driving"},{"name":"payment","title":"缴款执行","titleEn":"Payment"},{"name":"reconsideration","title":"复议诉讼","titleEn":"Reconsideration and suit"},{"name":"points","title":"记分","titleEn":"Points"},{"name":"recorder","title":"执法记录","titleEn":"Recording"},{"name":"crash","title":"事故","titleEn":"Crash"},{"name":"vehicle","title":"车驾管","titleEn":"Vehicle office"},{"name":"internal","title":"内部管理","titleEn":"House rule"}]},
			{"name":"warn_s","kind":"int","title":"提前预警","titleEn":"Warning before","doc":"","docEn":"","flags":{"req":true},"min":0,"max":31536000,"unit":"s"},
			{"name":"unverified","kind":"bool","title":"待核实","titleEn":"Unverified","doc":"依据或算法尚未以原文核对","docEn":"source or counting not yet checked against the text","flags":{"find":true}}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"finding":{
		"name":"finding","plural":"findings","path":"/api/v1/findings","title":"监督问题","titleEn":"Finding","source":null,
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","engineer","clerk","personnel","auditor"],"create":[],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"rule","kind":"text","title":"规则","titleEn":"Rule","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"min":1,"max":64},
			{"name":"what","kind":"text","title":"问题","titleEn":"What is wrong","doc":"","docEn":"","flags":{"req":true,"fix":true,"title":true},"min":1,"max":120},
			{"name":"what_en","kind":"text","title":"问题（英文）","titleEn":"What is wrong (English)","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":120},
			{"name":"about","kind":"text","title":"涉及记录","titleEn":"Record","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"min":1,"max":64},
			{"name":"about_row","kind":"int","title":"涉及编号","titleEn":"Row","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"min":1,"max":9223372036854775807},
			{"name":"owner","kind":"text","title":"责任角色","titleEn":"Role that answers","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"min":1,"max":32},
			{"name":"note","kind":"text","title":"情况","titleEn":"Note","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"source","kind":"text","title":"依据","titleEn":"Source","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":200},
			{"name":"answer_by","kind":"time","title":"整改期限","titleEn":"To be answered by","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"offending","kind":"bool","title":"问题仍在","titleEn":"Still so","doc":"由规则复查得出","docEn":"as the rule last saw it","flags":{"find":true,"sys":true}},
			{"name":"answer","kind":"text","title":"整改情况","titleEn":"What was done","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":1000}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"open","title":"待处理","titleEn":"Open","term":"finding_follow_up","look":"alarm"},
			{"name":"acknowledged","title":"已受领","titleEn":"Acknowledged","term":"finding_follow_up","look":"attention"},
			{"name":"rectified","title":"已整改待复查","titleEn":"Rectified","term":null,"look":"normal"},
			{"name":"closed","title":"已销号","titleEn":"Closed","term":null,"look":"idle"},
			{"name":"gone","title":"自行消除","titleEn":"Gone by itself","term":null,"look":"idle"}],
		"steps":[
			{"from":"open","verb":"acknowledge","to":"acknowledged","title":"受领","titleEn":"Acknowledge","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","engineer","clerk","personnel"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"open","verb":"rectify","to":"rectified","title":"已整改","titleEn":"Rectify","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","engineer","clerk","personnel"],"asks":[{"field":"answer","required":true}],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"acknowledged","verb":"rectify","to":"rectified","title":"已整改","titleEn":"Rectify","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","engineer","clerk","personnel"],"asks":[{"field":"answer","required":true}],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"rectified","verb":"close","to":"closed","title":"复查销号","titleEn":"Close","roles":["leader","supervisor"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"rectified","verb":"reopen","to":"open","title":"退回整改","titleEn":"Reopen","roles":["leader","supervisor"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"open","verb":"vanish","to":"gone","title":"自行消除","titleEn":"Vanish","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"acknowledged","verb":"vanish","to":"gone","title":"自行消除","titleEn":"Vanish","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true}],
	},
	"violation_code":{
		"name":"violation_code","plural":"violation_codes","path":"/api/v1/violation_codes","title":"违法代码","titleEn":"Violation code","source":"GA/T 16.31; 道路交通安全法; 道路交通安全违法行为记分管理办法",
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["legal","sysadmin"],"patch":["legal","sysadmin"],
		"keepDays":0,
		"valid":"code",
		"fields":[
			{"name":"code","kind":"text","title":"代码","titleEn":"Code","doc":"4位，可加1位地方细化","docEn":"4 digits and at most one local sign","flags":{"req":true,"find":true,"title":true},"min":1,"max":5,"like":"[1-9][0-9]{3}[0-9A-Z]?"},
			{"name":"behaviour","kind":"text","title":"违法行为","titleEn":"Behaviour","doc":"","docEn":"","flags":{"req":true,"title":true},"min":1,"max":200},
			{"name":"basis","kind":"text","title":"法律依据","titleEn":"Basis","doc":"条文，如 道路交通安全法38、90","docEn":"Articles","flags":{"req":true},"min":1,"max":200},
			{"name":"fine_min","kind":"int","title":"罚款下限","titleEn":"Least fine","doc":"","docEn":"","flags":{"req":true},"min":0,"max":10000000,"unit":"fen"},
			{"name":"fine_max","kind":"int","title":"罚款上限","titleEn":"Greatest fine","doc":"","docEn":"","flags":{"req":true},"min":0,"max":10000000,"unit":"fen"},
			{"name":"fine_default","kind":"int","title":"罚款基准","titleEn":"Usual fine","doc":"","docEn":"","flags":{},"min":0,"max":10000000,"unit":"fen"},
			{"name":"points","kind":"int","title":"记分","titleEn":"Points","doc":"","docEn":"","flags":{"req":true,"find":true},"min":0,"max":12,"unit":"分|points"},
			{"name":"simple","kind":"bool","title":"可适用简易程序","titleEn":"Simple procedure","doc":"处理程序规定第43条","docEn":"Order 157 art. 43","flags":{"find":true}},
			{"name":"region","kind":"text","title":"适用地区","titleEn":"Region","doc":"行政区划代码；全国适用为空","docEn":"Area code; empty: everywhere","flags":{"find":true},"min":1,"max":6,"like":"[0-9]{6}"},
			{"name":"replaces","kind":"text","title":"原代码","titleEn":"Replaces","doc":"重新编号前的代码","docEn":"The code before renumbering","flags":{"find":true},"min":1,"max":5,"like":"[1-9][0-9]{3}[0-9A-Z]?"},
			{"name":"verified","kind":"bool","title":"已核对","titleEn":"Verified","doc":"已与公布文本核对","docEn":"Compared with the published text","flags":{"find":true}}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"tollgate":{
		"name":"tollgate","plural":"tollgates","path":"/api/v1/tollgates","title":"卡口点位","titleEn":"Tollgate","source":"GA/T 1400.3 (Tollgate, Lane); 行政处罚法 41",
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["device","sysadmin"],"patch":["device","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"code","kind":"text","title":"卡口编号","titleEn":"Tollgate code","doc":"GA/T 1400 TollgateID","docEn":"GA/T 1400 TollgateID","flags":{"req":true,"find":true,"uniq":true,"fix":true},"min":1,"max":20,"like":"[0-9A-Z]{6,20}"},
			{"name":"name","kind":"text","title":"卡口名称","titleEn":"Name","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":80},
			{"name":"place","kind":"point","title":"位置","titleEn":"Place","doc":"WGS-84","docEn":"WGS-84","flags":{"req":true},"unit":"deg WGS-84"},
			{"name":"address","kind":"text","title":"地址","titleEn":"Address","doc":"","docEn":"","flags":{},"min":1,"max":120},
			{"name":"road","kind":"text","title":"道路","titleEn":"Road","doc":"道路名称或编号，如 G309","docEn":"Name or number, such as G309","flags":{"find":true},"min":1,"max":40},
			{"name":"km_m","kind":"int","title":"桩号","titleEn":"Chainage","doc":"起点起的米数","docEn":"Metres from the start","flags":{},"min":0,"max":9999999,"unit":"m"},
			{"name":"category","kind":"choice","title":"卡口类型","titleEn":"Category","doc":"TollgateCat","docEn":"TollgateCat","flags":{"req":true,"find":true},"choices":[{"name":"international","title":"国际卡口","titleEn":"International"},{"name":"province","title":"省际卡口","titleEn":"Inter-province"},{"name":"city","title":"市际卡口","titleEn":"Inter-city"},{"name":"urban","title":"市内卡口","titleEn":"Urban"},{"name":"county_border","title":"县际卡口","titleEn":"Inter-county"},{"name":"county","title":"县内卡口","titleEn":"County"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"usage","kind":"choice","title":"卡口用途","titleEn":"Usage","doc":"TollgateUsage 80, 81, 82","docEn":"TollgateUsage 80, 81, 82","flags":{"req":true,"find":true},"choices":[{"name":"security","title":"治安卡口","titleEn":"Public security"},{"name":"traffic","title":"交通卡口","titleEn":"Traffic"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"area_code","kind":"text","title":"行政区划","titleEn":"Area code","doc":"GB/T 2260","docEn":"GB/T 2260","flags":{},"min":1,"max":6,"like":"[0-9]{6}"},
			{"name":"limit_kmh","kind":"int","title":"限速","titleEn":"Speed limit","doc":"车道未另定的","docEn":"Where a lane has none of its own","flags":{},"min":5,"max":120,"unit":"km/h"},
			{"name":"active_on","kind":"date","title":"启用日期","titleEn":"In use from","doc":"","docEn":"","flags":{}}],
		"parts":[
			{"name":"lane","title":"车道","titleEn":"Lanes","max":16,"fields":[
				{"name":"no","kind":"int","title":"车道号","titleEn":"Lane number","doc":"沿行车方向从左到右","docEn":"From the left in the direction of travel","flags":{"req":true},"min":1,"max":99},
				{"name":"name","kind":"text","title":"名称","titleEn":"Name","doc":"","docEn":"","flags":{},"min":1,"max":40},
				{"name":"direction","kind":"choice","title":"行驶方向","titleEn":"Direction","doc":"","docEn":"","flags":{"req":true},"choices":[{"name":"we","title":"西向东","titleEn":"W to E"},{"name":"ew","title":"东向西","titleEn":"E to W"},{"name":"ns","title":"北向南","titleEn":"N to S"},{"name":"sn","title":"南向北","titleEn":"S to N"},{"name":"swne","title":"西南向东北","titleEn":"SW to NE"},{"name":"nesw","title":"东北向西南","titleEn":"NE to SW"},{"name":"nwse","title":"西北向东南","titleEn":"NW to SE"},{"name":"senw","title":"东南向西北","titleEn":"SE to NW"},{"name":"other","title":"其他","titleEn":"Other"}]},
				{"name":"limit_kmh","kind":"int","title":"限速","titleEn":"Speed limit","doc":"","docEn":"","flags":{},"min":5,"max":120,"unit":"km/h"}]}],
		"files":[],
		"states":[
			{"name":"active","title":"在用","titleEn":"In use","term":null,"look":"normal"},
			{"name":"stopped","title":"停用","titleEn":"Out of use","term":null,"look":"idle"}],
		"steps":[
			{"from":"active","verb":"stop","to":"stopped","title":"停用","titleEn":"Take out of use","roles":["device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"stopped","verb":"resume","to":"active","title":"启用","titleEn":"Put in use","roles":["device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false}],
	},
	"device":{
		"name":"device","plural":"devices","path":"/api/v1/devices","title":"设备","titleEn":"Device","source":"GA/T 1049.1-11 (kinds of systems); 行政处罚法 41; 违法行为处理程序规定 15, 16, 17",
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["device","sysadmin"],"patch":["device","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"code","kind":"text","title":"设备编号","titleEn":"Device code","doc":"6至20位数字或大写字母","docEn":"6 to 20 digits or capitals","flags":{"req":true,"find":true,"uniq":true,"fix":true},"min":1,"max":20,"like":"[0-9A-Z]{6,20}"},
			{"name":"name","kind":"text","title":"设备名称","titleEn":"Name","doc":"路口或路段＋方向","docEn":"Junction or section and direction","flags":{"req":true,"find":true,"title":true},"min":1,"max":80},
			{"name":"category","kind":"choice","title":"设备类别","titleEn":"Category","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"red_light","title":"电子警察","titleEn":"Red-light camera"},{"name":"checkpoint","title":"卡口","titleEn":"Checkpoint camera"},{"name":"speed","title":"测速","titleEn":"Speed camera"},{"name":"parking","title":"违停抓拍球机","titleEn":"Parking dome"},{"name":"video","title":"视频监控","titleEn":"Video camera"},{"name":"overview","title":"高空监控","titleEn":"Overview camera"},{"name":"signal","title":"信号机","titleEn":"Signal controller"},{"name":"sign","title":"诱导屏","titleEn":"Message sign"},{"name":"flow","title":"流量检测","titleEn":"Flow detector"},{"name":"weather","title":"气象检测","titleEn":"Weather station"},{"name":"platform","title":"视图库平台","titleEn":"Platform"}]},
			{"name":"place","kind":"point","title":"位置","titleEn":"Place","doc":"WGS-84","docEn":"WGS-84","flags":{"req":true},"unit":"deg WGS-84"},
			{"name":"address","kind":"text","title":"地址","titleEn":"Address","doc":"","docEn":"","flags":{},"min":1,"max":120},
			{"name":"road","kind":"text","title":"道路","titleEn":"Road","doc":"道路名称或编号，如 G309","docEn":"Name or number, such as G309","flags":{"find":true},"min":1,"max":40},
			{"name":"road_class","kind":"choice","title":"道路类别","titleEn":"Class of road","doc":"","docEn":"","flags":{"find":true},"choices":[{"name":"national","title":"国道","titleEn":"National"},{"name":"provincial","title":"省道","titleEn":"Provincial"},{"name":"county","title":"县乡道","titleEn":"County"},{"name":"urban","title":"城市道路","titleEn":"Urban"},{"name":"motorway","title":"高速公路","titleEn":"Motorway"}]},
			{"name":"km_m","kind":"int","title":"桩号","titleEn":"Chainage","doc":"起点起的米数","docEn":"Metres from the start","flags":{},"min":0,"max":9999999,"unit":"m"},
			{"name":"junction","kind":"text","title":"灯控路口","titleEn":"Signalled junction","doc":"非路口设备为空","docEn":"Empty away from junctions","flags":{"find":true},"min":1,"max":60},
			{"name":"direction","kind":"choice","title":"监测方向","titleEn":"Direction","doc":"","docEn":"","flags":{},"choices":[{"name":"n","title":"北","titleEn":"N"},{"name":"ne","title":"东北","titleEn":"NE"},{"name":"e","title":"东","titleEn":"E"},{"name":"se","title":"东南","titleEn":"SE"},{"name":"s","title":"南","titleEn":"S"},{"name":"sw","title":"西南","titleEn":"SW"},{"name":"w","title":"西","titleEn":"W"},{"name":"nw","title":"西北","titleEn":"NW"},{"name":"all","title":"全向","titleEn":"All"}]},
			{"name":"lanes","kind":"int","title":"车道数","titleEn":"Lanes","doc":"","docEn":"","flags":{},"min":1,"max":12,"unit":"条|lanes"},
			{"name":"maker","kind":"text","title":"生产厂家","titleEn":"Maker","doc":"","docEn":"","flags":{"find":true},"min":1,"max":40},
			{"name":"model","kind":"text","title":"型号","titleEn":"Model","doc":"","docEn":"","flags":{},"min":1,"max":40},
			{"name":"serial_no","kind":"text","title":"出厂编号","titleEn":"Serial number","doc":"","docEn":"","flags":{},"min":1,"max":40},
			{"name":"installed_on","kind":"date","title":"启用日期","titleEn":"In use from","doc":"","docEn":"","flags":{"find":true}},
			{"name":"published_on","kind":"date","title":"设置地点公布日期","titleEn":"Place published on","doc":"行政处罚法第41条","docEn":"Administrative Penalty Law art. 41","flags":{"find":true}},
			{"name":"verified_until","kind":"date","title":"检定有效期至","titleEn":"Verified until","doc":"违法行为处理程序规定第15条","docEn":"Order 157 art. 15","flags":{"find":true}},
			{"name":"tollgate","kind":"ref","title":"所属卡口","titleEn":"Tollgate","doc":"过车数据未写卡口编号时以此为准","docEn":"Where a passage of this device names none","flags":{"find":true},"ref":"tollgate"},
			{"name":"login","kind":"text","title":"接入账号","titleEn":"Login","doc":"为空即设备编号","docEn":"Empty: the device code","flags":{},"min":1,"max":40},
			{"name":"password","kind":"text","title":"接入口令","titleEn":"Password","doc":"GA/T 1400 注册用，只存加密的摘要","docEn":"For registration; only a sealed digest is kept","flags":{"secret":true},"min":1,"max":300},
			{"name":"certificate_sha256","kind":"text","title":"客户端证书指纹","titleEn":"Client certificate","doc":"填写后只接受持此证书的连接","docEn":"When given, only connections that hold it","flags":{},"min":1,"max":64,"like":"[0-9a-f]{64}"},
			{"name":"mode","kind":"choice","title":"数据方式","titleEn":"Mode","doc":"历史导入不产生预警","docEn":"Historical import raises no alarms","flags":{},"choices":[{"name":"live","title":"实时","titleEn":"Live"},{"name":"history","title":"历史导入","titleEn":"Historical import"}]}],
		"parts":[],
		"files":[
			{"name":"photo","title":"现场照片","titleEn":"Photo","readers":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"maxBytes":8388608,"maxCount":10,"types":["image/jpeg","image/png"]},
			{"name":"certificate","title":"检定证书","titleEn":"Verification certificate","readers":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"maxBytes":8388608,"maxCount":20,"types":["application/pdf","image/jpeg","image/png"]}],
		"states":[
			{"name":"active","title":"在用","titleEn":"In use","term":null,"look":"normal"},
			{"name":"faulty","title":"故障","titleEn":"Faulty","term":null,"look":"alarm"},
			{"name":"stopped","title":"停用","titleEn":"Out of use","term":null,"look":"idle"},
			{"name":"scrapped","title":"报废","titleEn":"Scrapped","term":null,"look":"idle"}],
		"steps":[
			{"from":"active","verb":"fault","to":"faulty","title":"报障","titleEn":"Report fault","roles":["officer","dispatcher","duty","device","maintainer"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"faulty","verb":"restore","to":"active","title":"恢复","titleEn":"Restore","roles":["device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"active","verb":"stop","to":"stopped","title":"停用","titleEn":"Take out of use","roles":["device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"faulty","verb":"stop","to":"stopped","title":"停用","titleEn":"Take out of use","roles":["device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"stopped","verb":"resume","to":"active","title":"启用","titleEn":"Put in use","roles":["device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"stopped","verb":"scrap","to":"scrapped","title":"报废","titleEn":"Scrap","roles":["device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"device_reading":{
		"name":"device_reading","plural":"device_readings","path":"/api/v1/device_readings","title":"设备读数","titleEn":"Device reading","source":"GA/T 832-2014 (clock error at most 1.0 s)",
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["device","maintainer"],"patch":[],
		"keepDays":90,
		"valid":null,
		"fields":[
			{"name":"device","kind":"ref","title":"设备","titleEn":"Device","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"device"},
			{"name":"at","kind":"time","title":"时间","titleEn":"Time","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true}},
			{"name":"online","kind":"bool","title":"在线","titleEn":"Online","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true}},
			{"name":"clock_ms","kind":"int","title":"时钟误差","titleEn":"Clock error","doc":"设备时间减北京时间","docEn":"Device time less Beijing time","flags":{"find":true,"fix":true},"min":-86400000,"max":86400000,"unit":"ms"},
			{"name":"unread_permille","kind":"int","title":"未识别比例","titleEn":"Unread share","doc":"","docEn":"","flags":{"fix":true},"min":0,"max":1000,"unit":"‰"},
			{"name":"disk_percent","kind":"int","title":"存储占用","titleEn":"Disk used","doc":"","docEn":"","flags":{"fix":true},"min":0,"max":100,"unit":"%"}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"device_limit":{
		"name":"device_limit","plural":"device_limits","path":"/api/v1/device_limits","title":"设备健康参数","titleEn":"Device health figure","source":"GA/T 832-2014 (clock error at most 1.0 s); 违法行为处理程序规定 15; 本单位内部规定",
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["device","sysadmin"],"patch":["device","sysadmin"],
		"keepDays":0,
		"valid":"code",
		"fields":[
			{"name":"code","kind":"text","title":"代码","titleEn":"Code","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":40},
			{"name":"name","kind":"text","title":"名称","titleEn":"Name","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":120},
			{"name":"value","kind":"int","title":"值","titleEn":"Value","doc":"","docEn":"","flags":{"req":true},"min":0,"max":1000000},
			{"name":"unit_of_value","kind":"text","title":"计量单位","titleEn":"Unit of value","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":20}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"viid_object":{
		"name":"viid_object","plural":"viid_objects","path":"/api/v1/viid_objects","title":"视图库收件","titleEn":"Received object","source":"GA/T 1400.4",
		"scope":"unit","read":["dispatcher","duty","leader","supervisor","device"],"create":["device"],"patch":[],
		"keepDays":365,
		"valid":null,
		"fields":[
			{"name":"at","kind":"time","title":"收到时间","titleEn":"Received at","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true}},
			{"name":"device","kind":"ref","title":"来自","titleEn":"From","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"device"},
			{"name":"resource","kind":"choice","title":"类别","titleEn":"Kind","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"choices":[{"name":"ape","title":"采集设备","titleEn":"Camera"},{"name":"tollgate","title":"卡口","titleEn":"Tollgate"},{"name":"lane","title":"车道","titleEn":"Lane"},{"name":"image","title":"图像","titleEn":"Image"},{"name":"subscribe","title":"订阅","titleEn":"Subscription"},{"name":"subscribe_notification","title":"订阅通知","titleEn":"Notification of a subscription"},{"name":"disposition","title":"布控","titleEn":"Disposition"},{"name":"disposition_notification","title":"布控告警","titleEn":"Alarm of a disposition"}]},
			{"name":"operation","kind":"choice","title":"操作","titleEn":"Operation","doc":"","docEn":"","flags":{"req":true,"fix":true},"choices":[{"name":"post","title":"新增","titleEn":"Add"},{"name":"put","title":"修改","titleEn":"Change"},{"name":"delete","title":"删除","titleEn":"Delete"}]},
			{"name":"object_id","kind":"text","title":"对象编号","titleEn":"Object","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":64},
			{"name":"digest","kind":"text","title":"摘要","titleEn":"Digest","doc":"SHA-256","docEn":"SHA-256","flags":{"req":true,"fix":true},"min":1,"max":64,"like":"[0-9a-f]{64}"},
			{"name":"body","kind":"text","title":"内容","titleEn":"Content","doc":"可能含申请人信息","docEn":"May name who applied","flags":{"pii":true,"fix":true,"long":true},"min":1,"max":16000}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"sharing":{
		"name":"sharing","plural":"sharings","path":"/api/v1/sharings","title":"数据共享审批","titleEn":"Sharing approval","source":"个人信息保护法 23, 34, 37; 数据安全法 38; GA/T 1400.4 Subscribes",
		"scope":"unit","read":["legal","leader","supervisor","device","sysadmin","auditor"],"create":["device","sysadmin"],"patch":["device","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"device","kind":"ref","title":"接收平台","titleEn":"Receiving platform","doc":"登记为设备的视图库平台","docEn":"A platform registered as a device","flags":{"req":true,"find":true,"fix":true},"ref":"device"},
			{"name":"subject","kind":"text","title":"事项","titleEn":"Subject","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":100},
			{"name":"subscribe_id","kind":"text","title":"订阅编号","titleEn":"Subscription","doc":"对方订阅报文的编号","docEn":"Of the message that asked for it","flags":{"find":true,"fix":true},"min":1,"max":64},
			{"name":"receive_address","kind":"text","title":"接收地址","titleEn":"Receiving address","doc":"http://IP:端口/路径","docEn":"http://IP:port/path","flags":{"fix":true},"min":1,"max":200,"like":"http://[0-9.]{7,15}:[0-9]{1,5}/[!-~]*"},
			{"name":"content","kind":"choice","title":"内容","titleEn":"Content","doc":"","docEn":"","flags":{"req":true,"fix":true},"choices":[{"name":"passages","title":"过车记录（无图片）","titleEn":"Passages without pictures"}]},
			{"name":"tollgates","kind":"choice","title":"范围","titleEn":"Scope","doc":"","docEn":"","flags":{"req":true,"fix":true},"choices":[{"name":"all","title":"本单位及下属全部卡口","titleEn":"All of this unit and below"}]},
			{"name":"legal_basis","kind":"text","title":"法律依据","titleEn":"Legal basis","doc":"批准前必填","docEn":"Needed before the approval","flags":{"long":true},"min":1,"max":300},
			{"name":"document","kind":"text","title":"批准文件","titleEn":"Document","doc":"文号","docEn":"Its number","flags":{},"min":1,"max":100},
			{"name":"valid_from_day","kind":"date","title":"自","titleEn":"From","doc":"批准前必填","docEn":"Needed before the approval","flags":{}},
			{"name":"valid_to_day","kind":"date","title":"至（含）","titleEn":"Until and including","doc":"批准前必填","docEn":"Needed before the approval","flags":{}},
			{"name":"interval_s","kind":"int","title":"发送间隔","titleEn":"Interval","doc":"","docEn":"","flags":{},"min":1,"max":3600,"unit":"s"},
			{"name":"approved_by","kind":"ref","title":"批准人","titleEn":"Approved by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"approved_at","kind":"time","title":"批准时间","titleEn":"Approved at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"sent","kind":"int","title":"已送过车数","titleEn":"Passages handed over","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":9007199254740991}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"applied","title":"待批准","titleEn":"Applied","term":null,"look":"attention"},
			{"name":"approved","title":"已批准","titleEn":"Approved","term":null,"look":"normal"},
			{"name":"suspended","title":"已暂停","titleEn":"Suspended","term":null,"look":"attention"},
			{"name":"refused","title":"未批准","titleEn":"Refused","term":null,"look":"idle"},
			{"name":"ended","title":"已终止","titleEn":"Ended","term":null,"look":"idle"}],
		"steps":[
			{"from":"applied","verb":"approve","to":"approved","title":"批准","titleEn":"Approve","roles":["leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"applied","verb":"refuse","to":"refused","title":"不予批准","titleEn":"Refuse","roles":["leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"approved","verb":"suspend","to":"suspended","title":"暂停","titleEn":"Suspend","roles":["leader","supervisor","device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"suspended","verb":"resume","to":"approved","title":"恢复","titleEn":"Resume","roles":["leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"approved","verb":"end","to":"ended","title":"终止","titleEn":"End","roles":["leader","device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"suspended","verb":"end","to":"ended","title":"终止","titleEn":"End","roles":["leader","device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"applied","verb":"withdraw","to":"ended","title":"撤回","titleEn":"Withdraw","roles":["device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false}],
	},
	"repair_order":{
		"name":"repair_order","plural":"repair_orders","path":"/api/v1/repair_orders","title":"维修工单","titleEn":"Repair order","source":null,
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["officer","dispatcher","duty","device","maintainer"],"patch":["device"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"device","kind":"ref","title":"设备","titleEn":"Device","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"device"},
			{"name":"fault","kind":"choice","title":"故障类型","titleEn":"Fault","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"offline","title":"离线","titleEn":"Offline"},{"name":"clock","title":"时钟偏差","titleEn":"Clock wrong"},{"name":"image","title":"图像异常","titleEn":"Image faulty"},{"name":"view","title":"视角偏移","titleEn":"View moved"},{"name":"unread","title":"识别率低","titleEn":"Few plates read"},{"name":"power","title":"断电","titleEn":"No power"},{"name":"damage","title":"损坏","titleEn":"Damaged"},{"name":"misread","title":"误识多","titleEn":"Many false alarms"},{"name":"calibration","title":"检定到期","titleEn":"Verification ends"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"seen_at","kind":"time","title":"发现时间","titleEn":"Seen at","doc":"","docEn":"","flags":{"req":true,"fix":true}},
			{"name":"urgency","kind":"choice","title":"紧急程度","titleEn":"Urgency","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"normal","title":"一般","titleEn":"Normal"},{"name":"urgent","title":"紧急","titleEn":"Urgent"}]},
			{"name":"what","kind":"text","title":"故障描述","titleEn":"What is wrong","doc":"","docEn":"","flags":{"req":true,"title":true,"long":true},"min":1,"max":500},
			{"name":"contact","kind":"text","title":"现场联系人","titleEn":"Contact on site","doc":"姓名和电话","docEn":"Name and telephone","flags":{"pii":true},"min":1,"max":40},
			{"name":"cause","kind":"choice","title":"原因","titleEn":"Cause","doc":"","docEn":"","flags":{"find":true},"choices":[{"name":"power","title":"供电","titleEn":"Power"},{"name":"network","title":"网络","titleEn":"Network"},{"name":"camera","title":"摄像机","titleEn":"Camera"},{"name":"computer","title":"主机","titleEn":"Computer"},{"name":"struck","title":"车辆碰撞","titleEn":"Struck"},{"name":"works","title":"施工","titleEn":"Road works"},{"name":"weather","title":"天气","titleEn":"Weather"},{"name":"none","title":"未见故障","titleEn":"No fault found"}]},
			{"name":"done","kind":"text","title":"处理情况","titleEn":"What was done","doc":"","docEn":"","flags":{"long":true},"min":1,"max":500},
			{"name":"repaired_at","kind":"time","title":"修复时间","titleEn":"Repaired at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"returned","kind":"int","title":"退回次数","titleEn":"Times returned","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":99,"unit":"次|times"},
			{"name":"rule","kind":"text","title":"发现规则","titleEn":"Found by rule","doc":"为空表示人工报修","docEn":"Empty: reported by a person","flags":{"find":true,"sys":true},"min":1,"max":64},
			{"name":"sign","kind":"choice","title":"依据指标","titleEn":"Measured by","doc":"","docEn":"","flags":{"sys":true},"choices":[{"name":"off_minutes","title":"离线分钟数","titleEn":"Minutes off line"},{"name":"silent_minutes","title":"无读数分钟数","titleEn":"Minutes without a reading"},{"name":"times_off","title":"24小时离线次数","titleEn":"Times off line in 24 h"},{"name":"clock_ms","title":"时钟误差（毫秒）","titleEn":"Clock error (ms)"},{"name":"unread_permille","title":"未识别比例（‰）","titleEn":"Unread plates (‰)"},{"name":"misread_permille","title":"误识比例（‰）","titleEn":"False alarms (‰)"},{"name":"days_left","title":"检定剩余天数","titleEn":"Days of verification left"}]},
			{"name":"measured","kind":"int","title":"实测值","titleEn":"Measured","doc":"","docEn":"","flags":{"sys":true},"min":-1000000,"max":100000000},
			{"name":"bound","kind":"int","title":"界限","titleEn":"Limit","doc":"建单时有效的设备健康参数","docEn":"The figure in force when the order was opened","flags":{"sys":true},"min":0,"max":100000000},
			{"name":"what_en","kind":"text","title":"故障描述（英文）","titleEn":"What is wrong (English)","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"common","kind":"ref","title":"共同原因单位","titleEn":"Common cause in","doc":"该单位多台设备同时故障，只建一单","docEn":"Many devices of this unit failed together: one order for all","flags":{"find":true,"sys":true},"ref":"unit"},
			{"name":"devices","kind":"int","title":"涉及设备","titleEn":"Devices concerned","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":10000000,"unit":"台|devices"},
			{"name":"recovered_at","kind":"time","title":"自行恢复时间","titleEn":"Recovered by itself at","doc":"由规则复查得出，工单仍须由人关闭","docEn":"As the rule last saw it; a person closes the order","flags":{"find":true,"sys":true}},
			{"name":"relapses","kind":"int","title":"恢复后复发次数","titleEn":"Times it came back","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":1000000,"unit":"次|times"}],
		"parts":[],
		"files":[
			{"name":"photo","title":"照片","titleEn":"Photo","readers":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"maxBytes":8388608,"maxCount":20,"types":["image/jpeg","image/png"]}],
		"states":[
			{"name":"open","title":"待受理","titleEn":"Open","term":"repair_accept","look":"attention"},
			{"name":"accepted","title":"维修中","titleEn":"Accepted","term":"repair_finish","look":"attention"},
			{"name":"repaired","title":"待验收","titleEn":"Repaired","term":"repair_check","look":"attention"},
			{"name":"closed","title":"已关闭","titleEn":"Closed","term":null,"look":"normal"},
			{"name":"recovered","title":"自行恢复结案","titleEn":"Closed: recovered by itself","term":null,"look":"idle"},
			{"name":"voided","title":"已作废","titleEn":"Voided","term":null,"look":"idle"}],
		"steps":[
			{"from":"open","verb":"accept","to":"accepted","title":"受理","titleEn":"Accept","roles":["device","maintainer"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"open","verb":"void","to":"voided","title":"作废","titleEn":"Void","roles":["device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"accepted","verb":"repair","to":"repaired","title":"报修复","titleEn":"Report repaired","roles":["device","maintainer"],"asks":[{"field":"cause","required":true},{"field":"done","required":true}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"open","verb":"close_recovered","to":"recovered","title":"已自行恢复，结案","titleEn":"Close: recovered by itself","roles":["device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"accepted","verb":"close_recovered","to":"recovered","title":"已自行恢复，结案","titleEn":"Close: recovered by itself","roles":["device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"repaired","verb":"check","to":"closed","title":"验收","titleEn":"Check and close","roles":["leader","device"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"repaired","verb":"send_back","to":"accepted","title":"退回","titleEn":"Send back","roles":["leader","device"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"notice":{
		"name":"notice","plural":"notices","path":"/api/v1/notices","title":"通知","titleEn":"Notice","source":null,
		"scope":"shared","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["dispatcher","duty","leader","supervisor","personnel"],"patch":["dispatcher","duty","leader","supervisor","personnel"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"subject","kind":"text","title":"标题","titleEn":"Subject","doc":"","docEn":"","flags":{"req":true,"find":true,"title":true},"min":1,"max":100},
			{"name":"kind","kind":"choice","title":"类别","titleEn":"Kind","doc":"","docEn":"","flags":{"req":true,"find":true},"choices":[{"name":"order","title":"工作部署","titleEn":"Order"},{"name":"warning","title":"警示通报","titleEn":"Warning"},{"name":"duty","title":"勤务通知","titleEn":"Duty"},{"name":"training","title":"培训","titleEn":"Training"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"urgent","kind":"bool","title":"紧急","titleEn":"Urgent","doc":"紧急通知的签收时限更短","docEn":"Urgent notices are to be signed for sooner","flags":{"find":true}},
			{"name":"body","kind":"text","title":"正文","titleEn":"Text","doc":"","docEn":"","flags":{"req":true,"long":true},"min":1,"max":4000},
			{"name":"published_at","kind":"time","title":"发布时间","titleEn":"Published at","doc":"","docEn":"","flags":{"find":true,"sys":true}}],
		"parts":[
			{"name":"to","title":"收文单位","titleEn":"Addressed units","max":200,"fields":[
				{"name":"unit","kind":"ref","title":"单位","titleEn":"Unit","doc":"","docEn":"","flags":{"req":true},"ref":"unit"}]}],
		"files":[
			{"name":"paper","title":"附件","titleEn":"Attachment","readers":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"maxBytes":16777216,"maxCount":10,"types":["application/pdf","image/jpeg","image/png"]}],
		"states":[
			{"name":"draft","title":"草稿","titleEn":"Draft","term":null,"look":"idle"},
			{"name":"published","title":"已发布","titleEn":"Published","term":null,"look":"normal"},
			{"name":"withdrawn","title":"已撤回","titleEn":"Withdrawn","term":null,"look":"idle"}],
		"steps":[
			{"from":"draft","verb":"publish","to":"published","title":"发布","titleEn":"Publish","roles":["dispatcher","duty","leader","supervisor","personnel"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"published","verb":"withdraw","to":"withdrawn","title":"撤回","titleEn":"Withdraw","roles":["dispatcher","duty","leader","supervisor","personnel"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"receipt":{
		"name":"receipt","plural":"receipts","path":"/api/v1/receipts","title":"签收","titleEn":"Receipt","source":null,
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":[],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"notice","kind":"ref","title":"通知","titleEn":"Notice","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"notice"},
			{"name":"subject","kind":"text","title":"标题","titleEn":"Subject","doc":"","docEn":"","flags":{"sys":true,"title":true},"min":1,"max":100},
			{"name":"signed_by","kind":"ref","title":"签收人","titleEn":"Signed by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"signed_at","kind":"time","title":"签收时间","titleEn":"Signed at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"reply","kind":"text","title":"反馈","titleEn":"Reply","doc":"","docEn":"","flags":{"long":true},"min":1,"max":1000}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"waiting","title":"待签收","titleEn":"To be signed","term":"notice_sign","look":"attention"},
			{"name":"urgent","title":"紧急待签收","titleEn":"Urgent","term":"notice_sign_urgent","look":"alarm"},
			{"name":"signed","title":"已签收","titleEn":"Signed","term":null,"look":"normal"},
			{"name":"answered","title":"已反馈","titleEn":"Answered","term":null,"look":"normal"}],
		"steps":[
			{"from":"waiting","verb":"sign","to":"signed","title":"签收","titleEn":"Sign","roles":["officer","duty","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"urgent","verb":"sign","to":"signed","title":"签收","titleEn":"Sign","roles":["officer","duty","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"signed","verb":"answer","to":"answered","title":"反馈","titleEn":"Answer","roles":["officer","duty","leader"],"asks":[{"field":"reply","required":true}],"reason":false,"reasonRequired":false,"guarded":false}],
	},
	"handover":{
		"name":"handover","plural":"handovers","path":"/api/v1/handovers","title":"交接班记录","titleEn":"Handover sheet","source":"交通警察道路执勤执法工作规范",
		"scope":"unit","read":["dispatcher","duty","leader","supervisor"],"create":["duty"],"patch":["duty"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"shift_date","kind":"date","title":"值班日期","titleEn":"Date","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true}},
			{"name":"shift","kind":"choice","title":"班次","titleEn":"Shift","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"choices":[{"name":"day","title":"白班","titleEn":"Day"},{"name":"night","title":"夜班","titleEn":"Night"},{"name":"full","title":"24小时","titleEn":"24 hours"}]},
			{"name":"leader","kind":"ref","title":"值班领导","titleEn":"Duty leader","doc":"","docEn":"","flags":{"req":true,"find":true},"ref":"person"},
			{"name":"successor","kind":"ref","title":"接班人","titleEn":"Successor","doc":"","docEn":"","flags":{"req":true,"find":true},"ref":"person"},
			{"name":"orders","kind":"text","title":"领导指示","titleEn":"Leader's instructions","doc":"","docEn":"","flags":{"long":true},"min":1,"max":2000},
			{"name":"situation","kind":"text","title":"值班情况","titleEn":"What happened","doc":"","docEn":"","flags":{"req":true,"long":true},"min":1,"max":2000},
			{"name":"equipment","kind":"text","title":"装备交接","titleEn":"Equipment","doc":"","docEn":"","flags":{"long":true},"min":1,"max":1000},
			{"name":"given_by","kind":"ref","title":"交班签名","titleEn":"Given by","doc":"","docEn":"","flags":{"sys":true},"ref":"person"},
			{"name":"given_at","kind":"time","title":"交班时间","titleEn":"Given at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"taken_by","kind":"ref","title":"接班签名","titleEn":"Taken by","doc":"","docEn":"","flags":{"sys":true},"ref":"person"},
			{"name":"taken_at","kind":"time","title":"接班时间","titleEn":"Taken at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"remark","kind":"text","title":"接班意见","titleEn":"Successor's remark","doc":"","docEn":"","flags":{"long":true},"min":1,"max":500}],
		"parts":[
			{"name":"item","title":"未结事项","titleEn":"Open items","max":200,"fields":[
				{"name":"what","kind":"text","title":"事项","titleEn":"Item","doc":"","docEn":"","flags":{"req":true},"min":1,"max":200},
				{"name":"record","kind":"text","title":"来源","titleEn":"Kind","doc":"","docEn":"","flags":{},"min":1,"max":40},
				{"name":"row","kind":"int","title":"编号","titleEn":"Number","doc":"","docEn":"","flags":{},"min":0,"max":9007199254740991,"unit":""},
				{"name":"due","kind":"time","title":"期限","titleEn":"Due","doc":"","docEn":"","flags":{}},
				{"name":"note","kind":"text","title":"说明","titleEn":"Note","doc":"","docEn":"","flags":{},"min":1,"max":300}]}],
		"files":[],
		"states":[
			{"name":"draft","title":"填写中","titleEn":"Draft","term":null,"look":"idle"},
			{"name":"given","title":"待接班","titleEn":"Given","term":"handover_take","look":"attention"},
			{"name":"taken","title":"已交接","titleEn":"Taken","term":null,"look":"normal"}],
		"steps":[
			{"from":"draft","verb":"fill","to":"draft","title":"填入未结事项","titleEn":"Fill in what is open","roles":["duty"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"draft","verb":"give","to":"given","title":"交班签名","titleEn":"Sign and give","roles":["duty"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"given","verb":"recall","to":"draft","title":"收回","titleEn":"Take back","roles":["duty"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"given","verb":"take","to":"taken","title":"接班签名","titleEn":"Sign and take","roles":["duty"],"asks":[{"field":"remark","required":false}],"reason":false,"reasonRequired":false,"guarded":true}],
	},
	"staff_vehicle":{
		"name":"staff_vehicle","plural":"staff_vehicles","path":"/api/v1/staff_vehicles","title":"人员车辆备案","titleEn":"Vehicle of staff","source":"缉查布控系统使用管理规定；本单位内部规定（申报范围）",
		"scope":"unit","read":["supervisor","personnel","auditor"],"create":["personnel"],"patch":["personnel"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"person","kind":"ref","title":"人员","titleEn":"Person","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"person"},
			{"name":"plate","kind":"text","title":"号牌号码","titleEn":"Plate","doc":"","docEn":"","flags":{"req":true,"pii":true,"fix":true},"min":1,"max":12,"like":"[^ ?*]{5,12}"},
			{"name":"class","kind":"int","title":"号牌种类","titleEn":"Class of plate","doc":"GA/T 16.7，如 02 小型汽车","docEn":"such as 02, small motor vehicle","flags":{"req":true,"fix":true},"min":1,"max":99},
			{"name":"relation","kind":"choice","title":"关系","titleEn":"Relation","doc":"","docEn":"","flags":{"req":true},"choices":[{"name":"own","title":"本人","titleEn":"Own"},{"name":"family","title":"家庭成员","titleEn":"Family"}]},
			{"name":"plate_key","kind":"text","title":"号牌摘要","titleEn":"Digest of the plate","doc":"","docEn":"","flags":{"sys":true,"secret":true},"min":1,"max":64}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"kept","title":"备案","titleEn":"Kept","term":null,"look":"normal"},
			{"name":"ended","title":"已注销","titleEn":"Ended","term":null,"look":"idle"}],
		"steps":[
			{"from":"kept","verb":"end","to":"ended","title":"注销","titleEn":"End","roles":["personnel"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false}],
	},
	"passage_search":{
		"name":"passage_search","plural":"passage_searches","path":"/api/v1/passage_searches","title":"过车查询记录","titleEn":"Search of passages","source":"个人信息保护法 6, 28, 51, 54；缉查布控系统使用管理规定",
		"scope":"unit","read":["leader","supervisor","auditor"],"create":[],"patch":[],
		"keepDays":1830,
		"valid":null,
		"fields":[
			{"name":"person","kind":"ref","title":"查询人","titleEn":"Asked by","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"ref":"person"},
			{"name":"at","kind":"time","title":"查询时间","titleEn":"Asked at","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true}},
			{"name":"kind","kind":"choice","title":"方式","titleEn":"Kind","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true,"title":true},"choices":[{"name":"search","title":"条件查询","titleEn":"By tollgate and time"},{"name":"exact","title":"号牌查询","titleEn":"By plate"},{"name":"pattern","title":"模糊查询","titleEn":"With unread characters"},{"name":"near","title":"相近号牌","titleEn":"Near misses"},{"name":"track","title":"轨迹","titleEn":"Track"},{"name":"export","title":"导出","titleEn":"Export"},{"name":"read","title":"查看过车","titleEn":"One passage"},{"name":"picture","title":"查看图片","titleEn":"Picture"}]},
			{"name":"purpose","kind":"choice","title":"用途","titleEn":"Purpose","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"choices":[{"name":"alarm","title":"预警处置","titleEn":"Alarm"},{"name":"case","title":"案件办理","titleEn":"Case"},{"name":"watch","title":"布控","titleEn":"Watch list"},{"name":"repair","title":"设备运维","titleEn":"Repair"},{"name":"complaint","title":"投诉信访","titleEn":"Complaint"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"reason","kind":"text","title":"事由","titleEn":"Reason","doc":"","docEn":"","flags":{"fix":true,"sys":true,"long":true},"min":1,"max":500},
			{"name":"case_no","kind":"text","title":"案件或预警编号","titleEn":"Case or alarm number","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"min":1,"max":60},
			{"name":"plate","kind":"text","title":"查询号牌","titleEn":"Plate asked for","doc":"","docEn":"","flags":{"pii":true,"fix":true,"sys":true},"min":1,"max":20},
			{"name":"plate_key","kind":"text","title":"号牌摘要","titleEn":"Digest of the plate","doc":"","docEn":"","flags":{"fix":true,"sys":true,"secret":true},"min":1,"max":64},
			{"name":"passage","kind":"int","title":"过车编号","titleEn":"Passage","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":9223372036854775807},
			{"name":"from_at","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"fix":true,"sys":true}},
			{"name":"to_at","kind":"time","title":"止","titleEn":"Until","doc":"","docEn":"","flags":{"fix":true,"sys":true}},
			{"name":"narrowed","kind":"text","title":"其他条件","titleEn":"Other conditions","doc":"","docEn":"","flags":{"fix":true,"sys":true,"long":true},"min":1,"max":1000},
			{"name":"answered","kind":"int","title":"返回条数","titleEn":"Rows answered","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":100000,"unit":"条|rows"},
			{"name":"staff","kind":"choice","title":"内部车辆","titleEn":"Vehicle of staff","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"choices":[{"name":"own","title":"本人车辆","titleEn":"Own vehicle"},{"name":"colleague","title":"同事车辆","titleEn":"A colleague's vehicle"}]},
			{"name":"vehicle","kind":"ref","title":"备案车辆","titleEn":"Registered vehicle","doc":"","docEn":"","flags":{"fix":true,"sys":true},"ref":"staff_vehicle"}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"passage_correction":{
		"name":"passage_correction","plural":"passage_corrections","path":"/api/v1/passage_corrections","title":"过车更正","titleEn":"Correction of a passage","source":null,
		"scope":"unit","read":["officer","dispatcher","reviewer","case_officer","duty","leader","supervisor","device","auditor"],"create":[],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"passage","kind":"int","title":"过车编号","titleEn":"Passage","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true,"title":true},"min":1,"max":9223372036854775807},
			{"name":"device","kind":"int","title":"设备编号","titleEn":"Device","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"min":0,"max":4294967295},
			{"name":"read","kind":"text","title":"设备识别号牌","titleEn":"Read by the device","doc":"","docEn":"","flags":{"pii":true,"fix":true,"sys":true},"min":1,"max":40},
			{"name":"read_class","kind":"int","title":"设备识别种类","titleEn":"Class by the device","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":99},
			{"name":"plate","kind":"text","title":"更正号牌","titleEn":"Read by a person","doc":"","docEn":"","flags":{"pii":true,"fix":true,"sys":true},"min":1,"max":40},
			{"name":"class","kind":"int","title":"更正种类","titleEn":"Class by a person","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":1,"max":99},
			{"name":"why","kind":"text","title":"更正理由","titleEn":"Why","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"made","title":"待复核","titleEn":"To be looked at again","term":null,"look":"attention"},
			{"name":"confirmed","title":"已复核","titleEn":"Looked at again","term":null,"look":"normal"},
			{"name":"undone","title":"已撤销","titleEn":"Undone","term":null,"look":"idle"}],
		"steps":[
			{"from":"made","verb":"confirm","to":"confirmed","title":"复核无误","titleEn":"Confirm","roles":["officer","reviewer","case_officer","duty","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"made","verb":"undo","to":"undone","title":"撤销","titleEn":"Undo","roles":["officer","reviewer","case_officer","duty","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"confirmed","verb":"undo","to":"undone","title":"撤销","titleEn":"Undo","roles":["reviewer","case_officer","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"legal_hold":{
		"name":"legal_hold","plural":"legal_holds","path":"/api/v1/legal_holds","title":"过车证据保全","titleEn":"Legal hold","source":"刑事诉讼法 54；行政处罚法 56；公安机关办理刑事案件电子数据取证规则；个人信息保护法 19",
		"scope":"unit","read":["case_officer","legal","leader","supervisor","auditor"],"create":["case_officer","legal"],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"case_no","kind":"text","title":"案件编号","titleEn":"Case number","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":60},
			{"name":"plate","kind":"text","title":"号牌号码","titleEn":"Plate","doc":"为空则指定时间和卡口的全部过车","docEn":"Empty: every passage of the time at the tollgates","flags":{"pii":true,"fix":true},"min":1,"max":12,"like":"[^ ]{5,12}"},
			{"name":"class","kind":"int","title":"号牌种类","titleEn":"Class of plate","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":99},
			{"name":"from_at","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"req":true,"fix":true}},
			{"name":"to_at","kind":"time","title":"止","titleEn":"Until","doc":"不得晚于当前时间","docEn":"not in the future","flags":{"req":true,"fix":true}},
			{"name":"ground","kind":"text","title":"保全理由","titleEn":"Ground","doc":"","docEn":"","flags":{"req":true,"fix":true,"long":true},"min":1,"max":500},
			{"name":"asked_by","kind":"ref","title":"申请人","titleEn":"Asked by","doc":"","docEn":"","flags":{"sys":true},"ref":"person"},
			{"name":"approved_by","kind":"ref","title":"批准人","titleEn":"Approved by","doc":"","docEn":"","flags":{"sys":true},"ref":"person"},
			{"name":"held","kind":"int","title":"保全条数","titleEn":"Passages held","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":9223372036854775807,"unit":"条|passages"}],
		"parts":[
			{"name":"at","title":"卡口","titleEn":"Tollgates","max":200,"fields":[
				{"name":"tollgate","kind":"ref","title":"卡口","titleEn":"Tollgate","doc":"","docEn":"","flags":{"req":true},"ref":"tollgate"}]}],
		"files":[],
		"states":[
			{"name":"requested","title":"待批准","titleEn":"Requested","term":null,"look":"attention"},
			{"name":"approved","title":"保全中","titleEn":"Being placed","term":null,"look":"attention"},
			{"name":"in_force","title":"已保全","titleEn":"In force","term":null,"look":"normal"},
			{"name":"releasing","title":"解除中","titleEn":"Being released","term":null,"look":"attention"},
			{"name":"released","title":"已解除","titleEn":"Released","term":null,"look":"idle"},
			{"name":"refused","title":"未批准","titleEn":"Refused","term":null,"look":"idle"}],
		"steps":[
			{"from":"requested","verb":"place","to":"approved","title":"批准保全","titleEn":"Place","roles":["legal","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"requested","verb":"refuse","to":"refused","title":"不予批准","titleEn":"Refuse","roles":["legal","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":false},
			{"from":"approved","verb":"hold","to":"in_force","title":"已保全","titleEn":"Hold","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"in_force","verb":"release","to":"releasing","title":"解除保全","titleEn":"Release","roles":["legal","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"releasing","verb":"let_go","to":"released","title":"已解除","titleEn":"Let go","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true}],
	},
	"search_sample":{
		"name":"search_sample","plural":"search_samples","path":"/api/v1/search_samples","title":"查询抽查","titleEn":"Search drawn by lot","source":"个人信息保护法 54 (regular audits); GB/T 22239 8.1.5.2",
		"scope":"unit","read":["leader","supervisor","auditor"],"create":[],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"search","kind":"ref","title":"查询记录","titleEn":"Search","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"ref":"passage_search"},
			{"name":"person","kind":"ref","title":"查询人","titleEn":"Asked by","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"ref":"person"},
			{"name":"month","kind":"text","title":"月份","titleEn":"Month","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true,"title":true},"min":1,"max":7},
			{"name":"seed","kind":"text","title":"抽样种子","titleEn":"Seed of the lot","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":1,"max":16},
			{"name":"drawn_of","kind":"int","title":"当月查询次数","titleEn":"Searches of the month","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":1,"max":9223372036854775807,"unit":"次|searches"},
			{"name":"verdict","kind":"choice","title":"结论","titleEn":"Verdict","doc":"","docEn":"","flags":{"find":true,"sys":true},"choices":[{"name":"justified","title":"正当","titleEn":"Justified"},{"name":"unjustified","title":"不正当","titleEn":"Not justified"}]},
			{"name":"opinion","kind":"text","title":"意见","titleEn":"Opinion","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"answer","kind":"text","title":"说明","titleEn":"Explanation","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":1000}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"drawn","title":"待评议","titleEn":"To be judged","term":"search_judge","look":"attention"},
			{"name":"asked","title":"待说明","titleEn":"To be explained","term":"search_explain","look":"attention"},
			{"name":"explained","title":"已说明待评议","titleEn":"Explained","term":"search_judge","look":"attention"},
			{"name":"judged","title":"已评议","titleEn":"Judged","term":null,"look":"idle"}],
		"steps":[
			{"from":"drawn","verb":"judge","to":"judged","title":"评议","titleEn":"Judge","roles":["auditor"],"asks":[{"field":"verdict","required":true},{"field":"opinion","required":true}],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"explained","verb":"judge","to":"judged","title":"评议","titleEn":"Judge","roles":["auditor"],"asks":[{"field":"verdict","required":true},{"field":"opinion","required":true}],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"drawn","verb":"clarify","to":"asked","title":"要求说明","titleEn":"Ask for an explanation","roles":["auditor"],"asks":[{"field":"opinion","required":true}],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"asked","verb":"explain","to":"explained","title":"说明","titleEn":"Explain","roles":["leader","supervisor"],"asks":[{"field":"answer","required":true}],"reason":false,"reasonRequired":false,"guarded":true}],
	},
	"passage_day":{
		"name":"passage_day","plural":"passage_days","path":"/api/v1/passage_days","title":"卡口日流量","titleEn":"Passages of a day","source":null,
		"scope":"unit","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":[],"patch":[],
		"keepDays":1830,
		"valid":null,
		"fields":[
			{"name":"tollgate","kind":"ref","title":"卡口","titleEn":"Tollgate","doc":"","docEn":"","flags":{"find":true,"fix":true,"sys":true},"ref":"tollgate"},
			{"name":"at","kind":"time","title":"日期","titleEn":"Day","doc":"当日零时","docEn":"00:00 of the day","flags":{"find":true,"fix":true,"sys":true}},
			{"name":"passages","kind":"int","title":"过车数","titleEn":"Passages","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":100000000,"unit":"辆次|passages"},
			{"name":"unread","kind":"int","title":"未识别","titleEn":"Not fully read","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":100000000,"unit":"辆次|passages"},
			{"name":"repeats","kind":"int","title":"重复","titleEn":"Repeats","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":100000000,"unit":"辆次|passages"},
			{"name":"speed_kmh","kind":"int","title":"平均车速","titleEn":"Mean speed","doc":"","docEn":"","flags":{"fix":true,"sys":true},"min":0,"max":1000,"unit":"km/h"}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"checkpoint_rule":{
		"name":"checkpoint_rule","plural":"checkpoint_rules","path":"/api/v1/checkpoint_rules","title":"卡口规则参数","titleEn":"Checkpoint rule","source":null,
		"scope":"none","read":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],"create":["dispatcher","sysadmin"],"patch":["dispatcher","sysadmin"],
		"keepDays":0,
		"valid":"code",
		"fields":[
			{"name":"code","kind":"text","title":"代码","titleEn":"Code","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true,"title":true},"min":1,"max":40},
			{"name":"name","kind":"text","title":"名称","titleEn":"Name","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":120},
			{"name":"value","kind":"int","title":"值","titleEn":"Value","doc":"","docEn":"","flags":{"req":true},"min":0,"max":1000000},
			{"name":"unit_of_value","kind":"text","title":"计量单位","titleEn":"Unit of value","doc":"","docEn":"","flags":{"fix":true},"min":1,"max":20}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"registry_vehicle":{
		"name":"registry_vehicle","plural":"registry_vehicles","path":"/api/v1/registry_vehicles","title":"机动车登记信息","titleEn":"Registered vehicle","source":"道路交通安全法 13、14；机动车登记规定",
		"scope":"none","read":["officer","dispatcher","case_officer","duty","leader","supervisor","clerk","auditor"],"create":["clerk","sysadmin"],"patch":["clerk","sysadmin"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"code","kind":"text","title":"号牌种类和号码","titleEn":"Class and plate","doc":"如 02-鲁C12345","docEn":"Such as 02-鲁C12345","flags":{"req":true,"uniq":true,"pii":true,"fix":true},"min":1,"max":48},
			{"name":"colour","kind":"choice","title":"车身颜色","titleEn":"Colour","doc":"","docEn":"","flags":{"find":true},"choices":[{"name":"black","title":"黑","titleEn":"Black"},{"name":"white","title":"白","titleEn":"White"},{"name":"gray","title":"灰","titleEn":"Grey"},{"name":"red","title":"红","titleEn":"Red"},{"name":"blue","title":"蓝","titleEn":"Blue"},{"name":"yellow","title":"黄","titleEn":"Yellow"},{"name":"orange","title":"橙","titleEn":"Orange"},{"name":"brown","title":"棕","titleEn":"Brown"},{"name":"green","title":"绿","titleEn":"Green"},{"name":"purple","title":"紫","titleEn":"Purple"},{"name":"cyan","title":"青","titleEn":"Cyan"},{"name":"pink","title":"粉","titleEn":"Pink"}]},
			{"name":"type","kind":"text","title":"车辆类型","titleEn":"Type","doc":"GA/T 16.4，如 K33","docEn":"Such as K33","flags":{"find":true},"min":1,"max":3,"like":"[A-Z][0-9A-Z]{1,2}"},
			{"name":"brand","kind":"text","title":"品牌型号","titleEn":"Make and model","doc":"","docEn":"","flags":{"title":true},"min":1,"max":60},
			{"name":"inspected_until","kind":"date","title":"检验有效期至","titleEn":"Inspected until","doc":"","docEn":"","flags":{"find":true}},
			{"name":"insured_until","kind":"date","title":"保险有效期至","titleEn":"Insured until","doc":"","docEn":"","flags":{"find":true}},
			{"name":"scrapped","kind":"bool","title":"报废或注销","titleEn":"Scrapped","doc":"","docEn":"","flags":{"find":true}},
			{"name":"stolen","kind":"bool","title":"被盗抢","titleEn":"Stolen","doc":"","docEn":"","flags":{"find":true}},
			{"name":"imported_on","kind":"date","title":"数据日期","titleEn":"As of","doc":"","docEn":"","flags":{"find":true}}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
	"watch_list":{
		"name":"watch_list","plural":"watch_lists","path":"/api/v1/watch_lists","title":"官方布控名单","titleEn":"Official list","source":null,
		"scope":"none","read":["dispatcher","leader","supervisor","sysadmin","auditor"],"create":[],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"name","kind":"text","title":"名称","titleEn":"Name","doc":"","docEn":"","flags":{"find":true,"sys":true,"title":true},"min":1,"max":120},
			{"name":"entries","kind":"int","title":"条目","titleEn":"Entries","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":4000000,"unit":"条|entries"},
			{"name":"patterns","kind":"int","title":"其中式样","titleEn":"Patterns among them","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":4000000,"unit":"条|entries"},
			{"name":"added","kind":"int","title":"新增","titleEn":"Added","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":4000000,"unit":"条|entries"},
			{"name":"removed","kind":"int","title":"撤销","titleEn":"Removed","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":4000000,"unit":"条|entries"},
			{"name":"changed","kind":"int","title":"变更","titleEn":"Changed","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":4000000,"unit":"条|entries"},
			{"name":"bad","kind":"int","title":"未能读取","titleEn":"Refused lines","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":100000000,"unit":"行|lines"},
			{"name":"against","kind":"ref","title":"对比名单","titleEn":"Compared with","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"watch_list"},
			{"name":"preview","kind":"text","title":"差异（前若干条）","titleEn":"Difference (the first of it)","doc":"","docEn":"","flags":{"pii":true,"sys":true,"long":true},"min":1,"max":8000},
			{"name":"faults","kind":"text","title":"未能读取的行","titleEn":"Refused lines","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":4000},
			{"name":"content","kind":"text","title":"内容","titleEn":"Content","doc":"SHA-256","docEn":"SHA-256","flags":{"sys":true,"secret":true},"min":1,"max":64},
			{"name":"approved_by","kind":"ref","title":"批准人","titleEn":"Approved by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"}],
		"parts":[],
		"files":[],
		"states":[
			{"name":"prepared","title":"待批准","titleEn":"To be approved","term":"watch_list_approve","look":"attention"},
			{"name":"in_force","title":"生效","titleEn":"In force","term":null,"look":"normal"},
			{"name":"replaced","title":"已被替换","titleEn":"Replaced","term":null,"look":"idle"},
			{"name":"refused","title":"未批准","titleEn":"Refused","term":null,"look":"idle"},
			{"name":"withdrawn","title":"已撤销","titleEn":"Withdrawn","term":null,"look":"idle"}],
		"steps":[
			{"from":"prepared","verb":"approve","to":"in_force","title":"批准生效","titleEn":"Approve","roles":["dispatcher","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"prepared","verb":"refuse","to":"refused","title":"不予批准","titleEn":"Refuse","roles":["dispatcher","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"in_force","verb":"replace","to":"replaced","title":"替换","titleEn":"Replace","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"in_force","verb":"withdraw","to":"withdrawn","title":"撤销","titleEn":"Withdraw","roles":["leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true}],
	},
	"watch_entry":{
		"name":"watch_entry","plural":"watch_entries","path":"/api/v1/watch_entries","title":"布控","titleEn":"Watch entry","source":"道路交通事故处理程序规定 43、44、45、46；个人信息保护法 33、34",
		"scope":"shared","read":["officer","dispatcher","case_officer","legal","duty","leader","supervisor","auditor"],"create":["officer","dispatcher","case_officer","duty","leader"],"patch":[],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"category","kind":"choice","title":"布控类别","titleEn":"Category","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"choices":[{"name":"stolen","title":"被盗抢","titleEn":"Stolen"},{"name":"hit_and_run","title":"肇事逃逸","titleEn":"Hit and run"},{"name":"cloned","title":"涉嫌套牌","titleEn":"Cloned plate"},{"name":"unpaid","title":"违法未处理","titleEn":"Unpaid violations"},{"name":"overdue","title":"逾期未检验","titleEn":"Overdue inspection"},{"name":"scrapped","title":"达到报废标准或已注销","titleEn":"Scrapped"},{"name":"drunk","title":"涉嫌酒驾","titleEn":"Drunk suspect"},{"name":"unlicensed","title":"涉嫌无证","titleEn":"Unlicensed suspect"},{"name":"key_vehicle","title":"重点车辆","titleEn":"Key vehicle"},{"name":"temporary","title":"临时布控","titleEn":"Temporary"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"urgent","kind":"bool","title":"紧急布控","titleEn":"Urgent","doc":"立即生效，须在期限内补办审批，逾期自动失效","docEn":"Acts at once; lapses unless approved in time","flags":{"find":true,"fix":true}},
			{"name":"subject","kind":"text","title":"事由","titleEn":"Subject","doc":"不写号牌和个人信息","docEn":"No plate and no personal data","flags":{"req":true,"fix":true,"title":true},"min":1,"max":120},
			{"name":"basis","kind":"text","title":"法律依据","titleEn":"Legal basis","doc":"条文","docEn":"Articles","flags":{"req":true,"fix":true},"min":1,"max":200},
			{"name":"case_no","kind":"text","title":"案件编号","titleEn":"Case number","doc":"被盗抢、肇事逃逸必填","docEn":"Required for stolen, hit and run","flags":{"find":true,"fix":true},"min":1,"max":40},
			{"name":"plate","kind":"text","title":"号牌号码或式样","titleEn":"Plate or pattern","doc":"？代一位，末位*代其后","docEn":"? one sign, * at the end any rest","flags":{"req":true,"pii":true,"fix":true},"min":1,"max":40},
			{"name":"plate_class","kind":"text","title":"号牌种类","titleEn":"Plate class","doc":"GA/T 16.7 代码；空为任意","docEn":"Code; empty: any","flags":{"find":true,"fix":true},"min":1,"max":2,"like":"[0-9]{2}"},
			{"name":"vehicle","kind":"text","title":"车辆特征","titleEn":"Vehicle","doc":"品牌、车型、损伤部位","docEn":"Make, type, damage","flags":{"fix":true},"min":1,"max":200},
			{"name":"vehicle_colour","kind":"choice","title":"车身颜色","titleEn":"Colour","doc":"","docEn":"","flags":{"fix":true},"choices":[{"name":"black","title":"黑","titleEn":"Black"},{"name":"white","title":"白","titleEn":"White"},{"name":"gray","title":"灰","titleEn":"Grey"},{"name":"red","title":"红","titleEn":"Red"},{"name":"blue","title":"蓝","titleEn":"Blue"},{"name":"yellow","title":"黄","titleEn":"Yellow"},{"name":"orange","title":"橙","titleEn":"Orange"},{"name":"brown","title":"棕","titleEn":"Brown"},{"name":"green","title":"绿","titleEn":"Green"},{"name":"purple","title":"紫","titleEn":"Purple"},{"name":"cyan","title":"青","titleEn":"Cyan"},{"name":"pink","title":"粉","titleEn":"Pink"}]},
			{"name":"reach","kind":"choice","title":"布控范围","titleEn":"Where","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"choices":[{"name":"own","title":"本单位辖区","titleEn":"Own area"},{"name":"listed","title":"所列单位和点位","titleEn":"As listed"},{"name":"city","title":"全市","titleEn":"Whole city"}]},
			{"name":"visibility","kind":"choice","title":"知悉范围","titleEn":"Who may know of it","doc":"督察和审计始终可见","docEn":"Supervision and audit always may","flags":{"req":true,"find":true,"fix":true},"choices":[{"name":"unit","title":"本单位","titleEn":"Own unit"},{"name":"area","title":"范围内单位","titleEn":"Units of the area"},{"name":"restricted","title":"限支队","titleEn":"Detachment only"}]},
			{"name":"from_at","kind":"time","title":"起","titleEn":"From","doc":"为空则自批准时起","docEn":"Empty: from the approval","flags":{"fix":true}},
			{"name":"to_at","kind":"time","title":"止","titleEn":"Until","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true}},
			{"name":"priority","kind":"int","title":"等级","titleEn":"Priority","doc":"1最高","docEn":"1 is highest","flags":{"req":true,"find":true,"fix":true},"min":1,"max":3},
			{"name":"action","kind":"choice","title":"处置要求","titleEn":"When met","doc":"","docEn":"","flags":{"req":true,"fix":true},"choices":[{"name":"intercept","title":"拦截查处","titleEn":"Intercept"},{"name":"check","title":"核查","titleEn":"Check"},{"name":"report","title":"通报关注","titleEn":"Report only"}]},
			{"name":"instruction","kind":"text","title":"处置说明","titleEn":"Instruction","doc":"","docEn":"","flags":{"fix":true,"long":true},"min":1,"max":500},
			{"name":"contact","kind":"text","title":"联系人","titleEn":"Contact","doc":"姓名和电话","docEn":"Name and telephone","flags":{"pii":true,"fix":true},"min":1,"max":60},
			{"name":"approved_by","kind":"ref","title":"批准人","titleEn":"Approved by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"approved_at","kind":"time","title":"批准时间","titleEn":"Approved at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"met_at","kind":"time","title":"查获时间","titleEn":"Captured at","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"explanation","kind":"text","title":"失效说明","titleEn":"Why it was not approved","doc":"","docEn":"","flags":{"long":true},"min":1,"max":500}],
		"parts":[
			{"name":"area","title":"范围","titleEn":"Area","max":200,"fields":[
				{"name":"unit","kind":"ref","title":"单位","titleEn":"Unit","doc":"","docEn":"","flags":{},"ref":"unit"},
				{"name":"tollgate","kind":"ref","title":"点位","titleEn":"Tollgate","doc":"","docEn":"","flags":{},"ref":"tollgate"}]}],
		"files":[],
		"states":[
			{"name":"applied","title":"待审批","titleEn":"Applied for","term":"watch_approve","look":"attention"},
			{"name":"urgent","title":"紧急布控中","titleEn":"Urgent","term":"watch_urgent_approve","look":"alarm"},
			{"name":"in_force","title":"布控中","titleEn":"In force","term":null,"look":"normal"},
			{"name":"met","title":"已查获待撤控","titleEn":"Captured, to be cancelled","term":"watch_cancel","look":"alarm"},
			{"name":"lapsed","title":"逾期未批失效","titleEn":"Lapsed","term":null,"look":"alarm"},
			{"name":"explained","title":"失效已说明","titleEn":"Lapse explained","term":null,"look":"idle"},
			{"name":"refused","title":"未批准","titleEn":"Refused","term":null,"look":"idle"},
			{"name":"withdrawn","title":"已撤控","titleEn":"Withdrawn","term":null,"look":"idle"},
			{"name":"expired","title":"已到期","titleEn":"Expired","term":null,"look":"idle"}],
		"steps":[
			{"from":"applied","verb":"approve","to":"in_force","title":"批准","titleEn":"Approve","roles":["leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"urgent","verb":"approve","to":"in_force","title":"批准","titleEn":"Approve","roles":["leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"applied","verb":"refuse","to":"refused","title":"不予批准","titleEn":"Refuse","roles":["leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"urgent","verb":"refuse","to":"refused","title":"不予批准","titleEn":"Refuse","roles":["leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"applied","verb":"withdraw","to":"withdrawn","title":"撤控","titleEn":"Withdraw","roles":["officer","dispatcher","case_officer","duty","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"urgent","verb":"withdraw","to":"withdrawn","title":"撤控","titleEn":"Withdraw","roles":["officer","dispatcher","case_officer","duty","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"in_force","verb":"withdraw","to":"withdrawn","title":"撤控","titleEn":"Withdraw","roles":["officer","dispatcher","case_officer","duty","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"met","verb":"withdraw","to":"withdrawn","title":"撤控","titleEn":"Withdraw","roles":["officer","dispatcher","case_officer","duty","leader"],"asks":[],"reason":true,"reasonRequired":true,"guarded":true},
			{"from":"in_force","verb":"capture","to":"met","title":"查获","titleEn":"Captured","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"urgent","verb":"capture","to":"urgent","title":"查获","titleEn":"Captured","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"urgent","verb":"lapse","to":"lapsed","title":"逾期失效","titleEn":"Lapse","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"in_force","verb":"expire","to":"expired","title":"到期","titleEn":"Expire","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"lapsed","verb":"explain","to":"explained","title":"说明","titleEn":"Explain","roles":["leader","supervisor"],"asks":[{"field":"explanation","required":true}],"reason":false,"reasonRequired":false,"guarded":false}],
	},
	"alarm":{
		"name":"alarm","plural":"alarms","path":"/api/v1/alarms","title":"预警","titleEn":"Alarm","source":"道路交通事故处理程序规定 45、46；缉查布控勤务",
		"scope":"shared","read":["officer","dispatcher","case_officer","duty","leader","supervisor","device","auditor"],"create":[],"patch":["officer","dispatcher","duty","leader"],
		"keepDays":0,
		"valid":null,
		"fields":[
			{"name":"subject","kind":"text","title":"预警","titleEn":"Alarm","doc":"类别和地点","docEn":"Category and place","flags":{"sys":true,"title":true},"min":1,"max":160},
			{"name":"watch_entry","kind":"ref","title":"布控","titleEn":"Watch entry","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"watch_entry"},
			{"name":"rule","kind":"choice","title":"来源规则","titleEn":"Rule","doc":"","docEn":"","flags":{"find":true,"sys":true},"choices":[{"name":"travel","title":"不可能的行程","titleEn":"Impossible travel"},{"name":"conflict","title":"号牌与车辆不符","titleEn":"Plate and vehicle do not fit"},{"name":"registry","title":"登记信息","titleEn":"Registry"},{"name":"list","title":"布控名单","titleEn":"Official list"}]},
			{"name":"registry","kind":"ref","title":"登记信息","titleEn":"Registry row","doc":"","docEn":"","flags":{"sys":true},"ref":"registry_vehicle"},
			{"name":"category","kind":"choice","title":"类别","titleEn":"Category","doc":"","docEn":"","flags":{"find":true,"sys":true},"choices":[{"name":"stolen","title":"被盗抢","titleEn":"Stolen"},{"name":"hit_and_run","title":"肇事逃逸","titleEn":"Hit and run"},{"name":"cloned","title":"涉嫌套牌","titleEn":"Cloned plate"},{"name":"unpaid","title":"违法未处理","titleEn":"Unpaid violations"},{"name":"overdue","title":"逾期未检验","titleEn":"Overdue inspection"},{"name":"scrapped","title":"达到报废标准或已注销","titleEn":"Scrapped"},{"name":"drunk","title":"涉嫌酒驾","titleEn":"Drunk suspect"},{"name":"unlicensed","title":"涉嫌无证","titleEn":"Unlicensed suspect"},{"name":"key_vehicle","title":"重点车辆","titleEn":"Key vehicle"},{"name":"temporary","title":"临时布控","titleEn":"Temporary"},{"name":"other","title":"其他","titleEn":"Other"}]},
			{"name":"priority","kind":"int","title":"等级","titleEn":"Priority","doc":"","docEn":"","flags":{"find":true,"sys":true},"min":1,"max":3},
			{"name":"action","kind":"choice","title":"处置要求","titleEn":"What to do","doc":"","docEn":"","flags":{"sys":true},"choices":[{"name":"intercept","title":"拦截查处","titleEn":"Intercept"},{"name":"check","title":"核查","titleEn":"Check"},{"name":"report","title":"通报关注","titleEn":"Report only"}]},
			{"name":"instruction","kind":"text","title":"处置说明","titleEn":"Instruction","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"plate","kind":"text","title":"号牌号码","titleEn":"Plate","doc":"","docEn":"","flags":{"pii":true,"sys":true},"min":1,"max":40},
			{"name":"plate_class","kind":"text","title":"号牌种类","titleEn":"Plate class","doc":"","docEn":"","flags":{"find":true,"sys":true},"min":1,"max":2,"like":"[0-9]{2}"},
			{"name":"why","kind":"text","title":"预警原因","titleEn":"Why it was raised","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"why_en","kind":"text","title":"预警原因（英文）","titleEn":"Why it was raised (English)","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"misread","kind":"int","title":"误识可能","titleEn":"Chance of a misread","doc":"按该设备以往核实结果和本次识别情况估计","docEn":"From what was found of this device, and from this read","flags":{"find":true,"sys":true},"min":0,"max":1000,"unit":"‰"},
			{"name":"misread_why","kind":"text","title":"误识估计依据","titleEn":"What it is made of","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":300},
			{"name":"tollgate","kind":"ref","title":"最近点位","titleEn":"Last tollgate","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"tollgate"},
			{"name":"device","kind":"ref","title":"最近设备","titleEn":"Last device","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"device"},
			{"name":"place","kind":"point","title":"最近位置","titleEn":"Last place","doc":"","docEn":"","flags":{"sys":true},"unit":"deg WGS-84"},
			{"name":"first_at","kind":"time","title":"首次过车","titleEn":"First seen","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"last_at","kind":"time","title":"最近过车","titleEn":"Last seen","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"sightings","kind":"int","title":"过车次数","titleEn":"Sightings","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":1000000,"unit":"次|times"},
			{"name":"passage","kind":"int","title":"最近过车记录","titleEn":"Last passage","doc":"","docEn":"","flags":{"sys":true},"min":0,"max":9007199254740991},
			{"name":"open_key","kind":"text","title":"未结预警键","titleEn":"Key while open","doc":"","docEn":"","flags":{"uniq":true,"sys":true,"secret":true},"min":1,"max":120},
			{"name":"confirmed_by","kind":"ref","title":"核实人","titleEn":"Confirmed by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"confirmed_at","kind":"time","title":"核实时间","titleEn":"Confirmed at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"signed_by","kind":"ref","title":"签收人","titleEn":"Signed by","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"person"},
			{"name":"signed_at","kind":"time","title":"签收时间","titleEn":"Signed at","doc":"","docEn":"","flags":{"sys":true}},
			{"name":"closed_at","kind":"time","title":"办结时间","titleEn":"Closed at","doc":"","docEn":"","flags":{"find":true,"sys":true}},
			{"name":"handed_to","kind":"ref","title":"移交单位","titleEn":"Handed to","doc":"","docEn":"","flags":{"find":true,"sys":true},"ref":"unit"},
			{"name":"handed_note","kind":"text","title":"移交说明","titleEn":"On handing on","doc":"","docEn":"","flags":{"sys":true,"long":true},"min":1,"max":500},
			{"name":"outcome","kind":"choice","title":"处置结果","titleEn":"Outcome","doc":"","docEn":"","flags":{"find":true,"sys":true},"choices":[{"name":"intercepted","title":"拦截并处置","titleEn":"Intercepted"},{"name":"missed","title":"未拦截","titleEn":"Not intercepted"},{"name":"false_read","title":"误识","titleEn":"False read"},{"name":"withdrawn","title":"已撤控","titleEn":"Withdrawn"}]},
			{"name":"note","kind":"text","title":"处置情况","titleEn":"What was done","doc":"未拦截须说明原因","docEn":"Say why when not intercepted","flags":{"sys":true,"long":true},"min":1,"max":1000}],
		"parts":[],
		"files":[
			{"name":"scene","title":"现场照片","titleEn":"Picture of the stop","readers":["officer","dispatcher","case_officer","duty","leader","supervisor"],"maxBytes":8388608,"maxCount":20,"types":["image/jpeg","image/png"]}],
		"states":[
			{"name":"raised","title":"待核实","titleEn":"Raised","term":"alarm_confirm","look":"alarm"},
			{"name":"confirmed","title":"待签收","titleEn":"Confirmed","term":"alarm_sign","look":"alarm"},
			{"name":"signed","title":"处置中","titleEn":"Signed","term":"alarm_feedback","look":"attention"},
			{"name":"handed","title":"移交待签收","titleEn":"Handed on","term":"alarm_sign","look":"alarm"},
			{"name":"closed","title":"已办结","titleEn":"Closed","term":null,"look":"normal"},
			{"name":"misread","title":"误识","titleEn":"Misread","term":null,"look":"idle"}],
		"steps":[
			{"from":"raised","verb":"confirm","to":"confirmed","title":"核实无误","titleEn":"Confirm","roles":["officer","dispatcher","duty","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"raised","verb":"misread","to":"misread","title":"误识","titleEn":"Misread","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"confirmed","verb":"misread","to":"misread","title":"误识","titleEn":"Misread","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"confirmed","verb":"sign","to":"signed","title":"签收","titleEn":"Sign","roles":["officer","duty","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"handed","verb":"sign","to":"signed","title":"签收","titleEn":"Sign","roles":["officer","duty","leader"],"asks":[],"reason":false,"reasonRequired":false,"guarded":true},
			{"from":"confirmed","verb":"hand_on","to":"handed","title":"移交","titleEn":"Hand on","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"handed_to","required":true},{"field":"handed_note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"signed","verb":"hand_on","to":"handed","title":"移交","titleEn":"Hand on","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"handed_to","required":true},{"field":"handed_note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"raised","verb":"close","to":"closed","title":"办结","titleEn":"Close","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"outcome","required":true},{"field":"note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"confirmed","verb":"close","to":"closed","title":"办结","titleEn":"Close","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"outcome","required":true},{"field":"note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"handed","verb":"close","to":"closed","title":"办结","titleEn":"Close","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"outcome","required":true},{"field":"note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"signed","verb":"close","to":"closed","title":"办结","titleEn":"Close","roles":["officer","dispatcher","duty","leader"],"asks":[{"field":"outcome","required":true},{"field":"note","required":false}],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"raised","verb":"sight","to":"raised","title":"再次过车","titleEn":"Seen again","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"confirmed","verb":"sight","to":"confirmed","title":"再次过车","titleEn":"Seen again","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"signed","verb":"sight","to":"signed","title":"再次过车","titleEn":"Seen again","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false},
			{"from":"handed","verb":"sight","to":"handed","title":"再次过车","titleEn":"Seen again","roles":[],"asks":[],"reason":false,"reasonRequired":false,"guarded":false}],
	},
	"sighting":{
		"name":"sighting","plural":"sightings","path":"/api/v1/sightings","title":"预警过车","titleEn":"Sighting","source":null,
		"scope":"shared","read":["officer","dispatcher","case_officer","duty","leader","supervisor","device","auditor"],"create":[],"patch":[],
		"keepDays":1095,
		"valid":null,
		"fields":[
			{"name":"alarm","kind":"ref","title":"预警","titleEn":"Alarm","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"ref":"alarm"},
			{"name":"passage","kind":"int","title":"过车记录","titleEn":"Passage","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true},"min":0,"max":9007199254740991},
			{"name":"at","kind":"time","title":"过车时间","titleEn":"At","doc":"","docEn":"","flags":{"req":true,"find":true,"fix":true}},
			{"name":"received_at","kind":"time","title":"收到时间","titleEn":"Received at","doc":"","docEn":"","flags":{"fix":true}},
			{"name":"tollgate","kind":"ref","title":"点位","titleEn":"Tollgate","doc":"","docEn":"","flags":{"find":true,"fix":true},"ref":"tollgate"},
			{"name":"device","kind":"ref","title":"设备","titleEn":"Device","doc":"","docEn":"","flags":{"find":true,"fix":true},"ref":"device"},
			{"name":"place","kind":"point","title":"位置","titleEn":"Place","doc":"","docEn":"","flags":{"fix":true},"unit":"deg WGS-84"},
			{"name":"lane","kind":"int","title":"车道","titleEn":"Lane","doc":"","docEn":"","flags":{"fix":true},"min":0,"max":255},
			{"name":"direction","kind":"int","title":"方向","titleEn":"Direction","doc":"GA/T 1400 Direction","docEn":"GA/T 1400 Direction","flags":{"fix":true},"min":0,"max":255},
			{"name":"speed","kind":"int","title":"速度","titleEn":"Speed","doc":"","docEn":"","flags":{"fix":true},"min":0,"max":65534,"unit":"km/h"},
			{"name":"plate_colour","kind":"int","title":"号牌颜色","titleEn":"Plate colour","doc":"GA/T 1400 ColorType","docEn":"GA/T 1400 ColorType","flags":{"fix":true},"min":0,"max":255},
			{"name":"vehicle_colour","kind":"int","title":"车身颜色","titleEn":"Vehicle colour","doc":"GA/T 1400 ColorType","docEn":"GA/T 1400 ColorType","flags":{"fix":true},"min":0,"max":255},
			{"name":"vehicle_type","kind":"text","title":"车辆类型","titleEn":"Vehicle type","doc":"GA/T 16.4","docEn":"GA/T 16.4","flags":{"fix":true},"min":1,"max":4},
			{"name":"reliability","kind":"int","title":"识别可信度","titleEn":"Reliability","doc":"","docEn":"","flags":{"fix":true},"min":0,"max":100,"unit":"%"},
			{"name":"pictured","kind":"bool","title":"有图片","titleEn":"Has pictures","doc":"","docEn":"","flags":{"fix":true}}],
		"parts":[],
		"files":[],
		"states":[],
		"steps":[],
	},
}

export const views: { readonly [K in ViewName]: ViewModel } = {
	"device_state":{
		"name":"device_state","path":"/api/v1/views/device_state","title":"设备运行状况","titleEn":"State of devices","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],
		"args":[],
		"columns":[
			{"name":"category","kind":"choice","title":"设备类别","titleEn":"Category","choices":[{"name":"red_light","title":"电子警察","titleEn":"Red-light camera"},{"name":"checkpoint","title":"卡口","titleEn":"Checkpoint camera"},{"name":"speed","title":"测速","titleEn":"Speed camera"},{"name":"parking","title":"违停抓拍球机","titleEn":"Parking dome"},{"name":"video","title":"视频监控","titleEn":"Video camera"},{"name":"overview","title":"高空监控","titleEn":"Overview camera"},{"name":"signal","title":"信号机","titleEn":"Signal controller"},{"name":"sign","title":"诱导屏","titleEn":"Message sign"},{"name":"flow","title":"流量检测","titleEn":"Flow detector"},{"name":"weather","title":"气象检测","titleEn":"Weather station"},{"name":"platform","title":"视图库平台","titleEn":"Platform"}],"key":true,"count":false,"rate":false},
			{"name":"total","kind":"int","title":"总数","titleEn":"In all","unit":"台|devices","key":false,"count":true,"rate":false},
			{"name":"active","kind":"int","title":"在用","titleEn":"In use","unit":"台|devices","key":false,"count":true,"rate":false},
			{"name":"faulty","kind":"int","title":"故障","titleEn":"Faulty","unit":"台|devices","key":false,"count":true,"rate":false},
			{"name":"online_permille","kind":"int","title":"完好率","titleEn":"Working","unit":"‰","key":false,"count":false,"rate":true}],
		"chart":"bar","drill":"device?category={category}","compares":false
	},
	"repair_figures":{
		"name":"repair_figures","path":"/api/v1/views/repair_figures","title":"故障与维修","titleEn":"Faults and repairs","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],
		"args":[
			{"name":"from","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"req":true}},
			{"name":"to","kind":"time","title":"止","titleEn":"To","doc":"","docEn":"","flags":{"req":true}}],
		"columns":[
			{"name":"fault","kind":"choice","title":"故障类型","titleEn":"Fault","choices":[{"name":"offline","title":"离线","titleEn":"Offline"},{"name":"clock","title":"时钟偏差","titleEn":"Clock wrong"},{"name":"image","title":"图像异常","titleEn":"Image faulty"},{"name":"view","title":"视角偏移","titleEn":"View moved"},{"name":"unread","title":"识别率低","titleEn":"Few plates read"},{"name":"power","title":"断电","titleEn":"No power"},{"name":"damage","title":"损坏","titleEn":"Damaged"},{"name":"misread","title":"误识多","titleEn":"Many false alarms"},{"name":"calibration","title":"检定到期","titleEn":"Verification ends"},{"name":"other","title":"其他","titleEn":"Other"}],"key":true,"count":false,"rate":false},
			{"name":"orders","kind":"int","title":"工单","titleEn":"Orders","unit":"件|orders","key":false,"count":true,"rate":false},
			{"name":"closed","kind":"int","title":"已关闭","titleEn":"Closed","unit":"件|orders","key":false,"count":true,"rate":false},
			{"name":"mean_minutes","kind":"int","title":"平均修复用时","titleEn":"Mean time to repair","unit":"分钟|min","key":false,"count":false,"rate":false}],
		"chart":"bar","drill":"repair_order?fault={fault}&created_at.gte={from}&created_at.lt={to}","compares":true
	},
	"receipt_figures":{
		"name":"receipt_figures","path":"/api/v1/views/receipt_figures","title":"通知签收情况","titleEn":"Notices signed for","roles":["dispatcher","duty","leader","supervisor"],
		"args":[
			{"name":"from","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"req":true}},
			{"name":"to","kind":"time","title":"止","titleEn":"To","doc":"","docEn":"","flags":{"req":true}}],
		"columns":[
			{"name":"unit","kind":"ref","title":"单位","titleEn":"Unit","ref":"unit","key":true,"count":false,"rate":false},
			{"name":"sent","kind":"int","title":"应签收","titleEn":"To be signed","unit":"件|notices","key":false,"count":true,"rate":false},
			{"name":"signed","kind":"int","title":"已签收","titleEn":"Signed","unit":"件|notices","key":false,"count":true,"rate":false},
			{"name":"open","kind":"int","title":"未签收","titleEn":"Open","unit":"件|notices","key":false,"count":true,"rate":false},
			{"name":"mean_minutes","kind":"int","title":"平均用时","titleEn":"Mean time","unit":"分钟|min","key":false,"count":false,"rate":false}],
		"chart":"bar","drill":"receipt?unit={unit}&created_at.gte={from}&created_at.lt={to}","compares":true
	},
	"passage_figures":{
		"name":"passage_figures","path":"/api/v1/views/passage_figures","title":"过车与未识别率","titleEn":"Passages and share not read","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],
		"args":[
			{"name":"from","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"req":true}},
			{"name":"to","kind":"time","title":"止","titleEn":"To","doc":"","docEn":"","flags":{"req":true}}],
		"columns":[
			{"name":"tollgate","kind":"ref","title":"卡口","titleEn":"Tollgate","ref":"tollgate","key":true,"count":false,"rate":false},
			{"name":"passages","kind":"int","title":"过车数","titleEn":"Passages","unit":"辆次|passages","key":false,"count":true,"rate":false},
			{"name":"unread","kind":"int","title":"未识别","titleEn":"Not fully read","unit":"辆次|passages","key":false,"count":true,"rate":false},
			{"name":"unread_permille","kind":"int","title":"未识别率","titleEn":"Share not read","unit":"‰","key":false,"count":false,"rate":true},
			{"name":"days","kind":"int","title":"有数据天数","titleEn":"Days with data","unit":"天|days","key":false,"count":false,"rate":false}],
		"chart":"bar","drill":"passage_day?tollgate={tollgate}&at.gte={from}&at.lt={to}","compares":true
	},
	"alarm_figures":{
		"name":"alarm_figures","path":"/api/v1/views/alarm_figures","title":"预警处置情况","titleEn":"What became of alarms","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],
		"args":[
			{"name":"from","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"req":true}},
			{"name":"to","kind":"time","title":"止","titleEn":"To","doc":"","docEn":"","flags":{"req":true}}],
		"columns":[
			{"name":"category","kind":"choice","title":"类别","titleEn":"Category","choices":[{"name":"stolen","title":"被盗抢","titleEn":"Stolen"},{"name":"hit_and_run","title":"肇事逃逸","titleEn":"Hit and run"},{"name":"cloned","title":"涉嫌套牌","titleEn":"Cloned plate"},{"name":"unpaid","title":"违法未处理","titleEn":"Unpaid violations"},{"name":"overdue","title":"逾期未检验","titleEn":"Overdue inspection"},{"name":"scrapped","title":"达到报废标准或已注销","titleEn":"Scrapped"},{"name":"drunk","title":"涉嫌酒驾","titleEn":"Drunk suspect"},{"name":"unlicensed","title":"涉嫌无证","titleEn":"Unlicensed suspect"},{"name":"key_vehicle","title":"重点车辆","titleEn":"Key vehicle"},{"name":"temporary","title":"临时布控","titleEn":"Temporary"},{"name":"other","title":"其他","titleEn":"Other"}],"key":true,"count":false,"rate":false},
			{"name":"alarms","kind":"int","title":"预警","titleEn":"Alarms","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"false_reads","kind":"int","title":"误识","titleEn":"False reads","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"due","kind":"int","title":"应签收","titleEn":"To be signed","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"signed","kind":"int","title":"已签收","titleEn":"Signed","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"answered","kind":"int","title":"已反馈","titleEn":"Answered","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"intercepted","kind":"int","title":"拦截并处置","titleEn":"Intercepted","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"signed_permille","kind":"int","title":"签收率","titleEn":"Signed of those due","unit":"‰","key":false,"count":false,"rate":true},
			{"name":"answered_permille","kind":"int","title":"反馈率","titleEn":"Answered of those signed","unit":"‰","key":false,"count":false,"rate":true},
			{"name":"intercepted_permille","kind":"int","title":"拦截率","titleEn":"Intercepted of those answered","unit":"‰","key":false,"count":false,"rate":true},
			{"name":"false_permille","kind":"int","title":"误识率","titleEn":"False of all","unit":"‰","key":false,"count":false,"rate":true}],
		"chart":"bar","drill":"alarm?category={category}&first_at.gte={from}&first_at.lt={to}","compares":true
	},
	"alarm_cameras":{
		"name":"alarm_cameras","path":"/api/v1/views/alarm_cameras","title":"各设备误识情况","titleEn":"False alarms by camera","roles":["officer","auxiliary","dispatcher","reviewer","case_officer","legal","duty","leader","supervisor","device","maintainer","engineer","clerk","personnel","sysadmin","secadmin","auditor"],
		"args":[
			{"name":"from","kind":"time","title":"起","titleEn":"From","doc":"","docEn":"","flags":{"req":true}},
			{"name":"to","kind":"time","title":"止","titleEn":"To","doc":"","docEn":"","flags":{"req":true}}],
		"columns":[
			{"name":"device","kind":"ref","title":"设备","titleEn":"Device","ref":"device","key":true,"count":false,"rate":false},
			{"name":"alarms","kind":"int","title":"预警","titleEn":"Alarms","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"looked","kind":"int","title":"已核实","titleEn":"Looked at","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"wrong","kind":"int","title":"误识","titleEn":"False reads","unit":"起|alarms","key":false,"count":true,"rate":false},
			{"name":"wrong_permille","kind":"int","title":"误识率","titleEn":"False of those looked at","unit":"‰","key":false,"count":false,"rate":true}],
		"chart":"bar","drill":"alarm?device={device}&first_at.gte={from}&first_at.lt={to}","compares":true
	},
}
