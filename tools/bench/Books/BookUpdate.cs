namespace StreamEngine.Bench.Books;

/// <summary>One level change of one book, as its price and size stand in a row and in the ticks and steps of the whole series.</summary>
/// <param name="Clears">Whether it empties the book, at the head of a snapshot; the rest is void then.</param>
/// <param name="IsBid">The side.</param>
/// <param name="Price">The price.</param>
/// <param name="Size">The new size; 0 deletes.</param>
/// <param name="Key">The price in ticks, negated on the ask side.</param>
/// <param name="Steps">The size in steps.</param>
internal readonly record struct BookUpdate(bool Clears, bool IsBid, double Price, double Size, long Key, long Steps);
