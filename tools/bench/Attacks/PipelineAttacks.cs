using System.Globalization;

namespace StreamEngine.Bench.Attacks;

/// <summary>Files that are good YAML and made to bring down what comes behind the reader: expressions, names, numbers, graphs, references.</summary>
internal static class PipelineAttacks
{
    private const string Head = "version: 1\npipeline: p\n";
    private const string Source = "  s: { market_simulator: { rows: 10, unpaced: true } }\n";
    private const string Sink = "  out: { from: s.trades, console: {} }\n";

    /// <summary>All of them, by name.</summary>
    public static IEnumerable<(string Name, string Text)> All() =>
        Expressions().Concat(Selects()).Concat(Graphs()).Concat(Numbers()).Concat(Names()).Concat(References()).Concat(Shapes()).Concat(Tricks());

    private static string File(string nodes, string top = "") => $"{Head}{top}nodes:\n{Source}{nodes}{Sink}";

    private static string Repeat(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));

    private static string Where(string expression) => File($"  x:\n    from: s.trades\n    where: |\n      {expression}\n");

    private static IEnumerable<(string Name, string Text)> Expressions()
    {
        yield return ("brackets in an expression", Where(Repeat("(", 20_000) + "price" + Repeat(")", 20_000)));
        yield return ("brackets never closed", Where(Repeat("(", 60_000)));
        yield return ("nots", Where(Repeat("not ", 15_000) + "price > 0"));
        yield return ("minuses", Where(Repeat("-", 60_000) + "price > 0"));
        yield return ("a sum of many terms", Where(Repeat("price + ", 8_000) + "1 > 0"));
        yield return ("ifs in ifs", Where(Repeat("if price > 0 then ", 3_000) + "true" + Repeat(" else false", 3_000)));
        yield return ("elses", Where("price / qty" + Repeat(" else price / qty", 3_000) + " > 0"));
        yield return ("calls in calls", Where(Repeat("abs(", 12_000) + "price" + Repeat(")", 12_000) + " > 0"));
        yield return ("elements of elements", Where("price" + Repeat("[0", 20_000)));
        yield return ("an index without end", Where("price" + Repeat("[0]", 20_000) + " > 0"));
        yield return ("a list of many texts, one of another type", Where("symbol in [" + Repeat("'a', ", 12_000) + "1]"));
        yield return ("ands and a type that does not fit", Where(Repeat("price > 0 and ", 4_000) + "price"));
        yield return ("a comparison of comparisons", Where(Repeat("price < ", 8_000) + "1"));
        yield return ("a text never closed", Where("symbol = '" + new string('x', 60_000)));
        yield return ("quotes", Where(new string('\'', 59_999)));
        yield return ("signs", Where(new string('&', 60_000)));
        yield return ("dots", Where("a" + Repeat(".a", 25_000) + " > 0"));
        yield return ("an integer of many digits", Where("price > " + new string('9', 60_000)));
        yield return ("a fraction of many digits", Where("price > 0." + new string('9', 60_000) + " BTC and price < 5 USDT"));
        yield return ("an exponent of many digits", Where("price > 1e" + new string('9', 50_000)));
        yield return ("a duration of many digits", Where("ts_recv - ts > " + new string('9', 50_000) + "d"));
        yield return ("an unknown name of many letters", Where(new string('n', 60_000) + " > 0"));
        yield return ("an unknown function of many letters", Where(new string('f', 60_000) + "(1) > 0"));
        yield return ("a function with many arguments", Where("abs(" + Repeat("1, ", 15_000) + "1) > 0"));
        yield return ("an expression longer than one may be", File("  x:\n    from: s.trades\n    where: >\n" + Repeat("      price > 0 and\n", 4_000) + "      true\n"));
        yield return ("letters that look like others", Where("priсe > 0")); // a Cyrillic letter
        yield return ("numbers of another script", Where("price > ٣"));
    }

    private static IEnumerable<(string Name, string Text)> Selects()
    {
        string Select(string lines) => File($"  x:\n    from: s.trades\n    select: |\n{lines}");
        yield return ("definitions that double", Select("      ts\n      a0 = price\n" + string.Concat(Enumerable.Range(1, 500).Select(i => $"      a{i} = a{i - 1} * a{i - 1}\n")) + "      z = a500 + nothing\n"));
        yield return ("many lines with one name", Select("      ts\n" + Repeat("      a = 1\n", 5_000)));
        yield return ("many unknown names", Select("      ts\n" + string.Concat(Enumerable.Range(0, 4_000).Select(i => $"      a{i} = b{i}\n"))));
        yield return ("many lines without a name", Select(Repeat("      1 +\n", 6_000)));
        yield return ("stars", Select(Repeat("      *\n", 8_000)));
        yield return ("a line of lines", Select("      " + Repeat("a = ", 15_000) + "1\n"));
        yield return ("comments only", Select(Repeat("      # nothing\n", 4_000)));
        yield return ("brackets over many lines", Select("      ts\n      a = (\n" + Repeat("        (\n", 6_000)));
    }

    private static IEnumerable<(string Name, string Text)> Graphs()
    {
        yield return ("a circle of many nodes", File(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"  n{i}: {{ from: n{(i + 1) % 2_000} }}\n"))));
        yield return ("many circles", File(string.Concat(Enumerable.Range(0, 1_000).Select(i => $"  a{i}: {{ from: b{i} }}\n  b{i}: {{ from: a{i} }}\n"))));
        yield return ("everything reads everything", File(string.Concat(Enumerable.Range(0, 90).Select(i => $"  n{i}: {{ from: [{string.Join(", ", Enumerable.Range(0, 90).Select(j => $"n{j}"))}] }}\n"))));
        yield return ("a node that reads itself many times", File($"  n: {{ from: [{Repeat("n, ", 8_000)}n] }}\n"));
        yield return ("many unknown nodes", File($"  n: {{ from: [{string.Join(", ", Enumerable.Range(0, 6_000).Select(i => $"m{i}"))}] }}\n"));
        yield return ("many names near to an unknown one", File(string.Concat(Enumerable.Range(0, 1_500).Select(i => $"  trade_{i}: {{ from: trade_x{i} }}\n"))));
        yield return ("many nodes without input", File(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"  n{i}: {{}}\n"))));
        yield return ("many verbs in a node", File("  n: { from: s.trades, mid: {}, spread: {}, ewma: {}, rolling: {}, depth: {}, imbalance: {}, order_book: {} }\n"));
        yield return ("many ports", File($"  n: {{ from: s.{Repeat("trades.", 2_000)}x }}\n"));
        yield return ("many ports dropped", File($"  n: {{ from: s.trades, where: price > 0, drop: [{string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"p{i}"))}] }}\n"));
        yield return ("many key columns", File($"  n: {{ from: s.trades, key: [{string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"c{i}"))}], ewma: {{ column: price, span: 2 }} }}\n"));
        yield return ("a sink that is read", File("  y: { from: out, console: {} }\n"));
    }

    private static IEnumerable<(string Name, string Text)> Numbers()
    {
        foreach (var (name, text) in new[]
        {
            ("nines", new string('9', 60_000)), ("zeros and a word", new string('0', 60_000) + "x"), ("an exponent", "1e999999999"), ("a small exponent", "1e-999999999"), ("infinity", ".inf"), ("not a number", ".nan"),
            ("hexadecimal", "0x7fffffffffffffff"), ("octal", "0o777777"), ("underscores", "1" + new string('_', 50_000) + "1"), ("minus zero", "-0.0.0"), ("signs", new string('+', 1_000) + "1"), ("sexagesimal", "190:20:30"),
        })
        {
            yield return ($"rows of {name}", Head + $"nodes:\n  s: {{ market_simulator: {{ depth: {text}, unpaced: true }} }}\n{Sink}");
        }

        foreach (var (name, text) in new[] { ("centuries", "99999999999d"), ("a fraction of a nanosecond", "0.0000000001ns"), ("nines", new string('9', 50_000) + "h"), ("a unit of many letters", "1" + new string('m', 50_000)), ("less than nothing", "-1s") })
        {
            yield return ($"a lateness of {name}", File("", $"time: {{ lateness: {text} }}\n"));
        }

        yield return ("a rate over nothing", File("  t: { market_simulator: { rate: 5/0s } }\n"));
        yield return ("a size of nines", File("  t: { capture_file: { files: a.gz, max_frame: " + new string('9', 30_000) + "TiB } }\n"));
        yield return ("a version of nines", $"version: {new string('9', 60_000)}\npipeline: p\nnodes:\n{Source}{Sink}");
    }

    private static IEnumerable<(string Name, string Text)> Names()
    {
        yield return ("a node of many letters", File($"  {new string('n', 900)}: {{ from: s.trades }}\n"));
        yield return ("a pipeline of many letters", $"version: 1\npipeline: {new string('p', 60_000)}\nnodes:\n{Source}{Sink}");
        yield return ("a verb of many letters", File($"  x: {{ from: s.trades, {new string('v', 900)}: {{}} }}\n"));
        yield return ("many unknown keys at the top", File("", string.Concat(Enumerable.Range(0, 6_000).Select(i => $"pipelin{i}: 1\n"))));
        yield return ("many unknown options", File($"  t: {{ market_simulator: {{ {string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"rate{i}: 1"))} }} }}\n"));
        yield return ("many columns of a file", File($"  t: {{ jsonl_file: {{ path: x, columns: {{ {string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"c{i}: float65"))} }} }} }}\n"));
        yield return ("an enum of many names", File("", $"params: {{ e: {{ type: 'enum<{string.Join('|', Enumerable.Range(0, 8_000).Select(i => $"n{i}"))}>', default: m }} }}\n"));
        yield return ("lists of lists of a type", File("", $"params: {{ e: {{ type: '{Repeat("list<", 10_000)}int64{Repeat(">", 10_000)}', default: 1 }} }}\n"));
        yield return ("a name that runs from right to left", File("  \"\u202Ea\": { from: s.trades }\n"));
        yield return ("a name with a joiner in it", File("  \"a\u200Db\": { from: s.trades }\n"));
        yield return ("a name that is a path", File("  '../../etc/passwd': { from: s.trades }\n"));
        yield return ("a name that is empty", File("  '': { from: s.trades }\n"));
        yield return ("a name with a line break", File("  \"a\\nb\": { from: s.trades }\n"));
    }

    private static IEnumerable<(string Name, string Text)> References()
    {
        yield return ("params in a circle", File("", "params:\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"  p{i}: {{ type: int64, default: $p{(i + 1) % 2_000} }}\n"))));
        yield return ("a param that is itself", File("", "params: { p: { type: path, default: $p } }\n"));
        yield return ("a path of many unknown params", File($"  t: {{ capture_file: {{ files: '{Repeat("$a", 15_000)}' }} }}\n"));
        yield return ("a path of many signs", File($"  t: {{ capture_file: {{ files: 'x{new string('$', 30_000)}' }} }}\n"));
        yield return ("a secret where it could be printed", File("  t: { from: s.trades, csv_file: secret:KEY }\n", "secrets: [KEY]\n"));
        yield return ("a secret nobody declared", File("  t: { from: s.trades, csv_file: env:HOME }\n"));
        yield return ("a secret of many letters", File($"  t: {{ from: s.trades, csv_file: 'x', batch: secret:{new string('K', 50_000)} }}\n"));
        yield return ("a param in a key", File("  $x: { from: s.trades }\n"));
        yield return ("a shell's way to write it", File("  t: { from: s.trades, csv_file: \"${HOME}/x.csv\" }\n"));
        yield return ("a param of many values, one wrong", File("", $"params: {{ p: {{ type: list<int64>, default: [{Repeat("1, ", 9_000)}x] }} }}\n"));
        yield return ("a param that doubles a path", Doubling());
    }

    // each param holds the one before twice, if paths were joined in defaults
    private static string Doubling()
    {
        var declared = string.Concat(Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"  p{i}: {{ type: path, default: '$p{i - 1}$p{i - 1}' }}\n")));
        return File("  t: { capture_file: { files: $p60 } }\n  u: { from: t, normalize: { venue: nowhere } }\n", "params:\n  p0: { type: path, default: x }\n" + declared);
    }

    private static IEnumerable<(string Name, string Text)> Shapes()
    {
        foreach (var (name, value) in new[] { ("a list", "[a]"), ("a number", "5"), ("nothing", "~"), ("a text", "'x'"), ("many lists", Repeat("[", 50) + Repeat("]", 50)) })
        {
            yield return ($"nodes that are {name}", $"{Head}nodes: {value}\n");
            yield return ($"a node that is {name}", File($"  n: {value}\n"));
        }

        yield return ("a where that is a map of maps", File("  n: { from: s.trades, where: { a: { b: { c: 1 } } } }\n"));
        yield return ("a from of maps of maps", File("  n: { from: { in: { in: { in: s.trades } } } }\n"));
        yield return ("a from of nothing", File("  n: { from: [~, ~, ~] }\n"));
        yield return ("defaults that hold a node", File("", "defaults: { from: s, mid: {} }\n"));
        yield return ("dead letters that are a source", File("", "dead_letters: { market_simulator: {} }\n"));
        yield return ("dead letters without end", File("", "dead_letters: { from: dead_letters, arrow_file: x }\n") + "  q: { from: dead_letters }\n");
    }

    private static IEnumerable<(string Name, string Text)> Tricks()
    {
        yield return ("a key in two scripts", Head + "nоdes: {}\n"); // a Cyrillic letter
        yield return ("a comment that runs from right to left", File("  n: { from: s.trades, where: price > 0 } # \u202E } 0 < ecirp :erehw\n"));
        yield return ("an isolate in a text", File("  n: { from: s.trades, where: symbol = 'a\u2066b' }\n"));
        yield return ("a file that is a web page", "<!DOCTYPE html><html><body>" + Repeat("<div>", 5_000) + "</body></html>");
        yield return ("a file that is JSON in JSON", "{\"version\": 1, \"nodes\": {\"s\": \"{\\\"a\\\": 1}\"}}");
        yield return ("a file that is a key", "-----BEGIN PRIVATE KEY-----\n" + Repeat("QUJD\n", 500) + "-----END PRIVATE KEY-----\n");
        yield return ("a type that YAML makes of a word", File("  n: { from: s.trades, where: yes }\n"));
        yield return ("a date for a number", Head + "nodes:\n  s: { market_simulator: { rows: 2024-01-01 } }\n" + Sink);
    }
}
