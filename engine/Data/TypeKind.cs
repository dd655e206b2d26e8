namespace StreamEngine.Data;

/// <summary>The kinds of column a stream can have (DESIGN § 2).</summary>
public enum TypeKind
{
    /// <summary>True or false, one byte a value in memory.</summary>
    Bool,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision; prices and sizes.</summary>
    Float64,

    /// <summary><see cref="decimal"/> in memory, decimal128(38, 18) on disk; money.</summary>
    Decimal,

    /// <summary>Nanoseconds since the Unix epoch, UTC.</summary>
    Timestamp,

    /// <summary>Nanoseconds.</summary>
    Duration,

    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>Text encoded as codes of a dictionary named after the column.</summary>
    Symbol,

    /// <summary>One of a closed set of names.</summary>
    Enum,

    /// <summary>A fixed number of floats a row.</summary>
    Vector,

    /// <summary>UTF-8 text that is valid JSON.</summary>
    Json,
}
