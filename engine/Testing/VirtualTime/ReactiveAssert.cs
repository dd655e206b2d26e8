namespace StreamEngine.Testing.VirtualTime;

/// <summary>Compares what was recorded with what was expected, without a test framework.</summary>
public static class ReactiveAssert
{
    /// <summary>Two lists have the same elements in the same order.</summary>
    /// <exception cref="VirtualTimeMismatchException">They have not; the message has both.</exception>
    public static void AreElementsEqual<T>(IEnumerable<T> expected, IEnumerable<T> actual)
    {
        var (wanted, got) = (expected.ToList(), actual.ToList());
        if (!wanted.SequenceEqual(got))
        {
            throw new VirtualTimeMismatchException($"expected: [{string.Join(", ", wanted)}]\nactual:   [{string.Join(", ", got)}]");
        }
    }

    /// <summary>What was recorded is what was expected.</summary>
    /// <exception cref="VirtualTimeMismatchException">It is not; the message has both.</exception>
    public static void AssertEqual<T>(this IEnumerable<T> actual, params IEnumerable<T> expected) => AreElementsEqual(expected, actual);
}
