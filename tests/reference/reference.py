"""The reference numbers of the tests, computed with NumPy and independently of the C++ code.

The workflow is that of the source's sections 2 to 8, written here with one matrix a layer, so that nothing but the facts
is shared with the explicit formulas of src/network.

    reference.py --seed 13 --epochs 10000 ... --output DIR   computes every table into DIR, which must not hold them yet
    reference.py --compare FOLDER ...                        computes the tables of each FOLDER anew, with the options
                                                             in its options.txt, and compares; exit code 1 on a difference

`make reference` compares all folders. Checked-in tables are never overwritten.
"""

import argparse
import math
import pathlib
import shlex
import sys

import numpy as np

WEIGHTS = [(1, 4), (2, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 6), (5, 6), (6, 7), (6, 8),
           (7, 9), (8, 9), (7, 10), (8, 10), (7, 11), (8, 11)]
BIASES = range(4, 12)
PARAMETERS = [f"lambda_{i}_{j}" for i, j in WEIGHTS] + [f"b_{j}" for j in BIASES]
# First node of each layer, and how many nodes it has.
LAYERS = [(1, 3), (4, 2), (6, 1), (7, 2), (9, 3)]


def options_parser():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--data-seed", type=int, default=14)
    parser.add_argument("--test-seed", type=int, default=20)
    parser.add_argument("--samples", type=int, default=12)
    parser.add_argument("--sigma", type=float, default=0.1)
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--shape", choices=["lines", "decays"], default="lines")
    parser.add_argument("--epochs", type=int, default=10000)
    parser.add_argument("--tolerance", type=float)
    parser.add_argument("--output", type=pathlib.Path)
    parser.add_argument("--compare", nargs="+", type=pathlib.Path, metavar="FOLDER")
    return parser


# ---- the workflow ---------------------------------------------------------------------------------------------------

def layer_of(node):
    return next(k for k, (first, size) in enumerate(LAYERS) if first <= node < first + size)


def initial_weights(seed, rule):
    """One uniform number a weight, in the source's drawing order; biases 0."""
    np.random.seed(seed)
    weights = [np.zeros((LAYERS[k + 1][1], LAYERS[k][1])) for k in range(4)]
    biases = [np.zeros(LAYERS[k + 1][1]) for k in range(4)]
    for i, j in WEIGHTS:
        k = layer_of(i)
        p, q = LAYERS[k][1], LAYERS[k + 1][1]
        bound = 1.0 / math.sqrt(p) if rule == "xavier" else math.sqrt(6.0 / (p + q))
        weights[k][j - LAYERS[k + 1][0], i - LAYERS[k][0]] = np.random.uniform(-bound, bound)
    return weights, biases


def make_samples(seed, count, sigma):
    """Samples (x - 2) m + noise at x = 1, 2, 3, their labels x.z / x.x, and the slopes m."""
    np.random.seed(seed)
    x = np.array([1.0, 2.0, 3.0])
    samples, slopes = np.zeros((count, 3)), np.zeros(count)
    for n in range(count):
        slopes[n] = np.random.uniform(-2.0, 2.0)
        samples[n] = (x - 2.0) * slopes[n] + np.random.normal(0.0, sigma, 3)
    labels = np.array([(1.0 * z[0] + 2.0 * z[1] + 3.0 * z[2]) / 14.0 for z in samples])
    return samples, labels, slopes


def make_decays(seed, count, sigma):
    """Samples of no line and no size of one: what is left of 6 after some times, at a rate of their own, and noise."""
    np.random.seed(seed)
    rates = np.random.uniform(0.2, 2.0, count)
    samples = 6.0 * np.exp(-np.outer(rates, [0.1, 0.5, 1.5])) + np.random.normal(0.0, sigma, (count, 3))
    return samples, rates, rates


def sigmoid(t):
    return 1.0 / (1.0 + np.exp(-t))


def forward(weights, biases, samples):
    """The output of every layer, samples in rows."""
    outputs = [samples]
    for k in range(4):
        inputs = outputs[-1] @ weights[k].T + biases[k]
        outputs.append(sigmoid(inputs) if k < 3 else inputs)
    return outputs


def mean_loss(outputs, samples):
    return np.mean((outputs[-1] - samples) ** 2)


def gradient(weights, outputs, samples):
    """Derivatives of the mean loss of these samples by weights and biases."""
    count = len(samples)
    by_input = 2.0 / 3.0 * (outputs[-1] - samples)
    by_weights, by_biases = [None] * 4, [None] * 4
    for k in reversed(range(4)):
        by_weights[k] = by_input.T @ outputs[k] / count
        by_biases[k] = by_input.sum(axis=0) / count
        if k > 0:
            by_input = (by_input @ weights[k]) * outputs[k] * (1.0 - outputs[k])
    return by_weights, by_biases


def train(weights, biases, samples, tests, options):
    """Full-batch descent. Everything an epoch records is computed before its update."""
    history = {"loss": [], "test_loss": [], "M6": []}
    outputs = None
    for _ in range(options.epochs):
        computed = forward(weights, biases, samples)
        loss = mean_loss(computed, samples)
        if not np.isfinite(loss):
            break
        outputs = computed
        history["loss"].append(loss)
        history["test_loss"].append(mean_loss(forward(weights, biases, tests), tests))
        history["M6"].append(outputs[2][:, 0])
        losses = history["loss"]
        if options.tolerance is not None and len(losses) > 1 and losses[-2] - losses[-1] < options.tolerance:
            break
        by_weights, by_biases = gradient(weights, outputs, samples)
        weights = [w - options.learning_rate * g for w, g in zip(weights, by_weights)]
        biases = [b - options.learning_rate * g for b, g in zip(biases, by_biases)]
    return weights, biases, outputs, history


def regression(x, y):
    """Least squares with intercept, from the normal equations' orthogonal solver."""
    design = np.column_stack([x, np.ones(len(x))])
    (slope, intercept), *_ = np.linalg.lstsq(design, y, rcond=None)
    residual = y - (slope * x + intercept)
    return slope, intercept, 1.0 - np.sum(residual ** 2) / np.sum((y - np.mean(y)) ** 2)


# ---- the tables -----------------------------------------------------------------------------------------------------

def parameter_rows(weights, biases):
    values = []
    for i, j in WEIGHTS:
        k = layer_of(i)
        values.append(weights[k][j - LAYERS[k + 1][0], i - LAYERS[k][0]])
    for j in BIASES:
        k = layer_of(j) - 1
        values.append(biases[k][j - LAYERS[k + 1][0]])
    return list(zip(PARAMETERS, values))


def stream_rows():
    """Calls of the random stream in their order: the kept normal value survives a uniform call, not a new seed."""
    rows = []
    for seed in (0, 13, 14, 4294967295):
        np.random.seed(seed)
        calls = ["uniform", "normal", "uniform", "normal", "normal", "uniform"] + ["normal"] * 5 + ["uniform"] * 3
        for call in calls:
            value = np.random.uniform(-2.0, 3.0) if call == "uniform" else np.random.normal(0.5, 2.0)
            rows.append((seed, call, value))
    return rows


def thinned(count, most=100):
    """Epochs of a thinned table: about `most`, with the first and the last."""
    step = max(1, count // most)
    return sorted(set(range(0, count, step)) | {count - 1})


def tables(options):
    """Every table by name: its columns and rows."""
    weights, biases = initial_weights(options.seed, "normalized_xavier")
    make = make_decays if options.shape == "decays" else make_samples
    samples, labels, slopes = make(options.data_seed, options.samples, options.sigma)
    tests, test_labels, test_slopes = make(options.test_seed, options.samples, options.sigma)
    first = forward(weights, biases, samples)
    final_weights, final_biases, last, history = train(weights, biases, samples, tests, options)
    predicted = forward(final_weights, final_biases, tests)
    count = len(history["loss"])
    numbers = range(1, options.samples + 1)
    test_numbers = range(options.samples + 1, 2 * options.samples + 1)

    def sample_rows(indices, z, y, m):
        return [(n, *z[k], y[k], m[k]) for k, n in enumerate(indices)]

    def output_rows(indices, outputs):
        return [(n, *outputs[-1][k]) for k, n in enumerate(indices)]

    result = {
        "initial_parameters": (["parameter", "value"], parameter_rows(weights, biases)),
        "initial_parameters_xavier": (["parameter", "value"], parameter_rows(*initial_weights(options.seed, "xavier"))),
        "training_samples": (["index", "I1", "I2", "I3", "label", "slope"],
                             sample_rows(numbers, samples, labels, slopes)),
        "test_samples": (["index", "I1", "I2", "I3", "label", "slope"],
                         sample_rows(test_numbers, tests, test_labels, test_slopes)),
        "first_sample_forward": (["node", "output"],
                                 [(name, value) for name, value in zip(
                                     "I1 I2 I3 L4 L5 M6 R7 R8 O9 O10 O11".split(),
                                     np.concatenate([layer[0] for layer in first]))]),
        "first_sample_gradient": (["parameter", "derivative"],
                                  parameter_rows(*gradient(weights, forward(weights, biases, samples[:1]), samples[:1]))),
        "first_epoch_gradient": (["parameter", "derivative"], parameter_rows(*gradient(weights, first, samples))),
        "loss": (["epoch", "loss"], list(enumerate(history["loss"]))),
        "test_loss": (["epoch", "loss"], [(e, history["test_loss"][e]) for e in thinned(count)]),
        "latent_history": (["epoch"] + [f"M6_{n}" for n in numbers],
                           [(e, *history["M6"][e]) for e in thinned(count, 20)]),
        "final_parameters": (["parameter", "value"], parameter_rows(final_weights, final_biases)),
        "latent": (["index", "label", "M6"], [(n, labels[n - 1], last[2][n - 1, 0]) for n in numbers]),
        "latent_regression": (["slope", "intercept", "r_squared"], [regression(labels, last[2][:, 0])]),
        "training_reconstruction": (["index", "O9", "O10", "O11"], output_rows(numbers, last)),
        "test_reconstruction": (["index", "O9", "O10", "O11"], output_rows(test_numbers, predicted)),
        "summary": (["quantity", "value"], [("first_loss", history["loss"][0]), ("final_loss", history["loss"][-1]),
                                            ("test_mse", mean_loss(predicted, tests))]),
    }
    if options.seed == 13:
        result["random_stream"] = (["seed", "call", "value"], stream_rows())
    return result


def as_text(columns, rows):
    def cell(value):
        return repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)

    return "".join(",".join(map(cell, row)) + "\n" for row in [columns, *rows])


# ---- comparing ------------------------------------------------------------------------------------------------------

# Drawn numbers agree to the last bit on every machine. What went through `exp` does not, since NumPy has one `exp` for
# each kind of processor, and sums of products differ in their order: an error of 1e-16 grows about 700 times along
# 10,000 epochs, which leaves room up to 1e-12. A latent value or a parameter may be near 0, so those have an absolute
# bound too.
EXACT = {"initial_parameters", "initial_parameters_xavier", "training_samples", "test_samples", "random_stream"}
LOSSES = {"loss", "summary", "test_loss"}


def cells_agree(name, was, now):
    if was == now:
        return True
    if name in EXACT:
        return False
    try:
        a, b = float(was), float(now)
    except ValueError:
        return False
    if name in LOSSES:
        return abs(a - b) <= 1e-12 * abs(b)
    return abs(a - b) <= 1e-11 * max(1.0, abs(b))


def differences(name, was, now):
    was_lines, now_lines = was.splitlines(), now.splitlines()
    if len(was_lines) != len(now_lines):
        yield f"{len(was_lines)} lines are checked in, {len(now_lines)} are computed"
        return
    for number, (old, new) in enumerate(zip(was_lines, now_lines), start=1):
        old_cells, new_cells = old.split(","), new.split(",")
        agree = len(old_cells) == len(new_cells) and all(map(lambda a, b: cells_agree(name, a, b), old_cells, new_cells))
        if not agree:
            yield f"line {number}: checked in '{old}', computed '{new}'"


def compare(folder):
    """Prints what differs; returns how many tables differ."""
    options = options_parser().parse_args(shlex.split((folder / "options.txt").read_text()))
    computed = tables(options)
    wrong = 0
    unknown = sorted({path.stem for path in folder.glob("*.csv")} - set(computed))
    for name in unknown:
        print(f"{folder}/{name}.csv: nothing computes this table")
        wrong += 1
    for name, table in computed.items():
        path = folder / f"{name}.csv"
        if not path.exists():
            print(f"{path}: missing")
            wrong += 1
            continue
        found = list(differences(name, path.read_text(), as_text(*table)))
        if found:
            print(f"{path}: {len(found)} lines differ, the first at {found[0]}")
            wrong += 1
    print(f"{folder}: {len(computed) - wrong} of {len(computed)} tables agree")
    return wrong


def write(options):
    computed = tables(options)
    options.output.mkdir(parents=True, exist_ok=True)
    for name in computed:
        if (options.output / f"{name}.csv").exists():
            sys.exit(f"{options.output}/{name}.csv exists: give another directory with --output")
    for name, table in computed.items():
        (options.output / f"{name}.csv").write_text(as_text(*table))


def main():
    np.seterr(over="ignore", invalid="ignore")  # a training that diverges is one of the cases
    options = options_parser().parse_args()
    if options.compare:
        sys.exit(1 if sum([compare(folder) for folder in options.compare]) else 0)
    if options.output is None:
        sys.exit("give --output DIR or --compare FOLDER; --help explains")
    write(options)


if __name__ == "__main__":
    main()
