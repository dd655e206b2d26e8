namespace StreamEngine.Graph;

/// <summary>A column of a port that comes from an input unchanged.</summary>
/// <param name="Name">Its name in the output.</param>
/// <param name="Input">Position of the input.</param>
/// <param name="Column">Its name there.</param>
public sealed record PassedColumn(string Name, int Input, string Column);
