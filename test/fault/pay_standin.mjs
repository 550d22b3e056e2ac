// SPDX-License-Identifier: Apache-2.0
// pay_standin.mjs - a stand-in of WeChat Pay's platform: payment notices signed (SHA256-RSA) and sealed (AEAD_AES_256_GCM) as its APIv3 documents
// say. Keys are made anew for every run; nothing here speaks to anybody but the server under test.
import { createCipheriv, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

export class Platform {
  constructor({ merchant = '1900000109' } = {}) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    Object.assign(this, { merchant, private: pair.privateKey, pem: pair.publicKey.export({ type: 'spki', format: 'pem' }), serial: randomBytes(20).toString('hex').toUpperCase(),
      apiv3: randomBytes(16).toString('hex') });	// 32 signs, as a merchant sets it
  }

  // What an adapter row is told of it.
  adapter(code) {
    return { code, kind: 'payment', protocol: 'wechat', secret: Buffer.from(this.apiv3).toString('hex'), merchant: this.merchant, platform_serial: this.serial, platform_key: this.pem,
      nontax_code: '103050101' };
  }

  transaction({ order, transaction, amount, at = new Date(), ...more }) {
    return { mchid: this.merchant, appid: 'wx0000000000000000', out_trade_no: order, transaction_id: transaction, trade_type: 'NATIVE', trade_state: 'SUCCESS', trade_state_desc: '支付成功',
      success_time: at.toISOString().replace('Z', '+00:00'), payer: { openid: 'sample' }, amount: { total: amount, payer_total: amount, currency: 'CNY', payer_currency: 'CNY' }, ...more };
  }

  seal(plain, { key = this.apiv3, data = 'transaction' } = {}) {
    const nonce = randomBytes(6).toString('hex');
    const c = createCipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce));
    c.setAAD(Buffer.from(data));
    const text = Buffer.concat([c.update(JSON.stringify(plain)), c.final(), c.getAuthTag()]);
    return { algorithm: 'AEAD_AES_256_GCM', original_type: 'transaction', ciphertext: text.toString('base64'), associated_data: data, nonce };
  }

  body(paid, more = {}) {
    return JSON.stringify({ id: randomBytes(12).toString('hex'), create_time: new Date().toISOString(), resource_type: 'encrypt-resource', event_type: 'TRANSACTION.SUCCESS',
      summary: '支付成功', resource: this.seal(this.transaction(paid)), ...more });
  }

  headers(body, { stamp = Math.floor(Date.now() / 1000), nonce = randomBytes(16).toString('hex'), serial = this.serial, key = this.private } = {}) {
    const signature = createSign('RSA-SHA256').update(`${stamp}\n${nonce}\n${body}\n`).sign(key, 'base64');
    return { 'Content-Type': 'application/json', 'Wechatpay-Timestamp': String(stamp), 'Wechatpay-Nonce': nonce, 'Wechatpay-Signature': signature, 'Wechatpay-Serial': serial };
  }
}
