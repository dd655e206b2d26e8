#!/usr/bin/env bash
# Runs every test once, in Release: xunit, and the Python oracles under tests/Golden.
#   ./test.sh [--long] [arguments for `dotnet test`, such as --filter FullyQualifiedName~Arrow]
# --long sets STREAMENGINE_LONG=1, for the sizes that take minutes. Fails when a test fails or is skipped.
# A test that does not end within ten minutes (an hour with --long) is named, and ends the run.
# The last line is `N passed, N failed, N skipped`, summed over all runners.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"

hang=10min
if [ "${1:-}" = --long ]; then
  export STREAMENGINE_LONG=1
  hang=60min
  shift
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
results=$PWD/.build/test-results
rm -rf "$results"
mkdir -p "$results"

eng/setup.sh build || exit 1
eng/setup.sh test || exit 1
(flock 9 && dotnet build StreamEngine.sln --configuration Release --nologo --verbosity quiet -tl:off -p:RestoreLockedMode=true 9>&-) \
  9>.build/lock || exit 1

code=0
dotnet test tests --configuration Release --no-build --nologo --verbosity quiet \
  --blame-hang-timeout "$hang" --blame-hang-dump-type none \
  --logger 'trx;LogFileName=xunit.trx' --results-directory "$results" "$@" || code=1
python3 eng/test-python.py tests/Golden "$results/python.json" || code=1
python3 eng/test-totals.py "$results" || code=1
exit "$code"
