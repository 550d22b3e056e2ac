// SPDX-License-Identifier: Apache-2.0
// A camera as the stories need it: GA/T 1400 over HTTP with digest, registers and reports passages with pictures.
import { createHash, randomBytes } from 'node:crypto'

const md5 = s => createHash('md5').update(s).digest('hex')
/** Beijing time as the protocol writes it, 14 digits. */
export const stamp = ms => new Date(ms + 8 * 3600_000).toISOString().replace(/\D/g, '').slice(0, 14)

export class Camera {
	constructor(base, code, password) { Object.assign(this, { base, code, password, nc: 0, challenge: null }) }

	authorization(method, path) {
		const { realm, nonce, qop, opaque } = this.challenge
		const nc = String(++this.nc).padStart(8, '0'), cnonce = randomBytes(8).toString('hex')
		const a = md5(`${this.code}:${realm}:${this.password}`), b = md5(`${method}:${path}`)
		const response = qop ? md5(`${a}:${nonce}:${nc}:${cnonce}:auth:${b}`) : md5(`${a}:${nonce}:${b}`)
		return `Digest username="${this.code}", realm="${realm}", nonce="${nonce}", uri="${path}", response="${response}"${qop ? `, qop=auth, nc=${nc}, cnonce="${cnonce}"` : ''}${opaque ? `, opaque="${opaque}"` : ''}`
	}
	async send(method, path, body) {
		for (let attempt = 0; ; attempt++) {
			const headers = { 'User-Identify': this.code, 'Content-Type': 'application/VIID+JSON;charset=utf-8', ...(this.challenge ? { Authorization: this.authorization(method, path) } : {}) }
			const r = await fetch(this.base + path, { method, headers, body: JSON.stringify(body) })
			const text = await r.text()
			if (r.status !== 401 || attempt) return { status: r.status, text, json: (() => { try { return JSON.parse(text) } catch { return null } })() }
			const told = r.headers.get('www-authenticate') ?? ''
			const of = name => new RegExp(`${name}="?([^",]+)"?`, 'i').exec(told)?.[1]
			this.challenge = { realm: of('realm'), nonce: of('nonce'), qop: of('qop'), opaque: of('opaque') }
			this.nc = 0
		}
	}
	register() { return this.send('POST', '/VIID/System/Register', { RegisterObject: { DeviceID: this.code } }) }

	/** pictures: [{ type: '01', data: Buffer, width, height }] */
	passage(p) { return this.passages([p]) }

	passages(list) { return this.send('POST', '/VIID/MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject: list.map(p => this.vehicle(p)) } }) }

	vehicle(p) {
		const at = stamp(p.at ?? Date.now())
		const id = `${this.code}02${at}${String(p.serial ?? Math.floor(Math.random() * 1e5)).padStart(5, '0')}`
		const pictures = (p.pictures ?? []).map((x, i) => ({ ImageID: `${id}${i}`, EventSort: 16, DeviceID: this.code, StoragePath: '', Type: x.type, FileFormat: 'Jpeg', Width: x.width ?? 640, Height: x.height ?? 480, ShotTime: at, Data: x.data.toString('base64') }))
		return {
			MotorVehicleID: id, InfoKind: 1, SourceID: `${id.slice(0, 41)}`, TollgateID: p.tollgate, DeviceID: this.code, StorageUrl1: '', LeftTopX: 10, LeftTopY: 10, RightBtmX: 600, RightBtmY: 400, MarkTime: at, AppearTime: at, DisappearTime: at, LaneNo: p.lane ?? 1, HasPlate: true,
			PlateClass: p.class ?? '02', PlateColor: String(p.plateColour ?? 5), PlateNo: p.plate, Speed: p.speed ?? 42, Direction: '1', VehicleClass: p.type ?? 'K33', VehicleColor: String(p.colour ?? 2), PassTime: at, PlateReliability: '95', ...(p.illegal ? { IllegalType: p.illegal } : {}), ...(pictures.length ? { SubImageList: { SubImageInfoObject: pictures } } : {}),
		}
	}
}
