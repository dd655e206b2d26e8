using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Bench.Generation;

/// <content>Sources and what stands behind them.</content>
internal sealed partial class RandomPipeline
{
    private void AddSource()
    {
        switch (_random.Next(5))
        {
            case 0:
                AddSimulator();
                break;
            case 1:
                AddCapture();
                break;
            case 2:
                var schema = Pick("trade/1", "quote/1", "book_delta/1");
                AddFile("arrow_file", schema, Sketch.Pairs.Of(("path", Draw(2) ? Sketch.Items.Of("data/a.arrow", "data/b.arrow") : Path("arrow")), ("schema", new Sketch.Word(schema))));
                break;
            case 3:
                AddFile("jsonl_file", "trade/1", Sketch.Pairs.Of(("path", Path("jsonl")), ("schema", new Sketch.Word("trade/1")), ("max_line", new Sketch.Word("1MiB"))));
                break;
            default:
                var columns = Sketch.Pairs.Of(("ts", new Sketch.Word("timestamp")), ("symbol", new Sketch.Word("symbol")), ("value", new Sketch.Word("float64?")));
                var name = AddNode("rows", Sketch.Pairs.Of(("jsonl_file", Sketch.Pairs.Of(("path", Path("jsonl")), ("columns", columns)))));
                Field[] made = [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol), new("value", ColumnType.Float64, true)];
                _streams.Add(new Stream(name, made, "values"));
                break;
        }
    }

    private void AddFile(string verb, string schema, Sketch.Pairs options)
    {
        var body = Sketch.Pairs.Of((verb, options));
        AddIf(body, Draw(4), "batch", new Sketch.Word("64"));
        AddIf(body, Draw(6), "on_error", new Sketch.Word("stop"));
        _streams.Add(new Stream(AddNode("file", body), Schemas.Find(schema)!.Fields, schema));
    }

    private void AddSimulator()
    {
        var options = new Sketch.Pairs([]);
        AddIf(options, Draw(2), "symbols", Or("symbols", "[BTCUSDT]", "[SOLUSDT, 'X-1']"));
        AddIf(options, Draw(2), "rate", Or("pace", "1000/s", "5/250ms"));
        AddIf(options, Draw(2), "rows", new Sketch.Word("10_000"));
        AddIf(options, Draw(2), "seed", new Sketch.Word("7"));
        AddIf(options, Draw(3), "unpaced", new Sketch.Word("true"));
        AddIf(options, Draw(3), "volatility", new Sketch.Word("0.25"));
        AddIf(options, Draw(3), "start", new Sketch.Quoted("2024-08-08T00:00:00Z"));
        AddIf(options, Draw(3), "burst", Sketch.Pairs.Of(("every", new Sketch.Word("1s")), ("factor", new Sketch.Word("3"))));
        AddMarket(AddNode("exchange", Sketch.Pairs.Of(("market_simulator", options))));
    }

    private void AddCapture()
    {
        var frames = AddNode("frames", Sketch.Pairs.Of(("capture_file", Draw(2) ? new Sketch.Word("data/day.gz") : Sketch.Pairs.Of(("files", Sketch.Items.Of("a.gz", "b.gz")), ("max_frame", new Sketch.Word("4MiB"))))));
        Sketch venue = Or("venue", "binance_spot", "binance_usdm");
        var body = Sketch.Pairs.Of(("from", new Sketch.Word(frames)), ("normalize", Draw(2) ? venue : Sketch.Pairs.Of(("venue", venue), ("time_unit", new Sketch.Word("us")))));
        AddMarket(AddNode("market", body));
    }

    private void AddMarket(string node)
    {
        _streams.Add(new Stream($"{node}.deltas", Schemas.BookDelta.Fields, "book_delta/1"));
        _streams.Add(new Stream($"{node}.trades", Schemas.Trade.Fields, "trade/1"));
        _streams.Add(new Stream($"{node}.quotes", Schemas.Quote.Fields, "quote/1"));
    }

    private void AddTransform()
    {
        var input = _streams[_random.Next(_streams.Count)];
        if (input.Tag == "book_delta/1" && Draw(2))
        {
            AddBook(input);
            return;
        }

        if (input.Tag is { } tag && _streams.Count(s => s.Tag == tag) > 1 && Draw(2))
        {
            var same = _streams.Where(s => s.Tag == tag).ToList();
            Add("merged", Sketch.Items.Of(same.Select(s => s.Ref)), null, null, input.Columns, tag);
            same.ForEach(s => _read.Add(s.Ref));
            return;
        }

        switch (_random.Next(5))
        {
            case 0:
                AddShape(input);
                break;
            case 1 when _streams.Find(s => s.Tag == "trade/1") is { } trades:
                AddFlow(input, trades);
                break;
            default:
                AddFeature(input);
                break;
        }
    }

    private void AddBook(Stream input)
    {
        var depth = Pick("5", "20", "100");
        Sketch options = Draw(3) ? Sketch.Pairs.Of(("depth", new Sketch.Word(depth)), ("crossed", new Sketch.Word("0"))) : Sketch.Pairs.Of(("depth", new Sketch.Word(depth)));
        Add("book", new Sketch.Word(input.Ref), "order_book", options, Schemas.Book(int.Parse(depth, CultureInfo.InvariantCulture)).Fields, $"book {depth}", mayShape: Draw(4));
        _read.Add(input.Ref);
    }

    // filters and shapes without a verb
    private void AddShape(Stream input)
    {
        var body = Sketch.Pairs.Of(("from", new Sketch.Word(input.Ref)));
        AddIf(body, Draw(2), "where", new Sketch.Expression(_expressions.Condition(input.Columns)));
        var made = input.Columns;
        if (Draw(2))
        {
            var (lines, columns) = _expressions.Select(input.Columns, ["ts", "symbol"]);
            body.Add("select", new Sketch.Lines(lines));
            made = columns;
        }

        _read.Add(input.Ref);
        _streams.Add(new Stream(AddNode("shaped", body), made, null));
    }

    private void AddFlow(Stream input, Stream trades)
    {
        var window = Pick("10s", "250ms", "2m");
        if (!input.Has("symbol") || input.Columns.Any(c => c.Name.EndsWith(window, StringComparison.Ordinal)))
        {
            AddFeature(input);
            return;
        }

        var from = Sketch.Pairs.Of(("in", new Sketch.Word(input.Ref)), ("trades", Draw(3) ? Sketch.Items.Of(trades.Ref) : new Sketch.Word(trades.Ref)));
        var options = Sketch.Pairs.Of(("window", new Sketch.Word(window)));
        AddIf(options, Draw(2), "lateness", new Sketch.Word("100ms"));
        AddIf(options, Draw(3), "kinds", Sketch.Items.Of("normal", "block"));
        var made = new[] { "buy_qty", "sell_qty", "net_flow" }.Select(n => new Field($"{n}_{window}", ColumnType.Float64, true, "base"));
        var node = Add("flow", from, "trade_flow", options, [.. input.Columns, .. made], null);
        _late.Add($"{node}.late");
        _read.Add(input.Ref);
        _read.Add(trades.Ref);
    }

    private void AddFeature(Stream input)
    {
        var numbers = input.Numbers;
        var best = input.Has("bid_px", "bid_qty", "ask_px", "ask_qty") && input.Columns.First(c => c.Name == "bid_px").Type.Kind == TypeKind.Float64;
        var levels = input.Columns.FirstOrDefault(c => c.Name == "bid_sizes")?.Type.Length ?? 0;
        var levelled = levels > 0 && input.Has("bid_sizes", "ask_sizes", "bid_px", "ask_px", "bid_qty", "ask_qty");
        var name = string.Create(CultureInfo.InvariantCulture, $"added_{_nodes.Count}");
        var count = Math.Min(levels, 5);
        var (verb, options, made) = _random.Next(8) switch
        {
            0 when best => ("spread", As(name), new[] { name }),
            1 when best => ("mid", As(name), [name]),
            2 when best => ("weighted_mid", As(name), [name]),
            3 when best => ("order_flow_imbalance", Sketch.Pairs.Of(("window", new Sketch.Word("20")), ("as", new Sketch.Word(name))), [name]),
            4 when levelled && !input.Has($"imbalance_{count}") => ("imbalance", Levels(count), [$"imbalance_{count}"]),
            5 when levelled && !input.Has($"sum_bid_{count}") => ("depth", Levels(count), [$"sum_bid_{count}", $"sum_ask_{count}"]),
            6 when numbers.Count > 0 => ("ewma", Ewma(numbers[_random.Next(numbers.Count)].Name, name), [name]),
            _ when numbers.Count > 0 => ("rolling", Rolling(numbers[_random.Next(numbers.Count)].Name, name), [name]),
            _ => ("", new Sketch.Pairs([]), Array.Empty<string>()),
        };
        if (verb.Length == 0)
        {
            AddShape(input);
            return;
        }

        Add(verb, new Sketch.Word(input.Ref), verb, options, [.. input.Columns, .. made.Select(m => new Field(m, ColumnType.Float64, true))], null);
        _read.Add(input.Ref);
    }

    private Sketch.Pairs As(string name) => Sketch.Pairs.Of(("as", new Sketch.Word(name)));

    private static Sketch.Pairs Levels(int count) => Sketch.Pairs.Of(("levels", new Sketch.Word(count.ToString(CultureInfo.InvariantCulture))));

    private Sketch.Pairs Ewma(string column, string name)
    {
        var options = Sketch.Pairs.Of(("column", new Sketch.Word(column)), ("as", new Sketch.Word(name)));
        options.Entries.Add(_random.Next(3) switch { 0 => ("span", new Sketch.Word("20")), 1 => ("half_life", Or("window", "5s", "1.5h")), _ => ("alpha", new Sketch.Word("0.1")) });
        return options;
    }

    private Sketch.Pairs Rolling(string column, string name)
    {
        var options = Sketch.Pairs.Of(("column", new Sketch.Word(column)), ("take", Draw(2) ? Sketch.Items.Of(Pick("mean", "sum", "max")) : new Sketch.Word("variance")), ("as", new Sketch.Word(name)));
        options.Entries.Add(Draw(2) ? ("over", Or("window", "10s", "1h")) : ("rows", new Sketch.Word("1_000")));
        return options;
    }

    private string Add(string stem, Sketch from, string? verb, Sketch? options, IReadOnlyList<Field> columns, string? tag, bool mayShape = true)
    {
        var body = Sketch.Pairs.Of(("from", from));
        AddIf(body, verb is not null && columns.Any(c => c.Name == "symbol") && Draw(2), "key", Draw(3) ? Sketch.Items.Of("symbol") : new Sketch.Word("symbol"));
        AddIf(body, verb is not null, verb ?? "", options ?? new Sketch.Pairs([]));
        AddIf(body, Draw(8), "buffer", Draw(2) ? new Sketch.Word("1000") : Sketch.Pairs.Of(("rows", new Sketch.Word("100")), ("bytes", new Sketch.Word("1MiB")), ("policy", new Sketch.Word(Pick("wait", "drop_oldest", "fail")))));
        AddIf(body, verb is not null && Draw(8), "on_error", new Sketch.Word(Pick("port", "stop")));
        var made = columns;
        if (verb is not null && mayShape && Draw(4))
        {
            var (lines, selected) = _expressions.Select(columns, ["ts", "symbol"]);
            body.Add("select", new Sketch.Lines(lines));
            (made, tag) = (selected, null);
        }

        var node = AddNode(stem, body);
        _streams.Add(new Stream(node, made, tag));
        return node;
    }
}
