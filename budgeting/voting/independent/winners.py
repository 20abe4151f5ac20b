"""Who wins a vote, by every rule that a city can set; recount.py, beside which this file lies, asks it.

Whole numbers and fractions only, nothing is rounded. Projects are {number: {"cost": won, "excludes": [numbers]}}, ballots
{((number, share), …): people who cast it}, and ``tie`` gives what levels are broken by, the smallest first. Python 3.9 and
its standard library, nothing of the city's. Equal shares: Peters, Pierczyński, Skowron, NeurIPS 2021; equalshares.net.
"""

import sys
from collections import Counter
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd, lcm


def greedy(projects, left, scores, tie, rule="greedy", least=0, taken=()):
    """By score, or by score for each unit of money; take what fits, skip what does not (or stop there). Gives the winners."""
    def rank(number):
        cost = projects[number]["cost"] if rule == "greedy-per-cost" else 0
        return rule == "greedy-per-cost" and cost > 0, -Fraction(scores[number]) / (cost or 1), tie(number)

    winners, left = list(taken), left - sum(projects[number]["cost"] for number in taken)
    for number in sorted((one for one in projects if one not in taken and scores[one] >= least), key=rank):
        apart = set(projects[number].get("excludes", [])) if rule == "greedy-exclusive" else set()
        if projects[number]["cost"] > left and rule == "greedy-no-skip":
            break
        if projects[number]["cost"] <= left and apart.isdisjoint(winners):
            winners, left = [*winners, number], left - projects[number]["cost"]
    return winners

def weights(rules, cast):
    """The committee's weight and those of the classes; one with too few ballots adds its weight to the citizens'."""
    stated, least = dict(rules["weights"]), (rules.get("classes") or {}).get("minimum", 10)
    apart = stated.pop("committee", 0)
    committee, whole = rules["committee_weight"] or apart, sum(stated.values()) or 1
    shares = {name: Fraction((100 - committee) * weight, whole) for name, weight in stated.items()}
    few = [name for name in shares if name != "citizens" and min(cast[name], cast["citizens"]) < least]
    moved = sum(shares.pop(name) for name in few)
    if stated:
        shares["citizens"] = shares.get("citizens", Fraction(0)) + moved
    return committee, shares

def weighted(cast, by_class, shares, committee, marks, unit):
    """For each class: votes or points ÷ ballots of the class × weight; and the committee's score ÷ 100 × its weight."""
    shares, of, scores, found = shares or {"citizens": 100 - committee}, Counter(), Counter(), Counter()
    for name, ballots in cast.items():
        of[name if name in shares else "citizens"] += ballots
    for (name, number), score in by_class.items():
        scores[name if name in shares else "citizens", number] += score
    for (name, number), score in scores.items():
        found[number] += Fraction(score, unit) / of[name] * shares[name]
    for number, score in marks.items():
        found[number] += Fraction(score) / 100 * committee
    return found

def equal_shares(projects, budget, ballots, scores, tie, options, unit=1):
    """The method of equal shares and its completions: every voter holds an equal part of the budget. Gives the winners."""
    people, bought, completion = sum(ballots.values()), [], options["completion"]
    if people:
        start, shares = Fraction(budget, people), Shares(projects, ballots, tie, options["utility"] == "cost")
        start = Fraction(start // unit * unit) if options["integral"] else start
        course = shares.run(start)
        if completion in ("add1", "add1u"):
            course = shares.raised(course, start, options["step"] * unit, budget, options["exhaustive"])
        bought = [number for _, _, number in course[0]]
    found = greedy(projects, budget, scores, tie, taken=bought) if completion in ("utilitarian", "add1u") else bought
    return compared(found, greedy(projects, budget, scores, tie), ballots) if options.get("comparison") else found

def compared(shares, other, ballots):
    """What greedy chooses stands instead where more people named more of its winners than the other way round."""
    mine, theirs, more = set(shares), set(other), 0
    for ballot, people in ballots.items():
        gain = sum((number in theirs) - (number in mine) for number, _ in ballot)
        more += people * ((gain > 0) - (gain < 0))
    return other if more > 0 else shares

class Shares:
    """Who supports what. Money is kept as whole numbers over one denominator, so that adding it up stays exact and fast."""

    def __init__(self, projects, ballots, tie, by_cost):
        self.sizes, who = list(ballots.values()), {number: [] for number in projects}
        for at, ballot in enumerate(ballots):
            for number, share in ballot:
                who[number].append((at, share))
        self.who = {number: found for number, found in who.items() if found}
        self.all = lcm(*{share for found in self.who.values() for _, share in found})
        self.place = {number: place for place, number in enumerate(sorted(self.who, key=tie))}
        self.cost = {number: projects[number]["cost"] for number in self.who}
        self.worth = {number: max(cost, 1) if by_cost else 1 for number, cost in self.cost.items()}
        seen = {}
        self.twin = {number: seen.setdefault((self.cost[number], tuple(found)), number) for number, found in self.who.items()}

    def price(self, number, money, over):
        """What supporters pay for each share to raise the cost together, nobody more than they have: as need ÷ weight, over
        ``over``. None where they have too little."""
        need, weight = self.cost[number] * over, sum(self.sizes[at] * share for at, share in self.who[number])
        for held, at, share in sorted((money[at] * (self.all // share), at, share) for at, share in self.who[number]):
            if held * weight >= need * self.all:
                return need, weight
            need, weight = need - money[at] * self.sizes[at], weight - self.sizes[at] * share
        return None

    def run(self, endowment, below=()):
        """Buy what is cheapest for each unit of worth until nothing can be paid.

        Gives what was bought as (price ρ, place in the list of ties, number), and for each purchase the least (ρ, place)
        that another project could have had; what may be as cheap as the purchase of the run ``below`` is always priced.
        """
        money, over, bought, rivals = [endowment.numerator] * len(self.sizes), endowment.denominator, [], []
        queue = sorted((Fraction(0), place, number) for number, place in self.place.items())
        while True:
            priced, floor = [], below[len(bought)][0] if len(bought) < len(below) else 0
            while queue and (not priced or queue[0] < priced[0][:3] or queue[0][0] <= floor):
                _, place, number = heappop(queue)  # its price when it was last asked: money only shrinks, so no less now
                found = self.price(number, money, over)
                if found:  # else never again
                    rho = Fraction(found[0], found[1] * over * self.worth[number])
                    heappush(priced, (rho, place, number, *found))
            if not priced:
                return bought, rivals
            rho, place, number, need, weight = heappop(priced)
            for one in priced:
                heappush(queue, one[:3])
            bought.append((rho, place, number))
            rivals.append(min((one[:2] for one in queue if self.twin[one[2]] != self.twin[number]), default=None))
            need, weight = need // gcd(need, weight), weight // gcd(need, weight)
            given = {at: need * share for at, share in self.who[number]}
            money, over = [max(0, held * weight - given.get(at, 0)) for at, held in enumerate(money)], over * weight

    def raised(self, low, start, step, budget, exhaustive):
        """Raise what every voter holds, step by step, until nothing more would fit or the budget would be exceeded: the last
        outcome within the budget. More money can buy less, so no step is left out but where `alike` proves it."""
        at, width, runs = 0, 1, 0
        while not self.complete(low[0], budget, exhaustive):
            high, runs = self.run(start + (at + width) * step, low[0]), runs + 1
            if runs % 500 == 0:
                print("… equal shares: %d raises so far, %d of them counted" % (at, runs), file=sys.stderr)
            if width > 1 and not alike(low, high):
                width //= 2
                continue
            if sum(self.cost[number] for _, _, number in high[0]) > budget:
                break
            low, at, width = high, at + width, 2 * width
        return low

    def complete(self, bought, budget, exhaustive):
        """Whether nothing that somebody supports is left, or (``exhaustive``) would fit into the budget."""
        missing = self.cost.keys() - {number for _, _, number in bought}
        left = budget - sum(self.cost[number] for _, _, number in bought)
        return not missing or (exhaustive and all(self.cost[number] > left for number in missing))

def alike(low, high):
    """Whether every endowment between those of two runs surely buys what both bought, in their order.

    As long as purchases agree, whoever starts with more has no less afterwards, so every price falls as the endowment
    rises. If with the money of the upper run nothing is cheaper than what was bought with the money of the lower one, the
    same is bought in between; what costs as much and has the same supporters is level with it everywhere.
    """
    same = [one[1:] for one in low[0]] == [one[1:] for one in high[0]]
    return same and all(rival is None or one[:2] < rival for one, rival in zip(low[0], high[1]))
