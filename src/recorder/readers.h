/* SPDX-License-Identifier: Apache-2.0 */
/* readers.h - who reads the pages of this folder. */
#ifndef RECORDER_READERS_H
#define RECORDER_READERS_H
#define RECORDER_READERS (R_officer|R_case_officer|R_duty|R_device|R_legal|R_leader|R_supervisor|R_auditor)
#define CLIP_READERS (R_officer|R_case_officer|R_legal|R_leader|R_supervisor|R_auditor)
#endif
