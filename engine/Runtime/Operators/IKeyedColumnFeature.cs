namespace StreamEngine.Runtime;

/// <summary>
/// A feature with state whose members are float64 or int64 and whose answer is one float64, with a form over columns of rows of several keys: the engine calls it for rows that have no nulls,
/// and <see cref="Feature{TIn,TOut}.OnRow"/> for all others. Both give the same bits.
/// </summary>
/// <typeparam name="TIn">Columns it reads.</typeparam>
/// <typeparam name="TOut">Columns it appends.</typeparam>
public interface IKeyedColumnFeature<TIn, TOut>
    where TIn : struct
    where TOut : struct
{
    /// <summary>Writes the answer to each row.</summary>
    /// <param name="columns">The columns read, in the order of the members.</param>
    /// <param name="keys">The key of each row.</param>
    /// <param name="features">The feature of each key.</param>
    /// <param name="answers">One place a row.</param>
    /// <returns>How many rows were answered: all, or those before the first that has no finite answer, which has changed no state.</returns>
    int Answer(FeatureColumns columns, ReadOnlySpan<int> keys, ReadOnlySpan<Feature<TIn, TOut>> features, Span<double> answers);
}
