"""Sums test results and prints `N passed, N failed, N skipped`.

Usage: test-totals.py FOLDER, which holds xunit's *.trx and the Python runner's *.json. Exit code 1 when a test failed or was
skipped, when none passed, or when a runner left no result. A failed test is told with its message, where it failed, and the
last lines it printed, so that one run of a test that seldom fails is enough to see why. Outcomes are counted one by one: the counters at the end of a trx
file do not count skipped tests.
"""

import collections
import json
import pathlib
import sys
import xml.etree.ElementTree as xml

FATES = {"Passed": "passed", "NotExecuted": "skipped"}


LINES = 25


def text_of(result, path, last=False):
    """The first (or last) lines of an element's text."""
    lines = (result.findtext(path) or "").strip().splitlines()
    return lines[-LINES:] if last else lines[:LINES]


def tell(result):
    """Prints why a test failed."""
    print(f"failed: {result.get('testName')}, after {result.get('duration')}")
    for line in (
        text_of(result, ".//{*}ErrorInfo/{*}Message")
        + text_of(result, ".//{*}ErrorInfo/{*}StackTrace")
        + text_of(result, ".//{*}Output/{*}StdOut", last=True)
    ):
        print(f"  {line}")


def main(folder):
    totals = collections.Counter(passed=0, failed=0, skipped=0)
    trx = sorted(pathlib.Path(folder).rglob("*.trx"))
    other = sorted(pathlib.Path(folder).rglob("*.json"))
    for path in trx:
        for result in xml.parse(path).getroot().findall(".//{*}UnitTestResult"):
            fate = FATES.get(result.get("outcome"), "failed")
            totals[fate] += 1
            if fate == "skipped":
                print(f"skipped: {result.get('testName')}")
            elif fate == "failed":
                tell(result)
    for path in other:
        totals.update(json.loads(path.read_text()))

    complete = bool(trx) and bool(other)
    if not complete:
        print("a test runner ended without a result")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**totals))
    return 0 if complete and totals["passed"] and not totals["failed"] and not totals["skipped"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
