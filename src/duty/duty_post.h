/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_DUTY_POST_H
#define DUTY_DUTY_POST_H
#include "engine/schema.h"
#define NAME duty_post
#define DEF "duty/duty_post.def"
#include "engine/declare.h"
#endif
