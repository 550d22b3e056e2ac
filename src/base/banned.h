/* SPDX-License-Identifier: Apache-2.0 */
/* banned.h - included before every file by the build; each name says what to use instead. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#undef strcpy
#undef strcat
#undef strtok
#define strcpy(...) banned_strcpy_use_arena_copy_or_buf_put
#define strcat(...) banned_strcat_use_buf_put
#define sprintf(...) banned_sprintf_use_buf_printf_or_snprintf
#define vsprintf(...) banned_vsprintf_use_buf_printf
#define gets(...) banned_gets_use_getline
#define strtok(...) banned_strtok_use_slice_cut
#define atoi(...) banned_atoi_use_slice_int
#define atol(...) banned_atol_use_slice_int
#define rand(...) banned_rand_use_randombytes
#define system(...) banned_system_use_posix_spawn
#endif
