namespace StreamEngine.Models;

/// <summary>Type of a column that a model answers.</summary>
public enum ModelValue
{
    /// <summary>Single precision.</summary>
    Float32,

    /// <summary>Double precision.</summary>
    Float64,

    /// <summary>32-bit integer.</summary>
    Int32,

    /// <summary>64-bit integer.</summary>
    Int64,
}
