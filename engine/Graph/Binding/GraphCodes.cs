using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Codes of the shape and wiring of a pipeline: SE20xx and SE3xxx.</summary>
[ErrorFamily]
public static class GraphCodes
{
    public static readonly ErrorCode UnknownKey = new("SE2001", "unknown key at the top of a pipeline file",
        "The key is none of those a pipeline file has.", "Correct the name, or start it with 'x-' if it is your own.", "pipline: demo   # pipeline: demo");

    public static readonly ErrorCode MissingKey = new("SE2002", "a required key is missing",
        "Every pipeline file has version, pipeline and nodes.", "Add the key.", "version: 1\npipeline: demo\nnodes: { … }");

    public static readonly ErrorCode WrongShape = new("SE2003", "a value of another shape",
        "A map, a list or a single value is expected here and something else was found.", "Write the value in the shape the message names.", "nodes: [a, b]   # nodes is a map from name to node");

    public static readonly ErrorCode BadVersion = new("SE2004", "a version this engine does not read",
        "version says which language the file is written in; this engine reads 1.", "Write version: 1.", "version: 2");

    public static readonly ErrorCode BadName = new("SE2005", "a name that cannot be used",
        "Pipelines use lower-case letters, digits and hyphens; nodes and params lower-case letters, digits and underscores, starting with a letter.", "Rename it.", "nodes: { Best-Bid: { … } }   # best_bid");

    public static readonly ErrorCode NotBuilt = new("SE2006", "a part of the language that is not built yet",
        "The key belongs to the language but this version cannot run it.", "Leave it out for now; the message says what to use instead where there is something.", "window: { tumble: 1s }");

    public static readonly ErrorCode UnknownAttribute = new("SE2007", "an attribute where it has no meaning",
        "Attributes mean the same on every node, but not every node can have all: a source has no where, a sink no select.", "Move it to a node of its own.", "trades: { arrow_file: x.arrow, where: price > 0 }");

    public static readonly ErrorCode BadParam = new("SE2008", "a parameter that is not declared right",
        "A parameter has a type and may have a default of that type.", "Write { type: …, default: … }.", "params: { n: { type: int64, default: many } }");

    public static readonly ErrorCode UnknownParam = new("SE2009", "a parameter that does not exist",
        "$name and --set name=value refer to the file's params.", "Correct the name or declare it under params.", "arrow_file: $dat");

    public static readonly ErrorCode ParamNotSet = new("SE2010", "a parameter without a value",
        "A parameter without a default must be set.", "Pass --set name=value.", "params: { data: { type: path } }");

    public static readonly ErrorCode TemplateName = new("SE2011", "a template under a name that is taken",
        "A template is a verb where it is used, and verbs, attributes and templates share their names.", "Give it another name under use.", "use: { mid: lib/mid.yaml }   # use: { my_mid: lib/mid.yaml }");

    public static readonly ErrorCode TemplateFile = new("SE2012", "a template file that cannot be read",
        "use names a file that is not there, cannot be read or is no YAML file; paths are relative to the file they stand in.", "Correct the path.", "use: { features: lib/featurs.yaml }");

    public static readonly ErrorCode TemplateCircle = new("SE2013", "a template that uses itself",
        "Templates are laid out in the graph where they are used, so one that uses itself, directly or through others, would never end.", "Take the use out of one of them.", "template: a\nuse: { a: a.yaml }");

    public static readonly ErrorCode NoTemplate = new("SE2014", "a file under use that is no template",
        "A template file says template: name in place of pipeline: name, and inputs and outputs.", "Name a template file, or make one of the file.", "use: { features: demo.yaml }");

    public static readonly ErrorCode InputIsNode = new("SE2015", "an input with the name of a node",
        "Inside a template, inputs and nodes are read by the same names.", "Give one of them another name.", "inputs: { book: book_delta/1 }\nnodes: { book: { from: book, … } }");

    public static readonly ErrorCode UnknownSchema = new("SE2016", "a schema or column type that does not exist",
        "An input of a template says which rows it takes: a canonical schema by name and version, or columns with their types.", "Use one of the names the message lists, or list the columns.", "inputs: { trades: trades/1 }   # trade/1");

    public static readonly ErrorCode UnknownProfile = new("SE2017", "a profile that does not exist",
        "--profile names one of the file's profiles.", "Use one of the names the message lists.", "streamengine run p.yaml --profile liv   # live");

    public static readonly ErrorCode ProfileKey = new("SE2018", "a profile that says what it cannot",
        "A profile has clock (live or replay), params and nodes.", "Use these keys.", "profiles: { live: { clok: live } }");

    public static readonly ErrorCode ProfileNode = new("SE2019", "a profile that would change the graph",
        "A profile puts another source in the place of a source and another sink in the place of a sink; everything between stays what was tested.", "Change the node itself, or keep to sources and sinks.", "profiles: { live: { nodes: { mid: { spread: {} } } } }");

    public static readonly ErrorCode BadVariable = new("SE2020", "a variable of for_each that cannot be used",
        "Each variable has a name of its own and a list of different values, which become part of the names of nodes.", "Correct the name or the values.", "for_each: { s: [] }");

    public static readonly ErrorCode TooMany = new("SE2021", "more nodes than are allowed",
        "for_each and templates multiply nodes; the number is limited so that a mistake cannot fill the memory.", "Use fewer values, or several pipelines.", "for_each: { a: $many, b: $many, c: $many }");

    public static readonly ErrorCode UndeclaredSecret = new("SE7001", "an env or secret that is not declared",
        "env:NAME and secret:NAME are allowed only for names listed under secrets, so that a file shows what it takes from outside.", "Add the name under secrets.", "secrets: [API_KEY]");

    public static readonly ErrorCode SecretInPlain = new("SE7002", "a secret where it could be printed",
        "A secret may only go to an option of type secret; everything else can end up in a log, a plan or an error.", "Use env:NAME if the value is not secret, or another option.", "csv_file: { path: secret:FOLDER }");

    public static readonly ErrorCode EnvNotSet = new("SE8002", "an environment variable that is not set",
        "The file takes a value from the environment and there is none.", "Set the variable before the run.", "path: env:DATA");

    public static readonly ErrorCode UnknownNode = new("SE3004", "a node that does not exist",
        "from names a node of the same file.", "Correct the name.", "from: trade   # trades");

    public static readonly ErrorCode UnknownPort = new("SE3002", "a port the node does not have",
        "from: node.port names one of the node's ports.", "Use one of the ports the message lists.", "from: market.delta   # market.deltas");

    public static readonly ErrorCode PortNeeded = new("SE3003", "a node with several ports and none named",
        "The node has no main port, so from must say which port is meant.", "Write node.port.", "from: market   # market.trades");

    public static readonly ErrorCode Cycle = new("SE3001", "a cycle",
        "Rows would run in a circle for ever.", "Break the circle; a loop may close only through an answer port, which is not built yet.", "a: { from: b }\nb: { from: a }");

    public static readonly ErrorCode NoInput = new("SE3005", "a node without input",
        "Every node but a source has from.", "Add from.", "mid: { mid: {} }   # mid: { from: book, mid: {} }");

    public static readonly ErrorCode SourceWithInput = new("SE3006", "a source with an input",
        "A source brings rows in and has no from.", "Remove from, or use another verb.", "trades: { from: x, capture_file: y }");

    public static readonly ErrorCode UnknownRole = new("SE3007", "an input role the verb does not have",
        "Verbs with several inputs name them; from: { role: node } must use these names.", "Use the roles the message lists.", "from: { book: b, trade: t }");

    public static readonly ErrorCode MissingRole = new("SE3008", "an input that is missing",
        "The verb needs an input that from does not give.", "Add the role to from.", "from: { in: book }   # { in: book, trades: market.trades }");

    public static readonly ErrorCode SchemaMismatch = new("SE3009", "inputs of different schemas",
        "A list in from is an ordered merge of one schema.", "Bring the inputs to one shape with select, or use a join.", "from: [trades, quotes]");

    public static readonly ErrorCode SinkRead = new("SE3010", "a sink that is read",
        "A sink has no output.", "Read the node before the sink.", "from: file   # file is a csv_file sink");

    public static readonly ErrorCode Unread = new("SE3011", "rows nobody would see",
        "The late or rejected port has no reader: rows would vanish.", "Read the port, declare dead_letters, or say drop: [port].", "flow: { from: { … }, trade_flow: {} }   # drop: [late]");

    public static readonly ErrorCode UnknownTurn = new("SE3012", "a turn of for_each that does not exist",
        "name(value) picks the node that for_each made for that value.", "Use one of the values the message lists, or read all of them without brackets.", "from: bars(BTCUSD)   # bars(BTCUSDT)");

    public static readonly ErrorCode Unfit = new("SE3013", "rows that do not fit",
        "What reads an edge needs columns, by name and type, that the rows of the edge do not have.", "Read another node or port, or bring the rows to shape with select.", "flow: { from: { in: book, trades: market.quotes }, trade_flow: {} }   # market.trades");

    public static readonly ErrorCode NoRiskGate = new("SE3014", "a model that trades without a risk gate",
        "Every path from a model to an execution sink crosses a risk gate, so that no answer of a model can become an order unchecked.", "Put a risk gate between them.", "orders: { from: signal, execute: { … } }   # from: gate");

    public static readonly ErrorCode UnknownVerb = new("SE3102", "a verb that does not exist",
        "A node has at most one verb, and it must be an operator this build knows; `streamengine ops` lists them.", "Correct the name.", "signal: { from: ofi, onx: { … } }   # onnx");

    public static readonly ErrorCode TwoVerbs = new("SE3103", "a node with two verbs",
        "A node has at most one verb.", "Make two nodes of it.", "x: { from: book, mid: {}, spread: {} }");

    public static readonly ErrorCode NoNodes = new("SE3104", "a pipeline without a sink",
        "Rows that nobody takes out are not computed, so nothing would run.", "Add a sink: console, arrow_file, csv_file or jsonl_file.", "out: { from: features, console: {} }");

    public static readonly ErrorCode UnknownColumn = new("SE3202", "a column that does not exist",
        "The rows of the input have no column of this name.", "Use one of the columns the message lists.", "key: symbl");

    public static readonly ErrorCode ColumnType = new("SE4151", "a column of the wrong type",
        "The verb cannot work with a column of this type.", "Use another column, or convert it with select.", "ewma: { column: symbol, span: 20 }");

    public static readonly ErrorCode NameTaken = new("SE2301", "a column that is already there",
        "A feature adds a column and the input has one of that name.", "Give the result another name with 'as', or drop the old column with select.", "m: { from: x, mid: {} }   # x has a column mid");

    public static readonly ErrorCode RowKey = new("SE9102", "a row without a key",
        "The attribute key names a column that is null in this row.", "Filter such rows with where, or read the error port.", "key: symbol");

    public static readonly ErrorCode RowFeature = new("SE9101", "a row a feature could not compute",
        "The values of the row have no answer (out of range, overflow).", "Filter such rows with where, or read the error port.", "sums: { from: trades, where: qty < 1e12, key: symbol, rolling: { column: qty, rows: 100, take: [sum] } }");

    public static readonly ErrorCode RowExpression = new("SE9103", "a row an expression failed on",
        "A result was not finite or overflowed and the expression says no else.", "Write `… else value`, or read the error port.", "r = a * b");

    public static readonly ErrorCode EdgeFull = new("SE9201", "a boundary that overflowed",
        "A buffer with policy fail was full.", "Give it more room or another policy.", "buffer: { rows: 100, policy: fail }");

    public static readonly ErrorCode RowLate = new("SE9401", "a row for a window that had closed",
        "The row came after stream time had passed what time.lateness allows.", "Allow more lateness, or read the late port.", "time: { lateness: 250ms }");
}
