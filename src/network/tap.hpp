/// @file
/// Taps: a small number added to one quantity on its way through the forward pass.
#pragma once

#include "network/quantity.hpp"
#include "network/values.hpp"

namespace autoencoder {

/// No tap: every quantity passes unchanged. The compiler removes it.
struct NoTap {
    /// Leaves the value as it is.
    template <class T>
    constexpr void operator()(Quantity /*here*/, T& /*value*/) const
    {
    }
    /// The parameters, unchanged.
    /// @param parameters what the forward pass was given
    /// @return `parameters`
    template <class T>
    constexpr const Parameters<T>& operator()(const Parameters<T>& parameters) const
    {
        return parameters;
    }
};

/// Adds `amount` to one quantity, where the forward pass computes it (a node's input or output, the loss) or reads it
/// (a parameter, an input). What lies downstream feels the change, what lies upstream does not. Comparing a tapped
/// pass with an untapped one gives the derivative of anything downstream with respect to the tapped quantity.
template <class T>
struct Tap {
    Quantity quantity; ///< where it is added
    T amount;          ///< what is added: a step h, an imaginary step ih, or a dual unit

    /// Adds `amount` to the value when this is the tapped quantity.
    /// @param here  the quantity that passes by
    /// @param value what the forward pass computed for it
    void operator()(Quantity here, T& value) const
    {
        if (here == quantity) {
            value = value + amount;
        }
    }

    /// The parameters as the forward pass sees them.
    /// @param parameters what the forward pass was given
    /// @return the same, with `amount` added to one when it is the tapped quantity
    Parameters<T> operator()(Parameters<T> parameters) const
    {
        if (is_parameter(quantity)) {
            T& tapped = parameters[quantity];
            tapped = tapped + amount;
        }
        return parameters;
    }
};

} // namespace autoencoder
