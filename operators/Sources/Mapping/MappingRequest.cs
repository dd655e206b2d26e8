using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>What the options of a source say about its rows.</summary>
/// <param name="Schema">The schema by name; null when the columns make it.</param>
/// <param name="Columns">What was written for columns.</param>
internal sealed record MappingRequest(string? Schema, IReadOnlyDictionary<string, ColumnOptions> Columns)
{
    /// <summary>The schema of a format, in place of its name.</summary>
    public Schema? Known { get; init; }

    /// <summary>The value of column venue.</summary>
    public string? Venue { get; init; }

    /// <summary>The value of column symbol.</summary>
    public string? Symbol { get; init; }

    /// <summary>Length of bars.</summary>
    public Duration? Interval { get; init; }

    /// <summary>Fields that end a message when they change.</summary>
    public IReadOnlyList<string> Message { get; init; } = [];

    /// <summary>Whether a record holds several rows, which are one message.</summary>
    public bool IsExploded { get; init; }

    /// <summary>Whether <c>from</c> may be a position, and a column goes by position where there is no header.</summary>
    public bool HasPositions { get; init; }

    /// <summary>Whether files have no names for their fields.</summary>
    public bool IsNameless { get; init; }

    /// <summary>Names of the fields of files without header.</summary>
    public IReadOnlyList<string> Layout { get; init; } = [];

    /// <summary>Columns that others are made of, by the names steps know them by.</summary>
    public IReadOnlyList<MappedColumn> Hidden { get; init; } = [];

    /// <summary>Steps of a format, made when the positions of the columns are known.</summary>
    public Func<Func<string, int>, IEnumerable<RowStep>> Steps { get; init; } = _ => [];
}
