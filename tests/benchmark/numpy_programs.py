"""The job in NumPy, twice: `dictionary` keeps every weight, bias and node under its name and goes sample by sample, as the
document works; `matrix` keeps one matrix for each layer and takes the batch at once. Prints the time of the training in
milliseconds (twice, as the C++ programs print a median and a shortest time) and the losses of a few epochs."""

import pathlib
import sys
import time

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reference"))
import reference  # noqa: E402

EPOCHS, RATE = 10000, 0.1


def sigmoid(t):
    return 1.0 / (1.0 + np.exp(-t))


def slope(output):
    return output * (1.0 - output)


def forward(p, z, x):
    x["I1"], x["I2"], x["I3"] = z
    for j in (4, 5):
        x[f"L{j}"] = sigmoid(p[f"w1{j}"] * x["I1"] + p[f"w2{j}"] * x["I2"] + p[f"w3{j}"] * x["I3"] + p[f"b{j}"])
    x["M6"] = sigmoid(p["w46"] * x["L4"] + p["w56"] * x["L5"] + p["b6"])
    for j in (7, 8):
        x[f"R{j}"] = sigmoid(p[f"w6{j}"] * x["M6"] + p[f"b{j}"])
    for j in (9, 10, 11):
        x[f"O{j}"] = p[f"w7{j}"] * x["R7"] + p[f"w8{j}"] * x["R8"] + p[f"b{j}"]


def backward(p, x, g):
    d = {j: 2.0 / 3.0 * (x[f"O{j}"] - x[f"I{j - 8}"]) for j in (9, 10, 11)}
    for j in (9, 10, 11):
        g[f"b{j}"] = d[j]
        g[f"w7{j}"] = x["R7"] * d[j]
        g[f"w8{j}"] = x["R8"] * d[j]
    for i in (7, 8):
        d[i] = slope(x[f"R{i}"]) * (p[f"w{i}9"] * d[9] + p[f"w{i}10"] * d[10] + p[f"w{i}11"] * d[11])
        g[f"b{i}"] = d[i]
        g[f"w6{i}"] = x["M6"] * d[i]
    d[6] = slope(x["M6"]) * (p["w67"] * d[7] + p["w68"] * d[8])
    g["b6"] = d[6]
    for i in (4, 5):
        g[f"w{i}6"] = x[f"L{i}"] * d[6]
        d[i] = slope(x[f"L{i}"]) * p[f"w{i}6"] * d[6]
        g[f"b{i}"] = d[i]
        for k in (1, 2, 3):
            g[f"w{k}{i}"] = x[f"I{k}"] * d[i]


def dictionary():
    weights, biases = reference.initial_weights(13, "normalized_xavier")
    samples, _, _ = reference.make_samples(14, 12, 0.1)
    p = {name.replace("lambda_", "w").replace("_", ""): value for name, value in reference.parameter_rows(weights, biases)}
    loss, M6, O = np.zeros(EPOCHS), np.zeros((EPOCHS, 12)), np.zeros((EPOCHS, 12, 3))
    for epoch in range(EPOCHS):
        total = dict.fromkeys(p, 0.0)
        for n, z in enumerate(samples):
            x, g = {}, {}
            forward(p, z, x)
            backward(p, x, g)
            for name in total:
                total[name] += g[name]
            O[epoch, n] = x["O9"], x["O10"], x["O11"]
            M6[epoch, n] = x["M6"]
        loss[epoch] = np.mean((O[epoch] - samples) ** 2)
        for name in p:
            p[name] -= RATE * total[name] / 12
    return loss


def matrix():
    weights, biases = reference.initial_weights(13, "normalized_xavier")
    samples, _, _ = reference.make_samples(14, 12, 0.1)
    loss, M6, O = np.zeros(EPOCHS), np.zeros((EPOCHS, 12)), np.zeros((EPOCHS, 12, 3))
    for epoch in range(EPOCHS):
        outputs = reference.forward(weights, biases, samples)
        loss[epoch] = reference.mean_loss(outputs, samples)
        M6[epoch], O[epoch] = outputs[2][:, 0], outputs[-1]
        by_weights, by_biases = reference.gradient(weights, outputs, samples)
        weights = [w - RATE * g for w, g in zip(weights, by_weights)]
        biases = [b - RATE * g for b, g in zip(biases, by_biases)]
    return loss


def main():
    job = {"dictionary": dictionary, "matrix": matrix}[sys.argv[1]]
    start = time.perf_counter()
    loss = job()
    spent = (time.perf_counter() - start) * 1e3
    print(spent, spent, *(repr(float(loss[e])) for e in (0, 1, 10, 100, 1000, 5000, 9999)))


if __name__ == "__main__":
    main()
