namespace StreamEngine.Features;

/// <summary>What one side of a book tells, as doubles and as what they were made of: most changes leave most of it as it was, and a division is dearer than a comparison.</summary>
/// <param name="Key">Key of the best price.</param>
/// <param name="Price">The best price.</param>
/// <param name="Steps">Steps of its size.</param>
/// <param name="Size">Its size.</param>
/// <param name="TotalSteps">Steps of the sum of the best sizes.</param>
/// <param name="Total">The sum.</param>
internal record struct SideQuote(long Key, double Price, long Steps, double Size, long TotalSteps, double Total)
{
    /// <summary>Of nothing: no key and no steps are these.</summary>
    public static SideQuote None => new(long.MinValue, 0, -1, 0, -1, 0);
}
