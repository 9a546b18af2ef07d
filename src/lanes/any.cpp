#include "lanes/kernels_impl.hpp"

namespace autoencoder::lanes {

const Kernels any_kernels = kernels;

} // namespace autoencoder::lanes
