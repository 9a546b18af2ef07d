/// @file
/// For a browser's module, where there are no threads and the C++ library has no mutex: Boost asks for one.
#pragma once

namespace std {

/// Nobody to wait for.
class mutex {
public:
    /// Does nothing.
    void lock() {}
    /// Does nothing.
    void unlock() {}
};

} // namespace std
