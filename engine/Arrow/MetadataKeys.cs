namespace StreamEngine.Arrow;

/// <summary>Keys of the metadata that keeps what Arrow types do not say.</summary>
public static class MetadataKeys
{
    /// <summary>On a field: the column type as pipeline files write it.</summary>
    public const string Type = "streamengine.type";

    /// <summary>On a field: unit of the values.</summary>
    public const string Unit = "streamengine.unit";

    /// <summary>On a field: <see cref="StampRole"/> for the column of stream times.</summary>
    public const string Role = "streamengine.role";

    /// <summary>On the schema: its canonical name.</summary>
    public const string Schema = "streamengine.schema";

    /// <summary>On the footer of a file: the index (<see cref="BatchIndex"/>).</summary>
    public const string Index = "streamengine.index";

    /// <summary>Value of <see cref="Role"/>, and name of the column, for stream times.</summary>
    public const string StampRole = "at";
}
