/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_INCIDENT_QUESTION_H
#define DISPATCH_INCIDENT_QUESTION_H
#include "engine/schema.h"
#define NAME incident_question
#define DEF "dispatch/incident_question.def"
#include "engine/declare.h"
#endif
