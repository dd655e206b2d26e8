namespace StreamEngine.Bench.Books;

/// <summary>Two sides of a book in one representation.</summary>
internal interface IBookSides
{
    /// <summary>Applies a change.</summary>
    void Apply(in BookUpdate update);

    /// <summary>The sum of the best 20 sizes of both sides.</summary>
    long Top();

    /// <summary>A digest of all levels of both sides.</summary>
    ulong Digest();
}
