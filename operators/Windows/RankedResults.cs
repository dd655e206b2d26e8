using StreamEngine.Data;
using StreamEngine.Flow;
using StreamEngine.Runtime;

namespace StreamEngine.Windows;

/// <summary>Lets the first rows of a window go.</summary>
/// <param name="writer">Where they go.</param>
/// <param name="shelf">Where they stand.</param>
/// <param name="rank">Takes the rank of each; null when nobody reads it.</param>
internal sealed class RankedResults(PortWriter writer, RowShelf shelf, ValueBuilder<long>? rank) : WindowResults
{
    /// <inheritdoc/>
    public override void Write(long start, long end, long at, AggregateState[] states, bool isFinal)
    {
        var rows = (RankedState)states[0];
        var tied = 0L;
        for (var i = 0; i < rows.Slots.Count; i++)
        {
            tied = rows.IsTied(i) ? tied : i + 1;
            shelf.Append(rows.Slots[i]);
            shelf.Remove(rows.Slots[i]);
            rank?.Append(rows.Shares ? tied : i + 1);
            writer.Commit(at);
        }

        Output.SettleUsed(rows.Slots.Count);
    }
}
