/* SPDX-License-Identifier: Apache-2.0 */
/* pass.h - reads the page DEF once: what the pass did not define stands for nothing. */
#ifndef RECORD
#define RECORD(...)
#endif
#ifndef STREAM
#define STREAM(...)
#endif
#ifndef SOURCE
#define SOURCE(...)
#endif
#ifndef FIELD
#define FIELD(...)
#endif
#ifndef PART
#define PART(...)
#endif
#ifndef PFIELD
#define PFIELD(...)
#endif
#ifndef ATTACH
#define ATTACH(...)
#endif
#ifndef INDEX
#define INDEX(...)
#endif
#ifndef UNIQUE
#define UNIQUE(...)
#endif
#ifndef SHARED_AS
#define SHARED_AS(...)
#endif
#ifndef VALID
#define VALID(...)
#endif
#ifndef STATE
#define STATE(...)
#endif
#ifndef STEP
#define STEP(...)
#endif
#ifndef ASK
#define ASK(...)
#endif
#ifndef REASON
#define REASON(...)
#endif
#ifndef SHOW
#define SHOW(...)
#endif
#ifndef SHOW_FIELD
#define SHOW_FIELD(...)
#endif
#ifndef CHECK
#define CHECK(...)
#endif
#ifndef CHANGED
#define CHANGED(...)
#endif
#include DEF
#undef RECORD
#undef STREAM
#undef SOURCE
#undef FIELD
#undef PART
#undef PFIELD
#undef ATTACH
#undef INDEX
#undef UNIQUE
#undef SHARED_AS
#undef VALID
#undef STATE
#undef STEP
#undef ASK
#undef REASON
#undef SHOW
#undef SHOW_FIELD
#undef CHECK
#undef CHANGED
