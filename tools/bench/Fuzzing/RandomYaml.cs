using System.Text;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Texts of a grammar of pipelines in which anything may stand anywhere.</summary>
internal sealed class RandomYaml(Random random)
{
    private const int Deepest = 5;

    private static readonly string[] Top = ["version", "pipeline", "params", "secrets", "time", "defaults", "nodes", "dead_letters", "use", "profiles", "tests", "x-a", "jobs"];

    private static readonly string[] Keys =
    [
        "from", "key", "where", "select", "batch", "buffer", "on_error", "drop", "for_each", "window", "type", "default", "in", "trades", "path", "schema", "columns", "max", "rows", "as", "column", "over", "take", "levels", "a", "b", "c",
        "market_simulator", "order_book", "spread", "mid", "ewma", "rolling", "trade_flow", "console", "arrow_file", "jsonl_file", "csv_file", "capture_file", "normalize", "depth", "imbalance",
    ];

    private static readonly string[] Values =
    [
        "1", "a", "b.late", "a.trades", "$a", "$(a)/x", "env:A", "secret:B", "250ms", "5 bps", "10/s", "64MiB", "1e400", "-1", "'x'", "\"\\u0041\"", "~", "true", "trade/1", "book_delta/1", "list<symbol>", "enum<a|b>", "price > 0 and symbol in ['x']",
        "if a then b else c", "((((a))))", "a / b else null", "clamp(a, 0, 1)", "sum(bid_sizes, first 3)", "[a, b]", "{ a: 1 }", "*x", "!y z", "# none", "", "data/x.arrow", "99999999999999999999999999", "0.1e-400", "symbol", "bid_px",
    ];

    private readonly StringBuilder _text = new();

    /// <summary>A text.</summary>
    public string Text()
    {
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            Entry(Top[random.Next(Top.Length)], 0, 0);
        }

        return _text.ToString();
    }

    private void Entry(string key, int indent, int depth)
    {
        _text.Append(' ', indent).Append(key).Append(random.Next(40) == 0 ? ":" : ": ");
        var shape = depth >= Deepest ? 0 : random.Next(6);
        switch (shape)
        {
            case 0 or 1:
                _text.Append(Values[random.Next(Values.Length)]).Append('\n');
                break;
            case 2:
                Flow(depth + 1);
                _text.Append('\n');
                break;
            case 3:
                _text.Append("|\n");
                for (var i = random.Next(1, 5); i > 0; i--)
                {
                    _text.Append(' ', indent + 2).Append(random.Next(2) == 0 ? "x = " : "").Append(Values[random.Next(Values.Length)]).Append('\n');
                }

                break;
            default:
                _text.Append('\n');
                for (var i = random.Next(0, 6); i > 0; i--)
                {
                    Entry(Keys[random.Next(Keys.Length)] + (random.Next(3) == 0 ? random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture) : ""), indent + (random.Next(30) == 0 ? 1 : 2), depth + 1);
                }

                break;
        }
    }

    private void Flow(int depth)
    {
        var isMap = random.Next(2) == 0;
        _text.Append(isMap ? "{ " : "[");
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            if (isMap)
            {
                _text.Append(Keys[random.Next(Keys.Length)]).Append(": ");
            }

            if (depth < Deepest && random.Next(4) == 0)
            {
                Flow(depth + 1);
            }
            else
            {
                _text.Append(Values[random.Next(Values.Length)]);
            }

            _text.Append(i > 1 ? ", " : "");
        }

        _text.Append(isMap ? " }" : "]");
    }
}
