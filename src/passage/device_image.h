/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_DEVICE_IMAGE_H
#define PASSAGE_DEVICE_IMAGE_H
#include "engine/schema.h"
#define NAME device_image
#define DEF "passage/device_image.def"
#include "engine/declare.h"
#endif
