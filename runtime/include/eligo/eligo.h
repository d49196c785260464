#pragma once

/// All that a host needs to screen patients by a compiled protocol. Compiling one is in eligo/compile.h.
#include "eligo/documents.h"
#include "eligo/explanation.h"
#include "eligo/limits.h"
#include "eligo/patient.h"
#include "eligo/protocol.h"
#include "eligo/result.h"
#include "eligo/saved_plan.h"
#include "eligo/screener.h"
#include "eligo/screening.h"
#include "eligo/verdict.h"
#include "eligo/version.h"
