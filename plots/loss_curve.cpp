#include "plots/loss_curve.hpp"

#include "plots/chart.hpp"

#include <algorithm>
#include <stdexcept>

namespace autoencoder::plots {

namespace {

std::vector<Point> by_epoch(const std::vector<double>& values)
{
    std::vector<Point> points;
    for (std::size_t epoch = 0; epoch < values.size(); ++epoch) {
        points.push_back({static_cast<double>(epoch), values[epoch]});
    }
    return points;
}

/// On a logarithmic axis.
Curve drawn_loss(const std::vector<double>& loss, const Stroke& stroke)
{
    Curve curve{by_epoch(loss), stroke};
    for (Point& point : curve.points) {
        point.y = std::clamp(point.y, least_drawn_loss, most_drawn_loss);
    }
    return curve;
}

/// How the loss of one batch goes, in words.
std::string course_of(const std::vector<double>& loss)
{
    const auto least = std::ranges::min_element(loss);
    const std::size_t end = loss.size() - 1;
    std::string words = "starts at " + number(loss.front(), 4) + " in epoch 0, ends at " + number(loss.back(), 4)
                        + " in epoch " + std::to_string(end) + ", and is lowest, " + number(*least, 4) + ", in epoch "
                        + std::to_string(least - loss.begin()) + ".";
    if (end > 200) {
        words +=
            " After the first 100 epochs it falls fastest at epoch " + std::to_string(fastest_fall(loss, 100)) + ".";
    }
    return words;
}

} // namespace

Figure loss_curve(const Training& training)
{
    const std::vector<double>& loss = training.loss;
    if (loss.empty()) {
        throw std::invalid_argument("the training recorded no epoch");
    }
    Figure figure{"20_loss", "Loss by epoch", "", {{"epoch", "loss"}}, {}};
    for (std::size_t epoch = 0; epoch < loss.size(); ++epoch) {
        figure.data.rows.push_back({static_cast<long>(epoch), loss[epoch]});
    }
    figure.description = "The mean loss of the training samples by epoch. It " + course_of(loss);

    Picture& picture = figure.picture;
    Panel panel{{{80, 66}, {picture.width - 40, picture.height - 84}},
                epoch_axis(loss.size()),
                linear_axis_for(loss, 0.0, 1.0),
                {{by_epoch(loss), {Colour::blue, 2.4}}},
                false};
    add_title(picture, "Training loss");
    add_axis_titles(picture, panel, "Epoch", "Mean squared error");
    FreePlaces places(panel.area);
    places.occupy(drawn(panel, panel.curves.front()));
    const auto note = [&](std::size_t epoch, const std::string& words) {
        add_note(picture, places, panel, {static_cast<double>(epoch), loss[epoch]}, words, Colour::blue);
    };
    note(0, "starts at " + number(loss.front(), 4));
    if (loss.size() > 200) {
        const std::size_t epoch = fastest_fall(loss, 100);
        note(epoch, "falls fastest at epoch " + std::to_string(epoch));
    }
    if (loss.size() > 1) {
        note(loss.size() - 1, "ends at " + number(loss.back(), 4));
    }
    picture.panels.push_back(std::move(panel));
    return figure;
}

Figure train_test_loss(const Training& training)
{
    const std::vector<double>& loss = training.loss;
    const std::vector<double>& test = training.test_loss;
    if (test.empty() || test.size() != loss.size()) {
        throw std::invalid_argument("the training recorded no test loss");
    }
    Figure figure{
        "24_train_test_loss", "Training and test loss by epoch", "", {{"epoch", "training_loss", "test_loss"}}, {}};
    for (std::size_t epoch = 0; epoch < loss.size(); ++epoch) {
        figure.data.rows.push_back({static_cast<long>(epoch), loss[epoch], test[epoch]});
    }
    figure.description =
        "The mean loss of training and test samples by epoch, on a logarithmic scale. The training loss "
        + course_of(loss) + " The test loss " + course_of(test);

    Picture& picture = figure.picture;
    const double least = std::max(least_drawn_loss, std::min(std::ranges::min(loss), std::ranges::min(test)));
    const double most = std::min(most_drawn_loss, std::max(std::ranges::max(loss), std::ranges::max(test)));
    Panel panel{{{80, 66}, {picture.width - 40, picture.height - 84}},
                epoch_axis(loss.size()),
                logarithmic_axis(std::min(0.005, least / 1.5), std::max(1.0, most * 1.5)),
                {drawn_loss(loss, {Colour::blue, 2.4}), drawn_loss(test, {Colour::vermilion, 2.4, true})},
                false};
    add_title(picture, "Training and test loss");
    add_axis_titles(picture, panel, "Epoch", "Mean squared error, logarithmic scale");
    FreePlaces places(panel.area);
    for (const Curve& curve : panel.curves) {
        places.occupy(drawn(panel, curve));
    }
    add_note(picture, places, panel, panel.curves[1].points.back(), "test " + number(test.back(), 4),
             Colour::vermilion_text);
    add_note(picture, places, panel, panel.curves[0].points.back(), "training " + number(loss.back(), 4), Colour::blue);
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
