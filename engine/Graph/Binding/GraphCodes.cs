using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Codes of the shape and wiring of a pipeline: SE20xx and SE3xxx.</summary>
[ErrorFamily]
public static class GraphCodes
{
    public static readonly ErrorCode UnknownKey = new("SE2001", "no key of a pipeline file",
        "The top of a file has known keys only, so that a misspelled one is not overlooked.",
        "Correct the name, or begin it with 'x-' when it is your own.",
        "pipline: demo",
        "pipeline: demo");

    public static readonly ErrorCode MissingKey = new("SE2002", "a key is missing",
        "Every pipeline file has version, pipeline and nodes.",
        "Add the key.",
        "pipeline: demo\nnodes: …",
        "version: 1\npipeline: demo\nnodes: …");

    public static readonly ErrorCode WrongShape = new("SE2003", "a value of another shape",
        "A map, a list or a single value is expected here and something else was found.",
        "Write the value in the shape the message names.",
        "nodes: [trades, out]",
        "nodes:\n  trades: …\n  out: …");

    public static readonly ErrorCode BadVersion = new("SE2004", "a version this engine does not read",
        "version says which language the file is written in; this engine reads 1.",
        "Write version: 1, or use the engine the file was written for.",
        "version: 2",
        "version: 1");

    public static readonly ErrorCode BadName = new("SE2005", "no name that can be used here",
        "Pipelines are called by lower-case letters, digits and hyphens, nodes and params by lower-case letters, digits and underscores; each begins with a letter.",
        "Rename it, here and where it is used.",
        "Best-Trades: { … }",
        "best_trades: { … }");

    public static readonly ErrorCode NotBuilt = new("SE2006", "not built yet",
        "The key belongs to the language, but this version of the engine cannot run it.",
        "Leave it out for now; the message says what to use instead where there is something.",
        "out: { from: trades, retry: { times: 3 }, console: {} }",
        "out: { from: trades, console: {} }");

    public static readonly ErrorCode UnknownAttribute = new("SE2007", "no meaning here",
        "Attributes mean the same on every node, but not every node can have all: a source has no where, a sink no select.",
        "Move it to a node of its own.",
        "trades: { jsonl_file: …, where: price > 0 }",
        "trades: { jsonl_file: … }\npriced: { from: trades, where: price > 0 }");

    public static readonly ErrorCode BadParam = new("SE2008", "a param that is not declared right",
        "A param has a type and may have a default of that type.",
        "Write { type: …, default: … } with one of the types the message lists.",
        "params: { rows: { type: int, default: 5 } }",
        "params: { rows: { type: int64, default: 5 } }");

    public static readonly ErrorCode UnknownParam = new("SE2009", "no param has this name",
        "$name and --set name=value refer to the params that the file declares.",
        "Correct the name, or declare it under params.",
        "path: $dat/trades.jsonl",
        "path: $data/trades.jsonl");

    public static readonly ErrorCode ParamNotSet = new("SE2010", "a param without a value",
        "A param without a default must be set.",
        "Pass --set name=value, or give it a default.",
        "params: { data: { type: path } }",
        "params: { data: { type: path, default: data } }");

    public static readonly ErrorCode TemplateName = new("SE2011", "this name is taken",
        "A template is a verb where it is used, and verbs, attributes and templates share their names.",
        "Give it another name under use.",
        "use: { mid: lib/mid.yaml }",
        "use: { my_mid: lib/mid.yaml }");

    public static readonly ErrorCode TemplateFile = new("SE2012", "a template file that cannot be read",
        "use names a file that is not there, cannot be read or is no YAML file; paths are relative to the file they stand in.",
        "Correct the path.",
        "use: { features: lib/featurs.yaml }",
        "use: { features: lib/features.yaml }");

    public static readonly ErrorCode TemplateCircle = new("SE2013", "a template that uses itself",
        "Templates are laid out in the graph where they are used, so one that uses itself, directly or through others, would never end.",
        "Take the use out of one of them.",
        "template: a\nuse: { again: a.yaml }",
        "template: a\nuse: { other: b.yaml }");

    public static readonly ErrorCode NoTemplate = new("SE2014", "no template",
        "A template file says template: name in place of pipeline: name, and has inputs and outputs.",
        "Name a template file, or make one of the file.",
        "use: { features: demo.yaml }   # a pipeline",
        "use: { features: lib/features.yaml }   # begins with template: features");

    public static readonly ErrorCode InputIsNode = new("SE2015", "an input with the name of a node",
        "Inside a template, inputs and nodes are read by the same names.",
        "Give one of them another name.",
        "inputs: { book: book_delta/1 }\nnodes: { book: { from: book, order_book: {} } }",
        "inputs: { deltas: book_delta/1 }\nnodes: { book: { from: deltas, order_book: {} } }");

    public static readonly ErrorCode UnknownSchema = new("SE2016", "no schema or type has this name",
        "An input of a template says which rows it takes: a canonical schema by name and version, or columns with their types.",
        "Use one of the names the message lists, or list the columns.",
        "inputs: { trades: trades/1 }",
        "inputs: { trades: trade/1 }");

    public static readonly ErrorCode UnknownProfile = new("SE2017", "no profile has this name",
        "--profile names one of the file's profiles.",
        "Use one of the names the message lists.",
        "streamengine run p.yaml --profile liv",
        "streamengine run p.yaml --profile live");

    public static readonly ErrorCode ProfileKey = new("SE2018", "no part of a profile",
        "A profile has clock (live or replay), params and nodes.",
        "Use these keys and words.",
        "profiles: { live: { clok: live } }",
        "profiles: { live: { clock: live } }");

    public static readonly ErrorCode ProfileNode = new("SE2019", "a profile that would change the graph",
        "A profile puts another source in the place of a source and another sink in the place of a sink; everything between stays what was tested.",
        "Change the node itself, or keep to sources and sinks.",
        "profiles: { live: { nodes: { mid: { spread: {} } } } }",
        "profiles: { live: { nodes: { trades: { capture_file: live.capture } } } }");

    public static readonly ErrorCode BadVariable = new("SE2020", "a variable of for_each that cannot be used",
        "Each variable has a name of its own and a list of different values, which become part of the names of nodes.",
        "Correct the name or the values.",
        "for_each: { s: [] }",
        "for_each: { s: [BTCUSDT, ETHUSDT] }");

    public static readonly ErrorCode TooMany = new("SE2021", "more nodes than are allowed",
        "for_each and templates multiply nodes; the number is limited so that a mistake cannot fill the memory.",
        "Use fewer values, or several pipelines.",
        "for_each: { a: $many, b: $many, c: $many }",
        "for_each: { a: $many }");

    public static readonly ErrorCode NoSelect = new("SE2022", "what is computed of the rows?",
        "An operator that aggregates gives what its select says, and there is none.",
        "Write select with one result a line.",
        "bars: { from: trades, window: { tumble: 1m } }",
        "bars:\n  from: trades\n  window: { tumble: 1m }\n  select: |\n    close = last(price)");

    public static readonly ErrorCode UndeclaredSecret = new("SE7001", "not declared under secrets",
        "env:NAME and secret:NAME are allowed only for names listed under secrets, so that a file shows what it takes from outside.",
        "Add the name under secrets.",
        "path: env:TRADES",
        "secrets: [TRADES]\n…\npath: env:TRADES");

    public static readonly ErrorCode SecretInPlain = new("SE7002", "a secret where it could be printed",
        "A secret may only go to an option of type secret; everything else can end up in a log, a plan or an error.",
        "Use env:NAME when the value may be seen, or another option.",
        "jsonl_file: { path: secret:FOLDER }",
        "jsonl_file: { path: env:FOLDER }");

    public static readonly ErrorCode EnvNotSet = new("SE8002", "not set in the environment",
        "The file takes a value from the environment and there is none.",
        "Set the variable before the run.",
        "streamengine run p.yaml",
        "DATA=data streamengine run p.yaml");

    public static readonly ErrorCode UnknownNode = new("SE3004", "no node has this name",
        "from names a node of the same file.",
        "Correct the name, or add the node.",
        "from: btc_trade",
        "from: btc_trades");

    public static readonly ErrorCode UnknownPort = new("SE3002", "no port has this name",
        "from: node.port names one of the node's ports.",
        "Use one of the ports the message lists.",
        "from: market.trade",
        "from: market.trades");

    public static readonly ErrorCode PortNeeded = new("SE3003", "which port?",
        "The node has several ports and no main one, so from must say which is meant.",
        "Write node.port.",
        "from: market",
        "from: market.trades");

    public static readonly ErrorCode Cycle = new("SE3001", "closes a circle",
        "Rows would run in a circle for ever.",
        "Take one of the inputs away; a loop may close only through an answer port.",
        "a: { from: [trades, b] }\nb: { from: a }",
        "a: { from: trades }\nb: { from: a }");

    public static readonly ErrorCode NoInput = new("SE3005", "no input",
        "Every node but a source reads another one.",
        "Add from.",
        "smooth: { ewma: { column: price, span: 20 } }",
        "smooth: { from: trades, ewma: { column: price, span: 20 } }");

    public static readonly ErrorCode SourceWithInput = new("SE3006", "a source has no input",
        "A source brings rows in and has no from.",
        "Remove from, or use another verb.",
        "trades: { from: frames, capture_file: a.capture }",
        "trades: { capture_file: a.capture }");

    public static readonly ErrorCode UnknownRole = new("SE3007", "no input has this name",
        "Verbs with several inputs name them; from: { role: node } uses these names.",
        "Use the names the message lists.",
        "from: { in: quotes, trade: market.trades }",
        "from: { in: quotes, trades: market.trades }");

    public static readonly ErrorCode MissingRole = new("SE3008", "an input is missing",
        "The verb needs an input that from does not give.",
        "Add the input to from.",
        "from: { in: quotes }",
        "from: { in: quotes, trades: market.trades }");

    public static readonly ErrorCode SchemaMismatch = new("SE3009", "rows of another shape",
        "A list in from is an ordered merge, and all its inputs have the same columns.",
        "Bring the inputs to one shape with select, or use a join.",
        "from: [trades, quotes]",
        "a: { from: quotes, select: … }\nboth: { from: [trades, a] }");

    public static readonly ErrorCode SinkRead = new("SE3010", "a sink has no output",
        "A sink takes rows out; nothing comes behind it.",
        "Read the node before the sink.",
        "file: { from: trades, csv_file: { path: trades.csv } }\nout: { from: file, console: {} }",
        "file: { from: trades, csv_file: { path: trades.csv } }\nout: { from: trades, console: {} }");

    public static readonly ErrorCode Unread = new("SE3011", "rows nobody would see",
        "The late or rejected port has no reader: its rows would vanish without a trace.",
        "Read the port, declare dead_letters, or write drop: [port].",
        "flow: { from: { … }, trade_flow: {} }",
        "flow: { from: { … }, trade_flow: {}, drop: [late] }");

    public static readonly ErrorCode UnknownTurn = new("SE3012", "no turn of for_each has this value",
        "name(value) picks the node that for_each made for that value.",
        "Use one of the values the message lists, or read all of them without brackets.",
        "from: bars(BTCUSD)",
        "from: bars(BTCUSDT)");

    public static readonly ErrorCode Unfit = new("SE3013", "rows that do not fit",
        "What reads an edge needs columns, by name and type, that the rows of the edge do not have.",
        "Read another node or port, or bring the rows to shape with select.",
        "flow: { from: { in: book, trades: market.quotes }, trade_flow: {} }",
        "flow: { from: { in: book, trades: market.trades }, trade_flow: {} }");

    public static readonly ErrorCode NothingToFollow = new("SE3025", "no stream time to go by",
        "In a replay a schedule goes by the stream time of the other sources, and ends with them.",
        "Say when it ends with count or until, or add a source whose rows it goes by.",
        "tick: { schedule: { every: 1s } }",
        "tick: { schedule: { every: 1s, count: 60 } }");

    public static readonly ErrorCode NoPath = new("SE3026", "no rows go that way",
        "The latency of a path is measured between two nodes, the first of which is in front of the second.",
        "Name a node in front, or leave 'from' out to measure from the source.",
        "gate: { from: book, latency_budget: { from: orders, max: 5ms } }\norders: { from: gate }",
        "gate: { from: book, latency_budget: 5ms }\norders: { from: gate }");

    public static readonly ErrorCode NotParallel = new("SE3021", "rows that workers cannot share",
        "Rows of a node with parallel go to its workers by key, and come back in the order of one worker: it needs a key and a verb that puts the key out.",
        "Give the node a key, or remove parallel.",
        "smooth: { from: trades, parallel: 3, ewma: { column: price, span: 20 } }",
        "smooth: { from: trades, key: symbol, parallel: 3, ewma: { column: price, span: 20 } }");

    public static readonly ErrorCode CutLoop = new("SE3022", "a loop that is cut",
        "The nodes of a loop run together, strictly by stream time, so no boundary and no workers can stand among them.",
        "Write buffer or parallel at a node outside the loop.",
        "orders: { from: gate, buffer: 100, execute: { … } }",
        "gate: { from: { in: signal, fills: orders.fills }, risk: { … } }\norders: { from: gate, execute: { … } }");

    public static readonly ErrorCode NoDelay = new("SE3023", "an answer without delay",
        "A loop through an answer port needs a delay above zero: nothing can be taken before its own answer.",
        "Give the operator a delay.",
        "orders: { from: gate, execute: { venue: paper, latency: 0ms } }",
        "orders: { from: gate, execute: { venue: paper, latency: 5ms } }");

    public static readonly ErrorCode NoRiskGate = new("SE3014", "a model that trades without a risk gate",
        "Every path from a model to an execution sink crosses a risk gate, so that no answer of a model can become an order unchecked.",
        "Put a risk gate between them.",
        "orders: { from: signal, execute: { … } }",
        "gate: { from: signal, risk: { … } }\norders: { from: gate, execute: { … } }");

    public static readonly ErrorCode UnknownVerb = new("SE3102", "no operator has this name",
        "A node has at most one verb, and it is an operator this build knows; `streamengine ops` lists them.",
        "Correct the name.",
        "smooth: { from: trades, ewmma: { … } }",
        "smooth: { from: trades, ewma: { … } }");

    public static readonly ErrorCode TwoVerbs = new("SE3103", "a second verb",
        "A node has at most one verb.",
        "Make two nodes of it.",
        "x: { from: book, mid: {}, spread: {} }",
        "x: { from: book, mid: {} }\ny: { from: x, spread: {} }");

    public static readonly ErrorCode NoNodes = new("SE3104", "no sink",
        "Rows that nobody takes out are not computed, so nothing would run.",
        "Add a sink: console, arrow_file, csv_file or jsonl_file.",
        "nodes:\n  trades: …",
        "nodes:\n  trades: …\n  out: { from: trades, console: {} }");

    public static readonly ErrorCode UnknownColumn = new("SE3202", "no column has this name",
        "The rows of the input have no column of this name.",
        "Use one of the columns the message lists.",
        "key: symbl",
        "key: symbol");

    public static readonly ErrorCode ColumnType = new("SE4151", "a column of another type",
        "The operator cannot work with a column of this type.",
        "Use another column, or convert it with select.",
        "ewma: { column: symbol, span: 20 }",
        "ewma: { column: price, span: 20 }");

    public static readonly ErrorCode NameTaken = new("SE2301", "the column is there already",
        "An operator adds a column and the input has one of that name.",
        "Give the result another name with 'as', or drop the old column with select.",
        "ewma: { column: price, span: 20, as: qty }",
        "ewma: { column: price, span: 20, as: smooth }");

    public static readonly ErrorCode RowKey = new("SE9102", "a row without a key",
        "The attribute key names a column that is null in this row.",
        "Filter such rows with where, or read the error port.",
        "smooth: { from: trades, key: symbol, ewma: … }",
        "smooth: { from: trades, where: symbol is not null, key: symbol, ewma: … }");

    public static readonly ErrorCode RowFeature = new("SE9101", "a row an operator could not compute",
        "The values of the row have no answer: out of range, beyond float64, a side that is unknown.",
        "Filter such rows with where, or read the error port.",
        "sums: { from: trades, rolling: { column: qty, rows: 100, take: [sum] } }",
        "sums: { from: trades, where: qty < 1e12, rolling: { column: qty, rows: 100, take: [sum] } }");

    public static readonly ErrorCode RowExpression = new("SE9103", "a row an expression failed on",
        "A result was not finite or overflowed and the expression says no else.",
        "Write `… else value`, or read the error port.",
        "notional = price * qty",
        "notional = price * qty else null");

    public static readonly ErrorCode EdgeFull = new("SE9201", "a boundary that overflowed",
        "A buffer with policy fail was full.",
        "Give it more room, or the policy wait.",
        "buffer: { rows: 1, policy: fail }",
        "buffer: { rows: 8192, policy: fail }");

    public static readonly ErrorCode RowLate = new("SE9401", "a row for a window that had closed",
        "The row came after stream time had passed what lateness allows.",
        "Allow more lateness, or read the late port.",
        "time: { lateness: 0s }",
        "time: { lateness: 250ms }");
}
