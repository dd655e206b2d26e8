using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The values of the key columns of each key, for rows that no input row stands for.</summary>
/// <param name="input">Schema of the input.</param>
/// <param name="key">The key columns.</param>
/// <param name="writer">Where the rows go.</param>
internal sealed class KeyColumns(Schema input, IReadOnlyList<string> key, PortWriter writer)
{
    private readonly int[] _columns = [.. key.Select(input.IndexOf)];
    private readonly ColumnBuilder?[] _builders = [.. key.Select(writer.Builder)];
    private readonly List<object[]> _values = [];

    /// <summary>Notes the values of a key when it is new.</summary>
    public void Note(int ordinal, Batch batch, int row)
    {
        if (ordinal == _values.Count)
        {
            _values.Add([.. _columns.Select(c => batch.Column(c).Value(row)!)]);
        }
    }

    /// <summary>Appends the values of a key.</summary>
    public void Write(int ordinal)
    {
        for (var i = 0; i < _builders.Length; i++)
        {
            _builders[i]?.AppendObject(_values[ordinal][i]);
        }
    }

    /// <summary>The values in words, for messages.</summary>
    public string Text(int ordinal) => string.Join(", ", key.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {_values[ordinal][i]}")));

    public void Save(StateWriter to)
    {
        to.Write("keys", _values.Count);
        for (var i = 0; i < key.Count; i++)
        {
            var type = TypeOf(input[_columns[i]].Type.Kind);
            foreach (var values in _values)
            {
                to.Write(key[i], type, values[i]);
            }
        }
    }

    public void Load(StateReader from)
    {
        _values.Clear();
        for (var left = from.Read<int>("keys"); left > 0; left--)
        {
            _values.Add(new object[key.Count]);
        }

        for (var i = 0; i < key.Count; i++)
        {
            var type = TypeOf(input[_columns[i]].Type.Kind);
            foreach (var values in _values)
            {
                values[i] = from.Read(key[i], type)!;
            }
        }
    }

    private static Type TypeOf(TypeKind kind) => kind switch
    {
        TypeKind.Bool => typeof(bool),
        TypeKind.Int32 => typeof(int),
        TypeKind.Float32 => typeof(float),
        TypeKind.Float64 => typeof(double),
        TypeKind.Decimal => typeof(decimal),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => typeof(long),
        _ => typeof(string),
    };
}
