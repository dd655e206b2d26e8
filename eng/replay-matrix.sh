#!/usr/bin/env bash
# One answer: three pipelines over their whole recordings under every batch size, number of workers, build, garbage collector and speed, each held to its golden hashes in tests/Golden/replay.
#   eng/replay-matrix.sh                    everything (--all): some minutes, most of them runs at the pace of the recording
#   eng/replay-matrix.sh --quick            batches 1 and 1024, workers 1 and 2, this build, full speed: some seconds
#   eng/replay-matrix.sh --write-golden     stores the answers instead of comparing with them
#   RECORDINGS=../shared/data eng/replay-matrix.sh    over the recordings of real markets (hftbacktest, freqtrade) in that folder
# Options are those of `streamengine replay verify`. Exit code 4 when there is more than one answer.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

options=("$@")
for option in "$@"; do
  case $option in --quick | --batches | --paces | --processes | --all) given=1 ;; esac
done
[ -n "${given:-}" ] || options+=(--all)
failed=0

verify() { # golden pipeline [option...]
  local golden=tests/Golden/replay/$1.json pipeline=$2
  shift 2
  ./streamengine replay verify "$pipeline" --golden "$golden" "$@" "${options[@]}" || failed=$?
  echo
}

verify every-timer pipelines/every-timer.yaml
if [ -n "${RECORDINGS:-}" ]; then
  spot=$RECORDINGS/hftbacktest/spot
  verify book-features-spot pipelines/book-features.yaml --set "depth=$spot/btcusdt_20240808.gz,$spot/btcusdt_20240809.gz"
  verify bars-xrp-eth pipelines/bars.yaml --set "data=$RECORDINGS/freqtrade/XRP_ETH-trades.feather"
else
  verify book-features pipelines/book-features.yaml --set depth=tests/Golden/hand-worked.capture
  verify bars pipelines/bars.yaml
fi
exit "$failed"
