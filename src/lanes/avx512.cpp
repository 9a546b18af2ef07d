#include "lanes/kernels_impl.hpp"

namespace autoencoder::lanes {

const Kernels avx512_kernels = kernels;

} // namespace autoencoder::lanes
