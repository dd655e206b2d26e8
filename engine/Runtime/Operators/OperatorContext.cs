using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>What the runtime hands an operator before its first row.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Inputs">Schemas by input; null where an optional input is not connected.</param>
/// <param name="Output">Where its rows go; writers for the columns somebody reads are taken from it once.</param>
/// <param name="Keys">Row to key; one key 0 without the attribute <c>key</c>.</param>
/// <param name="Symbols">The run's dictionaries.</param>
/// <param name="Pool">The run's arrays.</param>
public sealed record OperatorContext(string Node, IReadOnlyList<Schema?> Inputs, Output Output, KeyTable Keys, SymbolTables Symbols, BufferPool Pool)
{
    /// <summary>The clock calls are measured by, for deadlines; null in a replay, where nothing is judged by a clock.</summary>
    public TimeProvider? Clock { get; init; }
}
