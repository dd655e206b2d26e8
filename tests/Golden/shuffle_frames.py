#!/usr/bin/env python3
"""Shuffles the frames of captures within a span of time, by a seed; each line keeps its own receive time.

    python3 tests/Golden/shuffle_frames.py --seed 1 --within-ms 400 IN.gz[,IN2.gz] OUT.gz

A frame's sort key is its receive time plus uniform(0, within), in whole nanoseconds; frames of one key keep their order. The same seed gives the same bytes.
"""
import argparse
import gzip
import random
import sys


def shuffled(lines, seed, within):
    """The lines (each `<receive time, ns> …`) in their new order; `within` in ns."""
    draw = random.Random(seed)
    keyed = [(int(line.split(" ", 1)[0]) + int(draw.uniform(0, within)), line) for line in lines]
    keyed.sort(key=lambda pair: pair[0])
    return [line for _, line in keyed]


def main():
    parser = argparse.ArgumentParser(description="Shuffles frames within a span of time.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--within-ms", type=int, required=True)
    parser.add_argument("source", help="captures, by commas, read as one stream")
    parser.add_argument("out")
    args = parser.parse_args()
    lines = []
    for path in args.source.split(","):
        with open(path, "rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        with (gzip.open if packed else open)(path, "rt", encoding="utf-8") as text:
            lines += (line.rstrip("\n") + "\n" for line in text)
    with open(args.out, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out:
        out.write("".join(shuffled(lines, args.seed, args.within_ms * 1_000_000)).encode())
    print(f"frames={len(lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
