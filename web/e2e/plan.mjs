// SPDX-License-Identifier: Apache-2.0
// Severe weather: a real list of warnings proposes a plan; a leader approves; thirty-five squadrons get their notice, one does not sign and is told of
// upwards; phases, tasks, a road control told to the public; stood down; its end report read, approved by another, printed.
import { createHash, createHmac } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { PASSWORD } from '../../test/tools/server.mjs'
import { settled, still } from './house.mjs'
import { dialog, step, take } from './repair.mjs'

const REAL = new URL('../../../shared/data/alerts/nmc_list_sample.json', import.meta.url), CODE = '350604', HOUR = 3600_000
/** The real list where it is; else one of its form. */
const sample = () => (existsSync(REAL) ? readFileSync(REAL, 'utf8') : JSON.stringify({ data: { page: { list: [
	{ alertid: `${CODE}41600000_1`, issuetime: new Date(Date.now() + 8 * HOUR - 600_000).toISOString().slice(0, 16).replace('T', ' '), title: '福建省漳州市龙海区气象台发布大风黄色预警信号' }] } } }))

/** By the server's clock, which a story before may have moved. */
const serverNow = async s => Date.parse((await (await s.as('dispatcher@detachment')).get('units?limit=1')).json.at)
async function feed(s, content) {
	const body = JSON.stringify({ kind: 'feed', content }), stamp = String(Math.floor(await serverNow(s) / 1000)), nonce = `plan-${Math.random().toString(36).slice(2)}`
	const mac = createHmac('sha256', createHash('sha256').update(PASSWORD).digest()).update(`${stamp}\n${nonce}\n${body}\n`).digest('hex')
	const a = await fetch(`${s.house.base}/api/v1/adapter_messages/from/weather`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac } })
	return a.json()
}
const until = async (ask, ms = 15_000) => { for (const end = Date.now() + ms; ;) { const got = await ask(); if (got || Date.now() > end) return got; await new Promise(done => setTimeout(done, 250)) } }
async function clock(s, ms, run) {
	const set = await (await s.as('sysadmin@detachment')).post('clock', { now: new Date(ms).toISOString(), ...(run ? { run } : {}) })
	if (set.status !== 200) throw new Error(`clock: ${set.text}`)
}

async function main(s) {
	const command = await s.as('dispatcher@detachment'), must = (a, want = 200) => { if (a.status !== want) throw new Error(`${a.status} ${a.text}`); return a.json }
	const root = must(await command.get('units?level=detachment&limit=1')).items[0]
	// The place of the real warning is made one of ours, answered for by the whole force; an old list holds longer by a figure.
	must(await command.post('districts', { code: CODE, name: '龙海区', answering: root.id, border: '117.7,36.3 118.4,36.3 118.4,37.0 117.7,37.0' }), 201)
	const life = must(await command.get('plan_figures?code=warning_life_h')).items[0]
	must(await command.call('PATCH', `plan_figures/${life.id}`, { value: Math.ceil((await serverNow(s) - Date.UTC(2026, 9, 6)) / HOUR) + 24 }, { 'If-Match': `"${life.version}"` }))
	const told = await feed(s, sample())
	s.ok(told.outcome === 'taken' && told.added === 1 && told.refused === 0, `the list is taken: ${existsSync(REAL) ? 'the real one' : 'one of its form, the real one is not there'}`, told)
	const w = must(await command.get('weather_warnings?area_code=' + CODE)).items[0]
	s.ok(w?.hazard === 'gale' && w.level === 'yellow' && w.sender === '福建省漳州市龙海区气象台', 'hazard, level and sender are read from it', w)
	const plan = await until(async () => must(await command.get(`plans?warning=${w.id}`)).items[0])
	s.ok(plan?.state === 'proposed' && /大风黄色/.test(plan.title), 'it proposes a plan', plan)

	const [desk, leader] = await Promise.all([s.window('dispatcher@detachment', { size: 'wide' }), s.window('leader@detachment')])
	await desk.open(`/weather-warnings/${w.id}`)
	await desk.shot('plan-warning')
	await leader.open(`/plan-desk?row=${plan.id}`)
	await step(leader, '批准').waitFor()
	s.ok(/大风黄色/.test(await leader.locator('.subject').innerText()) && /35 个中队/.test(await leader.locator('.subject').innerText()), 'the desk says why, and that 35 squadrons will sign', await leader.locator('.subject').innerText())
	await leader.shot('plan-proposed')
	await take(leader, '批准')
	await leader.locator('.tile').first().waitFor({ timeout: 20_000 })
	s.ok(await leader.locator('.tile').count() === 35, 'approved, it runs: 35 squadrons have their notice', await leader.locator('.tile').count())
	await desk.open(`/plan-desk?row=${plan.id}`)
	await desk.locator('.tile').first().waitFor()
	await still(desk)
	await desk.shot('plan-running')

	// A squadron signs on its phone.
	const phone = await s.window('duty@zhangdian-1', { size: 'phone' })
	await phone.open('/my-plan')
	const mine = phone.getByRole('region', { name: '待签收' }).locator('li', { hasText: '大风黄色' }).first()	// others' notices may wait longer
	await mine.getByRole('button', { name: '看正文' }).click()
	await phone.getByText('请各中队立即签收').waitFor()
	await phone.shot('plan-phone')
	await mine.getByRole('button', { name: '签收', exact: true }).click()
	await until(async () => (await desk.locator('.tile.normal').count()) === 1)
	s.ok(await desk.locator('.tile.normal').count() === 1 && /马尚/.test(await desk.locator('.tile.normal').innerText()), 'a squadron signs on its phone; the desk sees it at once', await desk.locator('.tile.normal').allInnerTexts())
	await phone.getByRole('region', { name: '任务' }).getByRole('button', { name: '签收', exact: true }).first().click()
	await phone.getByRole('region', { name: '任务' }).getByRole('button', { name: '完成', exact: true }).first().waitFor()
	await phone.getByRole('button', { name: '报告', exact: true }).click()
	await phone.getByLabel('道路', { exact: true }).fill('G2516东吕高速')
	await phone.getByRole('button', { name: '80', exact: true }).click()
	await phone.getByRole('group', { name: '天气' }).last().getByRole('button', { name: '沙尘' }).click()
	await phone.shot('plan-phone-report')
	await phone.getByRole('button', { name: '报告', exact: true }).last().click()
	await phone.getByText('限速 40 公里/小时').waitFor()
	s.ok(true, 'what it sees answers with what the law asks (实施条例81): 80 m, 40 km/h')

	// All others sign, but one.
	const receipts = must(await command.get(`views/plan_receipts?plan=${plan.id}`))
	const at = n => receipts.columns.findIndex(c => c.name === n), duty = await s.as('duty@detachment')
	const nanding = must(await command.get(`units?short_name=${encodeURIComponent('南定')}`)).items[0].id
	for (const r of receipts.rows) if (r[at('state')] === 'urgent' && r[at('unit')] !== nanding) must(await duty.post(`receipts/${r[at('receipt')]}/sign`))
	await until(async () => (await desk.locator('.tile.normal').count()) === 34)
	s.ok(await desk.locator('.tile.normal').count() === 34, 'thirty-four have signed', await desk.locator('.tile.normal').count())
	const now = await serverNow(s)
	await clock(s, now + 21 * 60_000, 'plan_unsigned_brigade')
	await until(async () => /已提醒大队/.test(await desk.locator('.tile.alarm').innerText().catch(() => '')))
	const late = await desk.locator('.tile.alarm').allInnerTexts()
	s.ok(late.length === 1 && /南定/.test(late[0]) && /已提醒大队/.test(late[0]), 'the one that does not is told of to its brigade', late)
	await clock(s, now + 32 * 60_000, 'plan_unsigned_detachment')
	await until(async () => /已报支队/.test(await desk.locator('.tile.alarm').innerText().catch(() => '')))
	await desk.shot('plan-escalated')
	const finding = must(await (await s.as('leader@detachment')).get('findings?rule=plan_unsigned_detachment')).items[0]
	s.ok(finding?.owner === 'leader' && finding.unit === root.id && /已报支队/.test(await desk.locator('.tile.alarm').innerText()), 'and then to the detachment, whose leader has to answer', finding)

	// The control that the report asked for: decided, told to the public, in force, lifted.
	const roads = leader.getByRole('region', { name: '道路管制' })
	await leader.reload()
	await settled(leader)
	await roads.getByRole('button', { name: '决定', exact: true }).click()
	await dialog(leader).getByRole('button', { name: '决定', exact: true }).click()
	await dialog(leader).waitFor({ state: 'detached' })
	await roads.getByRole('listitem').filter({ hasText: '交通管制通告' }).getByRole('button', { name: '发布', exact: true }).click()
	await dialog(leader).getByLabel('发布渠道').fill('可变情报板、交通广播')
	await dialog(leader).getByRole('button', { name: '发布', exact: true }).click()
	await dialog(leader).waitFor({ state: 'detached' })
	await roads.getByRole('button', { name: '实施', exact: true }).click()
	await dialog(leader).getByRole('button', { name: '实施', exact: true }).click()
	await dialog(leader).waitFor({ state: 'detached' })
	await take(leader, '进入下一阶段')
	await until(async () => must(await command.get(`plans/${plan.id}`)).phase === 2)
	await leader.getByRole('region', { name: '任务' }).getByText('阶段 2').first().waitFor()
	await still(leader)
	await leader.shot('plan-phase-2')
	await step(leader, '解除').or(leader.getByRole('region', { name: '办理' }).getByText('尚有管制措施未解除')).first().waitFor()
	s.ok(/尚有管制措施未解除/.test(await leader.getByRole('region', { name: '办理' }).innerText()), 'it is not stood down while a road control is in force', await leader.getByRole('region', { name: '办理' }).innerText())
	await clock(s, now + 55 * 60_000)
	await roads.getByRole('button', { name: '解除', exact: true }).click()
	await dialog(leader).getByRole('button', { name: '解除', exact: true }).click()
	await dialog(leader).waitFor({ state: 'detached' })
	await leader.reload()
	await settled(leader)
	await step(leader, '解除').click()
	await dialog(leader).getByLabel('理由').fill('风力减弱，预警解除')
	await dialog(leader).getByRole('button', { name: '解除', exact: true }).click()
	await dialog(leader).waitFor({ state: 'detached' })

	// The report: drafted by the desk, lessons written, approved by the leader, printed.
	await desk.open(`/plans/${plan.id}`)
	await desk.getByRole('button', { name: '起草总结报告' }).click()
	await desk.getByRole('heading', { name: '七、经验和不足' }).waitFor()
	await desk.getByRole('link', { name: '修改' }).click()
	await desk.getByLabel('经验和不足').fill('南定中队夜间值班电话无人接听，未按时签收；下次启动前核对值班表。')
	await desk.getByRole('button', { name: /保存|提交/ }).click()
	await desk.getByText('未按时签收').first().waitFor()
	const id = Number(/plan-reports\/(\d+)/.exec(desk.url())[1])
	await leader.open(`/plan-reports/${id}`)
	const read = await leader.locator('.sheet').innerText()
	s.ok(/应签收 35 个单位，已签收 34 个/.test(read) && /历时5\d分钟/.test(read) && /南定中队[\s\S]{0,40}未签收[\s\S]{0,20}大队、支队/.test(read) && /限制车速 40 km\/h/.test(read), 'the report tells who signed, who did not, what was controlled and how long', read.slice(0, 1500))
	await leader.shot('plan-report')
	await take(leader, '审签')
	await leader.locator('.hash').waitFor()
	const [file] = await Promise.all([leader.waitForEvent('download'), leader.getByRole('button', { name: 'PDF' }).click()])
	const bytes = readFileSync(await file.path())
	writeFileSync(`${s.house.shots}/plan-report.pdf`, bytes)
	s.ok(bytes.subarray(0, 5).toString() === '%PDF-', 'it prints', bytes.length)
	try {
		const text = execFileSync('pdftotext', ['-layout', `${s.house.shots}/plan-report.pdf`, '-'], { encoding: 'utf8' })
		s.ok((text.match(/中队/g) ?? []).length >= 35 && /经验和不足/.test(text) && /SHA|内容校验值/.test(text), 'every squadron, the lessons and the digest stand in the PDF', text.slice(0, 800))
	} catch (e) { if (e.code !== 'ENOENT') throw e; s.say('pdftotext is not there: the PDF was not read') }
	const again = await command.call('PATCH', `plan_reports/${id}`, { lessons: '改写' }, { 'If-Match': '"99"' })
	s.ok([403, 409, 412].includes(again.status), 'approved, it is not rewritten', again.text)
}

export const stories = [{ name: 'severe weather from the warning to the report', run: main, alone: true, clock: true, loud: /401|EventSource|ERR_|GPU stall/ }]
