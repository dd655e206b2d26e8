using System.Text;

namespace StreamEngine.Sources.Mapping;

/// <summary>Texts of a file and what they stand for: option <c>values</c> of a column.</summary>
internal sealed class ValueTable
{
    /// <summary>The entry for texts that are not among the others.</summary>
    public const string Rest = "*";

    private readonly (byte[] Found, byte[] Means)[] _entries;
    private readonly byte[]? _rest;
    private readonly bool _isClosed;

    /// <param name="values">Text and meaning.</param>
    /// <param name="isClosed">Whether other texts are errors; else they stay as they are.</param>
    public ValueTable(IReadOnlyDictionary<string, string> values, bool isClosed)
    {
        _entries = [.. values.Where(v => v.Key != Rest).Select(v => (Encoding.UTF8.GetBytes(v.Key), Encoding.UTF8.GetBytes(v.Value)))];
        _rest = values.TryGetValue(Rest, out var rest) ? Encoding.UTF8.GetBytes(rest) : null;
        _isClosed = isClosed;
        Allowed = string.Join(", ", values.Keys);
    }

    /// <summary>The texts, for messages.</summary>
    public string Allowed { get; }

    /// <summary>What a text stands for; false when it is none of the allowed.</summary>
    public bool TryMap(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> means)
    {
        foreach (var (found, meaning) in _entries)
        {
            if (text.SequenceEqual(found))
            {
                means = meaning;
                return true;
            }
        }

        means = _rest is null ? text : _rest;
        return _rest is not null || !_isClosed;
    }
}
