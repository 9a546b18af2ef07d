#include "lanes/kernels_impl.hpp"

namespace autoencoder::lanes {

const Kernels avx2_kernels = kernels;

} // namespace autoencoder::lanes
