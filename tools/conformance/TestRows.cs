using System.Collections.Concurrent;
using StreamEngine.Data;

namespace StreamEngine.Conformance;

/// <summary>Rows given to, and collected from, pipelines under test. A pipeline's text names them; they are kept by who made them, and by the operators bound to them, and by nothing else.</summary>
public sealed class TestRows
{
    private static readonly ConcurrentDictionary<string, WeakReference<TestRows>> ByName = new(StringComparer.Ordinal);
    private static int _last;

    /// <summary>Rows under a new name.</summary>
    public TestRows(Schema schema, List<Dictionary<string, object?>> rows)
        : this($"rows{Interlocked.Increment(ref _last)}", schema, rows) => ByName[Name] = new WeakReference<TestRows>(this);

    private TestRows(string name, Schema schema, List<Dictionary<string, object?>> rows) => (Name, Schema, Rows) = (name, schema, rows);

    /// <summary>The name, unique in the process.</summary>
    public string Name { get; }

    /// <summary>Their schema; without fields where they are collected.</summary>
    public Schema Schema { get; }

    /// <summary>The rows.</summary>
    public List<Dictionary<string, object?>> Rows { get; }

    /// <summary>Rows to collect into.</summary>
    public static TestRows Empty() => new(new Schema(null, []), []);

    /// <summary>The rows of a name; empty ones are made for a name nobody gave rows for, or that nobody keeps any more.</summary>
    public static TestRows Find(string name) =>
        ByName.TryGetValue(name, out var kept) && kept.TryGetTarget(out var rows) ? rows : new TestRows(name, new Schema(null, []), []);
}
