/* SPDX-License-Identifier: Apache-2.0 */
/* words.h - what the codes of the protocol are called, "中文|English".
 *
 * Errors  a code nobody knows has no word: NULL.
 * Source  GA/T 16.7 (号牌种类), GA/T 1400.3 (DirectionType, ColorType, ImageType), GA/T 16.4 (车辆类型, by its first letters)
 */
#ifndef PASSAGE_WORDS_H
#define PASSAGE_WORDS_H

const char *word_class(int code);	/* 号牌种类 */
const char *word_direction(int code);
const char *word_colour(int code);
const char *word_picture(int type);
const char *word_series(int series);
const char *word_vehicle_type(const char *code);
#endif
