/// @file
/// The look that all figures share. Whoever restyles a picture, such as a page in a dark theme, finds every colour that
/// can occur in it here.
#pragma once

#include <string_view>

namespace autoencoder::plots {

/// The palette: Okabe and Ito's colours, which people with a colour vision deficiency can tell apart, darker versions
/// of two of them for text, and pale ones for areas. No picture holds any other colour.
enum class Colour {
    ink,            ///< text, outlines and axes; in a dark page the colour of its text
    muted,          ///< secondary text
    faint,          ///< what is there but not meant: nodes and connections beside the path
    grid,           ///< grid lines
    paper,          ///< the ground, and the inside of nodes and boxes
    blue,           ///< first colour, for lines and text
    vermilion,      ///< second colour, for lines: the path of a derivative
    vermilion_text, ///< second colour, for text
    green,          ///< third colour, for lines
    green_text,     ///< third colour, for text
    pale_blue,      ///< area that goes with blue
    pale_vermilion, ///< area that goes with vermilion
    pale_green,     ///< area that goes with green
    pale_yellow     ///< area of the latent node
};

/// A colour as `#rrggbb`. Text in ink, muted, blue, vermilion_text and green_text has a contrast of at least 4.5 to 1
/// on paper and on every pale area.
/// @param colour of the palette
/// @return `#` and six hexadecimal digits
constexpr std::string_view hex(Colour colour)
{
    switch (colour) {
    case Colour::ink:
        return "#1a1a1a";
    case Colour::muted:
        return "#595959";
    case Colour::faint:
        return "#b3b3b3";
    case Colour::grid:
        return "#e2e2e2";
    case Colour::paper:
        return "#ffffff";
    case Colour::blue:
        return "#0069a6";
    case Colour::vermilion:
        return "#d55e00";
    case Colour::vermilion_text:
        return "#a84300";
    case Colour::green:
        return "#009e73";
    case Colour::green_text:
        return "#00684c";
    case Colour::pale_blue:
        return "#e3f1fa";
    case Colour::pale_vermilion:
        return "#fdebd9";
    case Colour::pale_green:
        return "#e0f3ec";
    case Colour::pale_yellow:
        break;
    }
    return "#fcf4cf";
}

/// The colour of text that belongs to lines of a colour: a darker one where the lines are too light for letters.
/// @param colour of the lines
/// @return the same, or a darker one
constexpr Colour text_colour(Colour colour)
{
    return colour == Colour::vermilion ? Colour::vermilion_text : colour == Colour::green ? Colour::green_text : colour;
}

inline constexpr std::string_view font_family = "DejaVu Sans"; ///< has ∂, λ, ⅔ and −, upright and italic

inline constexpr double small_size = 12.0;   ///< font size of axis numbers and notes, in drawing units
inline constexpr double text_size = 14.0;    ///< font size of labels
inline constexpr double heading_size = 16.0; ///< font size of the title inside a picture

inline constexpr double thin_line = 1.2;   ///< outlines, leaders
inline constexpr double normal_line = 2.0; ///< connections, curves
inline constexpr double heavy_line = 6.0;  ///< the path of a derivative; nothing else is this heavy

} // namespace autoencoder::plots
