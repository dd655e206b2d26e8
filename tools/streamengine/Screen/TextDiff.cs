using System.Globalization;
using System.Text;

namespace StreamEngine.Cli.Screen;

/// <summary>The difference of two texts in the unified form of <c>diff -u</c>, by lines.</summary>
internal static class TextDiff
{
    private const int Context = 3;
    private const int MostChanges = 1_000;

    /// <summary>The difference under a file name; empty when there is none. Line breaks are part of a line: a change of them shows.</summary>
    public static string Of(string file, string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var script = Script(old, now);
        if (script.TrueForAll(step => step.Sign == ' '))
        {
            return "";
        }

        var text = new StringBuilder($"--- {file}\n+++ {file}\n");
        for (var at = 0; at < script.Count;)
        {
            var first = script.FindIndex(at, step => step.Sign != ' ');
            if (first < 0)
            {
                break;
            }

            var from = Math.Max(at, first - Context);
            var last = LastOfHunk(script, first);
            var to = Math.Min(script.Count, last + 1 + Context);
            Hunk(text, script, from, to);
            at = to;
        }

        return text.ToString();
    }

    private static int LastOfHunk(List<(char Sign, string Line)> script, int first)
    {
        var last = first;
        for (var i = first; i < script.Count && i - last <= 2 * Context; i++)
        {
            last = script[i].Sign == ' ' ? last : i;
        }

        return last;
    }

    private static void Hunk(StringBuilder text, List<(char Sign, string Line)> script, int from, int to)
    {
        int Count(int start, int end, char other) => script.Skip(start).Take(end - start).Count(step => step.Sign != other);
        var (oldStart, oldCount, newStart, newCount) = (Count(0, from, '+'), Count(from, to, '+'), Count(0, from, '-'), Count(from, to, '-'));
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart + (oldCount > 0 ? 1 : 0)},{oldCount} +{newStart + (newCount > 0 ? 1 : 0)},{newCount} @@\n");
        foreach (var (sign, line) in script.Skip(from).Take(to - from))
        {
            text.Append(sign).Append(line.TrimEnd('\r', '\n')).Append('\n');
        }
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            lines.Add(end < 0 ? text[at..] : text[at..(end + 1)]);
            at = end < 0 ? text.Length : end + 1;
        }

        return lines;
    }

    // what both have at their ends is left aside; between, the longest common lines (Myers 1986, greedy)
    private static List<(char Sign, string Line)> Script(List<string> old, List<string> now)
    {
        var head = 0;
        while (head < old.Count && head < now.Count && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Count - head && tail < now.Count - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        var script = new List<(char, string)>(old.Take(head).Select(line => (' ', line)));
        script.AddRange(Middle(old.GetRange(head, old.Count - head - tail), now.GetRange(head, now.Count - head - tail)));
        script.AddRange(old.TakeLast(tail).Select(line => (' ', line)));
        return script;
    }

    private static IEnumerable<(char Sign, string Line)> Middle(List<string> old, List<string> now)
    {
        if (Trace(old, now) is not { } trace)
        {
            return [.. old.Select(line => ('-', line)), .. now.Select(line => ('+', line))];
        }

        var steps = new Stack<(char, string)>();
        var (x, y) = (old.Count, now.Count);
        for (var d = trace.Count - 1; d >= 0; d--)
        {
            var reached = trace[d];
            int At(int diagonal) => reached.GetValueOrDefault(diagonal, -1);
            var k = x - y;
            var before = k == -d || (k != d && At(k - 1) < At(k + 1)) ? k + 1 : k - 1;
            var (beforeX, beforeY) = d == 0 ? (0, 0) : (At(before), At(before) - before);
            while (x > beforeX && y > beforeY)
            {
                steps.Push((' ', old[x - 1]));
                (x, y) = (x - 1, y - 1);
            }

            if (d > 0)
            {
                steps.Push(x == beforeX ? ('+', now[y - 1]) : ('-', old[x - 1]));
                (x, y) = (beforeX, beforeY);
            }
        }

        return steps;
    }

    // for each number of changes, how far each diagonal had come before them; null when there are too many to look for the fewest
    private static List<Dictionary<int, int>>? Trace(List<string> old, List<string> now)
    {
        var trace = new List<Dictionary<int, int>>();
        var reached = new Dictionary<int, int> { [1] = 0 };
        for (var d = 0; d <= Math.Min(MostChanges, old.Count + now.Count); d++)
        {
            trace.Add(new Dictionary<int, int>(reached));
            for (var k = -d; k <= d; k += 2)
            {
                int At(int diagonal) => reached.GetValueOrDefault(diagonal, -1);
                var x = k == -d || (k != d && At(k - 1) < At(k + 1)) ? At(k + 1) : At(k - 1) + 1;
                while (x < old.Count && x - k < now.Count && old[x] == now[x - k])
                {
                    x++;
                }

                reached[k] = x;
                if (x >= old.Count && x - k >= now.Count)
                {
                    return trace;
                }
            }
        }

        return null;
    }
}
