namespace StreamEngine.Sources.Mapping;

/// <summary>Where the value of a mapped column comes from.</summary>
internal enum ColumnOrigin
{
    /// <summary>A field of the record.</summary>
    Field,

    /// <summary>The same for every row.</summary>
    Constant,

    /// <summary>The path of the file as written.</summary>
    File,

    /// <summary>The number of the record's first line, from 1.</summary>
    Line,

    /// <summary>The path of the array that an exploded element stands in.</summary>
    ItemOf,

    /// <summary>Other columns.</summary>
    Others,
}
