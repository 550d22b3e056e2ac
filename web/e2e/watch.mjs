// SPDX-License-Identifier: Apache-2.0
// Video patrol: a squadron officer does a round, finds something and shows it, and the coverage is there to be seen. A joint operation: asked,
// accepted, done, told of; who was not asked sees nothing.
import { settled } from './house.mjs'
import { dialog } from './repair.mjs'
import { camera, drawn, plateFor } from './street.mjs'

const LEAST_MS = 5600		// a little more than look_least_s
const rest = ms => new Promise(done => setTimeout(done, ms))
const must = (a, what) => { if (a.status >= 300) throw new Error(`${what}: ${a.status} ${a.text.slice(0, 400)}`); return a.json }

/** A plan of two cameras in force, one of which has sent a picture. */
async function plan(s, name) {
	const cam = await camera(s, 'zhangdian-1'), plate = plateFor(), data = await drawn(s, plate)
	await cam.passage({ plate, tollgate: cam.gate.code, pictures: [{ type: '01', data, width: 960, height: 720 }] })
	const duty = await s.as('duty@zhangdian-1'), unit = (await duty.get('session')).json.person.unit
	const own = (await duty.get(`devices?code=${cam.code}`)).json.items[0].id, other = (await duty.get(`devices?unit=${unit}&category=video&state=active&limit=1`)).json.items[0].id
	const p = must(await duty.post('video_plans', { name, shift: 'night', starts: '00:00', hours: 24, times: 1, dwell_s: 6, group_size: 2, camera: [{ group_no: 1, device: own }, { group_no: 1, device: other }] }), 'plan')
	must(await (await s.as('leader@zhangdian-1')).post(`video_plans/${p.id}/approve`), 'approve')
}

async function patrol(s) {
	const name = `故事巡查${Date.now() % 10000}`, api = await s.as('officer@zhangdian-1')
	await plan(s, name)
	const page = await s.window('officer@zhangdian-1', { theme: 'dark' })
	await page.open('/video-patrol')
	await page.locator('.plans .panel', { hasText: name }).getByRole('button', { name: /开始巡查/ }).click()
	const picture = page.getByRole('img', { name: /最近存储的画面/ })
	await picture.waitFor()
	s.ok(/存储画面，非实时/.test(await page.locator('.pane').innerText()), 'the stored picture stands there and says that it is not live', await page.locator('.pane').innerText())
	const round = (await api.get('video_rounds?state=running&sort=-id&limit=1')).json.items[0]
	await page.shot('watch-patrol')

	// Cut off and back: the page says so, and goes on by itself.
	await page.context().setOffline(true)
	await page.evaluate(() => window.dispatchEvent(new Event('online')))
	await page.locator('.pane .cut').waitFor()
	await page.context().setOffline(false)
	await page.locator('.pane .cut').waitFor({ state: 'detached' })
	// The browser is lost: the round goes on where it was.
	await page.open('/video-patrol')
	await picture.waitFor()
	const still = (await api.get('video_rounds?state=running&sort=-id&limit=5')).json.items
	s.ok(still.length === 1 && still[0].id === round.id, 'after the browser was lost the same round goes on', still.map(r => r.id))

	await rest(LEAST_MS)
	await page.keyboard.press('f')
	const asked = dialog(page)
	await asked.getByRole('button', { name: /提交/ }).click()
	s.ok((await asked.locator('.error').allInnerTexts()).length === 2, 'kind and words are asked for', await asked.innerText())
	await asked.getByLabel('类型').selectOption('obstacle')
	await asked.getByLabel('情况').fill('行车道内有散落的纸箱')
	s.ok(await asked.getByLabel('附上当前画面').isChecked(), 'the picture that is shown goes with it')
	await asked.getByLabel('情况').press('Control+Enter')
	await asked.waitFor({ state: 'detached' })
	const found = (await api.get('video_findings?sort=-id&limit=1')).json.items[0], whole = (await api.get(`video_findings/${found.id}`)).json
	const incident = (await api.get(`incidents/${whole.incident}`)).json
	s.ok(whole.state === 'raised' && whole.files?.picture?.length === 1 && incident.source === 'video' && incident.kind === 'obstacle' && incident.place, 'the finding with its picture is an incident', { whole, incident })

	await page.locator('.top', { hasText: '1/2' }).waitFor()
	await rest(LEAST_MS)
	await page.keyboard.press('n')
	await page.locator('.top', { hasText: '2/2' }).waitFor()
	await page.shot('watch-patrol-done')
	await page.keyboard.press('e')
	await dialog(page).getByLabel('小结').fill('一处障碍已转警情')
	await dialog(page).getByRole('button', { name: '结束', exact: true }).click()
	await page.locator('.plans').waitFor()
	const ended = (await api.get(`video_rounds/${round.id}`)).json
	s.ok(ended.state === 'ended' && ended.found === 1 && ended.counted === 2 && ended.seconds >= 10, 'the round holds what was looked at, as the server measured it', ended)

	const leader = await s.window('leader@zhangdian-1')
	await leader.open('/video-coverage')
	const line = leader.locator('tbody tr', { hasText: name })
	await line.waitFor()
	s.ok(/100%/.test(await line.innerText()), 'the coverage shows it', await line.innerText())
	await leader.shot('watch-coverage')
	await line.locator('.cell', { hasText: '100%' }).click()
	await leader.waitForURL(/video-looks/)
	await settled(leader)
	s.ok( /模拟马尚民警/.test(await leader.locator('main').innerText()), 'a cell leads to who looked', leader.url())
	const neighbour = await s.window('officer@zhangdian-2')
	await neighbour.open('/video-patrol')
	s.ok(!(await neighbour.locator('.patrol').innerText()).includes(name), 'another squadron does not see the plan')
}

async function joint(s) {
	const name = `故事协同${Date.now() % 10000}`, api = await s.as('duty@zhangdian-1'), unit = async u => (await (await s.as(u)).get('session')).json.person.unit
	const at = h => new Date(Date.now() + h * 36e5).toISOString()
	const o = must(await api.post('joint_operations', { name, kind: 'jam', purpose: '分流货车', from_at: at(0), to_at: at(3), area: '昌国路', invite: [{ unit: await unit('duty@zhangdian-2'), asked: '封闭南定路口右转' }] }), 'operation')
	const [owner, neighbour, third] = await Promise.all(['duty@zhangdian-1', 'duty@zhangdian-2', 'duty@linzi-2'].map(u => s.window(u)))
	const board = `/joint-board?operation=${o.id}`
	await owner.open(board)
	await neighbour.open(board)
	s.ok(/看不到这项协同/.test(await neighbour.locator('.board').innerText()), 'a draft is not seen by whom it names')
	await owner.getByRole('button', { name: '发出邀请' }).click()
	await owner.locator('.people', { hasText: '待答复' }).waitFor()
	await neighbour.open(board)
	await neighbour.getByRole('button', { name: '接受', exact: true }).click()
	await dialog(neighbour).getByLabel('答复').fill('出动一组')
	await dialog(neighbour).getByRole('button', { name: '接受', exact: true }).click()
	await owner.locator('.people', { hasText: '已接受' }).waitFor()
	s.ok(/出动一组/.test(await owner.locator('.people').innerText()), 'the answer stands on the board of who asked, without asking again')

	await owner.locator('h1').click()
	await owner.keyboard.press('n')
	const form = dialog(owner)
	await form.getByLabel('承担单位').selectOption({ label: '南定中队' })
	await form.getByLabel('任务').fill('封闭南定路口右转')
	await form.getByLabel('地点').fill('南定路口')
	await form.getByLabel('任务').press('Control+Enter')
	await form.waitFor({ state: 'detached' })
	const card = neighbour.locator('.card', { hasText: '封闭南定路口右转' })
	await card.waitFor()
	await neighbour.shot('watch-board')
	await card.locator('.face').click()
	await neighbour.keyboard.press('a')
	await neighbour.getByRole('region', { name: '进行中' }).locator('.card').waitFor()
	await neighbour.getByLabel('写消息').fill('已到位')
	await neighbour.getByLabel('写消息').press('Control+Enter')
	await owner.locator('.notes', { hasText: '已到位' }).waitFor()
	await card.locator('.face').click()
	await neighbour.keyboard.press('f')
	await dialog(neighbour).getByLabel('结果').fill('已封闭，车流恢复')
	await dialog(neighbour).getByRole('button', { name: '完成', exact: true }).click()
	await owner.getByRole('region', { name: '已完成' }).locator('.card', { hasText: '已封闭' }).waitFor()
	s.ok(true, 'the task is done and stands so on both boards')

	await third.open(board)
	s.ok(/看不到这项协同/.test(await third.locator('.board').innerText()) && !(await third.locator('.board').innerText()).includes(name), 'a unit that was not asked sees nothing', await third.locator('.board').innerText())
	const other = await s.as('duty@linzi-2')
	s.ok((await other.get(`joint_operations/${o.id}`)).status === 404 && (await other.get(`joint_tasks?operation=${o.id}`)).json.items.length === 0, 'nor does it over the interface')

	await owner.getByRole('button', { name: '结束协同' }).click()
	await dialog(owner).getByLabel('总结').fill('车流恢复正常')
	await dialog(owner).getByRole('button', { name: '结束', exact: true }).click()
	await dialog(owner).waitFor({ state: 'detached' })
	await owner.open(`/joint-operations/${o.id}`)
	const sheet = owner.locator('.sheet')
	await sheet.locator('.course li').first().waitFor()
	const text = await sheet.innerText()
	s.ok(/车流恢复正常/.test(text) && /南定中队/.test(text) && /已封闭，车流恢复/.test(text) && /已到位/.test(text), 'the report names who took part, the tasks and the course of events', text)
	await owner.shot('watch-report')
}

export const stories = [
	{ name: 'video patrol', run: patrol },
	{ name: 'joint operation', run: joint },
]
