using StreamEngine.Data;

namespace StreamEngine.Models;

/// <summary>A result of the model that becomes a column.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">Type of the column.</param>
/// <param name="Tensor">Position of its tensor among those of the call.</param>
/// <param name="Offset">Its place among the tensor's values of a row.</param>
internal sealed record ResultColumn(string Name, ColumnType Type, int Tensor, int Offset);
