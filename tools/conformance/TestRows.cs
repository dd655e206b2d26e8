using System.Collections.Concurrent;
using StreamEngine.Data;

namespace StreamEngine.Conformance;

/// <summary>Rows given to, and collected from, pipelines under test, by a name that is unique in the process.</summary>
public sealed record TestRows(Schema Schema, List<Dictionary<string, object?>> Rows)
{
    private static readonly ConcurrentDictionary<string, TestRows> ByName = new(StringComparer.Ordinal);
    private static int _last;

    /// <summary>Registers rows; gives their name.</summary>
    public static string Add(Schema schema, List<Dictionary<string, object?>> rows)
    {
        var name = $"rows{Interlocked.Increment(ref _last)}";
        ByName[name] = new TestRows(schema, rows);
        return name;
    }

    /// <summary>The rows of a name; empty ones are made for a name nobody gave rows for.</summary>
    public static TestRows Find(string name) => ByName.GetOrAdd(name, _ => new TestRows(new Schema(null, []), []));
}
