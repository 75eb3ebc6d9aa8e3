"""Tries to work out of a group's files what they hide, and prints what can be nothing else.

In a folder are, for each questionnaire, what everybody can know of it (`0-known.json`), and for each group the file that is
shared and the true counts (`0-0-group.json`, `0-0-truth.json`). What a file shows is written as equations and inequalities of
whole numbers of people; a hidden number that has the same lowest and highest value is no longer hidden."""

import json
import multiprocessing
import pathlib
import sys

import numpy
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

# How often it is tried to find, at one stroke, another way for many numbers.
ROUNDS = 12
# What people are told apart by.
SPLITS = ["units", "roles"]
EVERYBODY = (None, None)


class Attack:
    """What a file shows of some items, as equations and inequalities of how many people there are of each unit, with each
    role, who answered in each of the ways in which the questions behind these items can be answered."""

    def __init__(self, known, table, file, year, truth):
        self.known, self.items, self.ways = known, table["items"], table["ways"]
        self.medians = file["thresholds"]["medians"]
        self.names = {by: list(truth[by]) for by in SPLITS}
        self.size = len(self.names["units"]) * len(self.names["roles"]) * len(self.ways)
        self.rows, self.low, self.high = [], [], []
        self.add(self.people(EVERYBODY), year["people"])
        for by in SPLITS:
            for block in year[by]:
                self.add(self.people((by, block["of"])), block["people"])
                # A name stands there because somebody gave it.
                for name in block["of"]:
                    self.add(self.people((by, [name])), 1, numpy.inf)
        for item in self.items:
            shown = year["items"][item]
            assert (shown["id"], shown["kind"]) == (known[item]["id"], known[item]["kind"])
            self.add_figures(EVERYBODY, item, shown["all"])
            for by in SPLITS:
                for part in shown.get(by, []):
                    self.add_figures((by, part["of"]), item, part)

    def people(self, of, falls=lambda way: True):
        """The sum of the people of some units, or of some roles, whose way of answering does so."""
        by, names = of
        row = numpy.zeros([len(self.names["units"]), len(self.names["roles"]), len(self.ways)])
        row[:, :] = [falls(way) for way in self.ways]
        for axis, split in enumerate(SPLITS):
            others = [place for place, name in enumerate(self.names[split]) if split == by and name not in names]
            row[tuple([slice(None)] * axis + [others])] = 0
        return row.ravel()

    def count(self, of, item, wanted):
        """The sum of those of them whom an item is for and who fall into one of the classes that are wanted."""
        column = self.items.index(item)
        return self.people(of, lambda way: any(one in wanted for one in way[column] or []))

    def add(self, row, low, high=None):
        self.rows.append(row)
        self.low.append(low)
        self.high.append(low if high is None else high)

    def add_figures(self, of, item, figures):
        column, classes, scale = self.items.index(item), self.known[item]["classes"], self.known[item]["scale"]
        if "spread" in figures:
            spread = figures["spread"]
            self.add(self.people(of, lambda way: way[column] is not None), spread["people"])
            self.add(self.people(of, lambda way: way[column] == []), spread["unanswered"])
            for place, name in enumerate(classes):
                self.add(self.count(of, item, [place]), spread["classes"][name])
        if "median" in figures:
            lower, upper = [scale.index(classes.index(name)) for name in figures["median"]]
            everyone = self.count(of, item, scale)
            up_to = lambda end: 2 * self.count(of, item, scale[:end]) - everyone
            # Of all those in order one stands in the middle, or two do.
            self.add(up_to(lower), -numpy.inf, -1)
            self.add(up_to(lower + 1), 0, numpy.inf)
            self.add(up_to(upper), -numpy.inf, 0)
            self.add(up_to(upper + 1), 1, numpy.inf)
            # It is shown of so many.
            self.add(everyone, self.medians, numpy.inf)

    def secrets(self, items, year, truth):
        """What the file does not show of each unit and of each role: what it is, its row, and the true number, and
        the row of everybody."""
        found = []
        for by in SPLITS:
            for name, cell in truth[by].items():
                of = (by, [name])
                if not any(block["of"] == [name] for block in year[by]) and len(truth[by]) > 1:
                    found.append((f"{by} {name!r}", self.people(of), cell["people"], self.people(EVERYBODY)))
                for item in items:
                    shown = year["items"][item]
                    parts = [part for part in shown.get(by, []) if name in part["of"] and "spread" in part]
                    whole = [shown["all"]] if "spread" in shown["all"] else []
                    if any(part["of"] == [name] for part in parts) or whole and len(truth[by]) == 1:
                        continue
                    for place, class_ in enumerate(self.known[item]["classes"]):
                        row = self.count(of, item, [place])
                        # Of those among whom there is nobody, none is of this part.
                        nobody = any(part["spread"]["classes"][class_] == 0 for part in parts + whole)
                        if row.any() and not nobody:
                            count = cell["counts"][item]["classes"][place]
                            found.append((f"{by} {name!r}, {shown['id']}: {class_}", row, count, self.count(EVERYBODY, item, [place])))
        return found

    def certain(self, secrets):
        """Those of the hidden numbers that cannot be any other."""
        rows = sparse.csr_array(numpy.array([row for _, row, _, _ in secrets]))
        true = numpy.array([number for _, _, number, _ in secrets])
        shown = sparse.csr_array(numpy.array(self.rows))
        # What is true has to be possible: if it were not, everything would seem to be hidden.
        solve(sparse.vstack([shown, rows]), [*self.low, *true], [*self.high, *true], numpy.zeros(self.size))
        left, chance = numpy.arange(len(secrets)), numpy.random.default_rng(1)

        def still(left, aim):
            found = rows @ solve(shown, self.low, self.high, aim)
            return left[found[left] == true[left]]

        # Many at one stroke, in some directions. Then those that are left one by one, as low and as high as can be.
        for _ in range(ROUNDS):
            if len(left):
                signs = numpy.where(true[left] == 0, -1, chance.choice([-1, 1], len(left)))
                left = still(left, (signs * chance.random(len(left))) @ rows[left])
        found = []
        for one in left:
            for sign in [-1, 1]:
                if one in left:
                    left = still(left, sign * secrets[one][1])
            # Of a class that certainly nobody is in, nobody is in a part.
            if one in left and solve(shown, self.low, self.high, -secrets[one][3]) @ secrets[one][3] > 0:
                found.append(f"{secrets[one][0]}: {true[one]}")
        return found


def solve(shown, low, high, aim):
    """Whole numbers of people, none below nothing, for which a sum is as low as it can be."""
    system = LinearConstraint(shown, low, high)
    done = milp(aim, constraints=system, integrality=numpy.ones(len(aim)), bounds=Bounds(0, numpy.inf))
    if done.x is None:
        raise RuntimeError(f"the attack is mistaken: {done.message}")
    return numpy.round(done.x)


def tables(known, shipped):
    """What is attacked together, with the items whose numbers are asked for: each item with what it rests on; and then the
    questions that hang together, with all that is made of them; not with thresholds below those that are shipped, where sums
    of two questions tell more."""
    for together in known["together"]:
        columns = {item: column for column, item in enumerate(together["items"])}
        for item in together["items"]:
            rests = [item]
            for one in rests:
                rests += [before for before in known["items"][one]["rests_on"] if before not in rests]
            ways = {json.dumps([way[columns[one]] for one in rests]) for way in together["ways"]}
            ways = [json.loads(way) for way in sorted(ways)]
            yield {"items": rests, "ways": ways}, [item]
        questions = [item for item in together["items"] if known["items"][item]["kind"] == "question"]
        if shipped and len(questions) < len(together["items"]):
            yield together, questions


def told(path):
    """What a group's file tells of what it hides."""
    read = lambda name: json.loads(path.with_name(name).read_text())
    file, truth = read(path.name), read(path.name.replace("group", "truth"))
    known = read(path.name.split("-")[0] + "-known.json")
    found, tried = [], 0
    for year in file["years"]:
        for table, asked in tables(known, file["thresholds"] == {"medians": 5, "spread": 8}):
            attack = Attack(known["items"], table, file, year, truth)
            secrets = attack.secrets(asked, year, truth)
            tried += len(secrets)
            if secrets:
                found += [f"{path.name}: {one}" for one in attack.certain(secrets)]
    return found, tried


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        answers = pool.map(told, sorted(pathlib.Path(sys.argv[1]).glob("*-group.json")), chunksize=1)
    print(json.dumps({"found": sorted({one for found, _ in answers for one in found}), "tried": sum(tried for _, tried in answers)}))
