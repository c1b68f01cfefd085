#!/usr/bin/env python3
"""Recomputes verdicts of Loopgate experiments without Loopgate: recompute.py FILE...

A FILE comes from `loopgate experiment evidence KEY --file FILE`. Needs Python 3.9 and the table gamma.csv beside it.
Knows version 1 of the rule (files without `rule`) and version 2. The processes of guards and causes of INVALID are left
to `loopgate experiment recompute`. Exit code 1: not what was recorded."""
import csv, hashlib, hmac, json, os, statistics, sys
from decimal import MAX_EMAX, MIN_EMIN, ROUND_DOWN, ROUND_UP, Context, Decimal as D, setcontext
from fractions import Fraction as F

setcontext(Context(prec=10**7, Emax=MAX_EMAX, Emin=MIN_EMIN))  # sums and products are exact
folder = os.path.dirname(os.path.abspath(__file__))
gammas = dict(list(csv.reader(open(os.path.join(folder, "gamma.csv"), encoding="utf-8")))[1:])
results = []

def check(what, ok):
    results.append(ok)
    print(what + ":", "ok" if ok else "DIFFERS")

def digest(value):  # RFC 8785 for what these files hold: texts, whole numbers, lists, objects
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

def gain(direction, values):  # candidate minus baseline, larger is better
    change = F(values["candidate"]) - F(values["baseline"])
    return change if direction == "MAXIMIZE" else -change

def recompute(file):
    plan, evidence, verdict = file["registration"], file["evidence"], file["verdict"]
    pairs, secret = evidence["pairs"], bytes.fromhex(evidence["seedSecret"])
    rule, sign, delta = plan.get("rule", 1), plan.get("transform") == "SIGN", F(plan["minimumEffect"])
    if rule not in (1, 2):
        sys.exit("rule %s is not known here" % rule)
    measured = [pair for pair in pairs if pair.get("failure") is None]

    def seed(index):
        drawn = hmac.new(secret, f"{plan['experimentId']}/{index}".encode(), hashlib.sha256).digest()
        return int.from_bytes(drawn[:8], "big") & 0x7FFFFFFF

    def observation(pair, width):  # y at the scale s / 2^width, a whole number of 1/10000, rounded down
        if pair.get("failure") is not None:
            return -10000
        over = gain(plan["direction"], pair) - delta
        if sign:
            return 10000 * ((over > 0) - (over < 0))
        return max(-10000, min(10000, over * 10000 * 2**width // F(plan["scale"])))

    def means_allow():  # what a claim of version 2 needs beside K
        gains = [gain(plan["direction"], pair) for pair in measured]
        if not gains or (statistics.median(gains) if sign else sum(gains) / len(gains)) <= delta:
            return False
        return all(sum(gain(guard["direction"], pair["guards"][guard["metric"]]) for pair in measured)
                   >= -F(guard["margin"]) * len(measured) for guard in plan["guards"])

    total, widths = D(0), plan.get("widths", 1)
    for width in range(widths):
        ys = [observation(pair, width) for pair in pairs]
        for bet in plan["lambdas"]:
            product = D(1)
            for y in ys:
                product *= 1 + D(bet) * D(y).scaleb(-4)
            total += product
    e_value = total * Context(prec=30).divide(D(1), D(widths * len(plan["lambdas"])))
    rounded = e_value.quantize(D("0.000001"), ROUND_DOWN)
    alpha = D(plan["errorRate"]) * D(plan["gamma"]) * (plan["adoptedBefore"] + 1)
    if rule == 2:
        alpha = min(D(plan["errorRate"]), alpha.quantize(D("1e-15"), ROUND_DOWN))
    reached = e_value * alpha >= 1 and len(pairs) >= plan["minSeeds"] and (rule == 1 or means_allow())
    check("digests", [file["registrationDigest"], file["evidenceDigest"]] == [digest(plan), digest(evidence)])
    check("commitment", plan["seedCommitment"] == "sha256:" + hashlib.sha256(secret).hexdigest())
    check("seeds", [(p["index"], p["seed"]) for p in pairs] == [(i, seed(i)) for i in range(len(pairs))])
    check("observations", [D(p["y"]).scaleb(4) for p in pairs] == [observation(p, 0) for p in pairs])
    if plan.get("stake") is None:
        check("gamma and alpha", gammas.get(str(plan["t"]), plan["gamma"]) == plan["gamma"] and alpha == D(plan["alpha"]))
    else:
        print("g_t: not checked")
        check("alpha", alpha == D(plan["alpha"]))
    check("e-value and outcome", str(rounded) == verdict["eValue"]
          and (reached == (verdict["outcome"] == "IMPROVED") or verdict["outcome"] in ("GUARD_BROKEN", "INVALID")))
    print("threshold:", Context(prec=60, rounding=ROUND_UP).divide(D(1), alpha).quantize(D("0.000001"), ROUND_UP))
    print("e-value:", rounded, "exactly", format(e_value.normalize(), "f"))
    print("IMPROVED:", "yes" if reached and verdict["outcome"] == "IMPROVED" else "no")

for name in sys.argv[1:]:
    recompute(json.load(open(name, encoding="utf-8")))
sys.exit(0 if results and all(results) else 1)
