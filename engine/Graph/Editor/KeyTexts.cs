namespace StreamEngine.Graph;

/// <summary>What editors say about the keys of a pipeline file that belong to no options record, in Markdown.</summary>
internal static class KeyTexts
{
    /// <summary>Keys at the top of a file.</summary>
    public static readonly IReadOnlyDictionary<string, string> Top = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["version"] = "Version of the language: `1`.",
        ["pipeline"] = "Name of the pipeline: lower-case letters, digits and hyphens, a letter first.",
        ["template"] = "Name of a template, instead of `pipeline`: a typed sub-graph that other files import with `use`.",
        ["inputs"] = "What a template takes: name → the rows, by the name of their schema (`trade/1`) or by their columns.",
        ["outputs"] = "What a template gives: a node, or name → node or node.port; `out` is what `from: node` reads.",
        ["use"] = "Templates: name → path of the file, from this file. The name is then a verb.",
        ["params"] = "Values that `--set name=value`, a profile or the place of use can change: name → type and default.",
        ["secrets"] = "Names of the environment variables the file may read as `env:NAME` or `secret:NAME`.",
        ["flags"] = "Switches by name.",
        ["profiles"] = "Changes by name, chosen by `--profile`: clock, params, and other sources and sinks for the same graph.",
        ["time"] = "How long stream time waits for late rows.",
        ["defaults"] = "`batch`, `buffer` and `on_error` for every node that does not set its own.",
        ["nodes"] = "The graph: name → node. The order in the file has no meaning.",
        ["dead_letters"] = "One sink for failed, late and rejected rows that nobody else reads.",
        ["jobs"] = "What runs at set times.",
        ["plugins"] = "Assemblies with operators of your own, as paths from this file.",
        ["tests"] = "Cases: rows given, rows expected. `streamengine test` runs them.",
        ["profile"] = "In a test file: the profile under which its cases run.",
    };

    /// <summary>Attributes of a node.</summary>
    public static readonly IReadOnlyDictionary<string, string> Node = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["from"] = "Inputs: `a`, `a.port`, `[a, b]` (an ordered merge of one schema), or `{ role: a, … }` where the verb names its inputs.",
        ["key"] = "Column, or list of columns: state is held for each value apart.",
        ["where"] = "Expression: rows of the main input for which it is not true are filtered out, before the verb.",
        ["select"] = "Lines `name = expression`, `name` or `*`: shapes the main output, after the verb. Written as a block: `select: |`.",
        ["batch"] = "Most rows of one hand-over of a source or sink, or the rows of one call of a model; or `{ max: rows }`.",
        ["deadline"] = "The longest one call of a model may take, by the run's clock: rows of a longer one go to the port `error`. Not judged in a replay.",
        ["buffer"] = "A boundary in front of the node: rows, or `{ rows, bytes, policy }`.",
        ["latency_budget"] = "How long rows may take to this node by the run's clock, from the source or, with `{ from: node, max: 5ms }`, from a node in front. A longer one is counted, and a row of the port `breach`.",
        ["parallel"] = "By how many workers a keyed operator is run; rows are shared out by key, and the output is that of one worker.",
        ["on_error"] = "Where failed rows go: `port` (to its reader, else to the dead letters), or `stop` the run.",
        ["drop"] = "Ports whose rows are counted and go nowhere.",
        ["port"] = "The port of a source that is read where `from` names none.",
        ["for_each"] = "Makes the node once for each value: `{ s: $symbols }` puts `$s` in. `from: node` then reads all of them, `from: node($s)` one.",
    };

    /// <summary>The values of <c>on_error</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnError = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["port"] = "A failed row goes to the port `error`: to who reads it, else to the dead letters, else it stops the run.",
        ["stop"] = "A failed row stops the run.",
    };
}
