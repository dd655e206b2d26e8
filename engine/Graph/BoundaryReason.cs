namespace StreamEngine.Graph;

/// <summary>Why rows change threads at a boundary, which is why a segment ends there.</summary>
public enum BoundaryReason
{
    /// <summary>A source hands over on its own time.</summary>
    Source,

    /// <summary>A sink waits for what is outside.</summary>
    Sink,

    /// <summary>A node behind it says <c>buffer</c>.</summary>
    Buffer,

    /// <summary>A node says <c>parallel</c>: its workers are segments of their own.</summary>
    Parallel,

    /// <summary>A model stands in a segment of its own.</summary>
    Model,

    /// <summary>What reads it also reads from behind a boundary, and so stands behind that.</summary>
    Beside,
}
