/* SPDX-License-Identifier: Apache-2.0 */
/* device.h - devices, and the secret with which one registers at the device port (GA/T 1400.4, HTTP Digest).
 *
 * Secret     a password that comes in is replaced by a sealed HA1 = MD5(login:realm:password) (people/seal.h), bound to the
 *            code of the device: a copied row does not fit another device, and the store alone does not give it away.
 */
#ifndef ORG_DEVICE_H
#define ORG_DEVICE_H
#include "engine/engine.h"
#define NAME device
#define DEF "org/device.def"
#include "engine/declare.h"

#define DEVICE_REALM "VIID"
struct people_key;
/* The HA1 and login of what stands in the column password; E_NOT_FOUND: none was set; E_CORRUPT: it is of another device. */
enum err device_secret(const struct people_key *k, struct slice code, struct slice stored, struct arena *a,
    uint8_t ret_ha1[16], struct slice *ret_login) must_check;
/* Counts every change of a device or a tollgate on this server: what is built from them compares it. */
uint64_t device_changes(void);
void device_note_change(void);
#endif
