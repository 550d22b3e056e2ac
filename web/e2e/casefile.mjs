// SPDX-License-Identifier: Apache-2.0
// The page of a case: its documents with every print, the contents of its file, its course; the code of a print on the public page.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { luan } from '../../test/tools/server.mjs'
import { violations as axe } from './axe.mjs'
import { dialog } from './repair.mjs'

export const panel = page => page.locator('.detail > .stack')
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
export async function looked(s, page, name, how = 'axe') {
	await page.shot(name)
	const found = how === 'axe' ? await axe(page) : how === 'look' ? await axe(page, true) : [], wide = await over(page)
	s.ok(!found.length && wide <= 0, `${name}: ${how === 'wide' ? '' : 'axe finds nothing, '}nothing scrolls sideways`, [...found, wide].join('\n'))
}
/** The documents of the case on its page; the decision as PDF, as it leaves the server. */
export async function printed(s, who, id, number) {
	const page = await s.window(who)
	await page.open(`/violation-cases/${id}?part=documents`)
	const line = panel(page).getByRole('article', { name: number })
	await line.waitFor()
	s.ok(/尚未打印/.test(await line.innerText()), 'on the page of the case stands the decision, not printed yet', await line.innerText())
	await looked(s, page, 'case-documents')
	await line.getByRole('button', { name: '打开 PDF' }).click()
	await dialog(page).getByRole('button', { name: '打开 PDF' }).click()
	s.ok(/请写明/.test(await dialog(page).locator('.error').innerText()), 'without a reason nothing is printed')
	await dialog(page).getByRole('button', { name: '80毫米' }).waitFor()
	await looked(s, page, 'case-print')
	await dialog(page).getByRole('button', { name: '送达当事人' }).click()
	let pdf, hash
	await page.route('**/documents/print', async r => { const a = await r.fetch(); pdf = await a.body(); hash = a.headers()['luan-document-hash']; await r.fulfill({ response: a, body: pdf }) }, { times: 1 })
	const opened = page.context().waitForEvent('page')
	await dialog(page).getByRole('button', { name: '打开 PDF' }).click()
	await (await opened).close()
	await line.getByText(/已打印 1 份/).waitFor()
	s.ok(pdf.subarray(0, 5).toString() === '%PDF-' && createHash('sha256').update(pdf).digest('hex') === hash, 'the PDF is what its hash says')
	await line.getByRole('button', { name: '再次打印' }).click()
	await dialog(page).getByRole('button', { name: '80毫米' }).click()
	await dialog(page).getByLabel('打印事由').fill('当事人遗失，补打')
	const second = page.context().waitForEvent('page')
	await page.keyboard.press('Control+Enter')
	await (await second).close()
	await line.getByText(/已打印 2 份/).waitFor()
	await line.getByRole('button', { name: '打印记录' }).click()
	const trace = await line.locator('.prints').innerText()
	s.ok(/第 2 份[\s\S]*80毫米[\s\S]*当事人遗失，补打[\s\S]*第 1 份[\s\S]*A4[\s\S]*送达当事人/.test(trace), 'each print is traced with paper and reason', trace)
	await page.shot('case-prints')
	return { page, pdf, hash }
}

/** What anybody learns who holds the paper: its code, read from the print, on the public page. */
export async function verified(s, pdf, hash, number) {
	const file = `${s.house.shots}/decision.pdf`
	writeFileSync(file, pdf)
	execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', file, `${s.house.shots}/decision`])
	const code = execFileSync('zbarimg', ['-q', '--raw', `${s.house.shots}/decision.png`], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim().split('/').at(-1)
	const page = await s.window(null)
	await page.goto(`${s.house.base}/verify`)
	await page.getByLabel(/核验码/).fill(code)
	await page.getByRole('button', { name: /核验/ }).click()
	await page.getByRole('status').filter({ hasText: '现行有效' }).waitFor()
	const words = await page.locator('main').innerText()
	s.ok(words.includes(number) && words.includes(hash) && !/试验样例|370399/.test(words), 'the code of its QR leads anybody to number and hash, and to no person', words)
	await page.shot('interlock-verified')
	await s.close(page)
}

/** The whole course of the case on one page, and a chain that cannot be rewritten unnoticed. */
export async function proven(s, id, page, number) {
	await page.keyboard.press('2')
	await page.keyboard.press('3')
	await panel(page).getByRole('heading', { name: '卷内目录' }).waitFor()
	await panel(page).locator('ol > li').first().waitFor()
	const contents = await panel(page).innerText()
	s.ok(contents.includes(number) && /现场证据/.test(contents) && /SHA-256\s+[0-9a-f]{64}/.test(contents), 'the file lists decision and evidence, each with its hash', contents)
	const scene = await panel(page).getByRole('link', { name: '现场证据' }).first().getAttribute('href')
	s.ok((await page.request.get(s.house.base + scene)).headers()['content-type'] === 'image/jpeg', 'what was attached opens from there', scene)
	await looked(s, page, 'case-contents')
	await page.keyboard.press('4')
	await panel(page).locator('.day li').first().waitFor()
	const course = await panel(page).locator('.day li').allInnerTexts(), at = word => course.findIndex(t => word.test(t))
	const order = [/违法案件：新建/, /违法案件：告知/, /违法案件：决定/, /法律文书：打印[\s\S]*送达当事人/, /法律文书：打印[\s\S]*补打/, /外部消息：缴款[\s\S]*已处理/].map(at)
	s.ok(order.every((n, i) => n >= 0 && n >= (order[i - 1] ?? 0)), 'the course of the case has every act in its order, from the stop to the payment', [order, course])
	s.ok(at(/查看卷内目录/) > 0, 'and who looked')
	await looked(s, page, 'case-biography')
	await panel(page).getByRole('button', { name: /^查阅/ }).click()
	await panel(page).locator('.day li.change').first().waitFor({ state: 'detached' })
	const looks = await panel(page).locator('.day li').allInnerTexts()
	s.ok(looks.length > 2 && looks.every(t => /查看|打印/.test(t)), 'the looks alone', looks)
	await panel(page).getByRole('button', { name: '制作文书' }).click()
	await dialog(page).getByRole('button', { name: '归档' }).click()
	await dialog(page).getByRole('button', { name: '制作', exact: true }).click()
	await panel(page).getByRole('article', { name: /办案经过/ }).waitFor()
	await page.shot('case-made')
	s.ok(true, 'it becomes a document of the case with its number')
	const chain = await luan(s.house.binary, ['audit', 'verify', '--data', s.house.data])
	s.ok(chain.code === 0 && /审计链完整/.test(chain.stdout), 'luan audit verify: the chain is whole', chain)
	const auditor = await s.window('auditor@detachment')
	await auditor.open('/audit?part=chain')
	await auditor.getByRole('button', { name: '立即校验' }).click()
	await auditor.getByText('校验通过').waitFor()
	s.ok(true, 'so does the auditor see it')
	await s.close(auditor)
}

/** The voucher of a measure stands on the page of the measure and of its case. */
export async function measured(s, who, partner, id) {
	const page = await s.window(who), c = await s.as(who), officer2 = (await (await s.as(partner)).get('session')).json.person.id
	const taken = await c.post('measures', { violation_case: id, kind: 'vehicle', thing: '鲁C5A502', taken_at: new Date(Date.now() - 60_000).toISOString(), place: '昌国路', officer2, ground: '未悬挂号牌', told: true })
	if (taken.status !== 201) throw new Error(`measure: ${taken.text}`)
	const issued = await c.post(`measures/${taken.json.id}/issue`, { party_name: '试验样例', party_id: '370399199001010062', party_address: '样例路2号', plate: '鲁C5A502', vehicle_type: '小型轿车', behaviour: '未悬挂机动车号牌', basis: '道路交通安全法95、90', term_said: '至提供合法证明之日止' })
	if (issued.status !== 200) throw new Error(`voucher: ${issued.text}`)
	await page.open(`/measures/${taken.json.id}?part=documents`)
	await panel(page).getByRole('article', { name: issued.json.voucher }).waitFor()
	await looked(s, page, 'case-measure', 'wide')
	await panel(page).getByRole('link', { name: '所属案件的卷内目录' }).click()
	await panel(page).getByRole('listitem').filter({ hasText: issued.json.voucher }).waitFor()
	await page.keyboard.press('2')
	await panel(page).getByRole('article', { name: issued.json.voucher }).waitFor()
	s.ok(true, 'the voucher of a measure stands with the measure, in the contents of its case and among its documents')
	await panel(page).getByRole('article', { name: issued.json.voucher }).getByRole('link').first().click()
	await page.waitForURL(/\/documents\/\d+/)
	await page.getByRole('article', { name: issued.json.voucher }).waitFor()
	await looked(s, page, 'case-document')
	await s.close(page)
}

/** On a phone, in English, with nothing in it, and when the server does not answer. */
export async function states(s, who, id) {
	const phone = await s.window(who, { size: 'phone' })
	for (const part of ['documents', 'contents', 'biography']) {
		await phone.open(`/violation-cases/${id}?part=${part}`)
		await panel(phone).locator('article, li').first().waitFor()
		await panel(phone).evaluate(e => e.scrollIntoView())
		await looked(s, phone, `case-${part}-phone`, part === 'documents' ? 'axe' : 'wide')
	}
	await phone.open(`/violation-cases/${id}?part=documents`)
	await panel(phone).getByRole('button', { name: '再次打印' }).first().tap()
	await dialog(phone).getByRole('button', { name: '58毫米' }).waitFor()
	await looked(s, phone, 'case-print-phone', 'wide')
	await phone.keyboard.press('Escape')
	await dialog(phone).waitFor({ state: 'detached' })
	await s.close(phone)
	const c = await s.as(who), fresh = (await c.post('violation_cases', { source: 'stop', code: '1102', happened_at: new Date(Date.now() - 60_000).toISOString(), address: '昌国路', road: 'urban' })).json
	const legal = await s.window('legal@zhangdian', { lang: 'en', theme: 'dark' })
	await legal.open(`/violation-cases/${fresh.id}?part=documents`)
	await panel(legal).getByText('No document yet').waitFor()
	await looked(s, legal, 'case-documents-empty', 'look')
	await legal.open(`/violation-cases/${id}?part=biography`)
	await panel(legal).locator('.day li').first().waitFor()
	await looked(s, legal, 'case-biography-english', 'look')
	await legal.context().route('**/biography', r => r.abort())
	await panel(legal).getByRole('button', { name: 'Read again' }).click()
	await panel(legal).getByRole('alert').waitFor()
	await legal.shot('case-biography-error')
	await legal.context().unroute('**/biography')
	await panel(legal).getByRole('button', { name: 'Try again' }).click()
	await panel(legal).locator('.day li').first().waitFor()
	s.ok(true, 'an answer that does not come is asked for again')
}
