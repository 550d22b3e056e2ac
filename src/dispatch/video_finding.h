/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_VIDEO_FINDING_H
#define DISPATCH_VIDEO_FINDING_H
#include "engine/schema.h"
#define NAME video_finding
#define DEF "dispatch/video_finding.def"
#include "engine/declare.h"
#endif
