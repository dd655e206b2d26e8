namespace StreamEngine.Features;

/// <summary>A level of one side that differs between two book rows.</summary>
/// <param name="Price">Its price.</param>
/// <param name="Before">Its size in the row before; 0 when it was not shown.</param>
/// <param name="After">Its size now; 0 when it is not shown.</param>
/// <param name="Move">What that says about the book.</param>
internal readonly record struct LevelStep(double Price, double Before, double After, LevelMove Move);
