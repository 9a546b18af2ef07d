#!/usr/bin/python3
"""Training with five of the mistakes of chapter 27, in NumPy and with one matrix a layer, as in reference.py.

usage: wrong_gradients.py TABLE     compares the epochs of a table such as 27_curves.csv with what is computed here; exit
                                    code 1 on a difference of more than one part in 10^10
"""

import csv
import sys

import numpy as np

from reference import forward, initial_weights, make_samples, mean_loss

# A layer's weights and biases have the number of the layer that they lead away from: 0 into L, 1 into M, 2 into R, 3 into O.
MISTAKES = ["slope_1_in_lambda_6_7", "path_R8_dropped", "2_3_left_out", "no_slope_at_M6", "moved_too_early"]


def move_layer_by_layer(weights, biases, outputs, samples):
    """A step of a program that moves a layer as soon as its gradient is there, and goes back through what it has moved."""
    weights, biases = list(weights), list(biases)
    delta = 2.0 / 3.0 * (outputs[4] - samples)
    for layer in (3, 2, 1, 0):
        before = outputs[layer]
        weights[layer] = weights[layer] - 0.1 * delta.T @ before / len(samples)
        biases[layer] = biases[layer] - 0.1 * delta.mean(axis=0)
        delta = (delta @ weights[layer]) * before * (1.0 - before)
    return weights, biases


def gradient(weights, outputs, samples, mistake):
    """Derivatives of the mean loss with one mistake in them."""
    I, L, M, R, O = outputs
    by_O = (1.0 if mistake == "2_3_left_out" else 2.0 / 3.0) * (O - samples)
    by_R = by_O @ weights[3]
    by_R_in = by_R * R * (1.0 - R)
    used = by_R_in * [1.0, 0.0] if mistake == "path_R8_dropped" else by_R_in
    by_M_in = (used @ weights[2]) * (1.0 if mistake == "no_slope_at_M6" else M * (1.0 - M))
    by_L_in = (by_M_in @ weights[1]) * L * (1.0 - L)
    deltas = [by_L_in, by_M_in, by_R_in, by_O]
    by_weights = [delta.T @ before / len(samples) for delta, before in zip(deltas, [I, L, M, R])]
    if mistake == "slope_1_in_lambda_6_7":
        by_weights[2][0, 0] = np.mean(by_R[:, 0] * M[:, 0])
    return by_weights, [delta.mean(axis=0) for delta in deltas]


def losses(mistake, epochs):
    weights, biases = initial_weights(13, "normalised")
    samples, _, _ = make_samples(14, 12, 0.1)
    result = []
    for _ in range(epochs):
        outputs = forward(weights, biases, samples)
        result.append(mean_loss(outputs, samples))
        if mistake == "moved_too_early":
            weights, biases = move_layer_by_layer(weights, biases, outputs, samples)
            continue
        by_weights, by_biases = gradient(weights, outputs, samples, mistake)
        weights = [w - 0.1 * g for w, g in zip(weights, by_weights)]
        biases = [b - 0.1 * g for b, g in zip(biases, by_biases)]
    return np.array(result)


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = 0
    for mistake in MISTAKES:
        theirs = np.array([float(row[mistake]) for row in rows])
        epochs = [int(row["epoch"]) for row in rows]
        ours = losses(mistake, epochs[-1] + 1)[epochs]
        worst = np.max(np.abs(theirs - ours) / ours)
        wrong += not worst <= 1e-10
        print(f"{mistake}: {len(rows)} losses, largest relative difference {worst:.0e}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
