using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>One column of the stream, or one that others are made of, and how it is read.</summary>
/// <param name="Field">Its name and type.</param>
internal sealed record MappedColumn(Field Field)
{
    /// <summary>Where it comes from.</summary>
    public ColumnOrigin Origin { get; init; } = ColumnOrigin.Field;

    /// <summary>Name of the field, or path.</summary>
    public string Name { get; init; } = Field.Name;

    /// <summary>Position of the field from 0, or −1 when it goes by name.</summary>
    public int Index { get; init; } = -1;

    /// <summary>The value of every row.</summary>
    public byte[]? Constant { get; init; }

    /// <summary>The value of rows that lack one.</summary>
    public byte[]? Default { get; init; }

    /// <summary>Form of times.</summary>
    public TimeReader Time { get; init; } = new OwnTime();

    /// <summary>Added to times, ns.</summary>
    public long Add { get; init; }

    /// <summary>Whether one unit of the time as written is added: the end of a span whose last unit is written.</summary>
    public bool AddUnit { get; init; }

    /// <summary>Power of ten that numbers are multiplied with.</summary>
    public int Shift { get; init; }

    /// <summary>ns of one, for durations.</summary>
    public long Scale { get; init; } = 1;

    /// <summary>Texts with another meaning.</summary>
    public ValueTable? Values { get; init; }

    /// <summary>Text between parts of the field.</summary>
    public byte[]? Split { get; init; }

    /// <summary>Which part, from 1.</summary>
    public int Part { get; init; } = 1;

    /// <summary>Whether numbers of more than 15 digits are read where they are the shortest text of a double.</summary>
    public bool Computed { get; init; }

    /// <summary>Whether the column goes into the stream; else others are made of it.</summary>
    public bool IsHidden { get; init; }
}
