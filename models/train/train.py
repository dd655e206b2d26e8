#!/usr/bin/python3
"""Trains the shipped models on rows of pipelines made by models/train/training-rows.yaml, and writes model, card and expected answers of each.

    /usr/bin/python3 models/train/train.py out/training-rows.csv

Needs Debian's python3-torch, python3-onnx and python3-sklearn (./eng/setup.sh models). Seeds are fixed; on another machine the weights may differ in the last digits, so the committed files are held to the committed answers.
"""
import csv
import hashlib
import json
import os
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODELS = os.path.join(ROOT, "models")
GOLDEN = os.path.join(ROOT, "tests", "Golden", "models")
HORIZON = 50  # messages of the same book
BOOK = [
    "spread_bps", "spread_dev_bps", "lean_bps", "imbalance_1", "imbalance_5", "imbalance_10", "imbalance_20", "imbalance_dev",
    "bid_share", "ask_share", "flow_1", "flow_short", "flow_long", "fast_bps", "slow_bps", "cross_bps",
]
FLOW = ["spread_bps", "lean_bps", "imbalance_1", "imbalance_5", "imbalance_20", "flow_short", "fast_bps", "trade_lean"]
UNITS = {"spread_bps": "bps", "spread_dev_bps": "bps", "lean_bps": "bps", "fast_bps": "bps", "slow_bps": "bps", "cross_bps": "bps", "move_bps": "bps"}


def read(path):
    """Rows by column, in file order; trade_lean is the share of the trades of the last second by which buyers led."""
    with open(path, newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        table = list(zip(*rows))
    columns = {name: np.array(values, dtype=str if name == "symbol" else float) for name, values in zip(names, table)}
    bought, sold = columns["buy_qty_1s"], columns["sell_qty_1s"]
    columns["trade_lean"] = np.where(bought + sold > 0, (bought - sold) / np.maximum(bought + sold, 1e-300), 0.0)
    return columns


def moves(columns):
    """By how many bps the mid stands higher HORIZON messages of the same symbol later; nan where there are none."""
    target = np.full(len(columns["mid"]), np.nan)
    for symbol in np.unique(columns["symbol"]):
        at = np.flatnonzero(columns["symbol"] == symbol)
        mid = columns["mid"][at]
        target[at[:-HORIZON]] = (mid[HORIZON:] - mid[:-HORIZON]) / mid[:-HORIZON] * 10_000
    return target


def matrix(columns, names):
    return np.stack([columns[name] for name in names], axis=1).astype(np.float32)


class Scaled(torch.nn.Module):
    """Features to mean 0 and deviation 1, bounded to 5, then a small perceptron."""

    def __init__(self, mean, deviation):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.net = torch.nn.Sequential(torch.nn.Linear(len(mean), 32), torch.nn.ReLU(), torch.nn.Linear(32, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))

    def forward(self, x):
        return self.net(torch.clamp((x - self.mean) / self.deviation, -5.0, 5.0))


def perceptron(x, y, split, path):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    mean, deviation = x[:split].mean(axis=0), x[:split].std(axis=0) + 1e-9
    model = Scaled(torch.tensor(mean), torch.tensor(deviation))
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    order = torch.Generator().manual_seed(7)
    inputs, targets = torch.tensor(x[:split]), torch.tensor(y[:split, None].astype(np.float32))
    for step in range(1500):
        picked = torch.randint(0, split, (2048,), generator=order)
        loss = torch.nn.functional.smooth_l1_loss(model(inputs[picked]), targets[picked])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.eval()
    torch.onnx.export(model, torch.zeros(1, x.shape[1]), path, input_names=["features"], output_names=["move_bps"],
                      dynamic_axes={"features": {0: "batch"}, "move_bps": {0: "batch"}}, opset_version=16)
    with torch.no_grad():
        return model(torch.tensor(x)).numpy()[:, 0]


def down(value):
    """The greatest float32 that is not above: sklearn goes left where x <= threshold, in float64."""
    rounded = np.float32(value)
    return float(rounded if float(rounded) <= value else np.nextafter(rounded, np.float32(-np.inf)))


def trees(x, y, split, path):
    model = GradientBoostingClassifier(n_estimators=40, max_depth=3, learning_rate=0.15, subsample=0.5, random_state=7)
    picked = np.random.default_rng(7).choice(split, 60_000, replace=False)
    model.fit(x[picked], y[picked] > 0)
    prior = float(np.log(model.init_.class_prior_[1] / model.init_.class_prior_[0]))
    nodes = {key: [] for key in ("nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_modes", "nodes_values", "nodes_truenodeids", "nodes_falsenodeids", "nodes_missing_value_tracks_true", "nodes_hitrates")}
    leaves = {key: [] for key in ("class_treeids", "class_nodeids", "class_ids", "class_weights")}
    for number, estimator in enumerate(model.estimators_[:, 0]):
        tree = estimator.tree_
        for node in range(tree.node_count):
            leaf = tree.children_left[node] == -1
            for key, value in zip(nodes, (number, node, 0 if leaf else int(tree.feature[node]), "LEAF" if leaf else "BRANCH_LEQ", 0.0 if leaf else down(tree.threshold[node]),
                                          0 if leaf else int(tree.children_left[node]), 0 if leaf else int(tree.children_right[node]), 0, 1.0)):
                nodes[key].append(value)
            if leaf:
                for key, value in zip(leaves, (number, node, 0, float(model.learning_rate * tree.value[node, 0, 0]))):
                    leaves[key].append(value)
    ensemble = helper.make_node("TreeEnsembleClassifier", ["features"], ["label", "probabilities"], domain="ai.onnx.ml", base_values=[prior], classlabels_int64s=[0, 1], post_transform="LOGISTIC", **nodes, **leaves)
    graph = helper.make_graph([ensemble], "flow_trees", [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", x.shape[1]])],
                              [helper.make_tensor_value_info("label", TensorProto.INT64, ["batch"]), helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 2])])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 16), helper.make_opsetid("ai.onnx.ml", 3)], ir_version=8, producer_name="sklearn"), path)
    return model.predict_proba(x)


def finish(name, features, outputs, title, text, facts, dataset, example):
    """Writes metadata into the model, and its card beside it."""
    path = os.path.join(MODELS, name + ".onnx")
    model = onnx.load(path)
    model.domain, model.model_version, model.doc_string = "streamengine." + name.replace("-", "_"), 1, title
    declared = {"features": features, "outputs": outputs}
    stored = {"model_license": "Apache-2.0", "streamengine.units": json.dumps({n: UNITS[n] for n in features + outputs if n in UNITS}), "streamengine.dataset_sha256": dataset,
              "streamengine.horizon": f"{HORIZON} messages", **{"streamengine." + key: json.dumps(value) for key, value in declared.items()}}
    helper.set_model_props(model, stored)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
    lines = [f"# {name}", "", text, "", "| | |", "|---|---|", *[f"| {key} | {value} |" for key, value in facts.items()], "",
             "```json model", json.dumps({"sha256": digest, **declared}, indent=2), "```", "", "```yaml", example, "```", ""]
    open(os.path.join(MODELS, name + ".card.md"), "w").write("\n".join(lines))


def expected(name, x, features, answers):
    """A thousand rows, spread over the unseen part, with what the framework answers."""
    os.makedirs(GOLDEN, exist_ok=True)
    with open(os.path.join(GOLDEN, name + ".csv"), "w", newline="\n") as file:
        file.write(",".join(["ts", *features, *["expected_" + key for key in answers]]) + "\n")
        for i, row in enumerate(x):
            file.write(",".join([str(1704067200000000000 + i), *[repr(float(str(v))) for v in row], *[repr(float(v[i])) for v in answers.values()]]) + "\n")


def main(path):
    dataset = hashlib.sha256(open(path, "rb").read()).hexdigest()
    columns = read(path)
    target = moves(columns)
    known = np.flatnonzero(~np.isnan(target))
    columns, target = {name: values[known] for name, values in columns.items()}, target[known]
    split = int(len(target) * 0.8)
    sample = np.linspace(split, len(target) - 1, 1000).astype(int)
    source = f"{len(target):,} rows of models/train/training-rows.yaml, the first 80 % to train on"

    x = matrix(columns, BOOK)
    scores = perceptron(x, target, split, os.path.join(MODELS, "book-move.onnx"))
    correlation = float(np.corrcoef(scores[split:], target[split:])[0, 1])
    sure = np.abs(scores[split:]) > np.quantile(np.abs(scores[split:]), 0.9)
    hits = float(np.mean(np.sign(scores[split:][sure]) == np.sign(target[split:][sure])))
    finish("book-move", BOOK, ["move_bps"], "Expected move of the mid, bps", "A perceptron (16-32-16-1) of sixteen features of the book: by how many bps the mid will stand higher 50 messages later.",
           {"made by": "models/train/train.py, torch, seed 7", "trained on": source, "data set, SHA-256": dataset, "unseen rows": f"correlation with what came {correlation:.3f}; sign right in {hits:.1%} of the tenth it is surest of",
            "known limits": "simulated markets only; says nothing about a real one"}, dataset,
           "x: { from: features, onnx: { model: models/book-move.onnx, output: { move_bps: float32 } } }")
    expected("book-move", x[sample], BOOK, {"move_bps": scores[sample]})
    print("book-move: correlation", correlation, "hits", hits, "of", int(sure.sum()), "score quantiles", np.quantile(scores, [0, 0.05, 0.5, 0.95, 1]))

    x = matrix(columns, FLOW)
    chances = trees(x, target, split, os.path.join(MODELS, "flow-trees.onnx"))
    area = float(roc_auc_score(target[split:] > 0, chances[split:, 1]))
    finish("flow-trees", FLOW, ["label", "p_not_up", "p_up"], "Chance that the mid rises", "Gradient-boosted trees (40 of depth 3) of book and trades: the chance that the mid stands higher 50 messages later. trade_lean is (buy_qty_1s - sell_qty_1s) / (buy_qty_1s + sell_qty_1s), 0 without trades.",
           {"made by": "models/train/train.py, scikit-learn, seed 7", "trained on": source + ", 60,000 of them", "data set, SHA-256": dataset, "unseen rows": f"area under the ROC curve {area:.3f}",
            "known limits": "simulated markets only; says nothing about a real one"}, dataset,
           "x: { from: features, onnx: { model: models/flow-trees.onnx, output: { p_up: float32 } } }")
    expected("flow-trees", x[sample], FLOW, {"p_up": chances[sample, 1]})
    print("flow-trees: AUC", area)


if __name__ == "__main__":
    main(sys.argv[1])
