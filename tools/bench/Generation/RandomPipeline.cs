using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Bench.Generation;

/// <summary>
/// Valid pipelines over all shipped operators, drawn by a seed: params, environment, expressions, merges, roles, <c>drop</c>, <c>on_error</c>, dead letters, <c>time</c>,
/// <c>defaults</c>, in every style of YAML. Which columns there are is worked out here from the reference pages, not asked of the binder.
/// </summary>
internal sealed partial class RandomPipeline
{
    private readonly Random _random;
    private readonly RandomExpressions _expressions;
    private readonly List<(string Name, Sketch.Pairs Body)> _nodes = [];
    private readonly List<Stream> _streams = [];
    private readonly List<string> _late = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _params = new(StringComparer.Ordinal);
    private readonly Sketch.Pairs _declared = new([]);
    private bool _readsEnvironment;

    private RandomPipeline(int seed)
    {
        _random = new Random(seed);
        _expressions = new RandomExpressions(_random);
    }

    /// <summary>Names of environment variables the pipelines read; any value will do.</summary>
    public static IReadOnlyList<string> Environment { get; } = ["OUT_FOLDER"];

    /// <summary>The text of the pipeline of a seed.</summary>
    public static string Text(int seed, int nodes = 0)
    {
        var pipeline = new RandomPipeline(seed);
        var top = pipeline.Make(nodes > 0 ? nodes : 2 + pipeline._random.Next(12));
        return new SketchWriter(pipeline._random).Write(top);
    }

    private Sketch.Pairs Make(int nodes)
    {
        Params();
        for (var i = 1 + _random.Next(3); i > 0; i--)
        {
            AddSource();
        }

        while (_nodes.Count < nodes)
        {
            AddTransform();
        }

        var catches = _late.Count > 0 ? _random.Next(3) : 2 * _random.Next(2);
        AddLate(catches == 0);
        AddSinks();
        return Top(catches == 1 || (catches == 2 && _late.Count > 0));
    }

    private Sketch.Pairs Top(bool catchesDead)
    {
        var top = Sketch.Pairs.Of(("version", new Sketch.Word("1")), ("pipeline", new Sketch.Word($"generated-{_random.Next(1000)}")));
        var time = Sketch.Pairs.Of(("lateness", new Sketch.Word(Pick("250ms", "0s", "1.5s"))));
        AddIf(top, _declared.Entries.Count > 0, "params", _declared);
        AddIf(top, _readsEnvironment, "secrets", Sketch.Items.Of(Environment));
        AddIf(top, Draw(2), "time", time);
        AddIf(top, Draw(5), "defaults", Sketch.Pairs.Of(("batch", new Sketch.Word("512")), ("on_error", new Sketch.Word("port"))));
        top.Add("nodes", Sketch.Pairs.Of(_nodes.Select(n => (n.Name, (Sketch)n.Body))));
        AddIf(top, catchesDead, "dead_letters", Sketch.Pairs.Of(("jsonl_file", new Sketch.Word("out/dead.jsonl"))));
        AddIf(top, Draw(4), "x-owner", Sketch.Pairs.Of(("desk", new Sketch.Quoted("market's data")), ("level", new Sketch.Word("~"))));
        if (Draw(3))
        {
            top.Entries.Reverse();
        }

        return top;
    }

    private void Params()
    {
        Declare("symbols", "list<symbol>", Sketch.Items.Of("BTCUSDT", "ETHUSDT"));
        Declare("limit", "float64", new Sketch.Word(Pick("0.5", "1e3", "-2")));
        Declare("dir", "path", new Sketch.Word(Pick("out", "out/day", "../x")));
        Declare("window", "duration", new Sketch.Word(Pick("10s", "250ms", "1.5s", "2m")));
        Declare("levels", "int64", new Sketch.Word(Pick("5", "10")));
        Declare("venue", "'enum<binance_spot|binance_usdm>'", new Sketch.Word("binance_spot"));
        Declare("pace", "rate", new Sketch.Word(Pick("2000/s", "10/250ms")));
        if (Has("limit") && Draw(2))
        {
            Declare("floor", "float64", new Sketch.Word("$limit"));
        }

        _expressions.Limits.AddRange(new[] { "limit", "floor" }.Where(Has));
        _expressions.SymbolLists.AddRange(new[] { "symbols" }.Where(Has));
    }

    private void Declare(string name, string type, Sketch fallback)
    {
        if (Draw(2))
        {
            _params[name] = type;
            _declared.Add(name, Sketch.Pairs.Of(("type", new Sketch.Word(type)), ("default", fallback)));
        }
    }

    private void AddSinks()
    {
        var streams = _streams.Where(s => !_read.Contains(s.Ref)).DefaultIfEmpty(_streams[_random.Next(_streams.Count)]).ToList();
        var chosen = streams.Where((_, i) => i == 0 || Draw(2)).ToList();
        foreach (var stream in chosen)
        {
            var body = Sketch.Pairs.Of(("from", new Sketch.Word(stream.Ref)));
            AddIf(body, Draw(4), "where", new Sketch.Expression(_expressions.Condition(stream.Columns)));
            Sink(body, stream);
            AddIf(body, Draw(6), "batch", Draw(2) ? new Sketch.Word("100") : Sketch.Pairs.Of(("max", new Sketch.Word("65_536"))));
            AddNode("sink", body);
        }
    }

    private void Sink(Sketch.Pairs body, Stream stream)
    {
        var columns = Sketch.Items.Of(stream.Columns.Where(_ => Draw(3)).Select(c => c.Name).DefaultIfEmpty("ts"));
        switch (_random.Next(4))
        {
            case 0:
                body.Add("console", Draw(2) ? columns : Sketch.Pairs.Of(("columns", columns), ("every", new Sketch.Word("1_000")), ("limit", new Sketch.Word("0")), ("width", new Sketch.Word("120"))));
                break;
            case 1:
                body.Add("csv_file", Draw(2) ? Path("csv") : Sketch.Pairs.Of(("path", Path("csv")), ("times", new Sketch.Word(Pick("ns", "rfc3339")))));
                break;
            case 2:
                body.Add("jsonl_file", Draw(2) ? Path("jsonl") : Sketch.Pairs.Of(("path", Path("jsonl")), ("times", new Sketch.Word("ns"))));
                break;
            default:
                var options = Sketch.Pairs.Of(("path", Path("arrow")));
                AddIf(options, Draw(2), "stamps", new Sketch.Word(Pick("true", "false")));
                AddIf(options, Draw(2), "framing", new Sketch.Word(Pick("file", "stream")));
                AddIf(options, Draw(2), "rows_per_record_batch", new Sketch.Word("4096"));
                body.Add("arrow_file", options);
                break;
        }
    }

    private void AddLate(bool reads)
    {
        if (reads && _late.Count > 0)
        {
            _streams.Add(new Stream(_late[0], Schemas.Dead.Fields, "dead"));
            var body = Sketch.Pairs.Of(("from", Sketch.Items.Of(_late)), ("jsonl_file", new Sketch.Word("out/late.jsonl")));
            AddNode("late_rows", body);
        }
        else if (Draw(2))
        {
            foreach (var late in _late.ToList())
            {
                _nodes.Single(n => n.Name == late[..late.IndexOf('.', StringComparison.Ordinal)]).Body.Add("drop", Draw(2) ? new Sketch.Word("late") : Sketch.Items.Of("late"));
            }

            _late.Clear();
        }
    }

    private Sketch Path(string extension) => _random.Next(5) switch
    {
        0 when Has("dir") => new Sketch.Word($"$dir/{_nodes.Count}.{extension}"),
        1 when Has("dir") => new Sketch.Quoted($"$(dir)-{_nodes.Count}.{extension}"),
        2 => EnvironmentPath(),
        _ => new Sketch.Word(string.Create(CultureInfo.InvariantCulture, $"out/{_nodes.Count}.{extension}")),
    };

    private Sketch.Word EnvironmentPath()
    {
        _readsEnvironment = true;
        return new Sketch.Word("env:" + Environment[0]);
    }

    private string AddNode(string stem, Sketch.Pairs body)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{_nodes.Count}");
        if (Draw(4))
        {
            body.Entries.Reverse();
        }

        _nodes.Add((name, body));
        return name;
    }

    private static void AddIf(Sketch.Pairs map, bool wanted, string key, Sketch value)
    {
        if (wanted)
        {
            map.Add(key, value);
        }
    }

    private bool Has(string param) => _params.ContainsKey(param);

    private bool Draw(int outOf) => _random.Next(outOf) == 0;

    private string Pick(params ReadOnlySpan<string> of) => of[_random.Next(of.Length)];

    private Sketch Or(string param, params ReadOnlySpan<string> of) => new Sketch.Word(Has(param) && Draw(2) ? "$" + param : Pick(of));
}
