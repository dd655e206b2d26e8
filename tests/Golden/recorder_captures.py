"""What the recordings of ../shared/data/cryptofeed hold, worked out without the engine (tests/EndToEnd/RecorderCaptureTests.cs).

A row is `file records recv http send connect sha256`: the digest is that of the records in the order of a merge (by the newest time of the connection, then by line), each as
`line ts conn kind url text`, times in ns, "-" where the file tells none. For the two captures of Binance that the engine normalizes, rows `book file symbol bid_px bid_qty ask_px ask_qty last_id`
follow: the book behind the last depth message, by the venue's rules.
"""

import base64
import gzip
import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlparse


def ns(seconds):
    return int(Decimal(seconds) * 10**9)


def json_records(lines):
    for number, line in lines:
        record = json.loads(line, parse_float=str, parse_int=str)
        if record["t"] == "header":
            continue
        text = gzip.decompress(base64.b64decode(record["b64"])).decode() if "b64" in record else record.get("data", "")
        yield number, ns(record["ts"]), record["conn"], record["t"], record.get("url") or record.get("addr") or "-", text


def text_records(lines):
    for number, line in lines:
        if line.startswith("configuration: "):
            continue
        url, kind = "-", "recv"
        if not line[0].isdigit():
            url, mark, line = line.split(" ", 2)
            kind = {"<->": "connect", "<-": "send", "->": "http"}[mark]
        time, text = (line, "") if kind == "connect" else line.split(": ", 1)
        yield number, ns(time), "-", kind, url, text


def merged(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        lines = [(number, line.rstrip("\r\n")) for number, line in enumerate(file, 1)]
    newest, keyed = {}, []
    for record in (json_records if lines[0][1].startswith("{") else text_records)(lines):
        number, ts, conn = record[:3]
        newest[conn] = max(newest.get(conn, 0), ts)
        keyed.append((newest[conn], number, record))
    return [record for _, _, record in sorted(keyed)]


def books(records, futures):
    snapshots, messages = {}, {}
    for _, _, _, kind, url, text in records:
        if kind == "http" and urlparse(url).path.endswith("/depth"):
            snapshots[parse_qs(urlparse(url).query)["symbol"][0]] = json.loads(text)
        elif kind == "recv" and "@depth" in text[:80]:
            data = json.loads(text)["data"]
            messages.setdefault(data["s"], []).append(data)
    for symbol in sorted(messages):
        snapshot, last, sides = snapshots[symbol], None, ({}, {})
        for side, levels in zip(sides, (snapshot["bids"], snapshot["asks"])):
            side.update((Decimal(p), Decimal(q)) for p, q in levels)
        first_id = snapshot["lastUpdateId"]
        for data in messages[symbol]:
            if (data["u"] < first_id) if futures else (data["u"] <= first_id):
                continue
            if last is None:
                assert data["U"] <= first_id + (0 if futures else 1) <= data["u"] or data.get("pu") == first_id, (symbol, "the snapshot does not join")
            else:
                assert data["pu"] == last if futures else data["U"] == last + 1, (symbol, "gap")
            last = data["u"]
            for side, levels in zip(sides, (data["b"], data["a"])):
                for price, qty in levels:
                    side.pop(Decimal(price), None) if Decimal(qty) == 0 else side.__setitem__(Decimal(price), Decimal(qty))
        if last is not None:
            bid, ask = max(sides[0]), min(sides[1])
            yield symbol, *(f"{value.normalize():f}" for value in (bid, sides[0][bid], ask, sides[1][ask])), last


def main(folder):
    for path in sorted(Path(folder).glob("*.gz")):
        records = merged(path)
        kinds = [record[3] for record in records]
        digest = hashlib.sha256("".join(f"{' '.join(map(str, record))}\n" for record in records).encode()).hexdigest()
        print(path.name, len(records), *(kinds.count(kind) for kind in ("recv", "http", "send", "connect")), digest)
        if path.name in ("BINANCE.jsonl.gz", "BINANCE_FUTURES.jsonl.gz"):
            for row in books(records, "FUTURES" in path.name):
                print("book", path.name, *row)


if __name__ == "__main__":
    main(sys.argv[1])
