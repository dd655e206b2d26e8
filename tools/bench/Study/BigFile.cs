using System.Globalization;
using System.Text;

namespace StreamEngine.Bench.Study;

/// <summary>A pipeline of many nodes: one simulated exchange, its books, and branches of features, filters and shapes that merge again and end in files.</summary>
internal static class BigFile
{
    private const int Branch = 25;

    /// <summary>The text of a pipeline with exactly so many nodes, at least 100.</summary>
    public static string Text(int nodes)
    {
        var text = new StringBuilder("version: 1\npipeline: many-nodes\nparams: { limit: { type: float64, default: 0.5 } }\nnodes:\n");
        text.Append("  exchange: { market_simulator: { rows: 1000, unpaced: true } }\n  book: { from: exchange.deltas, key: symbol, order_book: { depth: 20 } }\n");
        var made = 2;
        for (var branch = 0; made < nodes; branch++)
        {
            var length = Math.Min(Branch, nodes - made);
            var from = "book";
            for (var i = 0; i < length - 1; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"n{branch}_{i}");
                text.Append(CultureInfo.InvariantCulture, $"  {name}: {{ from: {from}, {Step(branch, i)} }}\n");
                from = name;
            }

            text.Append(CultureInfo.InvariantCulture, $"  file{branch}: {{ from: {from}, csv_file: out/{branch}.csv }}\n");
            made += length;
        }

        return text.ToString();
    }

    private static string Step(int branch, int i)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"c{branch}_{i}");
        return (i % 6) switch
        {
            0 => $"key: symbol, mid: {{ as: {name} }}",
            1 => $"key: symbol, ewma: {{ column: bid_px, span: 20, as: {name} }}",
            2 => "where: bid_px > $limit and ask_px is not null",
            3 => $"key: symbol, rolling: {{ column: ask_px, over: 10s, take: mean, as: {name} }}",
            4 => $"select: \"*\\n{name} = (ask_px - bid_px) / bid_px * 10_000 else null\"",
            _ => $"key: symbol, spread: {{ as: {name} }}",
        };
    }
}
