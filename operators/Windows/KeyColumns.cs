using StreamEngine.Data;
using StreamEngine.Flow;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The values of the key columns of each key, for rows that no input row stands for.</summary>
/// <param name="input">Schema of the input.</param>
/// <param name="key">The key columns.</param>
/// <param name="writer">Where the rows go.</param>
/// <param name="keys">The keys.</param>
internal sealed class KeyColumns(Schema input, IReadOnlyList<string> key, PortWriter writer, KeyTable keys)
{
    private const int FewestRoom = 16;

    private readonly SlotColumn[] _columns = [.. key.Select(name => writer.Builder(name) is { } builder ? SlotColumn.For(input.IndexOf(name), builder) : null).OfType<SlotColumn>()];
    private int _count;
    private int _room;

    /// <summary>Notes the values of a key when it is new.</summary>
    public void Note(int ordinal, Batch batch, int row)
    {
        if (ordinal < _count)
        {
            return;
        }

        Reserve(ordinal + 1);
        _count = ordinal + 1;
        foreach (var column in _columns)
        {
            column.Set(ordinal, batch.Column(column.Column), row);
        }
    }

    /// <summary>Appends the values of a key.</summary>
    public void Write(int ordinal)
    {
        foreach (var column in _columns)
        {
            column.Append(ordinal);
        }
    }

    /// <summary>The values in words, for messages.</summary>
    public string Text(int ordinal) => key.Count == 1 ? $"{key[0]} {keys.Text(ordinal)}" : string.Join(", ", keys.Text(ordinal).Split('\t').Zip(key, (value, name) => $"{name} {value}"));

    public void Save(StateWriter to)
    {
        to.Write("keys", _count);
        foreach (var column in _columns)
        {
            column.Save(to, [.. Enumerable.Range(0, _count)]);
        }
    }

    public void Load(StateReader from)
    {
        _count = from.Read<int>("keys");
        Reserve(_count);
        foreach (var column in _columns)
        {
            column.Load(from);
        }
    }

    private void Reserve(int count)
    {
        if (count <= _room)
        {
            return;
        }

        _room = Math.Max(FewestRoom, Math.Max(count, 2 * _room));
        foreach (var column in _columns)
        {
            column.Grow(_room);
        }
    }
}
