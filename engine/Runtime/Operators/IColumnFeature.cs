namespace StreamEngine.Runtime;

/// <summary>
/// A feature without state whose members are all float64, with a form over columns: the engine calls it for rows that stand behind one another and have no nulls, and <see cref="Feature{TIn,TOut}.OnRow"/> for all
/// others. Both give the same bits.
/// </summary>
public interface IColumnFeature
{
    /// <summary>Writes the answer to each row.</summary>
    /// <param name="columns">The columns read, in the order of the members.</param>
    /// <param name="answers">One place a row.</param>
    /// <returns>False when a row has no finite answer: all rows are asked for one by one then.</returns>
    bool TryAnswer(FeatureColumns columns, Span<double> answers);
}
