using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Sources;

/// <summary>The column of an Arrow file that is the <c>ts</c> of the stream.</summary>
/// <param name="options">Which, as the pipeline says.</param>
internal sealed class ArrowTime(ArrowTimeOptions options)
{
    /// <summary>What the stream calls it.</summary>
    public const string Name = "ts";

    private readonly long _unit = options.Unit switch
    {
        "s" => 1_000_000_000,
        "ms" => 1_000_000,
        "us" => 1_000,
        "ns" => 1,
        _ => 0,
    };

    /// <summary>Name of the column in the file.</summary>
    public string Column => options.Column;

    /// <summary>Why the columns of a file have no such time, or null.</summary>
    public string? Problem(Schema found)
    {
        if (found.Find(options.Column) is not { } field)
        {
            return $"has no column '{options.Column}' for 'time'; there are: {string.Join(", ", found.Fields.Select(f => f.Name))}";
        }

        if (options.Column != Name && found.Has(Name))
        {
            return $"has a column 'ts' beside '{options.Column}', which 'time' would call 'ts'";
        }

        var isInteger = field.Type.Kind is TypeKind.Int32 or TypeKind.Int64;
        return field.Type.Kind == TypeKind.Timestamp && _unit == 0 || isInteger && _unit != 0
            ? null
            : $"has a column '{options.Column}' of type {field.Type}; {(isInteger ? "'time' must say the unit of its integers: s, ms, us or ns" : _unit == 0 ? "the time must be a timestamp or an integer with a unit" : "only integers have a 'unit'")}";
    }

    /// <summary>The columns of the stream: those of the file, the time under its new name.</summary>
    public Schema Renamed(Schema found) =>
        new(null, [.. found.Fields.Select(f => f.Name == options.Column ? new Field(Name, ColumnType.Timestamp) : f)]);

    /// <summary>The times of a batch, in nanoseconds. Whoever asks releases the column.</summary>
    /// <exception cref="IOException">One of them does not fit.</exception>
    public Column Read(Batch rows, int column, BufferPool pool, Func<string, IOException> unfit)
    {
        if (_unit == 0)
        {
            return rows.Share(column)!;
        }

        var source = rows.Column(column);
        var builder = new ValueBuilder<long>(ColumnType.Timestamp, pool, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (source.IsNull(i))
            {
                builder.AppendNull();
                continue;
            }

            var value = source is ValueColumn<int> narrow ? narrow[i] : ((ValueColumn<long>)source)[i];
            builder.Append(value <= long.MaxValue / _unit && value >= -(long.MaxValue / _unit)
                ? value * _unit
                : throw unfit(string.Create(CultureInfo.InvariantCulture, $"column '{options.Column}' holds {value}, which is no time in {options.Unit}: it must lie before the year 2262")));
        }

        return builder.Build();
    }
}
