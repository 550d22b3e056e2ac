/* SPDX-License-Identifier: Apache-2.0 */
/* video_choices.h - kinds that several pages of video patrol share. */
#ifndef DUTY_VIDEO_CHOICES_H
#define DUTY_VIDEO_CHOICES_H
#define VIDEO_ROLES (R_officer|R_auxiliary|R_duty|R_dispatcher|R_leader)	/* who may watch cameras */
#define VIDEO_READERS (VIDEO_ROLES|R_supervisor|R_auditor|R_device)
#define VIDEO_SHIFT CHOICE(C(day, "白班|Day"), C(night, "夜班|Night"), C(full, "24小时|24 hours"))
#endif
