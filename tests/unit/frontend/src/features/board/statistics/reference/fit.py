"""Fits the same votes with an independent package, choix: https://pypi.org/project/choix/

    python3 -m venv venv && venv/bin/pip install choix==0.4.1
    venv/bin/python fit.py > fit.txt

It makes votes.jsonl, if that is missing, and prints what ../bradley-terry.test.ts reads. choix knows wins only, so each vote counts twice: a win
as two wins, a tie as one for each. "Both bad" says nothing of who is better and is left out. The weak prior is a player more,
who has won and lost half a game, so here one, against each model.
"""

import importlib.metadata
import json
import math
import pathlib
import platform
import random

import choix
import numpy
import scipy

VOTES = pathlib.Path(__file__).parent / "votes.jsonl"
MODELS = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch"]
POINTS = [1130, 1080, 1020, 1000, 960, 930, 880]


def make_votes():
    rng = random.Random(20)
    votes = []
    for number in range(700):
        left, right = rng.sample(range(len(MODELS)), 2)
        chance = 1 / (1 + 10 ** ((POINTS[right] - POINTS[left]) / 400))
        luck = rng.random()
        if luck < 0.08:
            outcome = "both_bad"
        elif luck < 0.23:
            outcome = "tie"
        else:
            outcome = "left" if rng.random() < chance else "right"
        votes.append({"prompt": f"p{number % 40:02d}", "voter": "v1", "left": MODELS[left], "right": MODELS[right], "outcome": outcome})
    VOTES.write_text("".join(f"{json.dumps(vote)}\n" for vote in votes))


def games(votes):
    for vote in votes:
        left, right = MODELS.index(vote["left"]), MODELS.index(vote["right"])
        if vote["outcome"] == "left":
            yield from [(left, right)] * 2
        elif vote["outcome"] == "right":
            yield from [(right, left)] * 2
        elif vote["outcome"] == "tie":
            yield from [(left, right), (right, left)]


def points(params):
    params = numpy.array(params[: len(MODELS)])
    return 1000 + (params - params.mean()) * 400 / math.log(10)


def show(title, params):
    print(f"\n{title}")
    for model, strength in zip(MODELS, points(params)):
        print(f"{model} {strength:.4f}")


if not VOTES.exists():
    make_votes()
votes = [json.loads(line) for line in VOTES.read_text().splitlines()]
data = list(games(votes))
average = len(MODELS)
prior = [pair for model in range(len(MODELS)) for pair in ((model, average), (average, model))]

print(f"choix {importlib.metadata.version('choix')}, scipy {scipy.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}")
print(", ".join(f"{sum(vote['outcome'] == outcome for vote in votes)} {outcome}" for outcome in ("left", "right", "tie", "both_bad")))
show("opt_pairwise, no prior", choix.opt_pairwise(len(MODELS), data, alpha=0, tol=1e-12))
show("ilsr_pairwise, no prior", choix.ilsr_pairwise(len(MODELS), data, alpha=0, tol=1e-12))
show("opt_pairwise, half a win and half a loss against an average model", choix.opt_pairwise(len(MODELS) + 1, data + prior, alpha=0, tol=1e-12))
