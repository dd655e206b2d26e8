namespace StreamEngine.Data;

/// <summary>Why a decimal text is refused.</summary>
public enum DecimalFault
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The text is not a decimal number.</summary>
    NotANumber,

    /// <summary>It has more significant digits than a double keeps.</summary>
    TooManyDigits,

    /// <summary>Its magnitude is outside what a double holds with full precision.</summary>
    OutOfRange,
}
