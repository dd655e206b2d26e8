namespace StreamEngine.Data;

/// <summary>The columns of a stream, in order, and the canonical name they go by (<c>trade/1</c>), if any.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, int> _index;

    /// <summary>A schema of the given fields.</summary>
    /// <exception cref="ArgumentException">Two fields have one name.</exception>
    public Schema(string? name, IReadOnlyList<Field> fields)
    {
        Name = name;
        Fields = [.. fields];
        NoColumns = new Column?[fields.Count];
        _index = new Dictionary<string, int>(fields.Count, StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            if (!_index.TryAdd(fields[i].Name, i))
            {
                throw new ArgumentException($"two columns are called '{fields[i].Name}'", nameof(fields));
            }
        }
    }

    /// <summary>Canonical name with version, or null for a shape made by a pipeline.</summary>
    public string? Name { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The columns of a batch without rows: all pruned. Never written to.</summary>
    internal Column?[] NoColumns { get; }

    /// <summary>The field at a position.</summary>
    public Field this[int column] => Fields[column];

    /// <summary>Position of a column, or −1.</summary>
    public int IndexOf(string name) => _index.GetValueOrDefault(name, -1);

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string name) => _index.ContainsKey(name);

    /// <summary>The field of a name, or null.</summary>
    public Field? Find(string name) => _index.TryGetValue(name, out var i) ? Fields[i] : null;

    /// <summary>This schema with columns added behind; it loses its canonical name unless all of them are nullable.</summary>
    public Schema With(params IReadOnlyList<Field> added) =>
        new(added.All(f => f.Nullable) ? Name : null, [.. Fields, .. added]);

    /// <summary>Whether the columns (not the canonical name) are the same, in order.</summary>
    public bool SameShape(Schema other) => Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? "rows"}({string.Join(", ", Fields)})";
}
