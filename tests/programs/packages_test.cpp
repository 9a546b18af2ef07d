// What `make setup` says and does on a system that has nearly nothing.
#include "tests/support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

using namespace autoencoder;
using programs::quoted;
using programs::Result;

namespace {

/// Runs docs/packages.sh where no other commands are found than those that it is written with, and some of a test's own.
/// @param own lines of the shell that make commands in bin/: scripts that keep what they were asked in `asked`
Result packages(const std::string& arguments, const std::string& own)
{
    const TemporaryDirectory here;
    return programs::run_shell(
        "mkdir bin; for tool in awk cut env paste sh tr; do ln -s \"$(command -v $tool)\" bin/; done; "
        "script() { printf '#!/bin/sh\\n%s\\n' \"$2\" >bin/$1; chmod +x bin/$1; }; "
            + own + "; PATH=$PWD/bin sh " + quoted(std::filesystem::absolute("docs/packages.sh")) + " " + arguments
            + "; code=$?; [ ! -e asked ] || cat asked; exit $code",
        here.path());
}

// Fonts and pages are looked for as files, which this system may have: a goal that needs none of them.
const std::string needed = "g++ make libboost-dev libboost-program-options-dev libboost-iostreams-dev "
                           "libboost-filesystem-dev libgnuplot-iostream-dev libeigen3-dev";
const std::string apt_get = "script apt-get 'echo apt-get \"$@\" >>asked'";
const std::string root = "script id 'echo 0'";
const std::string user = "script id 'echo 1000'";

} // namespace

BOOST_AUTO_TEST_CASE(a_system_without_anything_is_told_each_thing_that_is_missing_and_its_remedy)
{
    const Result result = packages("check verify", ":");
    BOOST_TEST(result.exit_code == 1);
    BOOST_TEST(result.out == "");
    std::string lines;
    for (const std::string missing : {"g++, of Debian's package g++", "make, of Debian's package make",
                                      "boost/version.hpp, of Debian's package libboost-dev",
                                      "boost_program_options, of Debian's package libboost-program-options-dev",
                                      "boost_iostreams, of Debian's package libboost-iostreams-dev",
                                      "boost_filesystem, of Debian's package libboost-filesystem-dev",
                                      "gnuplot-iostream.h, of Debian's package libgnuplot-iostream-dev",
                                      "eigen3/Eigen/Core, of Debian's package libeigen3-dev"}) {
        lines += "Missing: " + missing + ". Install it with: make setup verify\n";
    }
    BOOST_TEST(result.err == lines);
}

BOOST_AUTO_TEST_CASE(everything_that_is_missing_is_asked_for_at_once)
{
    const std::string said = "Packages: " + needed + "\nMissing:  " + needed + "\n";
    const std::string asked = "apt-get update -qq\napt-get install -y -qq --no-install-recommends " + needed + "\n";
    BOOST_TEST(packages("install verify", root + "; " + apt_get).out == said + asked);
    BOOST_TEST(packages("install verify", user + "; " + apt_get + "; script sudo '\"$@\"'").out == said + asked);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_installed_is_one_line_that_names_the_packages)
{
    const auto said = [](const std::string& own) {
        const Result result = packages("install verify", own);
        BOOST_TEST(result.exit_code == 1);
        return result.err;
    };
    BOOST_TEST(said(root)
               == "This system has no apt-get. Install in its own way what these packages of Debian hold: " + needed
                      + "\n");
    BOOST_TEST(said(user + "; " + apt_get)
               == "Only the administrator can install packages here. Ask for: apt-get install --no-install-recommends "
                      + needed + "\n");
    BOOST_TEST(said(root + "; script apt-get 'exit 100'")
               == "The packages could not be installed. Ask the administrator for: apt-get install "
                  "--no-install-recommends "
                      + needed + "\n");
}
