using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Level 2 of DESIGN § 5: one answer a row, whose fields are appended as columns. One instance a key; keeps no state between rows (see <see cref="Feature{TIn,TOut,TState}"/>).</summary>
/// <typeparam name="TIn">Columns it reads, a record struct. A member that cannot hold null skips rows where its column is null: the answer is null then.</typeparam>
/// <typeparam name="TOut">Columns it appends, a record struct.</typeparam>
public abstract class Feature<TIn, TOut> : IFeature
    where TIn : struct
    where TOut : struct
{
    /// <summary>Reports options that do not go together; the columns are checked by the engine.</summary>
    public virtual void Check(BindScope scope)
    {
    }

    /// <summary>The answer to a row.</summary>
    public abstract TOut OnRow(in TIn row);

    /// <inheritdoc/>
    object? IFeature.State { get => null; set => _ = value; }

    /// <inheritdoc/>
    Type? IFeature.StateType => null;
}
