namespace StreamEngine.Runtime;

/// <summary>What a node did between two looks.</summary>
/// <param name="Node">The node at the later one.</param>
/// <param name="Busy">Share of the time it worked, 0 to 1; the three add up to 1.</param>
/// <param name="Idle">Share it had nothing to do; 1 where time is not measured.</param>
/// <param name="BackPressured">Share it waited for what is behind it.</param>
/// <param name="RowsPerSecond">Rows that came in; of a source, that it brought in.</param>
public sealed record NodePace(NodeView Node, double Busy, double Idle, double BackPressured, double RowsPerSecond);
