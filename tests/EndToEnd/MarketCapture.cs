using System.Globalization;
using System.Text.Json.Nodes;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The frames of a capture in a test's hands: cut messages out, add a snapshot. Prices and quantities stay the texts they are.</summary>
internal sealed class MarketCapture
{
    private readonly List<(string Time, string Text)> _frames;

    public MarketCapture(IEnumerable<string> lines) => _frames = [.. lines.Where(l => l.Length > 0).Select(l => l.Split(' ', 2)).Select(p => (p[0], p[1]))];

    /// <summary>Places of the depth messages.</summary>
    public IReadOnlyList<int> Depth => [.. Enumerable.Range(0, _frames.Count).Where(i => _frames[i].Text.Contains("\"depthUpdate\"", StringComparison.Ordinal))];

    /// <summary>Place of the first snapshot.</summary>
    public int Snapshot => _frames.FindIndex(f => f.Text.StartsWith("{\"lastUpdateId\"", StringComparison.Ordinal));

    /// <summary>As a capture file's text.</summary>
    public string Text => string.Concat(_frames.Select(f => $"{f.Time} {f.Text}\n"));

    /// <summary>The last update id of the depth message at a place.</summary>
    public long LastId(int place) => (long)Data(place)["u"]!;

    /// <summary>Takes a frame out.</summary>
    public MarketCapture Without(int place) => With(frames => frames.RemoveAt(place));

    /// <summary>Behind the frame at a place, the book as it was after the depth message at another: a snapshot as the venue would have answered.</summary>
    public MarketCapture WithSnapshot(int behind, int ofMessage)
    {
        var first = JsonNode.Parse(_frames[Snapshot].Text)!;
        var (bids, asks) = (Levels(first["bids"]!), Levels(first["asks"]!));
        foreach (var place in Depth.Where(place => place <= ofMessage && LastId(place) > (long)first["lastUpdateId"]!))
        {
            Apply(bids, Data(place)["b"]!);
            Apply(asks, Data(place)["a"]!);
        }

        var time = Data(ofMessage)["E"]!.ToJsonString();
        var text = $"{{\"lastUpdateId\":{LastId(ofMessage)},\"E\":{time},\"T\":{time},\"bids\":{Json(bids, descending: true)},\"asks\":{Json(asks, descending: false)}}}";
        return With(frames => frames.Insert(behind + 1, (_frames[behind].Time, text)));
    }

    private JsonNode Data(int place) => JsonNode.Parse(_frames[place].Text)!["data"]!;

    private MarketCapture With(Action<List<(string Time, string Text)>> change)
    {
        var capture = new MarketCapture([]);
        capture._frames.AddRange(_frames);
        change(capture._frames);
        return capture;
    }

    private static Dictionary<decimal, string[]> Levels(JsonNode side)
    {
        var levels = new Dictionary<decimal, string[]>();
        Apply(levels, side);
        return levels;
    }

    private static void Apply(Dictionary<decimal, string[]> levels, JsonNode changes)
    {
        foreach (var level in changes.AsArray().Select(c => new[] { (string)c![0]!, (string)c[1]! }))
        {
            var price = decimal.Parse(level[0], CultureInfo.InvariantCulture);
            if (decimal.Parse(level[1], CultureInfo.InvariantCulture) == 0)
            {
                levels.Remove(price);
            }
            else
            {
                levels[price] = level;
            }
        }
    }

    private static string Json(Dictionary<decimal, string[]> levels, bool descending)
    {
        var sorted = descending ? levels.OrderByDescending(l => l.Key) : levels.OrderBy(l => l.Key);
        return $"[{string.Join(',', sorted.Select(l => $"[\"{l.Value[0]}\",\"{l.Value[1]}\"]"))}]";
    }
}
