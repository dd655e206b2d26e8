namespace StreamEngine.Simulation.Cases;

/// <summary>Types of the columns a case has.</summary>
internal enum CellType
{
    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Int64,

    /// <summary>A small whole number.</summary>
    Int32,

    /// <summary>A binary number.</summary>
    Float64,

    /// <summary>An exact number.</summary>
    Decimal,

    /// <summary>ns since the epoch.</summary>
    Timestamp,

    /// <summary>Dictionary-encoded text.</summary>
    Symbol,

    /// <summary>Text.</summary>
    String,

    /// <summary>Some numbers in one cell.</summary>
    Vector,
}
