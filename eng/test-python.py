"""Runs the Python tests of a folder (files test_*.py and *_test.py) and writes how many passed, failed and were skipped.

Usage: test-python.py FOLDER RESULT.json. A folder without such files has none of each.
"""

import json
import pathlib
import sys
import unittest


def main(folder, result_path):
    sys.dont_write_bytecode = True
    suite = unittest.TestSuite()
    if pathlib.Path(folder).is_dir():
        sys.path.insert(0, folder)
        for pattern in ("test_*.py", "*_test.py"):
            suite.addTests(unittest.TestLoader().discover(folder, pattern=pattern))

    outcome = unittest.TextTestRunner(verbosity=1).run(suite) if suite.countTestCases() else unittest.TestResult()
    failed = len(outcome.failures) + len(outcome.errors) + len(outcome.unexpectedSuccesses)
    skipped = len(outcome.skipped) + len(outcome.expectedFailures)
    totals = {"passed": max(0, outcome.testsRun - failed - skipped), "failed": failed, "skipped": skipped}
    pathlib.Path(result_path).write_text(json.dumps(totals))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
