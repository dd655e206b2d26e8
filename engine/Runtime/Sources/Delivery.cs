using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>A batch a source hands over, and the port it is for. The receiver disposes the batch.</summary>
/// <param name="Batch">The rows; the frontier holds for every port of the source.</param>
/// <param name="Port">Position of the port.</param>
public readonly record struct Delivery(Batch Batch, int Port = 0);
