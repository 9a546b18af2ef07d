/// @file
/// All figures of the book.
#pragma once

#include "plots/architecture.hpp"
#include "plots/chain.hpp"
#include "plots/forward_pass.hpp"
#include "plots/gradient.hpp"
#include "plots/initialization.hpp"
#include "plots/latent.hpp"
#include "plots/loss_curve.hpp"
#include "plots/matrices.hpp"
#include "plots/samples.hpp"
#include "plots/seeds.hpp"
#include "plots/step_size.hpp"
#include "plots/tape.hpp"
#include "plots/wrong_gradients.hpp"
