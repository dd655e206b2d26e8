using StreamEngine.Data;

namespace StreamEngine.Models;

/// <summary>Columns that fill neighbouring places of a tensor: by lanes where there is a form for it, else one by one.</summary>
internal sealed class FeatureGroup(FeatureColumn[] columns, FeatureFour? four)
{
    private const int Side = 4;

    /// <summary>Groups the columns that fill a tensor, in its order.</summary>
    public static IEnumerable<FeatureGroup> Of(Schema schema, IReadOnlyList<FeatureColumn> columns, CallTensor tensor)
    {
        var at = 0;
        if (tensor is CallTensor<float> floats)
        {
            for (; at + Side <= columns.Count; at += Side)
            {
                FeatureColumn[] four = [.. columns.Skip(at).Take(Side)];
                yield return new FeatureGroup(four, new FeatureFour([.. four.Select(c => schema.IndexOf(c.Name))], floats, at));
            }
        }

        for (; at < columns.Count; at++)
        {
            yield return new FeatureGroup([columns[at]], null);
        }
    }

    /// <summary>Writes the values of rows, the first at the tensor's first row, and marks those that are beyond the tensor's type.</summary>
    /// <param name="batch">Where the rows stand.</param>
    /// <param name="rows">The physical rows.</param>
    /// <param name="unfit">What is marked, by row of the call.</param>
    public void Fill(Batch batch, ReadOnlySpan<int> rows, bool[] unfit)
    {
        if (four is not null && batch.IsContiguous && four.TryFill(batch, rows[0], rows.Length))
        {
            return;
        }

        foreach (var column in columns)
        {
            column.Fill(batch, rows, unfit);
        }
    }
}
