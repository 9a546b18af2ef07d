/// @file
/// What nearly every chapter includes, compiled once for all of them: a changed chapter is then compiled in about a
/// second. A chapter still includes all that it uses.

// No `#pragma once`: g++ warns about it in a header that is compiled by itself. Only the Makefile includes this one.
#include "workbook/chapter.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <vector>
