// SPDX-License-Identifier: Apache-2.0
// A street for the stories: tollgates with cameras that are registered, plates that nobody else has, drawn pictures.
import { Camera } from './gat.mjs'

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
/** A plate that no other story and no demo vehicle has. */
let taken = 0
export const plateFor = () => `鲁C${letters[taken++ % 24]}${letters[Math.floor(Date.now() / 1000) % 24]}${String(Date.now()).slice(-3)}`

/** A drawn picture of a car with its plate, as a real JPEG. */
export async function drawn(s, plate, crop = false) {
	const page = await s.house.browser.newPage({ viewport: crop ? { width: 240, height: 72 } : { width: 960, height: 720 } })
	await page.setContent(crop
		? `<body style="margin:0;background:#1f4fa3;color:#fff;font:700 44px/72px sans-serif;text-align:center;white-space:nowrap">${plate}</body>`
		: `<body style="margin:0;background:linear-gradient(#93a1ae 38%,#4c545d 38%)"><div style="position:absolute;left:250px;top:250px;width:460px;height:330px;border-radius:60px 60px 30px 30px;background:#e9ecef"></div><div style="position:absolute;left:310px;top:200px;width:340px;height:130px;border-radius:50px 50px 0 0;background:#27313c"></div><div style="position:absolute;left:380px;top:490px;width:200px;height:56px;background:#1f4fa3;color:#fff;font:700 34px/56px sans-serif;text-align:center">${plate}</div></body>`)
	const data = await page.screenshot({ type: 'jpeg', quality: 80 })
	await page.close()
	return data
}
/** A tollgate and a camera of the squadron, registered at the device port. */
let cameras = 0
export async function camera(s, unit = 'zhangdian-1') {
	const c = await s.as('device@detachment'), n = String(++cameras).padStart(3, '0'), place = [118.069 + cameras / 1000, 36.858]
	const squadron = (await s.as(`officer@${unit}`)).get('session').then(r => r.json.person.unit)
	const gate = (await c.post('tollgates', { code: `37030300001210900${n}`, name: `故事卡口${n} 人民西路与柳泉路路口东向`, place, category: 'urban', usage: 'traffic', unit: await squadron })).json
	const code = `37030300001190900${n}`
	const made = await c.post('devices', { code, name: `故事卡口相机${n}`, category: 'checkpoint', place, tollgate: gate.id, password: 'Camera-pass-2026', unit: await squadron })
	if (made.status !== 201) throw new Error(`device: ${made.status} ${made.text}`)
	const cam = new Camera(s.house.devices, code, 'Camera-pass-2026')
	cam.gate = gate
	// The port learns of a new device within a moment.
	for (let i = 0, r; ; i++) {
		r = await cam.register()
		if (r.status < 300) return cam
		if (i > 30) throw new Error(`the camera cannot register: ${r.status} ${r.text}`)
		cam.challenge = null
		await new Promise(done => setTimeout(done, 100))
	}
}
