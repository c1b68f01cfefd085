#!/usr/bin/env python3
"""Recomputes the verdict of a Loopgate experiment without Loopgate: recompute.py FILE

FILE comes from `loopgate experiment evidence KEY --file FILE`. Needs Python 3.9 and the table gamma.csv beside it.
Guards and causes of INVALID are left to `loopgate experiment recompute`. Exit code 1: not what was recorded."""
import csv, hashlib, hmac, json, os, sys
from decimal import MAX_EMAX, MIN_EMIN, ROUND_DOWN, ROUND_UP, Context, Decimal as D, setcontext
from fractions import Fraction as F

setcontext(Context(prec=10**7, Emax=MAX_EMAX, Emin=MIN_EMIN))  # sums and products are exact
file = json.load(open(sys.argv[1], encoding="utf-8"))
plan, evidence, verdict = file["registration"], file["evidence"], file["verdict"]
pairs, secret, results = evidence["pairs"], bytes.fromhex(evidence["seedSecret"]), []

def check(what, ok):
    results.append(ok)
    print(what + ":", "ok" if ok else "DIFFERS")

def digest(value):  # RFC 8785 for what these files hold: texts, whole numbers, lists, objects
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

def seed(index):
    drawn = hmac.new(secret, f"{plan['experimentId']}/{index}".encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn[:8], "big") & 0x7FFFFFFF

def observation(pair):  # y, a whole number of 1/10000, rounded down
    if pair.get("failure") is not None:
        return -10000
    gain = F(pair["candidate"]) - F(pair["baseline"])
    over = (gain if plan["direction"] == "MAXIMIZE" else -gain) - F(plan["minimumEffect"])
    if plan.get("transform") == "SIGN":
        return 10000 * ((over > 0) - (over < 0))
    return max(-10000, min(10000, over * 10000 // F(plan["scale"])))

ys = [observation(pair) for pair in pairs]
total = D(0)
for bet in plan["lambdas"]:
    product = D(1)
    for y in ys:
        product *= 1 + D(bet) * D(y).scaleb(-4)
    total += product
e_value = total * Context(prec=30).divide(D(1), D(len(plan["lambdas"])))
rounded = e_value.quantize(D("0.000001"), ROUND_DOWN)
alpha = D(plan["errorRate"]) * D(plan["gamma"]) * (plan["adoptedBefore"] + 1)
reached = e_value * alpha >= 1 and len(pairs) >= plan["minSeeds"]
folder = os.path.dirname(os.path.abspath(__file__))
gammas = dict(list(csv.reader(open(os.path.join(folder, "gamma.csv"), encoding="utf-8")))[1:])
check("digests", [file["registrationDigest"], file["evidenceDigest"]] == [digest(plan), digest(evidence)])
check("commitment", plan["seedCommitment"] == "sha256:" + hashlib.sha256(secret).hexdigest())
check("seeds", [(p["index"], p["seed"]) for p in pairs] == [(i, seed(i)) for i in range(len(pairs))])
check("observations", [D(p["y"]).scaleb(4) for p in pairs] == ys)
check("gamma and alpha", gammas.get(str(plan["t"]), plan["gamma"]) == plan["gamma"] and alpha == D(plan["alpha"]))
check("e-value and outcome", str(rounded) == verdict["eValue"]
      and (reached == (verdict["outcome"] == "IMPROVED") or verdict["outcome"] in ("GUARD_BROKEN", "INVALID")))
print("threshold:", Context(prec=60, rounding=ROUND_UP).divide(D(1), alpha).quantize(D("0.000001"), ROUND_UP))
print("e-value:", rounded, "exactly", format(e_value.normalize(), "f"))
print("IMPROVED:", "yes" if reached and verdict["outcome"] == "IMPROVED" else "no")
sys.exit(0 if all(results) else 1)
