// An answer to exercise 6 that ends in every way in which an answer can end. CAUSE says in which.
#include "exercises/exercise.hpp"

#include <array>
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

using namespace autoencoder;

namespace {

volatile int zero = 0;
double* volatile nothing = nullptr;
double* volatile nowhere = reinterpret_cast<double*>(0x123456789000);

double deeper(double x) // NOLINT(misc-no-recursion)
{
    return zero == 0 ? deeper(x + 1) + 1 : x;
}

double promises() noexcept
{
    throw std::runtime_error("I promised");
}

double endless_list()
{
    std::vector<double> list;
    while (zero == 0) {
        list.push_back(1);
    }
    return list.back();
}

double dL_db10(const exercise::Numbers& x)
{
    static int calls = 0;
    double result;
    const std::vector<double> list{x.O10};
    const std::string cause = ++calls == 2 ? std::getenv("CAUSE") : "none";
    static const std::map<std::string, double (*)()> ways{
        {"exit",
         [] {
             std::exit(0);
             return 0.0;
         }},
        {"exit 124",
         [] {
             std::exit(124);
             return 0.0;
         }},
        {"exit 126",
         [] {
             std::exit(126);
             return 0.0;
         }},
        {"exit 127",
         [] {
             std::exit(127);
             return 0.0;
         }},
        {"_exit",
         [] {
             _exit(3);
             return 0.0;
         }},
        {"abort",
         [] {
             std::abort();
             return 0.0;
         }},
        {"exception", []() -> double { throw std::runtime_error("I do not know"); }},
        {"no exception", []() -> double { throw 42; }},
        {"noexcept", [] { return promises(); }},
        {"signal",
         [] {
             kill(getpid(), SIGTERM);
             return 0.0;
         }},
        {"kill",
         [] {
             kill(getpid(), SIGKILL);
             return 0.0;
         }},
        {"loop",
         [] {
             while (zero == 0) {
             }
             return 0.0;
         }},
        {"output",
         [] {
             while (zero == 0) {
                 std::cout << "again and again\n";
             }
             return 0.0;
         }},
        {"recursion", [] { return deeper(1); }},
        {"division", [] { return double(1 / zero); }},
        {"null", [] { return *nothing; }},
        {"wild", [] { return *nowhere; }},
        {"memory", [] { return endless_list(); }},
        {"nan", [] { return 0.0 / zero; }},
        {"infinite", [] { return 1.0 / zero; }},
        {"input",
         [] {
             double read = 1;
             std::cin >> read;
             return read;
         }},
    };
    if (cause == "uninitialised") {
        return result;
    }
    if (cause == "assert") {
        assert(list.size() == 2);
    }
    if (cause == "index") {
        return list[calls];
    }
    if (cause == "at") {
        return list.at(7);
    }
    if (cause == "front") {
        return std::vector<double>{}.front();
    }
    return ways.contains(cause) ? ways.at(cause)() : 2.0 / 3 * (x.O10 - x.I2);
}

} // namespace

int main()
{
    using enum Quantity;
    if (std::getenv("CAUSE") == std::string("no report")) {
        return exercise::derivative(L, b_10, dL_db10).passed() ? 0 : 1;
    }
    if (std::getenv("CAUSE") == std::string("no question")) {
        return 0;
    }
    return exercise::report(exercise::derivative(L, b_10, dL_db10));
}
